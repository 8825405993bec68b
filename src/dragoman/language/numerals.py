"""Numbers in other shapes than figures and words: Roman numerals, signs such as ½, telephone numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, zip_longest

from dragoman.language.amount import PERCENT, Amount
from dragoman.language.figures import BLANKS, Number, share

_ROMAN = re.compile(
    "[IVXLCDM](?<![A-Za-z0-9.][IVXLCDM])(?:[IVXLCDM]{1,11}|(?![’']))"
    "(?=(?:es?|er|ère|èmes?|os?|as?|th|st|nd|rd)?(?![A-Za-z0-9]))"
)
_ROMAN_VALUE = re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ONE_SIGN = re.compile("[\u2160-\u2182]+")  # Ⅳ, ⅻ: Roman numerals that are characters of their own
_SURE_FROM = 3
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
_SLASHES, _MOST_PARTS = ("/", "⁄"), 100
_VULGAR_SIGN = re.compile(f"[{''.join(VULGAR)}]")
# Telephone numbers: an international one, or a row of three and more groups parted by hyphens.
_PHONE = re.compile(r"(?<![\w+])\+\d[\d ().\-–\u00a0]{5,24}\d|(?<![\w-])\d{2,5}-\d{2,5}-\d{2,5}(?:-\d{1,5})?(?![\w-])")
_SHORTEST = 7  # digits of a telephone number
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{4}")


def romans_of(text: str) -> list[Amount]:
    """Roman numerals. Those of I, V and X are surely numbers; a single letter hardly."""
    found = []
    if not text.isascii() and _ONE_SIGN.search(text):
        for match in _ONE_SIGN.finditer(text):
            spelt = unicodedata.normalize("NFKC", match.group()).upper()
            if _ROMAN_VALUE.fullmatch(spelt):
                value = _roman(spelt)
                found.append(Amount(*match.span(), (value,), (), "", value >= _SURE_FROM, False))
    for match in _ROMAN.finditer(text):
        sign = match.group()
        if not _ROMAN_VALUE.fullmatch(sign):
            continue
        value = _roman(sign)
        is_sure = len(sign) > 1 and set(sign) <= set("IVX")
        found.append(Amount(match.start(), match.end(), (value,), (), "", is_sure, False))
    return found


def _roman(sign: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in sign]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def with_tenths(text: str, items: Sequence[Amount]) -> Iterator[Amount]:
    """Amounts of a Japanese or Chinese text. A number before 割 or 成 counts tenths: 3割5分 and 三成五 are 35 %."""
    passed: Amount | None = None
    for item, after in zip_longest(items, items[1:]):
        value = item.value
        if item is passed:
            continue
        if value is None or not 1 <= value <= 10 or not _TENTHS.match(text, item.end):
            yield item
            continue
        percent, end = value * 10, item.end + 1
        if after is not None and after.value is not None and _is_part_of(item, after, text):
            passed, percent, end = after, percent + after.value, after.end
        yield item._replace(
            end=end, values=(percent, share(percent, 100)), parts=(), unit=PERCENT, is_sure=item.is_figure
        )


def _is_part_of(tenths: Amount, item: Amount, text: str) -> bool:
    if item.start != tenths.end + 1 or item.value is None or not 1 <= item.value <= 9:
        return False
    return text[item.end : item.end + 1] == "分" or text[tenths.end] == "成"


_TENTHS = re.compile("割(?!り[算込])|成(?=[^\u4e00-\u9fff]|$|[以左右多的是半一二三四五六七八九到至股])")


def has_vulgar(text: str) -> bool:
    return not text.isascii() and _VULGAR_SIGN.search(text) is not None


def vulgar_fractions(text: str, items: Sequence[Amount]) -> Iterator[Amount]:
    """Signs such as ½, also behind a whole number among `items`."""
    ends = {item.end: item for item in items}
    for match in _VULGAR_SIGN.finditer(text):
        part = VULGAR[match.group()]
        whole = ends.get(match.start()) or (
            ends.get(match.start() - 1) if text[match.start() - 1 : match.start()] in BLANKS else None
        )
        values: tuple[Number, ...] = (part,)
        if whole is not None and whole.value is not None:
            values = (whole.value + part, part)
        yield Amount(match.start(), match.end(), values, (), "", False)


def ratios_of(text: str, items: Sequence[Amount]) -> dict[int, tuple[Number, ...]]:
    """Figures that are parts of a fraction, by where they start: the three of 1 1/2, the two of 3/4, the first of 1½.
    Each has the fraction's value with its whole number, then without. Only proper fractions: 24/7 is none."""
    if "/" not in text and not has_vulgar(text):
        return {}
    found: dict[int, tuple[Number, ...]] = {}
    for at, (item, after) in enumerate(pairwise(items)):
        between, value, below = text[item.end : after.start], item.value, after.value
        if not item.is_figure or not isinstance(value, int):
            continue
        if (between == "" or between in BLANKS) and text[after.start] in VULGAR:
            found[item.start] = after.values
        elif between in _SLASHES and isinstance(below, int) and after.is_figure and 0 < value < below <= _MOST_PARTS:
            values: tuple[Number, ...] = (share(value, below),)
            before = items[at - 1] if at else None
            if before is not None and isinstance(before.value, int) and text[before.end : item.start] in tuple(BLANKS):
                found[before.start] = values = (before.value + values[0], *values)
            found[item.start] = found[after.start] = values
    return found


def with_phones(text: str, items: list[Amount]) -> list[Amount]:
    """Telephone numbers as one amount each."""
    if text.count("-") < 2 and "+" not in text:
        return items
    spans = [match.span() for match in _PHONE.finditer(text) if _is_phone(match.group())]
    found: list[Amount] = []
    at = 0
    for start, end in spans:
        while at < len(items) and items[at].start < start:
            found.append(items[at])
            at += 1
        parts: list[Number] = []
        while at < len(items) and items[at].start < end:
            parts += items[at].values
            at += 1
        digits = "".join(str(int(sign)) for sign in text[start:end] if sign.isdecimal())
        found.append(Amount(start, end, (int(digits),), tuple(parts)))
    return found + items[at:]


def _is_phone(text: str) -> bool:
    return _DATE.fullmatch(text) is None and sum(map(str.isdecimal, text)) >= _SHORTEST
