"""Laws of redaction: no hidden string passes, and everything comes back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.engines.redacting import BLANKED, Fenced, blanked, holds, withhold
from dragoman.model import Batch, Capabilities, Draft, Key, Person, Request, Surroundings, TermChoice

_PIECES = (
    "Night", "jar", "NIGHTJAR", " ", "\n", "\u00a0", "<b>", "</b>", "<br/>", "&amp;", "&lt;", "&", "é", "e\u0301",
    "\u00ad", "قصر", "夜鷹", "ß", "ss", "Project", "x", "<redacted/>",
)  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)
_STRINGS = st.lists(
    st.sampled_from(("Nightjar", "Project Nightjar", "é", "R&D", "&", "<b", "قصر", "夜鷹", "STRASSE", "ss", "x x")),
    min_size=1,
    max_size=3,
    unique=True,
)
_TAG = re.compile(r"</?[a-z]+[0-9]*/?>")


class Listening:
    """An engine that answers with what it was asked, and remembers everything it saw."""

    name = "listening"
    caps = Capabilities(network=True, context=True, terms=True)

    def __init__(self) -> None:
        self.seen: list[Batch] = []

    def missing(self, source: str, target: str) -> str:
        return ""

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        self.seen.append(batch)
        return [Draft(request.text) for request in batch.requests]

    def close(self) -> None:
        pass


@given(_TEXTS, _STRINGS)
@example("ﬁnal night­jar", ["final", "nightjar"])
def test_what_is_withheld_stands_in_no_piece_of_the_text_and_comes_back(text: str, strings: list[str]) -> None:
    found = withhold(text, strings)
    if found is None:
        assert holds(text, strings)
        return
    assert found.restored(found.text) == text
    assert not any(holds(piece, strings) for piece in _TAG.split(found.text))


@given(_TEXTS, _STRINGS)
def test_what_is_blanked_holds_none(text: str, strings: list[str]) -> None:
    out = blanked(text, strings)
    assert not any(holds(piece, strings) for piece in out.split(BLANKED))
    assert out == text or holds(text, strings)


@given(st.lists(_TEXTS, min_size=1, max_size=4), _TEXTS, _STRINGS)
def test_nothing_that_stands_before_an_engine_lets_one_through(texts: list[str], more: str, strings: list[str]) -> None:
    engine = Listening()
    term = TermChoice(more, more, (more,), (more,), more)
    requests = tuple(Request(Key(text, more), text, more, more, (term,), (more,)) for text in texts)
    around = Surroundings(more, more, (Person(more, more, "", more, more),), "", (more,))
    drafts = asyncio.run(Fenced(engine, strings).translate(Batch("en", "es", requests, around)))
    assert [draft.text for draft in drafts] == [None if holds(text, strings) else text for text in texts]
    for batch in engine.seen:
        said = [batch.around.article, batch.around.headline, *batch.around.style]
        said += [text for person in batch.around.cast for text in (person.name, person.office, person.rendering)]
        for request in batch.requests:
            said += [*request.key, request.text, request.before, request.after, *request.missed]
            said += [text for each in request.terms for text in (each.source, each.approved, each.note)]
        assert not any(holds(piece, strings) for text in said for piece in text.split(BLANKED))
