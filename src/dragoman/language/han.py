"""Numbers in Chinese and Japanese texts: figures and Han numerals, alone and mixed (1万2500, 二〇二六, 百分之十二)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from dragoman.language.facts import table
from dragoman.language.figures import Figure, Number, figures, share
from dragoman.language.tags import primary

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
    "両": 2,
    "双": 2,
    "俩": 2,
    "對": 2,
    "对": 2,
    "倍": 2,
}
_SIMPLE = "〇零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
_SCALES = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_VAGUE = "数數几幾多余餘何"
_NUMERALS = "".join([*_DIGITS, *_UNITS, *_SCALES])
_FROM_THREE = "".join([*(sign for sign, value in _DIGITS.items() if value > 2), *_UNITS, *_SCALES])
_COUNTING = re.compile(rf"[{_FROM_THREE}]|[{_NUMERALS}](?<=[{_NUMERALS}]{{2}})")
_HAN = re.compile(f"[{_NUMERALS}]+")
_RUN = re.compile(rf"(?:\d[\d.,．，]*|[{_NUMERALS}])+")
_BESIDE = re.compile(rf"\d[{_NUMERALS}]|[{_NUMERALS}]\d")
_HALF = "半"
# Words for an amount that hold no numeral.
_SAID = {
    "世纪": 100,
    "世紀": 100,
    "正午": 12,
    "中午": 12,
    "午夜": 24,
    "ダース": 12,
    "二十代": 20,
    "ひとつ": 1,
    "ふたつ": 2,
    "みっつ": 3,
    "四半期": 3,
    "三つ子": 3,
}


class HanAmount(NamedTuple):
    """As language.amounts.Amount."""

    start: int
    end: int
    values: tuple[Number, ...]
    parts: tuple[Number, ...]
    is_sure: bool
    is_figure: bool
    row: str = ""


def is_han_written(code: str) -> bool:
    """True for the languages whose numerals are read here."""
    return code in ("zh", "ja", "yue")


def may_hold_han(text: str) -> bool:
    """False for a text without any numeral from three on, also one of two signs."""
    return _COUNTING.search(text) is not None


def has_mixed(text: str) -> bool:
    """True when a numeral stands at a figure: 3万, 五00."""
    return _BESIDE.search(text) is not None


def han_amounts(text: str, language: str) -> Iterator[HanAmount]:
    """The numbers of a text, in order."""
    inside = {figure.start: figure for figure in figures(text, language)}
    idioms = _idioms(primary(language))
    counters = _counters(primary(language))
    done = 0
    for match in _RUN.finditer(text):
        start = match.start()
        if start < done:
            continue
        run = match.group().rstrip(".,．，")
        end = start + len(run)
        if not _HAN.search(run):
            yield from _plain(inside, start, end)
            continue
        for first, last, value in _read(text, start, end, inside):
            if text.startswith("百分之", first):
                continue
            value, last = _with_decimals(text, value, last)
            done = last
            whole = text[first:last]
            is_figure = any(map(str.isdecimal, whole))
            is_idiom = any(text.startswith(idiom, first) for idiom in idioms)
            is_vague = text[first - 1 : first] in tuple(_VAGUE) or text[last : last + 1] in tuple(_VAGUE)
            counted = text[last : last + 1] in counters if text[last : last + 1] else False
            is_sure = is_figure or (value >= 3 and counted and not is_idiom and not is_vague and len(whole) < 12)
            values: tuple[Number, ...] = (value,)
            behind = text[last : last + 3]
            if _HALF in behind:
                values = (*values, value + Fraction(1, 2))
            yield HanAmount(first, last, values, (), is_sure, is_figure)
    for at, sign in enumerate(text):
        if sign == _HALF:
            yield HanAmount(at, at + 1, (Fraction(1, 2), 30, 50), (), False, False)
    for word, number in _SAID.items():
        at = text.find(word)
        if at >= 0:
            yield HanAmount(at, at + len(word), (number,), (), False, False)


def _with_decimals(text: str, value: Number, last: int) -> tuple[Number, int]:
    """十二点五 is 12.5; 三点五十 is a time."""
    end = last + 1
    while end < len(text) and text[end] in _SIMPLE:
        end += 1
    if text[last : last + 1] not in ("点", "點") or end == last + 1 or text[end : end + 1] in tuple(_UNITS):
        return value, last
    digits = "".join(str(_DIGITS[sign]) for sign in text[last + 1 : end])[:40]
    return value + share(int(digits), 10 ** len(digits)), end


def _plain(inside: dict[int, Figure], start: int, end: int) -> Iterator[HanAmount]:
    for at in range(start, end):
        figure = inside.get(at)
        if figure is not None:
            row = "" if figure.values else figure.in_ascii()
            yield HanAmount(at, figure.end, figure.values, figure.parts, True, True, row)


def _read(text: str, start: int, end: int, inside: dict[int, Figure]) -> Iterator[tuple[int, int, Number]]:
    """The numbers in a run that holds Han numerals: one, or several in a row (三四)."""
    total: Number = 0
    section: Number = 0
    number: Number | None = None
    at = first = start
    is_open = False
    while at < end:
        sign = text[at]
        figure = inside.get(at)
        if figure is not None:
            if number is not None and is_open:
                yield first, at, total + section + number
                total = section = 0
                first = at
            number = figure.values[0] if figure.values else 0
            at = figure.end
            is_open = True
            continue
        if sign in _DIGITS:
            run = at
            digits = ""
            while run < end and text[run] in _DIGITS:
                digits += str(_DIGITS[text[run]])
                run += 1
            if is_open and number is not None:
                yield first, at, total + section + number
                total = section = 0
                first = at
            number = int(digits[:40])
            at, is_open = run, True
            continue
        if sign in _UNITS:
            section += (number if number is not None else 1) * _UNITS[sign]
            number = None
        elif sign in _SCALES:
            section += number or 0
            total += (section or 1) * _SCALES[sign] if total == 0 or total >= _SCALES[sign] else 0
            section, number = 0, None
        is_open = number is not None
        at += 1
    yield first, end, total + section + (number or 0)


@cache
def _idioms(code: str) -> tuple[str, ...]:
    return tuple(str(table("amounts").get(code, {}).get("idioms", "")).split())


@cache
def _counters(code: str) -> frozenset[str]:
    return frozenset(str(table("amounts").get(code, {}).get("counters", "")))
