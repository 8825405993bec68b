"""Passages for one language only, put into an article that is written and proved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dragoman.formats.destinations import spliced
from dragoman.formats.proving import readable
from dragoman.model import Document, FormatError, Lost, Passage

_GONE = "the article has no heading {!r}"
_SPILLS = "would change the article around it, such as by something that it opens and does not close"


class Shape(NamedTuple):
    """What an article is made of: its structure, and what its blocks say."""

    structure: Sequence[str]
    texts: Sequence[str]

    @classmethod
    def of(cls, document: Document) -> Shape:
        texts = [readable([part for one in row for part in one.content]) for row in document.blocks]
        return cls(document.structure, texts)


def with_passages(
    text: str,
    passages: Sequence[Passage],
    spot: Callable[[Passage], int | None],
    framed: Callable[[int, str], str],
    shape: Callable[[str], Shape],
    is_balanced: Callable[[str], bool],
) -> tuple[str, tuple[Lost, ...]]:
    """`text` with each passage where `spot` says and as `framed` separates it, and those that were left out.

    One is left out when `spot` has no place for it, or when the article with it is not the article and it: `shape`
    reads all three. `is_balanced` is False for a passage that leaves an element open.
    """
    base = shape(text)
    edits, lost = [], []
    for passage in passages:
        at = spot(passage)
        if at is None:
            lost.append(Lost(passage, _GONE.format(passage.anchor)))
            continue
        edit = (at, at, framed(at, passage.text))
        try:
            fits = is_balanced(passage.text) and _is_between(base, shape(passage.text), shape(spliced(text, [edit])))
        except FormatError as error:
            lost.append(Lost(passage, error.message))
            continue
        if fits:
            edits.append(edit)
        else:
            lost.append(Lost(passage, _SPILLS))
    return spliced(text, edits), tuple(lost)


def _is_between(base: Shape, alone: Shape, whole: Shape) -> bool:
    """True when `whole` is `base` with `alone` somewhere in it."""
    return all(map(_is_inserted, base, alone, whole))


def _is_inserted(base: Sequence[str], alone: Sequence[str], whole: Sequence[str]) -> bool:
    if len(whole) != len(base) + len(alone):
        return False
    head = 0
    while head < len(base) and base[head] == whole[head]:
        head += 1
    tail = len(base)
    while tail > 0 and base[tail - 1] == whole[tail - 1 + len(alone)]:
        tail -= 1
    # Between `tail` and `head` every place gives the same rest; the passage may begin at any of them.
    size = len(alone)
    return any(tuple(whole[at : at + size]) == tuple(alone) for at in range(tail, head + 1))
