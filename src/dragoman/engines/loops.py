"""Words and phrases that an engine repeats without end."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq

_COPIES = 4  # of a word or phrase in a row; three are rhetoric
_LONGEST = 60  # words of a phrase, or characters in scripts without blanks
_LEAST_DENSE = 6  # characters that a loop takes: 哈哈哈哈 is laughter


def loops(units: Sequence[str], *, is_dense: bool = False) -> int:
    """How often the most repeated phrase of `units` (words, or characters of a script without blanks) stands in a row,
    if more than three times; else 0."""
    size = len(units)
    spare = size - len(set(units))  # units that have stood before: a loop of period p has at least 3 p
    if spare < _COPIES - 1:
        return 0
    for period in range(1, min(_LONGEST, spare // (_COPIES - 1), size // _COPIES) + 1):
        same = list(map(eq, units, units[period:]))
        if sum(same) < (_COPIES - 1) * period:
            continue
        run = longest = 0
        for each in same:
            run = run + 1 if each else 0
            longest = max(longest, run)
        copies = longest // period + 1
        if copies >= _COPIES and (not is_dense or longest + period >= _LEAST_DENSE):
            return copies
    return 0


def is_doubled(units: Sequence[str], least: int) -> bool:
    """True when the second half of at least `least` units is the first one again."""
    half, odd = divmod(len(units), 2)
    return not odd and 2 * half >= least and units[:half] == units[half:]
