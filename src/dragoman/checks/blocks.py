"""The pairs of one block, read together: a quotation may begin in one sentence and end in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    start = 0
    for count, translated in _lengths(article.pairs):
        end = start + translated
        if not held.isdisjoint(range(start, end)):
            yield article[start:end], translated == count
        start = end


def _lengths(pairs: Iterable[Pair]) -> Iterator[tuple[int, int]]:
    """How many pairs each block has, and how many of them a translation."""
    count = translated = 0
    last: Segment | None = None
    for pair in pairs:
        segment = pair.segment
        if last is not None and not _are_one(last, segment):
            yield count, translated
            count = translated = 0
        last = segment
        count += 1
        translated += not is_missing(pair)
    yield count, translated


def _are_one(one: Segment, other: Segment) -> bool:
    """Whether two segments are of one block. Nearly always the numbers tell it."""
    return one.block.index == other.block.index and (one.block, one.context) == (other.block, other.context)
