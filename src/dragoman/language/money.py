"""The currencies that a text names beside its amounts, by sign, code or word, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.language.amount import Amount
from dragoman.language.amounts import amounts
from dragoman.language.facts import table
from dragoman.language.han import is_han_written
from dragoman.language.number_words import heard, plain, spelled
from dragoman.language.tags import primary

_KEPT = 8192
_CODE = re.compile(r"[A-Z](?<![A-Za-z][A-Z])[A-Z]{2}(?![A-Za-z])")  # begins with a set, for which `re` looks fastest
_WORD = re.compile(
    '[^\\W\\d_]+(?:[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200c״׳"]+[^\\W\\d_]+)*[\u093e-\u094c]*'
)
_STOP = re.compile("[,;:(،；：，、]")
_ENDING = 4  # letters behind a stem
_BEGINNING = 2  # letters: no stem is shorter
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
    found = list(_signs(text))
    row = table("money").get(code)
    if row is not None:
        found += _han(text, code) if is_han_written(code) else _words(text, code)
    if not found:
        return ()
    close = frozenset(str(table("money")["close"].get(code, "")).split())
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


def _signs(text: str) -> Iterator[Money]:
    signs = _sign_codes()
    if _sign_ends().search(text):
        for match in _sign_pattern().finditer(text):
            beside = (
                text[match.end() : match.end() + 2].strip("\u00a0\u202f ")[:1]
                + text[max(0, match.start() - 2) : match.start()].strip("\u00a0\u202f ")[-1:]
            )
            yield Money(signs[match.group()], *match.span(), any(map(str.isdecimal, beside)) or not beside)
    for match in _CODE.finditer(text):
        if match.group() in _codes():
            yield Money(frozenset([match.group()]), *match.span(), False)


@cache
def _sign_pattern() -> re.Pattern[str]:
    signs = sorted(table("money")["signs"], key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<![A-Za-z]){re.escape(sign)}" if sign[0].isalpha() else re.escape(sign) for sign in signs)
    )


@cache
def _sign_ends() -> re.Pattern[str]:
    """Finds what every sign ends with."""
    return re.compile(f"[{''.join(sorted({re.escape(sign[-1]) for sign in table('money')['signs']}))}]")


@cache
def _sign_codes() -> Mapping[str, frozenset[str]]:
    return {sign: _of(names) for sign, names in table("money")["signs"].items()}


def _of(names: str) -> frozenset[str]:
    """The codes of families and codes, by blanks."""
    families = table("money")["families"]
    return frozenset(code for name in names.split() for code in families.get(name, name).split())


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for names in table("money")["families"].values() for code in names.split())


@dataclass(frozen=True, slots=True)
class _Names:
    whole: Mapping[str, frozenset[str]]
    stems: tuple[tuple[str, frozenset[str]], ...]
    begins: re.Pattern[str]  # any of the stems
    beginnings: frozenset[str]  # of the stems
    exact: re.Pattern[str] | None
    exact_codes: tuple[frozenset[str], ...]


@cache
def _names(code: str) -> _Names:
    row = table("money")[code]
    clitics = str(table("numbers").get(code, {}).get("clitics", "")).split()
    whole: dict[str, frozenset[str]] = {}
    stems: dict[str, frozenset[str]] = {}
    for family, forms in row.items():
        if family == "exact":
            continue
        for form in forms.split():
            if form.endswith("*"):
                key = plain(form[:-1])
                stems[key] = stems.get(key, frozenset()) | _of(family)
            else:
                for clitic in ("", *clitics):
                    key = plain(clitic + form)
                    whole[key] = whole.get(key, frozenset()) | _of(family)
    exact = row.get("exact", {})
    joined = "|".join(f"({re.escape(name).replace(chr(92) + '*', chr(92) + 'w*')})" for name in exact)
    border = "" if is_han_written(code) else "(?<!\\w)"
    return _Names(
        whole,
        tuple(sorted(stems.items(), key=lambda each: -len(each[0]))),
        re.compile("|".join(map(re.escape, stems)) or "(?!)"),
        frozenset(stem[:_BEGINNING] for stem in stems),
        re.compile(f"{border}(?:{joined})", re.IGNORECASE) if exact else None,
        tuple(_of(codes) for codes in exact.values()),
    )


def _words(text: str, code: str) -> Iterator[Money]:
    names = _names(code)
    found = False
    for word, span in _spelled(text, code, names):
        codes = names.whole.get(word) or _by_stem(word, names)
        if codes is not None:
            found = True
            yield Money(codes, *span, False)
    if found and names.exact is not None:
        for match in names.exact.finditer(text):
            yield Money(names.exact_codes[(match.lastindex or 1) - 1], *match.span(), False)


def _spelled(text: str, code: str, names: _Names) -> Iterator[tuple[str, tuple[int, int]]]:
    if code == "he":  # an abbreviation has quotation marks inside: ש"ח
        yield from ((plain(match.group()), match.span()) for match in _WORD.finditer(text))
        return
    known = heard(text)
    if not names.whole.keys().isdisjoint(known) or any(
        word[:_BEGINNING] in names.beginnings and names.begins.match(word) for word in known
    ):
        said = spelled(text)
        yield from zip(said.words, said.spans, strict=True)


def _by_stem(word: str, names: _Names) -> frozenset[str] | None:
    return next(
        (codes for stem, codes in names.stems if word.startswith(stem) and len(word) - len(stem) <= _ENDING), None
    )


def _han(text: str, code: str) -> Iterator[Money]:
    names = _names(code)
    if names.exact is not None:
        for match in names.exact.finditer(text):
            yield Money(names.exact_codes[(match.lastindex or 1) - 1], *match.span(), False)
    for form, codes in names.whole.items():
        at = text.find(form)
        while at >= 0:
            yield Money(codes, at, at + len(form), False)
            at = text.find(form, at + 1)
