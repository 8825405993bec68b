"""The days and months that a text names, with their places; its times of day are read by clock."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dragoman.language.amount import Amount
from dragoman.language.amounts import amounts
from dragoman.language.clock import Time, times_of
from dragoman.language.date_words import DateWords, date_words
from dragoman.language.han import is_han_written
from dragoman.language.number_words import plain
from dragoman.language.tags import primary
from dragoman.language.telling import Telling, telling

_KEPT = 8192
_IN_FIGURES = re.compile(r"(?<![\d.,/-])(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{1,2})(?![\d/-])")
_BEFORE_MONTH = re.compile(
    r"(?:st|nd|rd|th|er|ère|ème|e|º|ª|°|\.|-?го|-?е|-?ого)?[\s\u00a0\u202f]*(?:(?:of|de|del|من|the|di|شهر|माह|יום)[\s\u00a0]+)*"
)
HAN_DATE = re.compile(r"月(?![間间球光曜])")
_HAN_SIGNS = frozenset("曜期周週拜(（月日号號時时点點")
IN_ROW = re.compile(
    r"[:：./-](?:(?<=[:：])\d|(?<=[./-])\d{1,2}[./-]\d)"
)  # every time and date in figures alone has one
_WITH_MINUTES = re.compile(r"\d\.\d\d(?!\d)")
_BEFORE_HOUR_LETTER = re.compile(r"\d[ \u00a0\u202f]?h")
_NEAR = 30


class Named(NamedTuple):
    """A weekday (0 is Monday) or month (1 is January) at start..end. `is_sure`: the word means nothing else."""

    number: int
    start: int
    end: int
    is_sure: bool = True


class Day(NamedTuple):
    """A day of a month. `pairs` are (day, month); several where the order of figures is not settled."""

    pairs: tuple[tuple[int, int], ...]
    start: int
    end: int


class Dates(NamedTuple):
    """`taken` are the starts of the amounts that are parts of dates and times. `is_converted`: the text names another
    calendar than ours, so that days, months and years may be other ones."""

    weekdays: tuple[Named, ...] = ()
    months: tuple[Named, ...] = ()
    days: tuple[Day, ...] = ()
    times: tuple[Time, ...] = ()
    taken: frozenset[int] = frozenset()
    is_converted: bool = False


NONE = Dates()


@lru_cache(maxsize=_KEPT)
def dates(text: str, language: str) -> Dates:
    """What `text`, which is of a language (BCP 47), dates."""
    code = primary(language)
    facts = date_words(code)
    if facts is None:
        return NONE
    told = telling(text, language)
    if not _may_date(told, facts):
        return NONE
    items = amounts(text, language).items
    is_converted = any(name in text for name in facts.calendars)
    if is_han_written(code):
        weekdays = list(han_weekdays(text, facts))
        months: list[Named] = []
        days, taken = _han_days(text, items, months)
    else:
        weekdays, months, others = _named(told, facts)
        days, taken = _days(text, items, months, facts)
        dated = {at for day in days for at in range(day.start, day.end)}
        months = [month._replace(is_sure=month.is_sure or month.start in dated) for month in months]
        foreign = _starts_beside(items, others)
        taken |= foreign
        is_converted = is_converted or bool(foreign)
    if "." in text or "/" in text or "-" in text:
        dotted = list(_in_figures(text, code, facts))
        days += dotted
        taken |= _starts_within(items, [(day.start, day.end) for day in dotted])
    names = [(name.start, name.end) for name in (*weekdays, *months)]
    taken |= _starts_within(items, names)
    times = list(times_of(text, items, taken, facts, code))
    taken |= _starts_within(items, [(time.start, time.end) for time in times])
    return Dates(tuple(weekdays), tuple(months), tuple(days), tuple(times), frozenset(taken), is_converted)


def _may_date(told: Telling, facts: DateWords) -> bool:
    """False when nothing in a text can be a date or a time; far cheaper than to read it."""
    text = told.text
    for name in facts.calendars:  # faster than any(…)
        if name in text:
            return True
    if facts.is_han:
        return not _HAN_SIGNS.isdisjoint(text) or (told.has_figures and IN_ROW.search(text) is not None)
    return not facts.keys.isdisjoint(told.known) or may_time(told, facts)


def may_time(told: Telling, facts: DateWords) -> bool:
    """False when nothing in a text without Han characters can be a time of day or a date in figures."""
    text, known = told.text, told.known
    if told.has_figures and (IN_ROW.search(text) or (facts.has_hour_letter and _BEFORE_HOUR_LETTER.search(text))):
        return True
    if not told.has_figures and (not known or facts.numbers.words.keys().isdisjoint(known)):
        return False
    if not known.isdisjoint(facts.clock):
        return True
    for word, phrase in facts.clock_rows:
        if word in known and phrase in told.small:
            return True
    return not facts.is_at_alone and told.has_figures and _WITH_MINUTES.search(text) is not None


def _named(told: Telling, facts: DateWords) -> tuple[list[Named], list[Named], list[tuple[int, int]]]:
    text = told.text
    weekdays: list[Named] = []
    months: list[Named] = []
    others: list[tuple[int, int]] = []
    if facts.keys.isdisjoint(told.known):
        return weekdays, months, others
    done = 0
    for word, start, end in told.places_of(facts.keys):
        if start < done:
            continue
        if word in facts.others:
            others.append((start, end))
            continue
        found = facts.words.get(word)
        for rest, kind, number, is_sure in facts.phrases.get(word, ()):
            if text.startswith(f" {rest}", end) and not text[end + 1 + len(rest) : end + 2 + len(rest)].isalpha():
                found, end = (kind, number, is_sure), end + 1 + len(rest)
                break
        if found is None:
            continue
        kind, number, is_sure = found
        if kind == "months":
            is_sure = _is_month(text, start, end, word, is_sure, facts)
        (weekdays if kind == "weekdays" else months).append(Named(number, start, end, is_sure))
        done = end
    return weekdays, months, others


def _is_month(text: str, start: int, end: int, word: str, is_sure: bool, facts: DateWords) -> bool:
    """Whether a word surely names a month. Where months have small letters, a capital makes a name: Марта, Julio. Where
    a month is a name as well (May, June), a word such as "in" or a figure must stand beside it."""
    is_capital = text[start].isupper()
    if facts.is_month_small:
        return is_sure and not (
            is_capital and text[start:end].istitle() and not text[end : end + 2].strip().isdecimal()
        )
    if word not in facts.like_names:
        return is_sure
    if not is_capital:
        return False
    before = text[max(0, start - 16) : start].replace("\u00a0", " ").rstrip()
    lead = before.rpartition(" ")[2].lower()
    return lead in facts.before_month or before[-1:].isdecimal() or text[end + 1 : end + 2].isdecimal()


def _starts_within(items: Sequence[Amount], spans: Sequence[tuple[int, int]]) -> set[int]:
    if not spans:
        return set()
    covered = {at for start, end in spans for at in range(start, end)}
    return {item.start for item in items if item.start in covered}


def _starts_beside(items: Sequence[Amount], spans: Sequence[tuple[int, int]]) -> set[int]:
    """The starts of the amounts right before or behind one of the spans."""
    if not spans:
        return set()
    starts = {start - gap for start, _ in spans for gap in range(3)}
    ends = {end + gap for _, end in spans for gap in range(3)}
    return {item.start for item in items if item.end in starts or item.start in ends}


def _days(text: str, items: tuple[Amount, ...], months: list[Named], facts: DateWords) -> tuple[list[Day], set[int]]:
    """The days that stand beside a month, also the first one of two: 5 to 7 March."""
    found: list[Day] = []
    taken: set[int] = set()
    starts = [item.start for item in items]
    for month in months:
        at = bisect_left(starts, month.start)
        item = items[at - 1] if at and 0 <= month.start - items[at - 1].end <= 12 else None
        number = _day_of(item)
        if item is not None and number and _BEFORE_MONTH.fullmatch(text[item.end : month.start]):
            found.append(Day(((number, month.number),), item.start, month.end))
            taken.add(item.start)
            earlier = items[at - 2] if at > 1 else None
            if earlier is not None and _day_of(earlier) and _is_dash(text[earlier.end : item.start], facts):
                found.append(Day(((_day_of(earlier), month.number),), earlier.start, earlier.end))
                taken.add(earlier.start)
            continue
        at = bisect_left(starts, month.end)
        item = items[at] if at < len(items) and items[at].start - month.end <= 6 else None
        number = _day_of(item)
        if (
            item is not None
            and number
            and item.is_figure
            and "mdy" in facts.orders
            and text[month.end : item.start].strip() in ("", "the", ".")
            and text[item.end : item.end + 1] != ":"
        ):
            found.append(Day(((number, month.number),), month.start, item.end))
            taken.add(item.start)
            later = items[at + 1] if at + 1 < len(items) else None
            if later is not None and _day_of(later) and text[item.end : later.start] in ("–", "-", "‑"):
                found.append(Day(((_day_of(later), month.number),), later.start, later.end))
                taken.add(later.start)
    return found, taken


def _is_dash(between: str, facts: DateWords) -> bool:
    if len(between) > _NEAR:
        return False
    bare = between.strip(" \u00a0.").removeprefix("th ").removeprefix("er ")
    return bare in ("-", "–", "—", "‑", "/") or plain(bare) in facts.dash


def _day_of(item: Amount | None) -> int:
    """The day of the month that an amount may be; 0 for any other."""
    value = item.value if item is not None and not item.unit and item.scale == 1 else None
    return int(value) if value is not None and value.denominator == 1 and 1 <= value <= 31 else 0


def _in_figures(text: str, code: str, facts: DateWords) -> Iterator[Day]:
    for match in _IN_FIGURES.finditer(text):
        one, two, three = (int(match.group(at)) for at in (1, 3, 4))
        if len(match.group(1)) == 4:
            pairs = [(three, two)]
        elif match.group(2) == "-" and len(match.group(4)) < 4:
            continue
        else:
            pairs = [(two, one) if order == "mdy" else (one, two) for order in facts.orders if order != "ymd"] or [
                (one, two)
            ]
        pairs = [(day, month) for day, month in pairs if 1 <= day <= 31 and 1 <= month <= 12]
        if pairs and 4 in (len(match.group(1)), len(match.group(4))):
            yield Day(tuple(pairs), *match.span())


def han_weekdays(text: str, facts: DateWords) -> Iterator[Named]:
    if not any(sign in text for sign in "曜期周週拜(（"):
        return
    taken: set[int] = set()
    for form, number in facts.signs:
        at = text.find(form)
        while at >= 0:
            if at not in taken and (form[0] not in "周週" or text[at - 1 : at] not in tuple("一二三两每几这本上下")):
                taken.add(at)
                yield Named(number, at, at + len(form), form[0] not in "(（")
            at = text.find(form, at + 1)


def _han_days(text: str, items: tuple[Amount, ...], months: list[Named]) -> tuple[list[Day], set[int]]:
    found: list[Day] = []
    taken: set[int] = set()
    last: Named | None = None
    for at, item in enumerate(items):
        value = item.value
        if value is None or value.denominator != 1:
            continue
        if 1 <= value <= 12 and HAN_DATE.match(text, item.end):
            last = Named(int(value), item.start, item.end + 1)
            months.append(last)
            taken.add(item.start)
            behind = items[at + 1] if at + 1 < len(items) else None
            number = _day_of(behind)
            if (
                behind is not None
                and number
                and behind.start == item.end + 1
                and text[behind.end : behind.end + 1] in ("日", "号", "號")
            ):
                found.append(Day(((number, last.number),), item.start, behind.end + 1))
                taken.add(behind.start)
        elif (
            item.start not in taken
            and _day_of(item)
            and text[item.end : item.end + 1] in ("日", "号", "號")
            and text[item.end + 1 : item.end + 2] not in ("間", "间", "目")
            and last is not None
            and item.start - last.end < 12
        ):
            found.append(Day(((_day_of(item), last.number),), item.start, item.end + 1))
            taken.add(item.start)
    return found, taken
