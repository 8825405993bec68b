"""An article as a row of parts: verbatim text, and segments, which are slices of it with a meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from dragoman.model.marks import Content, Span, spell, to_text

BODY = "body"  # the role of plain running text; its context is empty


class Key(NamedTuple):
    """What a translation is filed under: gettext's msgid (`text`) and msgctxt (`context`). No position, no URL."""

    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, caption, list item, table cell or metadata value.

    `index` counts the blocks of the article from 0. `role` is what the block is for a newsroom (`headline`,
    `caption`, `body` …), `kind` what it is for its format (`heading2`, `paragraph`, `cell` …): the structure that
    a written article must have again. `locales` says which languages it is meant for: BCP 47 ranges by commas, a `!`
    before them for all others, "" for every language.
    """

    index: int
    role: str = BODY
    kind: str = "paragraph"
    locales: str = ""


@dataclass(frozen=True)
class Segment:
    """The piece translated on its own: a sentence of a block, or the whole block.

    `source` is its verbatim slice of the article; sub-flows inside it are Segments of their own. `content` is the
    same slice understood: text with escapes resolved, and marks. `note` is the author's word to translators, `minor`
    the words (old, new) whose replacement leaves translations right.
    """

    content: Content
    source: tuple[str | Segment, ...]
    block: Block
    context: str = ""
    note: str = ""
    line: int = 0  # line of the article where it begins, from 1; 0 when unknown
    minor: tuple[tuple[str, str], ...] = ()

    @property
    def role(self) -> str:
        return self.block.role

    @property
    def raw(self) -> str:
        """Its bytes in the article, as text."""
        return spell(self.source)

    @cached_property
    def text(self) -> str:
        """What people and engines see."""
        return to_text(self.content)

    @cached_property
    def key(self) -> Key:
        return Key(self.text, self.context)

    @cached_property
    def inner(self) -> tuple[Segment, ...]:
        """Sub-flows: segments standing inside marks of this one, in order."""
        return tuple(part for part in self.source if isinstance(part, Segment))


@dataclass(frozen=True)
class Document:
    """The parts of one article, in order. Joining every part, sub-flows included, is the article.

    A text part standing between two segments of the same block is the gap between two sentences.
    `encoding` is how the joined text becomes bytes; a byte order mark is the first character of the first part.
    `structure` is the format's own account of everything that must be the same after writing.
    """

    parts: tuple[str | Segment, ...]
    suffix: str
    language: str = ""
    encoding: str = "utf-8"
    structure: tuple[str, ...] = ()
    where: str = ""  # path for messages

    @property
    def text(self) -> str:
        return spell(self.parts)

    @property
    def data(self) -> bytes:
        """The article itself, byte for byte."""
        return self.text.encode(self.encoding)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Every segment in reading order; a sub-flow follows the segment it stands in."""
        return tuple(_walk(self.parts))

    @cached_property
    def blocks(self) -> tuple[tuple[Segment, ...], ...]:
        """The segments of each block, in order; sub-flows are blocks of their own."""
        found: dict[int, list[Segment]] = {}
        for segment in self.segments:
            found.setdefault(segment.block.index, []).append(segment)
        return tuple(tuple(row) for row in found.values())


def _walk(parts: Sequence[str | Segment]) -> Iterator[Segment]:
    for part in parts:
        if isinstance(part, Segment):
            yield part
            yield from _walk(part.source)


Segmenter: TypeAlias = Callable[[Content, str], list[Span]]
"""Cuts a block's content (second argument: its context) into segments: spans over `marks.plain(content)`, in order,
not overlapping, not empty; what lies between two spans is the gap."""
