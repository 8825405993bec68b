"""Laws of engines: one draft for each text, in order, marks whole or no text at all."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.engines.guard import guarded
from dragoman.engines.masking import mask, read_marks, restore, verify
from dragoman.engines.pseudo import PseudoEngine, pseudo
from dragoman.model import (
    Batch,
    Capabilities,
    Content,
    Draft,
    Engine,
    EngineSettings,
    Key,
    Mark,
    MarkError,
    Request,
    from_text,
    join,
    label,
    to_text,
)

law = settings(max_examples=150, deadline=None)

words = st.text(st.sampled_from("abzÉñ مبע中ツไक् .,:;!?()¿«»“”'’-&<>⟦⟧019\u00a0lt;amp"), min_size=1, max_size=12)
bare_words = words.filter(lambda text: "⟦" not in text and "⟧" not in text)


def marked(text: st.SearchStrategy[str]) -> st.SearchStrategy[Content]:
    """Contents of segments: texts with nested pairs and points in them, labelled as formats label them."""
    leaf = st.one_of(text.map(lambda found: [found]), st.just([Mark("point", "img")]))

    def wrap(inner: st.SearchStrategy[list[str | Mark]]) -> st.SearchStrategy[list[str | Mark]]:
        pair = st.tuples(st.sampled_from(["a", "em", "code"]), inner).map(
            lambda found: [Mark("open", found[0]), *found[1], Mark("close", found[0])]
        )
        return st.one_of(
            pair, st.lists(inner, min_size=1, max_size=3).map(lambda rows: [part for row in rows for part in row])
        )

    rows: st.SearchStrategy[list[str | Mark]] = st.recursive(leaf, wrap, max_leaves=6)  # type: ignore[arg-type]
    return rows.map(lambda parts: label(join(parts)))


@law
@given(marked(words))
def test_masking_and_restoring_gives_the_text_back(content: Content) -> None:
    text = to_text(content)
    masked = mask(text)
    assert restore(masked.text, masked) == text


@law
@given(marked(bare_words), st.randoms(use_true_random=False))
def test_blanks_added_or_dropped_around_tokens_change_nothing(content: Content, chance: random.Random) -> None:
    text = to_text(content)
    masked = mask(text)
    answer = masked.text
    for number in masked.marks:
        token = f"⟦{number}⟧"
        left, right = answer.split(token)
        if chance.random() < 0.5 and not left.endswith("\u00a0"):
            left = left.rstrip(" ") + " " * chance.randrange(3)
        if chance.random() < 0.5 and not right.startswith("\u00a0"):
            right = " " * chance.randrange(3) + right.lstrip(" ")
        blank = " " * chance.randrange(2)
        answer = f"{left}⟦{blank}{number}{blank}⟧{right}"
    assert restore(answer, masked) == text


@settings(max_examples=400, deadline=None)
@given(marked(words), st.randoms(use_true_random=False))
def test_a_hostile_engine_never_loses_a_mark_in_silence(content: Content, chance: random.Random) -> None:
    text = to_text(content)
    masked = mask(text)
    answer = masked.text
    for _ in range(chance.randrange(1, 4)):
        answer = _damaged(answer, list(masked.marks), chance)
    try:
        restored = restore(answer, masked)
    except MarkError:
        return
    verify(restored, text)
    found = from_text(restored, content)
    assert sorted(part.tag for part in found if isinstance(part, Mark)) == sorted(
        part.tag for part in content if isinstance(part, Mark)
    )


def _damaged(text: str, numbers: Sequence[int], chance: random.Random) -> str:
    token = f"⟦{chance.choice(numbers)}⟧" if numbers else "a"
    at = chance.randrange(len(text) + 1)
    match chance.randrange(8):
        case 0:
            return text.replace(token, "", 1)
        case 1:
            return text[:at] + token + text[at:]
        case 2:
            pieces = text.split(" ")
            chance.shuffle(pieces)
            return " ".join(pieces)
        case 3:
            return text.swapcase()
        case 4:
            return text.replace("⟦", " ⟦ ").replace("⟧", " ⟧ ")
        case 5:
            return text[:at] + text[at + 1 :]
        case 6:
            bare = text.replace(token, "", 1)
            return bare[:at] + token + bare[at:]
        case _:
            return text.replace("<", "&lt;").replace("&", "&amp;")


@law
@given(marked(words))
def test_pseudo_keeps_every_mark_and_is_always_the_same(content: Content) -> None:
    text = to_text(content)
    answer = pseudo(text)
    assert answer == pseudo(text)
    assert [part for part in read_marks(answer) if isinstance(part, Mark)] == [
        part for part in read_marks(text) if isinstance(part, Mark)
    ]
    if any(part.isalpha() for part in text if isinstance(part, str)) and answer == text:
        assert not any(character.isalpha() for part in read_marks(text) if isinstance(part, str) for character in part)


class Erratic:
    """An engine that answers in every way the protocol allows, and some it does not."""

    name = "erratic"

    def __init__(self, answers: Sequence[str | None], caps: Capabilities) -> None:
        self.caps = caps
        self._answers = answers

    def missing(self, source: str, target: str) -> str:
        return ""

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        return [Draft(self._answers[len(ask.text) % len(self._answers)] or ask.text) for ask in batch.requests]

    def close(self) -> None:
        pass


@law
@given(
    st.lists(st.one_of(st.text(max_size=40), marked(words).map(to_text)), max_size=8),
    st.lists(st.one_of(st.none(), st.text(max_size=60)), min_size=1, max_size=4),
    st.builds(
        Capabilities,
        markup=st.booleans(),
        stored=st.booleans(),
        max_items=st.integers(0, 3),
        max_characters=st.integers(0, 50),
    ),
)
def test_whatever_an_engine_answers_the_guard_gives_one_fit_draft_for_each_text(
    texts: list[str], answers: list[str | None], caps: Capabilities
) -> None:
    for draft, text in zip(_run(Erratic(answers, caps), texts), texts, strict=True):
        if draft.text is None:
            assert draft.reason
        else:
            verify(draft.text, text)
            draft.text.encode()
            assert "\0" not in draft.text
            assert not draft.approved


@law
@given(st.lists(st.text(max_size=40), max_size=20))
def test_the_pseudo_engine_obeys_the_protocol_without_a_guard(texts: list[str]) -> None:
    batch = Batch("en", "fa", tuple(Request(Key(text), text) for text in texts))
    assert [draft.text for draft in asyncio.run(_translate(PseudoEngine(EngineSettings()), batch))] == [
        pseudo(text) for text in texts
    ]


def _run(engine: Engine, texts: Sequence[str]) -> list[Draft]:
    return asyncio.run(guarded(engine, Batch("en", "es", tuple(Request(Key(text), text) for text in texts)), 10))


async def _translate(engine: Engine, batch: Batch) -> Sequence[Draft]:
    return await engine.translate(batch)
