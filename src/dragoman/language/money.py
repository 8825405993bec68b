"""The currencies that a text names beside its amounts, by sign, code or word, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.language.amount import Amount
from dragoman.language.amounts import amounts
from dragoman.language.facts import table
from dragoman.language.han import is_han_written
from dragoman.language.money_words import MoneyWords, codes_of, money_words
from dragoman.language.number_words import plain
from dragoman.language.tags import primary
from dragoman.language.telling import telling

_KEPT = 8192
_CODE = re.compile(r"[A-Z](?<![A-Za-z][A-Z])[A-Z]{2}(?![A-Za-z])")  # begins with a set, for which `re` looks fastest
_WORD = re.compile(
    '[^\\W\\d_]+(?:[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200c״׳"]+[^\\W\\d_]+)*[\u093e-\u094c]*'
)
_LETTER = re.compile("[A-Za-z]")
_STOP = re.compile("[,;:(،；：，、]")
_LEAST = 100  # the least amount that makes an ambiguous word a currency
_BEHIND = 16  # characters between an amount and the name of its currency


class Money(NamedTuple):
    """A currency at start..end. `codes` are what it may be (ISO 4217). `is_sure`: it stands beside an amount."""

    codes: frozenset[str]
    start: int
    end: int
    is_sure: bool


@lru_cache(maxsize=_KEPT)
def money(text: str, language: str) -> tuple[Money, ...]:
    """The currencies in `text`, which is of a language (BCP 47), in order."""
    code = primary(language)
    found = _signs(text)
    names = money_words(code)
    if names is not None:
        found += _han(text, names) if is_han_written(code) else _words(text, language, names)
    if not found:
        return ()
    close = names.close if names is not None else frozenset()
    items = amounts(text, language).items
    starts = [item.start for item in items]
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Money] = []
    for each in found:
        if kept and each.start < kept[-1].end:
            continue
        if text[each.start : each.end].lower() in close:
            is_sure = _is_right_behind(each, items, starts, text)
        else:
            is_sure = each.is_sure or _is_beside(each, items, starts, text)
        kept.append(each if is_sure == each.is_sure else each._replace(is_sure=is_sure))
    return tuple(kept)


def _is_beside(each: Money, items: Sequence[Amount], starts: Sequence[int], text: str) -> bool:
    at = bisect_left(starts, each.start)
    if at and 0 <= each.start - items[at - 1].end <= _BEHIND:
        between = text[items[at - 1].end : each.start]
        if len(between.split()) <= 1 and not _STOP.search(between):
            return True
    shown = text[each.start : each.end]
    at = bisect_left(starts, each.end)
    return at < len(items) and items[at].start - each.end <= 2 and shown.isascii() and not shown[0].islower()


def _is_right_behind(each: Money, items: Sequence[Amount], starts: Sequence[int], text: str) -> bool:
    """True for 5,000 won, not for the 37-year-old won, nor for: in 1998 won."""
    at = bisect_left(starts, each.start)
    if not at or text[items[at - 1].end : each.start].strip("\u00a0 -"):
        return False
    item = items[at - 1]
    is_year = item.is_figure and text[item.start : item.end].isdecimal() and item.end - item.start == 4
    return item.value is not None and item.value >= _LEAST and not is_year


def _signs(text: str) -> list[Money]:
    found = []
    for match in _sign_ends().finditer(text):
        end = match.end()
        for sign, codes in _sign_codes()[match.group()]:
            start = end - len(sign)
            if start < 0 or not text.startswith(sign, start):
                continue
            before = text[max(0, start - 2) : start]
            if sign[0].isalpha() and _LETTER.match(before[-1:]):
                continue  # the end of a word
            beside = text[end : end + 2].strip("\u00a0\u202f ")[:1] + before.strip("\u00a0\u202f ")[-1:]
            found.append(Money(codes, start, end, any(map(str.isdecimal, beside)) or not beside))
            break
    named = _CODE.findall(text)
    if named and not _codes().isdisjoint(named):
        for match in _CODE.finditer(text):
            if match.group() in _codes():
                found.append(Money(frozenset([match.group()]), *match.span(), False))
    return found


@cache
def _sign_ends() -> re.Pattern[str]:
    """Finds what every sign ends with."""
    return re.compile(f"[{''.join(sorted({re.escape(sign[-1]) for sign in table('money')['signs']}))}]")


@cache
def _sign_codes() -> Mapping[str, Sequence[tuple[str, frozenset[str]]]]:
    """The signs by their last character, the longest first, each with its codes."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for sign, names in sorted(table("money")["signs"].items(), key=lambda each: -len(each[0])):
        found.setdefault(sign[-1], []).append((sign, codes_of(names)))
    return found


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for names in table("money")["families"].values() for code in names.split())


def _words(text: str, language: str, names: MoneyWords) -> list[Money]:
    found = []
    for word, start, end in _spelled(text, language, names):
        codes = names.read(word)
        if codes:
            found.append(Money(codes, start, end, False))
    return found + _exact(text, names) if found else found


def _exact(text: str, names: MoneyWords) -> list[Money]:
    """What names one currency."""
    if names.exact is None:
        return []
    codes = names.exact_codes
    return [Money(codes[(match.lastindex or 1) - 1], *match.span(), False) for match in names.exact.finditer(text)]


def _spelled(text: str, language: str, names: MoneyWords) -> list[tuple[str, int, int]]:
    if primary(language) == "he":  # an abbreviation has quotation marks inside: ש"ח
        return [(plain(match.group()), *match.span()) for match in _WORD.finditer(text)]
    told = telling(text, language)
    return told.places_of([word for word in told.known if names.read(word)]) if told.has_money else []


def _han(text: str, names: MoneyWords) -> list[Money]:
    if not names.some.search(text):
        return []
    found = _exact(text, names)
    for form, codes in names.whole.items():
        at = text.find(form)
        while at >= 0:
            found.append(Money(codes, at, at + len(form), False))
            at = text.find(form, at + 1)
    return found
