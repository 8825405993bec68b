"""What a format is: bytes to Document, and a Document with translations to bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from dragoman.model.article import Document, Key, Segment, Segmenter


@dataclass(frozen=True, slots=True)
class Target:
    """How the written article differs from the source besides its texts.

    `language` is a BCP 47 tag; "" when the article stays in its language: then no mark of a language is changed, and
    nothing that is for some locales only is left out. `gap` stands between two translated sentences where the source
    has blank space or nothing (none in Chinese and Japanese). `metadata` are values that a format which has metadata
    sets, `defaults` those that it adds where there are none; `notice` is a line for readers that stands before the
    article ("" for none). `remains` is the language (BCP 47) that texts without a translation stay in, where the format
    can say so; "" when nothing is said of it. All but the gap is exempt from the proof.
    """

    language: str
    gap: str = " "
    metadata: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    remains: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A segment written as its source, although it had a translation, and why."""

    segment: Segment
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """A written article, and the segments that had to stay as they are in the source."""

    data: bytes
    kept: tuple[Kept, ...] = ()


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
