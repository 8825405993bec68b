"""Editors, translators, an engine and a careless PO editor work on one article in any order; nothing approved is lost.

The article is Markdown, read as `extract` reads it: known sentences keep their cut.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

import polib
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from dragoman.catalog import Catalog, Changes
from dragoman.formats.reading import format_for, read_with, segmenter
from dragoman.model import Key, Origin, Segment, State, Translation, digest
from dragoman.segmentation.segmenters import keeping
from tests.catalog.sentences import texts_held

CLAUSES = [
    "the port reopened on Monday",
    "12 ships waited outside",
    "Mayor Ana Ruiz thanked the crews",
    "the pier is safe",
    "the pier is **safe** again",
    "repairs go on until spring",
    "see [the map](https://example.org/map)",
    "read more",
]
SCRIPTS = [
    "港口星期一重新开放。",
    "没有人受伤。",
    "أعيد فتح الميناء يوم الاثنين.",
    "बंदरगाह सोमवार को खुला।",
    "Порт открыт.",
]
CHANGES = [
    ("12", "13"),
    ("is", "is not"),
    ("o", "oo"),
    ("pier", "*pier*"),
    ("**safe**", "safe"),
    (" ", "  "),
    (".", "!"),
]
places = st.integers(0, 5)
sentences = st.one_of(
    st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3).map(lambda row: _capital(", and ".join(row)) + "."),
    st.sampled_from(SCRIPTS),
)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass
class Paragraph:
    sentences: list[str]
    context: str = ""


@dataclass
class Article:
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        blocks = []
        for paragraph in self.paragraphs:
            mark = f"<!-- dragoman: context {paragraph.context} -->\n\n" if paragraph.context else ""
            blocks.append(mark + " ".join(paragraph.sentences))
        return ("\n\n".join(blocks) + "\n").encode()


class EditScripts(RuleBasedStateMachine):
    """`approved` holds, by key, the text a person approved last and has not taken back; `written` each text that a
    person wrote or approved and did not replace."""

    @initialize(rows=st.lists(st.lists(sentences, min_size=1, max_size=2), min_size=1, max_size=3))
    def begin(self, rows: list[list[str]]) -> None:
        self.article = Article([Paragraph(row) for row in rows])
        self.path = "articles/harbour.md"
        self.catalog = Catalog.new("es", "en", self.path)
        self.versions: list[Article] = []
        self.approved: dict[Key, str] = {}
        self.written: set[str] = set()
        self.number = 0
        self.extract()
        for key in self.catalog.keys:
            self._write(key, State.APPROVED)

    # The editor

    @rule(at=places, before=places, text=sentences)
    def inserts_a_sentence(self, at: int, before: int, text: str) -> None:
        row = self._row(at)
        row.insert(before % (len(row) + 1), text)
        self.extract()

    @rule(at=places, text=sentences)
    def inserts_a_paragraph(self, at: int, text: str) -> None:
        self.article.paragraphs.insert(at % (len(self.article.paragraphs) + 1), Paragraph([text]))
        self.extract()

    @rule(at=places, of=places)
    def deletes_a_sentence(self, at: int, of: int) -> None:
        row = self._row(at)
        if len(row) > 1:
            del row[of % len(row)]
            self.extract()

    @precondition(lambda self: len(self.article.paragraphs) > 1)
    @rule(at=places)
    def deletes_a_paragraph(self, at: int) -> None:
        del self.article.paragraphs[at % len(self.article.paragraphs)]
        self.extract()

    @rule(at=places, of=places, change=st.sampled_from(CHANGES), back=st.booleans(), more=st.booleans())
    def edits_a_sentence(self, at: int, of: int, change: tuple[str, str], back: bool, more: bool) -> None:
        row = self._row(at)
        old, new = change[::-1] if back else change
        row[of % len(row)] = _capital(row[of % len(row)].replace(old, new, 1))
        if more:
            self.extract()

    @rule(at=places, to=places)
    def moves_a_paragraph(self, at: int, to: int) -> None:
        rows = self.article.paragraphs
        moved = rows.pop(at % len(rows))
        rows.insert(to % (len(rows) + 1), moved)
        self.extract()

    @rule(at=places, of=places, to=places)
    def repeats_a_sentence(self, at: int, of: int, to: int) -> None:
        row = self._row(at)
        self.article.paragraphs.insert(to % (len(self.article.paragraphs) + 1), Paragraph([row[of % len(row)]]))
        self.extract()

    @rule(at=places, of=places)
    def splits_a_sentence(self, at: int, of: int) -> None:
        row = self._row(at)
        first, comma, rest = row[of % len(row)].partition(", and ")
        if comma:
            row[of % len(row) : of % len(row) + 1] = [first + ".", _capital(rest)]
            self.extract()

    @rule(at=places, of=places)
    def joins_two_sentences(self, at: int, of: int) -> None:
        row = self._row(at)
        of %= len(row)
        if of + 1 < len(row) and row[of].endswith("."):
            row[of : of + 2] = [f"{row[of][:-1]}, and {row[of + 1][0].lower()}{row[of + 1][1:]}"]
            self.extract()

    @rule(at=places, of=places)
    def splits_a_paragraph(self, at: int, of: int) -> None:
        at %= len(self.article.paragraphs)
        paragraph = self.article.paragraphs[at]
        if cut := of % len(paragraph.sentences):
            rows = paragraph.sentences[:cut], paragraph.sentences[cut:]
            self.article.paragraphs[at : at + 1] = [Paragraph(row, paragraph.context) for row in rows]
            self.extract()

    @rule(at=places)
    def joins_two_paragraphs(self, at: int) -> None:
        rows = self.article.paragraphs
        at %= len(rows)
        if at + 1 < len(rows):
            rows[at].sentences += rows.pop(at + 1).sentences
            self.extract()

    @rule(at=places, context=st.sampled_from(["", "sports", "weather"]))
    def gives_a_context(self, at: int, context: str) -> None:
        self.article.paragraphs[at % len(self.article.paragraphs)].context = context
        self.extract()

    @rule()
    def swaps_contexts(self) -> None:
        other = {"sports": "weather", "weather": "sports"}
        for paragraph in self.article.paragraphs:
            paragraph.context = other.get(paragraph.context, "")
        self.extract()

    @rule(name=st.sampled_from(["harbour", "port", "pier"]))
    def renames_the_article(self, name: str) -> None:
        self.path = f"articles/{name}.md"
        self.extract()

    @rule(back=places)
    def reverts_to_a_version(self, back: int) -> None:
        self.article = deepcopy(self.versions[-1 - back % len(self.versions)])
        self.extract()

    # Who works on the catalog

    @rule(at=places, wrote=st.booleans(), marked=st.booleans())
    def approves(self, at: int, wrote: bool, marked: bool) -> None:
        self._write(self._key(at), State.APPROVED, rewrite=wrote, marked=marked)

    @rule(at=places, wrote=st.booleans())
    def takes_an_approval_back(self, at: int, wrote: bool) -> None:
        key = self._key(at)
        if self.catalog.translation(key) is not None:
            self._write(key, State.DRAFT, rewrite=wrote)

    @rule()
    def lets_an_engine_draft_what_is_missing(self) -> None:
        for key in self.catalog.keys:
            if self.catalog.translation(key) is None:
                text = f"máquina {key.text}"
                origin = Origin("apertium", "eng-spa", "2026-11-22", digest(text))
                self.catalog.put(key, Translation(text, State.DRAFT, origin))

    @rule(previous=st.booleans())
    def saves_with_an_editor_that_strips_comments(self, previous: bool) -> None:
        lines = []
        for line in self.catalog.data.decode().split("\n"):
            if line.startswith(("#,", "#~,")) and "fuzzy" in line:
                lines.append("#, fuzzy")
            elif not line.startswith("#") or line.startswith("#~ " if previous else ("#~ ", "#|", "#~|")):
                lines.append(line)
        self.catalog = Catalog.parse("\n".join(lines).encode())
        self.extract()

    # What holds

    def extract(self) -> None:
        cut = keeping(self.catalog.known_keys, segmenter("en", "sentence"))
        document = read_with(format_for(".md"), self.article.data, cut, language="en")
        before = {key: self.catalog.translation(key) for key in self.catalog.keys}
        changes = self._update(document.segments)
        self.versions.append(deepcopy(self.article))

        data = self.catalog.data
        assert not self._update(document.segments).is_changed and self.catalog.data == data
        assert list(self.catalog.keys) == list(dict.fromkeys(segment.key for segment in document.segments))
        assert self.written <= texts_held(self.catalog)
        for key in self.catalog.keys:
            now = self.catalog.translation(key)
            if (was := before.get(key)) is not None:
                assert now is not None and (now.text, now.state is State.APPROVED) == (
                    was.text,
                    was.state is State.APPROVED,
                )
            if key in self.approved:
                assert now == Translation(self.approved[key], State.APPROVED, now.origin if now else None)
            elif now is not None and now.state is State.APPROVED:
                assert key in changes.mechanical, "approved, but by nobody"
                self.approved[key] = now.text
                self.written.add(now.text)

    def teardown(self) -> None:
        if not hasattr(self, "catalog"):
            return
        data = self.catalog.data
        idents = [(entry.msgid, entry.msgctxt) for entry in polib.pofile(data.decode())]
        assert len(idents) == len(set(idents))
        if shutil.which("msgfmt"):
            done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=data, capture_output=True)
            assert (done.returncode, done.stderr) == (0, b"")

    def _update(self, segments: Sequence[Segment]) -> Changes:
        return self.catalog.update(segments, article=self.path, language="es", source="en")

    def _row(self, at: int) -> list[str]:
        return self.article.paragraphs[at % len(self.article.paragraphs)].sentences

    def _key(self, at: int) -> Key:
        return self.catalog.keys[at % len(self.catalog.keys)]

    def _write(self, key: Key, state: State, *, rewrite: bool = True, marked: bool = True) -> None:
        now = self.catalog.translation(key)
        source = key.text if marked else re.sub("<[^>]*>", "", key.text)  # an approval with its marks forgotten
        text = now.text if now and not rewrite else f"persona {self.number} {source}"
        self.number += 1
        if now is not None and rewrite:
            self.written.discard(now.text)  # whoever replaces a text has seen it
        self.catalog.put(key, Translation(text, state), over=now)
        self.written.add(text)
        self.approved.pop(key, None)
        if state is State.APPROVED:
            self.approved[key] = text


# 50 scripts, 500 in the long profile. A counterexample is shown as it is found: making it small takes minutes.
EditScripts.TestCase.settings = settings(
    max_examples=settings().max_examples // 2,
    stateful_step_count=25,
    phases=[phase for phase in settings().phases if phase is not Phase.shrink],
)
TestEditScripts = EditScripts.TestCase
