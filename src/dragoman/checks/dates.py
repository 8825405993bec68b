"""Finds weekdays, months, days and times of day that the translation lacks, adds or changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.language.amount import Amount
from dragoman.language.amounts import amounts
from dragoman.language.clock import DAY, Time, clock_of
from dragoman.language.date_words import date_words
from dragoman.language.dated import NONE, Dates, dates
from dragoman.language.figures import Number
from dragoman.language.plainly import plain_days
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "dates"
SPAN = "pair"
SEVERITY = Severity.ERROR
_HINT = "give the source's day or time, as the language writes it"
_HALF = Fraction(1, 2)
_Place = tuple[int, int]


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each weekday, month, day or time that only one side has. A changed one is an error in an approved
    translation; one that is only lacking or added, and any in a draft, is a warning."""
    for pair, source, target in sides(pairs, rules):
        if pair.translation is None or pair.translation.state is State.STALE:
            continue  # the check `stale` tells what has changed
        ours, theirs = plain_days(source.running, rules.source), plain_days(target.running, rules.language)
        if ours is not None and theirs is not None and ours.agrees(theirs):
            continue
        one, other = dates(source.running, rules.source), dates(target.running, rules.language)
        if one == NONE and other == NONE:
            continue
        severity = rules.severity(NAME, SEVERITY)
        if pair.translation.state is not State.APPROVED:
            severity = rules.at_most(NAME, Severity.WARNING)
        for was, now in _differences(one, other, source.running, target.running, rules):
            weight = severity if was is not None and now is not None else rules.at_most(NAME, Severity.WARNING)
            before = visible(source.running[slice(*was)].strip(), 40) if was else ""
            after = visible(target.running[slice(*now)].strip(), 40) if now else ""
            if was and now:
                message = f"“{after}” stands for “{before}”"
            else:
                message = f"“{before}” is lacking" if was else f"“{after}” is not in the source"
            yield rules.finding(NAME, weight, message, pair, _HINT, target.span(*now) if now else None)


def _differences(
    one: Dates, other: Dates, source: str, target: str, rules: Rules
) -> Iterator[tuple[_Place | None, _Place | None]]:
    """The places that differ, in source and target; None on the side that lacks one."""
    yield from _matched(
        [((day.number,), (day.start, day.end), day.is_sure) for day in one.weekdays],
        [((day.number,), (day.start, day.end), day.is_sure) for day in other.weekdays],
    )
    if date_words(primary(rules.source)) is None or date_words(primary(rules.language)) is None:
        return
    if not (one.is_converted or other.is_converted):
        yield from _days(one, other, source, target, rules)
    yield from _times(one, other, source, target, rules)


def _matched(
    ours: list[tuple[tuple[int, ...], _Place, bool]], theirs: list[tuple[tuple[int, ...], _Place, bool]]
) -> Iterator[tuple[_Place | None, _Place | None]]:
    have = {key for key, _, _ in theirs}
    had = {key for key, _, _ in ours}
    lost = {key: place for key, place, is_sure in reversed(ours) if is_sure and key not in have}
    new = {key: place for key, place, is_sure in reversed(theirs) if is_sure and key not in had}
    yield from _zipped(list(lost.values()), list(new.values()))


def _zipped(lost: list[_Place], new: list[_Place]) -> Iterator[tuple[_Place | None, _Place | None]]:
    lost, new = sorted(lost), sorted(new)
    for at in range(max(len(lost), len(new))):
        yield (lost[at] if at < len(lost) else None), (new[at] if at < len(new) else None)


def _days(
    one: Dates, other: Dates, source: str, target: str, rules: Rules
) -> Iterator[tuple[_Place | None, _Place | None]]:
    lost = _lost_days(one, other, target, rules.language)
    new = _lost_days(other, one, source, rules.source)
    yield from _zipped(lost, new)
    told = [*lost, *new]
    if told:
        return
    mine, theirs = (
        {day for each in one.days for _, day in each.pairs},
        {day for each in other.days for _, day in each.pairs},
    )
    yield from _matched(
        [
            ((month.number,), (month.start, month.end), month.is_sure)
            for month in one.months
            if month.number not in theirs
        ],
        [
            ((month.number,), (month.start, month.end), month.is_sure)
            for month in other.months
            if month.number not in mine
        ],
    )


def _lost_days(one: Dates, other: Dates, text: str, language: str) -> list[_Place]:
    """The days of `one` that the other side does not have, neither as days nor as a number beside the month."""
    pairs = {pair for day in other.days for pair in day.pairs}
    months = {month.number for month in other.months}
    loose = {value for item in amounts(text, language).items if item.start not in other.taken for value in item.values}
    found = []
    for day in one.days:
        if pairs.intersection(day.pairs):
            continue
        if any(number in loose and month in months for number, month in day.pairs):
            continue
        found.append((day.start, day.end))
    return found


def _times(
    one: Dates, other: Dates, source: str, target: str, rules: Rules
) -> Iterator[tuple[_Place | None, _Place | None]]:
    if not one.times and not other.times:
        return
    ours, theirs = _hours(one, source, rules.source), _hours(other, target, rules.language)
    lost = [(time.start, time.end) for time in one.times if not _is_told(time, theirs)]
    new = [(time.start, time.end) for time in other.times if not _is_told(time, ours)]
    yield from _zipped(lost, new)


@dataclass(frozen=True, slots=True)
class _Hours:
    """What a side says of hours: its times in minutes, its other numbers, and whether it has a half in words."""

    minutes: frozenset[int]
    numbers: frozenset[Number]
    has_half: bool


def _hours(side: Dates, text: str, language: str) -> _Hours:
    items = amounts(text, language).items
    return _Hours(
        frozenset(minute for time in side.times for minute in time.minutes) | _pointed(items, side, text),
        frozenset(value for item in items if item.start not in side.taken for value in (*item.values, *item.parts)),
        any(not item.is_sure and _HALF in item.values for item in items),
    )


def _pointed(items: Iterable[Amount], side: Dates, text: str) -> frozenset[int]:
    """The minutes of figures such as 14.30 that may be times, though no word says so."""
    clocks = (
        clock_of(item, text)
        for item in items
        if item.is_figure and item.start not in side.taken and "." in text[item.start : item.end]
    )
    return frozenset(clock[0] % 24 * 60 + clock[1] for clock in clocks if clock)


def _is_told(time: Time, side: _Hours) -> bool:
    """True when a side has the time, in figures of 12 or 24 hours, or its numbers without anything that says more."""
    if time.minutes & side.minutes:
        return True
    for minutes in time.minutes:
        hour, minute = divmod(minutes, 60)
        hours = {hour, hour % 12, hour % 12 + 12}
        if minute in (30, 45):
            hours |= {(hour + 1) % 12, (hour + 1) % 12 + 12}  # six less a quarter, half of six
        if hours & side.numbers and (minute in (0, 15, 30, 45) or minute in side.numbers):
            return True
        if minute and side.has_half:
            near = {(minutes + shift) % (DAY // 2) // 60 for shift in (0, 30, 60)}
            if near & {told % (DAY // 2) // 60 for told in side.minutes}:
                return True
        if hour in (0, 12) and minute == 0 and {12, 24} & side.numbers:
            return True
    return False
