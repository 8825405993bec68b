"""What a format is: bytes to Document, and a Document with translations to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol

from dragoman.model.article import Document, Key, Segment, Segmenter

AnchorStyle = Literal["", "goldmark", "github", "python"]
"""Whose rules make a heading's id of its words: Hugo's, GitHub's (Docusaurus), Python-Markdown's (MkDocs)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text for one language only, in the article's own format. It goes before or after a heading, to the start of the
    body or to its end. `anchor` is `#` with the id of a heading of the source, or the heading's words; `line` is where
    the passage stands in its file."""

    place: Literal["start", "end", "before", "after"]
    anchor: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Target:
    """How the written article differs from the source besides its texts.

    `language` is a BCP 47 tag; "" when the article stays in its language: then no mark of a language is changed, and
    nothing that is for some locales only is left out. `gap` stands between two translated sentences where the source
    has blank space or nothing (none in Chinese and Japanese). `metadata` are values that a format which has metadata
    sets, `defaults` those that it adds where there are none; `notice` is a line for readers that stands before the
    article ("" for none). `remains` is the language (BCP 47) that texts without a translation stay in, where the format
    can say so; "" when nothing is said of it. `links` gives for each address in the article where it leads from there
    (template code that names a page is asked about whole). `anchors`: the headings of the source keep their ids, made
    by these rules. `passages` are added. All but the gap is exempt from the proof.
    """

    language: str
    gap: str = " "
    metadata: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    remains: str = ""
    links: Callable[[str], str] | None = None  # None: all stay as they are
    anchors: AnchorStyle = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A segment written as its source, although it had a translation, and why."""

    segment: Segment
    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A passage that was left out, and why."""

    passage: Passage
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """A written article, the segments that had to stay as they are in the source, and the passages left out."""

    data: bytes
    kept: tuple[Kept, ...] = ()
    lost: tuple[Lost, ...] = ()


class Format(Protocol):
    """Reads and writes one kind of file. Made with its settings from dragoman.toml.

    Laws: read(data).data == data; write(d, {}) gives the bytes read; a text put in is read back as that same text
    or reported in `kept`; any bytes are read or refused with FormatError in time linear in their size.
    """

    suffixes: ClassVar[tuple[str, ...]]

    def read(self, data: bytes, cut: Segmenter, where: str = "", language: str = "") -> Document:
        """The article. `language` is the BCP 47 tag of its text, for formats whose elements may be in another one;
        the document has it too. `where` is the path for messages."""
        ...

    def write(self, document: Document, texts: Mapping[Key, str], target: Target) -> Written:
        """The article with `texts` in place of their segments, and those that had to stay as their source."""
        ...
