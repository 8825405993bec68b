"""Compares the amounts of two sides: which of one the other lacks, and which two are one that was changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.language.amount import DEGREE, PERCENT, Amount
from dragoman.language.amounts import Amounts, amounts
from dragoman.language.clock import clock_of
from dragoman.language.dated import dates
from dragoman.language.figures import Number, share
from dragoman.language.numerals import ratios_of


@dataclass(frozen=True, slots=True)
class Counted:
    """One side: its text, what it counts, and the amounts that no date or time owns. `ratios` are the fractions that
    figures are parts of (see ratios_of)."""

    text: str
    language: str
    amounts: Amounts
    owned: tuple[Amount, ...]
    is_converted: bool
    minutes: frozenset[int] = frozenset()
    rows: frozenset[str] = frozenset()
    small: str = ""
    ratios: Mapping[int, tuple[Number, ...]] = field(default_factory=dict)

    @property
    def ratio_values(self) -> frozenset[Number]:
        """Their values, with their whole numbers."""
        return frozenset([values[0] for values in self.ratios.values()])


def counted(text: str, language: str) -> Counted:
    """What `text`, which is of a language (BCP 47), counts."""
    found = amounts(text, language)
    dated = dates(text, language)
    if not found.items:
        return Counted(text, language, found, (), False)
    rows = frozenset(item.row for item in found.items if item.row)
    minutes = frozenset(minute for time in dated.times for minute in time.minutes)
    owned = tuple(item for item in found.items if item.start not in dated.taken)
    return Counted(
        text, language, found, owned, dated.is_converted, minutes, rows, text.lower(), ratios_of(text, owned)
    )


def lacking(these: Counted, those: Counted) -> list[Amount]:
    """The sure amounts of `these` that `those` do not have, in order; one of a value."""
    pool = those.amounts.pool
    found: list[Amount] = []
    seen: set[tuple[Number, ...]] = set()
    for item in these.owned:
        if not item.is_sure or (item.values and item.values in seen) or _is_met(item, these, those, pool):
            continue
        seen.add(item.values)
        found.append(item)
    return found


def _is_met(item: Amount, these: Counted, those: Counted, pool: frozenset[Number]) -> bool:
    if item.row and item.row in those.rows:
        return True
    if not item.row and any(value in pool for value in item.values):
        return _has_unit(item, those)
    if these.ratios or those.ratios:
        told, parts = those.ratio_values, these.ratios.get(item.start, ())
        # In words the whole number may be a noun's dual, so that only the part is counted.
        if any(value in pool or value in told for value in (parts[:1] if those.ratios else parts)):
            return True
        if not item.row and any(value in told for value in item.values):
            return True
    if item.value == 0 and item.is_figure and 24 in pool:
        return True  # 0.00 is midnight
    if item.value is not None and 10 <= item.value <= 21 and 100 in these.amounts.pool:
        century = item.value - 1  # the seventies of the 20th century are the 1970s
        if any(1000 <= year < 2200 and year // 100 == century for year in pool):
            return True
    clock = clock_of(item, these.text) if those.minutes else None
    if clock is not None and those.minutes & {clock[0] % 24 * 60 + clock[1], (clock[0] + 12) % 24 * 60 + clock[1]}:
        return True
    if item.parts and not item.row and all(part in pool for part in item.parts):
        return True
    if item.row and item.parts and not those.rows and set(item.parts) <= pool:
        return True
    value = item.value
    if value is not None and value < 0 and -value in pool and those.amounts.has_minus:
        return True
    if value is not None and value > 0 and -value in pool and these.amounts.has_minus:
        return True
    if value is not None and those.is_converted | these.is_converted and _is_year_of_another_calendar(value, those):
        return True
    if not item.is_figure:
        word = these.text[item.start : item.end].lower()
        return word in those.small
    return False


def _has_unit(item: Amount, those: Counted) -> bool:
    """False for a value whose percent or degree sign was lost. A range has one sign for both: any will do."""
    if item.unit == PERCENT:
        value = item.values[0]
        return those.amounts.has_percent or share(value, 100) in those.amounts.pool or not item.is_figure
    if item.unit == DEGREE:
        return those.amounts.has_degree
    return True


_SHIFTS = (621, 622, 543, -1911, -2018, -1988, -1925, -1911, -1867, -3760)


def _is_year_of_another_calendar(value: Number, those: Counted) -> bool:
    """True when the other side has the year as another calendar counts it: 2026 is 1405, 1447, 令和8."""
    if value.denominator != 1 or not 1 <= value <= 6000:
        return False
    others = {int(other) for other in those.amounts.pool if other.denominator == 1 and 0 < other < 6000}
    number = int(value)
    for other in others:
        if abs(number - other) in {abs(shift) for shift in _SHIFTS}:
            return True
        common, moon = max(number, other), min(number, other)
        if abs((common - 622) * 33 / 32 - moon) <= 1.5:
            return True
    return False


def swapped(source: Counted, target: Counted) -> tuple[int, int] | None:
    """The place of the first pair such as 3–2 in `target` that stands as 2–3 in `source`."""
    before = _pairs(source)
    if not before:
        return None
    after = _pairs(target)
    places = dict(reversed(after))
    had = {pair for pair, _ in before}
    for (one, other), _ in before:
        if one != other and (one, other) not in places and (other, one) in places and (other, one) not in had:
            return places[other, one]
    return None


def _pairs(side: Counted) -> list[tuple[tuple[Number, Number], tuple[int, int]]]:
    found = []
    for one, other in zip(side.owned, side.owned[1:], strict=False):
        if (
            one.is_figure
            and other.is_figure
            and one.value is not None
            and other.value is not None
            and side.text[one.end : other.start] in ("-", "–", "—", "‑", ":", " – ", " - ", "：")
        ):
            found.append(((one.value, other.value), (one.start, other.end)))
    return found


def paired(missing: Sequence[Amount], extra: Sequence[Amount]) -> list[tuple[Amount | None, Amount | None]]:
    """Each missing amount with the extra one that stands in its place: the nearest in kind and order."""
    by_unit: dict[str, deque[Amount]] = {}
    for item in extra:
        by_unit.setdefault(item.unit, deque()).append(item)
    found: list[tuple[Amount | None, Amount | None]] = []
    for item in missing:
        row = by_unit.get(item.unit) or next(filter(None, by_unit.values()), None)
        found.append((item, row.popleft() if row else None))
    rest = sorted((item for row in by_unit.values() for item in row), key=lambda item: item.start)
    return found + [(None, item) for item in rest]
