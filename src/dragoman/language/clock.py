"""The times of day that a text names, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.language.amount import Amount
from dragoman.language.date_words import DateWords
from dragoman.language.figures import Number
from dragoman.language.han import is_han_written

DAY = 24 * 60
_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,2})[:：](\d{2})(?![\d:：])")
_HOUR_LETTER = re.compile(r"(?<![\w.,])(\d{1,2})[ \u00a0\u202f]?h(?:[ \u00a0\u202f]?(\d{2}))?(?!\w)")
HAN_TIME = re.compile(r"[時时点點](?!間|间|代|期|刻|差|点|数|を|で|に関)")
_ROMAN = frozenset("IVXLCDM")


class Time(NamedTuple):
    """A time of day: `minutes` since midnight that it may be."""

    minutes: frozenset[int]
    start: int
    end: int


def times_of(text: str, items: Sequence[Amount], taken: set[int], facts: DateWords, code: str) -> Iterator[Time]:
    """The times of day among `items`, the amounts of `text`; those that begin at one of `taken` are parts of dates.
    `code` is the primary subtag of its language."""
    done: set[int] = set()
    if ":" in text or "：" in text:
        for match in _CLOCK.finditer(text):
            hour, minute = int(match.group(1)), int(match.group(2))
            if hour <= 24 and minute < 60:
                yield _time(
                    text, match.start(), match.end(), hour, minute, facts, is_24=len(match.group(1)) == 2 and hour < 10
                )
                done.update(range(match.start(), match.end()))
    if facts.has_hour_letter and "h" in text:
        for match in _HOUR_LETTER.finditer(text):
            hour, minute = int(match.group(1)), int(match.group(2) or 0)
            if hour <= 24 and minute < 60 and match.start() not in done:
                yield _time(text, match.start(), match.end(), hour, minute, facts)
                done.update(range(match.start(), match.end()))
    han = is_han_written(code)
    for at, item in enumerate(items):
        if item.start in taken or item.start in done or item.unit or item.scale != 1:
            continue
        clock = clock_of(item, text)
        if clock is None:
            continue
        hour, minute = clock
        lead = _lead(text, item.start, facts) if facts.lead else None
        if han:
            behind = items[at + 1] if at + 1 < len(items) else None
            found = _han_time(text, item, behind, minute, facts)
        else:
            found = (minute, item.end) if _is_time(text, item, clock, lead, facts) else None
        if found is not None:
            minute, end = found
            time = _time(text, item.start, end, hour, minute, facts)
            yield (
                Time(frozenset((minutes + lead) % DAY for minutes in time.minutes), time.start, time.end)
                if lead
                else time
            )


def _han_time(text: str, item: Amount, behind: Amount | None, minute: int, facts: DateWords) -> tuple[int, int] | None:
    """The minute of a time that begins with this hour, and where it ends: 3時, 午后三点半, 9時15分; None for none."""
    if not HAN_TIME.match(text, item.end):
        return None
    if not facts.before.search(text[max(0, item.start - 4) : item.start]) and not (
        item.is_figure and text[item.end] in "時时"
    ):
        return None
    end = item.end + 1
    if behind is not None and behind.start == end and behind.value is not None:
        if text.startswith("半", end):
            return 30, end + 1
        if text[behind.end : behind.end + 1] == "分" and behind.value < 60:
            return int(behind.value), behind.end + 1
    return minute, end


def _is_time(text: str, item: Amount, clock: tuple[int, int], lead: int | None, facts: DateWords) -> bool:
    """Whether the words around an hour make it a time of day."""
    hour, minute = clock
    if facts.behind.match(text, item.end) or facts.before.search(text[max(0, item.start - 20) : item.start]):
        return True
    is_houred = bool(facts.hour.match(text, item.end))
    if is_houred and facts.is_hour_alone:
        return True
    is_placed = bool(facts.at.search(text[max(0, item.start - 14) : item.start])) or (
        lead is not None and facts.is_lead_alone and 1 <= hour <= 12 and not item.is_figure
    )
    return is_placed and (facts.is_at_alone or is_houred or lead is not None or (minute > 0 and item.is_figure))


def _lead(text: str, start: int, facts: DateWords) -> int | None:
    """The minutes that the words before an hour add: half past; None without such words."""
    before = text[max(0, start - 24) : start].rstrip().lower()
    return next((add for word, add in facts.lead.items() if before.endswith(word)), None)


def clock_of(item: Amount, text: str) -> tuple[int, int] | None:
    """Hour and minute that an amount may be: 9, 9.30, half past nine as 9 ½."""
    shown = text[item.start : item.end]
    if not item.is_figure and _ROMAN.issuperset(shown):
        return None  # I am leaving
    if item.is_figure and "." in shown:
        one, _, two = shown.partition(".")
        if one.isdecimal() and two.isdecimal() and len(two) == 2 and int(one) <= 24 and int(two) < 60:
            return int(one), int(two)
        return None
    for value in item.values[:1] if item.is_figure or len(item.values) < 2 else _halves_first(item.values):
        if (
            (value == 0 or 1 <= value <= 24)
            and (value * 2).denominator == 1
            and not (item.is_figure and value.denominator != 1)
        ):
            return int(value), 30 if value.denominator == 2 else 0
    return None


def _halves_first(values: Sequence[Number]) -> list[Number]:
    return sorted(values, key=lambda value: (value.denominator != 2, -value))


def _time(text: str, start: int, end: int, hour: int, minute: int, facts: DateWords, *, is_24: bool = False) -> Time:
    match = facts.behind.match(text, end)
    if match is not None:
        end = match.end()
    else:
        match = facts.before.search(text[max(0, start - 20) : start])
    kind = facts.kinds.get(match.group(1).lower(), "") if match else ""
    return Time(_minutes(hour % 24, minute, kind, is_24=is_24), start, end)


def _minutes(hour: int, minute: int, kind: str, *, is_24: bool) -> frozenset[int]:
    if kind == "night":
        kind = "pm" if 6 <= hour < 12 else "am"
    if hour > 12 or is_24:
        return frozenset([hour * 60 + minute])
    if kind == "am":
        return frozenset([hour % 12 * 60 + minute])
    if kind == "pm":
        return frozenset([(hour % 12 + 12) * 60 + minute])
    return frozenset([hour * 60 + minute, (hour * 60 + minute + DAY // 2) % DAY])
