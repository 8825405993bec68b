"""A text beside its translation as pieces to show: words, marks as chips, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.publishing.site.works import Term

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*/?>")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: a mark when `is_mark`, else words; of a term when `term` is one."""

    text: str
    is_mark: bool = False
    term: Term | None = None


def pieces(text: str, terms: Sequence[Term] = ()) -> Iterator[Piece]:
    """The pieces of `text` in order; joined, their texts are `text`. `terms` are in order and do not overlap."""
    at = 0
    for term in terms:
        yield from _marked(text[at : term.start])
        for piece in _marked(text[term.start : term.end]):
            yield Piece(piece.text, piece.is_mark, None if piece.is_mark else term)
        at = term.end
    yield from _marked(text[at:])


def _marked(text: str) -> Iterator[Piece]:
    at = 0
    for tag in _TAG.finditer(text):
        if tag.start() > at:
            yield Piece(text[at : tag.start()])
        yield Piece(tag.group(), is_mark=True)
        at = tag.end()
    if at < len(text):
        yield Piece(text[at:])
