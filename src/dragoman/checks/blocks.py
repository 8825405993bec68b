"""The pairs of one block, read together: a quotation may begin in one sentence and end in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from dragoman.checks.rules import Rules, is_missing
from dragoman.checks.sides import Sides, sides
from dragoman.model.article import Segment
from dragoman.model.translation import Pair

Block: TypeAlias = tuple[list[Sides], bool]


def of_blocks(pairs: Iterable[Pair], rules: Rules, signs: Iterable[str]) -> Iterator[Block]:
    """The translated pairs of each block in which a text, source or target, holds one of `signs`, and whether these are
    all its pairs. Few blocks do: the others are not even put together."""
    article = sides(pairs, rules)
    asked = tuple(signs)
    held = article.sources.holding(asked) | article.targets.holding(asked)
    if not held:
        return
    is_complete = len(article) == len(article.pairs)
    start = 0
    for block in _cut(article.pairs):
        translated = len(block) if is_complete else sum(not is_missing(pair) for pair in block)
        end = start + translated
        if not held.isdisjoint(range(start, end)):
            yield article[start:end], translated == len(block)
        start = end


def _cut(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    """The pairs of each block."""
    segments = [pair.segment for pair in pairs]
    borders = [at for at, (one, other) in enumerate(pairwise(segments), 1) if not _are_one(one, other)]
    for start, end in pairwise([0, *borders, len(pairs)]):
        yield pairs[start:end]


def _are_one(one: Segment, other: Segment) -> bool:
    """Whether two segments are of one block. Nearly always the numbers tell it."""
    return one.block.index == other.block.index and (one.block, one.context) == (other.block, other.context)
