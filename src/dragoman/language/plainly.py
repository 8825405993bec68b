"""What a text counts and which days it names, where that is plain from its telling words: most pairs say the same on
both sides, and need no reading of what stands beside what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from dragoman.language.amount import Amount
from dragoman.language.amount_signs import has_any
from dragoman.language.amounts import GAP, SURE_FROM, SURE_ROMAN, CountFacts, facts_of, figured, tokens_of
from dragoman.language.clock import HAN_TIME
from dragoman.language.date_words import DateWords, date_words
from dragoman.language.dated import HAN_DATE, IN_ROW, han_weekdays, may_time
from dragoman.language.figures import Figure, Number, figures
from dragoman.language.han import has_mixed, may_hold_han
from dragoman.language.number_words import Word, is_scale
from dragoman.language.numerals import has_vulgar, romans_of
from dragoman.language.tags import primary
from dragoman.language.telling import Telling, telling

_KEPT = 8192
_MARKED = re.compile("[-–—−‑:：/] ?\\d")  # every figure that is one of a pair, below zero or has a stroke
_PAIR = re.compile("[-–—‑:：](?:(?<=\\d.)|(?<=\\d .)) ?\\d")  # two figures that may be a score, a range, a time
_LAST_DAY = 31


class Count(NamedTuple):
    """`sure`: the values of each amount that a translation must have, no fewer than `amounts` finds; `pool`: numbers
    that the text means, no more than `amounts` finds. The signs are as `amounts` has them."""

    sure: frozenset[tuple[Number, ...]] = frozenset()
    pool: frozenset[Number] = frozenset()
    has_percent: bool = False
    has_degree: bool = False

    def agrees(self, other: Count) -> bool:
        """True when each side has what the other must have. Law: then no number is lacking, added or changed."""
        if self.sure != other.sure:
            return not _is_any_lacking(self, other) and not _is_any_lacking(other, self) and self._signs == other._signs
        return not self.sure or self._signs == other._signs

    @property
    def _signs(self) -> tuple[bool, bool]:
        return self.has_percent, self.has_degree


def _is_any_lacking(one: Count, other: Count) -> bool:
    for values in one.sure:  # noqa: SIM110  # faster than any(…)
        if other.pool.isdisjoint(values):
            return True
    return False


class NamedDays(NamedTuple):
    """The weekdays (0 is Monday) and months (1 is January) that a text names; `sure` are those that a translation must
    have, no fewer than `dates` finds."""

    weekdays: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    sure_weekdays: frozenset[int] = frozenset()
    sure_months: frozenset[int] = frozenset()

    def agrees(self, other: NamedDays) -> bool:
        """True when each side has what the other must have. Law: then no day or month is lacking, added or changed."""
        return self == other or (
            self.sure_weekdays <= other.weekdays
            and self.sure_months <= other.months
            and other.sure_weekdays <= self.weekdays
            and other.sure_months <= self.months
        )


_NOTHING = Count()
_NO_DAYS = NamedDays()


@lru_cache(maxsize=_KEPT)
def plain_count(text: str, language: str) -> Count | None:
    """What `text`, which is of a language (BCP 47), counts; None where it takes a reading to tell, as for words that
    make one number, ranges, scores, telephone numbers."""
    told = telling(text, language)
    facts = facts_of(language)
    if SURE_ROMAN.search(text) or has_vulgar(text):
        return None
    if facts.is_han and (
        may_hold_han(text) or (told.has_figures and (has_mixed(text) or "割" in text or "成" in text))
    ):
        return None
    items: Sequence[Amount | Figure] = ()
    if told.has_figures:
        is_marked = _MARKED.search(text) is not None
        if "+" in text or (is_marked and _PAIR.search(text)):
            return None
        if not facts.is_han and (is_marked or told.has_scale or " ." in text):
            items = figured(told, language, facts.words)
        else:
            items = figures(text, language)
    sure: set[tuple[Number, ...]] = set()
    pool: set[Number] = set()
    for item in items:
        if not item.values:
            return None  # a row
        sure.add(item.values)
        pool.update(item.values, item.parts)
    if told.has_scale and _is_sum(items):
        return None
    if told.known and facts.words.may_be_sure(told.known) and not _add_words(told, facts, items, sure, pool):
        return None
    if not sure:
        return _NOTHING
    return Count(
        frozenset(sure),
        frozenset(pool),
        facts.signs.has_percent(text, told.small),
        has_any(text, facts.signs.degree_signs) or has_any(told.small, facts.signs.degree_words),
    )


def _is_sum(items: Sequence[Amount | Figure]) -> bool:
    """True when two figures have a multiplier each: they may be one number, as in 25 lakh 50 thousand."""
    return sum([isinstance(item, Amount) and item.scale > 1 for item in items]) > 1


def _add_words(
    told: Telling,
    facts: CountFacts,
    items: Sequence[Amount | Figure],
    sure: set[tuple[Number, ...]],
    pool: set[Number],
) -> bool:
    """Adds what number words mean that surely stand alone; False where two may make one number."""
    tokens = tokens_of(told, facts.words)
    if told.has_scale and items:  # the word behind a figure belongs to it
        tokens = [token for token in tokens if not any(item.start <= token.start < item.end for item in items)]
    end = -GAP * 2
    for token in tokens:
        if token.start - end <= GAP + 2:
            return False
        end = token.end
        pool.update(token.values)
        value = token.values[0]
        if token.is_sure and value >= SURE_FROM and not (value >= 100 and is_scale(value)):
            sure.add(token.values)
    return True


@lru_cache(maxsize=_KEPT)
def plain_days(text: str, language: str) -> NamedDays | None:
    """The days that `text`, which is of a language (BCP 47), names; None where it may have times, days of a month or
    dates in figures. Law: `dates` finds the same weekdays and months, and neither days nor times."""
    facts = date_words(primary(language))
    if facts is None:
        return _NO_DAYS
    told = telling(text, language)
    if facts.is_han:
        if HAN_DATE.search(text) or HAN_TIME.search(text) or (told.has_figures and IN_ROW.search(text)):
            return None
        weekdays = list(han_weekdays(text, facts))
        if not weekdays:
            return _NO_DAYS
        return NamedDays(
            frozenset([day.number for day in weekdays]),
            sure_weekdays=frozenset([day.number for day in weekdays if day.is_sure]),
        )
    if may_time(told, facts):
        return None
    named = facts.keys & told.known
    if not named:
        return _NO_DAYS
    if not facts.phrases.keys().isdisjoint(named):
        return None
    named -= facts.others  # months of another calendar have no days here
    numbers: dict[str, set[int]] = {"weekdays": set(), "months": set()}
    sure: dict[str, set[int]] = {"weekdays": set(), "months": set()}
    for word in named:
        kind, number, is_sure = facts.words[word]
        numbers[kind].add(number)
        if is_sure or word in facts.like_names:
            sure[kind].add(number)
    if numbers["months"] and _may_have_day(told, language, facts):
        return None
    return NamedDays(*map(frozenset, (*numbers.values(), *sure.values())))


def _may_have_day(told: Telling, language: str, facts: DateWords) -> bool:
    """Whether a text has any number that may be the day of a month."""
    if told.has_figures and _is_any_day(figures(told.text, language)):
        return True
    return _is_any_day(facts.numbers.counting(told.known).values()) or _is_any_day(romans_of(told.text))


def _is_any_day(found: Iterable[Figure | Word | Amount]) -> bool:
    for each in found:  # noqa: SIM110  # faster than any(…)
        if each.values and 1 <= each.values[0] <= _LAST_DAY:
            return True
    return False
