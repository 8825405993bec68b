"""What a text counts and dates: its numbers in digits and in words, units of measure and money, days and months."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from dragoman.language.facts import table

if TYPE_CHECKING:
    from babel import Locale

ONE = "1"  # counts only beside another number word: it is an article or a pronoun as well

_ROMAN = re.compile("[IVX]{2,}")  # C, D, L and M make too many abbreviations
_SIGNS = str.maketrans({"−": "-", "–": "-", "٪": "%", "٫": ".", "٬": "", "’": "'"})
_BLANKS = re.compile("(?<=\\d)[ \u00a0\u2009\u202f'](?=\\d{3})")
_SYMBOLS = ("Sc", "Sm")  # Unicode's categories of money and of calculation
_ALSO = "°‰№"
_PERCENT = "concentr-percent"
_UNIT_WITHIN = 2  # words behind a number: twelve long days
_COUNTS = (1, 2, 5, 11)  # plural forms of every kind


@dataclass(frozen=True, slots=True)
class Quantities:
    """`counts` are values with their units in the order of the text, `dates` days and months, `symbols` signs of money
    and calculation: those two without order, so that a clause that moves does not change them."""

    counts: tuple[str, ...]
    dates: tuple[str, ...]
    symbols: tuple[str, ...]


def quantities(text: str, words: Sequence[str], language: str = "") -> Quantities:
    """What `text`, whose words are given, counts and dates. The spelling of a value does not matter (2, ٢, two).

    `language` is a BCP 47 tag. Without it, and for one we have no facts of, English number words count, and the longer
    ones of every language; dates and units then go unnoticed.
    """
    code = language.partition("-")[0].lower()
    facts = _facts(code)
    dates = _dates(language)
    counts = list(_counted(words, facts, language))
    found = [day for word in words if (day := _day(word, dates))]
    last, count = -1, ""
    for part in facts.parts.finditer(text) if facts.parts else ():
        if part.group() not in facts.values:
            found.append(dates[part.group()])
            continue
        beside = part.start() == last
        if beside and count == ONE:
            counts.append(ONE)
        last, count = part.end(), facts.values[part.group()]
        if count != ONE or beside:
            counts.append(count)
    symbols = [sign for sign in text if unicodedata.category(sign) in _SYMBOLS or sign in _ALSO]
    return Quantities(tuple(counts), tuple(sorted(found)), tuple(sorted(sign for sign in symbols if sign != "−")))


def value(word: str, language: str = "") -> str:
    """A number in digits in one spelling: ASCII digits, `-`, no blanks; no grouping marks if the language is known."""
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in word).translate(_SIGNS)
    plain = _BLANKS.sub("", plain).replace(" %", "%").replace("\u00a0%", "%").replace("\u202f%", "%")
    if decimal := _decimal_mark(language):
        group = "," if decimal == "." else "."
        plain = re.sub(rf"(?<=\d)\{group}(?=(?:\d\d\d?\{group})*\d{{3}}(?!\d))", "", plain)
        plain = plain.replace(decimal, ".")
    return plain


@dataclass(frozen=True, slots=True)
class _Facts:
    values: Mapping[str, str]
    clitics: tuple[str, ...]
    compound: re.Pattern[str] | None
    parts: re.Pattern[str] | None


def _counted(words: Sequence[str], facts: _Facts, language: str) -> Iterator[str]:
    """The values, each with the unit beside it."""
    rows = [_values(word, facts, language) for word in words]
    for at, row in enumerate(rows):
        beside = len(row) > 1 or (at > 0 and bool(rows[at - 1])) or (at + 1 < len(rows) and bool(rows[at + 1]))
        yield from (found for found in row if found != ONE or beside or any(map(str.isdigit, words[at])))
        if row and at + 1 < len(words) and not rows[at + 1]:
            yield from filter(None, (_unit(word, language) for word in words[at + 1 : at + 1 + _UNIT_WITHIN]))
        if row and at > 0 and not rows[at - 1] and words[at - 1] in _money():
            yield words[at - 1]


def _values(word: str, facts: _Facts, language: str) -> list[str]:
    if any(map(str.isdigit, word)):
        found = value(word, language)
        return [found[:-1], _PERCENT] if found.endswith("%") else [found]
    if _ROMAN.fullmatch(word):
        return [word]
    row = [_named(part, facts) for part in word.casefold().split("-")]
    if all(row):
        return list(chain.from_iterable(row))
    return []


def _named(word: str, facts: _Facts) -> list[str]:
    if facts.parts:
        return []
    if word in facts.values:
        return [facts.values[word]]
    for clitic in facts.clitics:
        if word.startswith(clitic) and word[len(clitic) :] in facts.values:
            return [facts.values[word[len(clitic) :]]]
    if facts.compound:
        found: list[str] = facts.compound.findall(word)
        if "".join(found) == word:
            return [facts.values[part] for part in found if part in facts.values]
    return []


def _day(word: str, dates: Mapping[str, str]) -> str:
    """The day or month that a word names, also in the possessive (Monday’s); "" for any other word."""
    bare = word.removesuffix("'s").removesuffix("’s")
    return dates.get(bare) or dates.get(bare.casefold(), "")


@cache
def _facts(code: str) -> _Facts:
    rows = table("numbers")
    known = code in rows
    values: dict[str, str] = {}
    for name, row in ((code, rows[code]),) if known else rows.items():
        for number, forms in row.items():
            if number in ("parts", "joiner", "clitics", "days"):
                continue
            for form in forms.split():
                if known or name == "en" or len(form) > 3:
                    values.setdefault(form.casefold(), number)
    row = rows[code] if known else {}
    stems = "|".join(sorted(map(re.escape, values), key=len, reverse=True))
    parts = "|".join(sorted(map(re.escape, {*values, *_dates(code)}), key=len, reverse=True))
    return _Facts(
        values,
        tuple(str(row.get("clitics", "")).split()),
        re.compile("|".join(filter(None, (stems, row["joiner"])))) if "joiner" in row else None,
        re.compile(parts) if row.get("parts") else None,
    )


@cache
def _dates(language: str) -> Mapping[str, str]:
    """Names of months and days, and words such as `today`, each with what it stands for. Capitals count where the
    language writes them: `may` is no month."""
    from babel.dates import get_day_names, get_month_names

    code = language.partition("-")[0].lower()
    found: dict[str, str] = {}
    if locale := _locale(language):
        for number, name in chain.from_iterable(
            get_month_names(width, context, locale).items()
            for width in ("wide", "abbreviated")
            for context in ("format", "stand-alone")
        ):
            if len(name.rstrip(".")) > 2 or not name.isascii():
                found.setdefault(name.rstrip("."), f"month {number}")
        for context in ("format", "stand-alone"):
            for number, name in get_day_names("wide", context, locale).items():
                found.setdefault(name, f"day {number}")
    found.update((word, word) for word in table("numbers").get(code, {}).get("days", "").split())
    return {name: meaning for name, meaning in found.items() if not any(map(str.isdigit, name))}


def _unit(word: str, language: str) -> str:
    units = _units(language)
    return units.get(word) or units.get(word.casefold()) or (word if word in _money() else "")


@cache
def _units(language: str) -> Mapping[str, str]:
    """Names and signs of measures and money, each with what it stands for."""
    from babel.numbers import get_currency_name
    from babel.units import format_unit

    found: dict[str, str] = {}
    locale = _locale(language)
    if locale is None:
        return found
    for measure in table("measures")["measures"]:
        for length in ("long", "short", "narrow"):
            for count in _COUNTS:
                name = format_unit(count, measure, length, locale=locale).translate(_NO_DIGITS).strip()
                if name and not any(map(str.isspace, name)):
                    found.setdefault(name, measure)
                    found.setdefault(name.casefold(), measure)
    for currency in _money():
        one = get_currency_name(currency, 1, locale).casefold().split()
        for count in _COUNTS:
            names = get_currency_name(currency, count, locale).casefold().split()
            for at, name in enumerate(names):
                found.setdefault(name, one[at] if len(one) == len(names) else name)
    return found


@cache
def _money() -> tuple[str, ...]:
    return tuple(table("measures")["money"])


_NO_DIGITS = {ord(digit): None for digit in "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯\u200f\u200e"}


@cache
def _decimal_mark(language: str) -> str:
    from babel.numbers import get_decimal_symbol

    locale = _locale(language)
    mark = get_decimal_symbol(locale) if locale else ""
    return mark if mark in (".", ",") else ""


@cache
def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-") if language else None
    except (UnknownLocaleError, ValueError):
        return None
