"""Numbers in figures: what 1.250,75 or ١٢٬٥٠٠ may mean, by the marks a language puts into numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

from dragoman.language.facts import table
from dragoman.language.tags import primary

Number: TypeAlias = int | Fraction
BLANKS = " \u00a0\u2007\u2009\u202f"
SPACE = "space"
_DECIMAL = ".,٫．"
# Each part of the loop begins with another character, so that no text makes it go back.
_FIGURE = re.compile(rf"\d+(?:[.,٫٬'’．，]\d+|[{BLANKS}]\d{{3}}(?!\d))*")
_MARK = re.compile(rf"[.,٫٬'’．，{BLANKS}]")
_LONGEST = 40  # digits of a number that anybody reads as one


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks that numbers of a language have: each a character, or SPACE for any blank within a number."""

    decimal: frozenset[str]
    group: frozenset[str]


class Figure(NamedTuple):
    """One number in figures, as it stands at start..end. `values` are what it may mean, the likeliest first; `parts`
    the numbers between its marks (two or more), when it may be a row: a version, a date. No values: it is a row.

    `decimal` and `group` are the marks in it by the likeliest reading, "" without one.
    """

    start: int
    end: int
    text: str
    values: tuple[Number, ...]
    parts: tuple[Number, ...] = ()
    decimal: str = ""
    group: str = ""

    def in_ascii(self) -> str:
        return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in self.text)


@cache
def marks_of(language: str) -> Marks:
    """The marks of a BCP 47 tag: of data/number_style.toml where it says something, else CLDR's."""
    row = for_language(table("number_style")["marks"], language)
    if row is None:
        return _of_cldr(language)
    return Marks(frozenset(row["decimal"].split()), frozenset(row["group"].split()))


def for_language(rows: Mapping[str, Any], language: str) -> Any:
    """The row of the longest beginning of a tag that has one: es-MX, then es; None without any."""
    tag = language
    while tag:
        if tag in rows:
            return rows[tag]
        tag = tag.rpartition("-")[0]
    return rows.get(primary(language))


@lru_cache(maxsize=8192)
def figures(text: str, language: str) -> tuple[Figure, ...]:
    """The numbers in figures of any script, in order."""
    found: list[Figure] = []
    for match in _FIGURE.finditer(text):
        start, end = match.span()
        raw = match.group()
        if raw.isdecimal():
            found.append(Figure(start, end, raw, (_number(raw),)))
        else:
            found += [
                figure._replace(start=start + figure.start, end=start + figure.end) for figure in _marked(raw, language)
            ]
    return tuple(found)


@lru_cache(maxsize=1024)
def _marked(raw: str, language: str) -> tuple[Figure, ...]:
    return tuple(_read(raw, 0, marks_of(language)))


def _read(raw: str, start: int, marks: Marks) -> Iterator[Figure]:
    if raw.isdecimal():
        yield Figure(start, start + len(raw), raw, (_number(raw),))
        return
    signs = _MARK.findall(raw)
    pieces = _MARK.split(raw)
    kinds = [_kind(sign) for sign in signs]
    if SPACE in kinds and not _is_grouped(pieces) and not _has_decimals(pieces, kinds):
        yield from _apart(raw, start, marks)
        return
    readings: list[tuple[Number, str, str]] = []
    if len(set(kinds)) == 1 and _is_grouped(pieces) and kinds[0] != "٫":
        readings.append((_number("".join(pieces)), "", signs[0]))
    if signs[-1] in _DECIMAL and kinds.count(kinds[-1]) == 1 and (len(kinds) == 1 or _has_decimals(pieces, kinds)):
        whole = _number("".join(pieces[:-1]))
        value = whole + share(_number(pieces[-1]), 10 ** min(len(pieces[-1]), _LONGEST))
        readings.append((value, signs[-1], signs[0] if len(kinds) > 1 else ""))
    if len(readings) > 1 and kinds[0] in marks.decimal and kinds[0] not in marks.group:
        readings.reverse()
    if len(readings) > 1 and kinds[0] in marks.group and kinds[0] not in marks.decimal:
        readings.pop()  # no reader of the language takes the mark for a decimal one
    values = tuple(value for value, _, _ in readings)
    decimal, group = readings[0][1:] if readings else ("", "")
    parts = tuple(_number(piece) for piece in pieces) if not readings or set(kinds) == {SPACE} else ()
    yield Figure(start, start + len(raw), raw, values, parts, decimal, group)


def _apart(raw: str, start: int, marks: Marks) -> Iterator[Figure]:
    """Numbers that only a blank parts: 2026 300."""
    at = 0
    for piece in re.split(f"[{BLANKS}]", raw):
        yield from _read(piece, start + at, marks)
        at += len(piece) + 1


def _kind(sign: str) -> str:
    if sign in BLANKS:
        return SPACE
    return {"’": "'", "．": ".", "，": ","}.get(sign, sign)


def _is_grouped(pieces: list[str]) -> bool:
    """True for 1|250|000 and, the Indian way, 12|50|000."""
    if not 1 <= len(pieces[0]) <= 3 or len(pieces[-1]) != 3 or int(pieces[0]) == 0:
        return False
    middle = {len(piece) for piece in pieces[1:-1]}
    return middle <= {3} or (middle <= {2} and len(pieces[0]) <= 2)


def _has_decimals(pieces: list[str], kinds: list[str]) -> bool:
    """True for groups with one mark and decimals behind another: 1.250,75."""
    return (
        len(kinds) > 1
        and len(set(kinds[:-1])) == 1
        and kinds[-1] != kinds[0]
        and kinds[-1] != SPACE
        and kinds[0] != "٫"
        and _is_grouped(pieces[:-1])
    )


def _number(digits: str) -> int:
    """Digits of any script as a number; of very long rows only the beginning, so that no text costs too much."""
    return int(digits[:_LONGEST])


def share(value: Number, whole: int) -> Number:
    """`value` divided by `whole`; whole numbers stay integers, which compare much faster."""
    if isinstance(value, int):
        found, rest = divmod(value, whole)
        return Fraction(value, whole) if rest else found
    part = value / whole
    return part.numerator if part.denominator == 1 else part


def _of_cldr(language: str) -> Marks:
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Marks(frozenset(".,"), frozenset([".", ",", SPACE]))
    group = get_group_symbol(locale)
    return Marks(frozenset([get_decimal_symbol(locale)]), frozenset([_kind(group), SPACE]))
