"""How well an order finds what must be edited: the share of it among the first words that are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

PART = 0.3
"""Of the words: as much as a reader in a hurry may get through."""


def found_early(order: Iterable[int], efforts: Sequence[float], words: Sequence[int], part: float = PART) -> float:
    """The effort that stands in the first `part` of the words, when segments are read in this order; of the segment
    that the limit falls in, as much of its effort as of its words."""
    left = part * sum(words)
    found = 0.0
    for at in order:
        if words[at] > left:
            return found + efforts[at] * left / words[at]
        found += efforts[at]
        left -= words[at]
    return found
