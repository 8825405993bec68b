"""roundtrip finds what a format loses: formats that lie, each in its own way, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import pytest

from dragoman.engines.pseudo import pseudo
from dragoman.formats.text import Text
from dragoman.model import Document, FormatError, Kept, Key, Segmenter, Target, Where, Written
from dragoman.workflow.comparing import Difference
from dragoman.workflow.roundtrip import RoundTrip, Tally, prove, tally
from tests.newsroom import Newsroom

ARTICLE = b"Ferry sails again\n\nIt leaves at noon from the old pier.\n"


class Lossy:
    """Plain text, with faults: `loses` bytes when it writes, `forgets` what was put in, is `deaf` to what it wrote."""

    suffixes: ClassVar[tuple[str, ...]] = (".lossy",)

    def __init__(self, fault: str) -> None:
        self.fault = fault
        self.text = Text()

    def read(self, data: bytes, cut: Segmenter, where: str = "", language: str = "") -> Document:
        is_written = data != ARTICLE
        if self.fault == "deaf" and is_written:
            raise FormatError("nothing is understood", Where(where, 3))
        document = self.text.read(data, cut, where, language)
        if self.fault == "structure" and is_written:
            return replace(document, structure=(*document.structure[:1], "rule", *document.structure[2:]))
        return document

    def write(self, document: Document, texts: Mapping[Key, str], target: Target) -> Written:
        if self.fault == "bytes":
            return Written(document.data.replace(b"noon", b"moon"))
        if self.fault == "kept" and texts:
            return Written(document.data, tuple(Kept(segment, "too long") for segment in document.segments))
        if self.fault == "texts" and texts:
            texts = {key: text.replace("öļđ", "ñéŵ") for key, text in texts.items()}
        if self.fault == "block" and texts:
            texts = {key: text for key, text in texts.items() if "noon" not in key.text}
            data = self.text.write(document, texts, target).data
            return Written(data.replace(b"It leaves", b"It\n\nleaves"))
        return self.text.write(document, texts, target)


def proved(fault: str) -> RoundTrip:
    return prove(Lossy(fault), ARTICLE, language="en", translate=pseudo, where="a.lossy")


def test_a_format_without_a_fault_comes_back() -> None:
    found = proved("")
    assert found.is_fine
    assert (found.segments, found.kept, found.reason) == (2, (), "")


def test_the_first_byte_that_differs_is_shown_with_what_stands_around_it() -> None:
    found = proved("bytes")
    assert (found.identical, found.structure, found.texts) == (False, False, False)
    assert found.reason == "line 3: the untranslated article written differs"
    around = "ils again\n\nIt leaves at {} from the old pier.\n"
    assert found.difference == Difference(
        "the untranslated article written differs", 3, 32, around.format("noon"), around.format("moon")
    )


def test_the_first_entry_of_the_structure_that_differs_is_shown() -> None:
    found = proved("structure")
    assert (found.identical, found.structure, found.texts) == (True, False, False)
    assert found.difference == Difference("the structure differs in entry 2", 0, None, "blank", "rule")


def test_a_text_that_does_not_come_back_is_shown_beside_what_was_put_in() -> None:
    found = proved("texts")
    assert (found.identical, found.structure, found.texts) == (True, True, False)
    assert found.difference is not None
    assert found.reason == "line 3: the text did not come back"
    assert "öļđ" in found.difference.before
    assert "ñéŵ" in found.difference.after


def test_an_article_that_is_refused_once_it_is_written_has_not_come_back() -> None:
    found = proved("deaf")
    assert (found.identical, found.structure) == (True, False)
    assert found.reason == "line 3: written, it is refused: nothing is understood"


def test_segments_kept_as_their_source_are_told_and_are_no_difference() -> None:
    found = proved("kept")
    assert found.is_fine
    assert [(kept.segment.line, kept.reason) for kept in found.kept] == [(1, "too long"), (3, "too long")]


def test_files_are_counted_by_format_with_unknown_ones_last() -> None:
    fine = RoundTrip("a.md", "markdown", "", True, True, True, 3)
    lost = RoundTrip("b", "", "no format reads files without a suffix")
    assert tally([lost, fine, fine]) == [
        Tally("markdown", 2, 2, 2, 2, 6, 0, 0),
        Tally("", 1, 0, 0, 0, 0, 0, 1),
    ]


def test_an_interrupt_ends_it_with_130(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(text: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.engines.pseudo.pseudo", interrupted)
    assert newsroom.run("roundtrip", "articles", code=130) == ""
    assert newsroom.errors.startswith("interrupted")


def test_show_quotes_both_sides_with_controls_spelled_out(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(self: Text, document: Document, texts: Mapping[Key, str], target: Target) -> Written:
        return Written(document.data.replace(b"noon", b"moon\x1b"))

    monkeypatch.setattr(Text, "write", lost)
    (newsroom.folder / "ferry.txt").write_bytes(ARTICLE)
    assert newsroom.run("roundtrip", "ferry.txt", "--show", code=1).split("\n")[:4] == [
        "ferry.txt: line 3: the untranslated article written differs",
        "  at byte 32, line 3",
        r"  - ils again\n\nIt leaves at noon from the old pier.\n",
        r"  + ils again\n\nIt leaves at moon\x1b from the old pier.",
    ]
