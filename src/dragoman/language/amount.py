"""One number of a text, with what it may mean and its place."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.language.figures import Number

PERCENT = "%"
DEGREE = "°"


class Amount(NamedTuple):
    """One number of a text, at start..end of it. `values` are what it may mean, the likeliest first; `parts` numbers
    that it may be a row of instead.

    `unit` is PERCENT, DEGREE or "". `is_sure`: a reader takes it for a number, so that a translation must have it.
    `is_figure`: written with digits. `row`: what stands there, for a row that has no value (12.34.56).
    `scale` is what a word behind the figure multiplies it by. A named tuple is made five times faster than a frozen
    dataclass, and texts are full of numbers.
    """

    start: int
    end: int
    values: tuple[Number, ...]
    parts: tuple[Number, ...] = ()
    unit: str = ""
    is_sure: bool = True
    is_figure: bool = True
    row: str = ""
    scale: Number = 1

    @property
    def value(self) -> Number | None:
        return self.values[0] if self.values else None
