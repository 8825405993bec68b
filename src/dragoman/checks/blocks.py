"""The pairs of one block, read together: a quotation may begin in one sentence and end in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeAlias

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Sides, sides
from dragoman.model.translation import Pair

Block: TypeAlias = tuple[list[Sides], bool]


def of_blocks(pairs: Iterable[Pair], rules: Rules) -> Iterator[Block]:
    """The translated pairs of each block, and whether these are all its pairs."""
    for _, row in groupby(pairs, key=lambda pair: (pair.segment.block, pair.segment.context)):
        given = list(row)
        found = list(sides(given, rules))
        if found:
            yield found, len(found) == len(given)
