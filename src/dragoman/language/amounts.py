"""The amounts of a text: numbers in figures, words, Roman and Han numerals, what each may mean and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from dragoman.language.amount import Amount
from dragoman.language.amount_signs import Signs, has_any, signs_of, with_unit
from dragoman.language.figures import BLANKS, Number, figures, marks_of, share
from dragoman.language.han import han_amounts, is_han_written, may_hold_han
from dragoman.language.number_words import BEHIND, HALF, Vocabulary, combine, is_scale, plain, vocabulary
from dragoman.language.numerals import has_vulgar, romans_of, vulgar_fractions, with_phones, with_tenths
from dragoman.language.tags import primary
from dragoman.language.telling import Telling, telling

_KEPT = 8192
SURE_FROM = 3  # one and two are articles, duals, couples
_LONGEST = 12  # words of one number
_NEAR = 20  # characters between a number and its half
GAP = 5  # characters between the words of one number
# Patterns that begin with a set of characters are looked for much faster than others.
SURE_ROMAN = re.compile("[IVX\u2160-\u2182](?:(?<=[\u2160-\u2182])|[IVX](?<=[IVX]{2}))")
_DASHES = frozenset("-–−‑")
_START = itemgetter(0)


class Amounts(NamedTuple):
    """The amounts of a text in order. `has_percent`, `has_degree`, `has_minus`: it has a sign or word for that;
    `pool`: every number that it may mean."""

    items: tuple[Amount, ...]
    has_percent: bool = False
    has_degree: bool = False
    has_minus: bool = False

    pool: frozenset[Number] = frozenset()


NONE = Amounts(())


@lru_cache(maxsize=_KEPT)
def amounts(text: str, language: str) -> Amounts:
    """The amounts of `text`, which is of a language (BCP 47)."""
    told = telling(text, language)
    _, is_han, words, signs = facts_of(language)
    tokens = tokens_of(told, words) if told.known and words.words else []
    romans = romans_of(text)
    if not (told.has_figures or tokens or romans or is_han or has_vulgar(text)):
        return NONE
    items = _han(text, language) if is_han else figured(told, language, words) if told.has_figures else []
    if tokens:
        items += _worded(told, tokens, items, words)
    if has_vulgar(text):
        items += vulgar_fractions(text, items)
    if len(items) > 1:
        items.sort(key=_START)
        if told.has_scale:
            items = _summed(text, items)
        if tokens:
            items = _halved(text, items)
    if told.has_figures and ("-" in text or "+" in text):
        items = with_phones(text, items)
    if romans:
        taken = {item.start for item in items}
        items += [roman for roman in romans if roman.start not in taken]
        items.sort(key=_START)
    small = told.small
    has_percent = signs.has_percent(text, small)
    has_degree = has_any(text, signs.degree_signs)
    if told.has_figures:
        items = _short_years(items, text)
    if has_percent or has_degree:
        items = [with_unit(item, text, small, signs) for item in items]
    has_minus = has_any(small, signs.minus_words)
    pool: set[Number] = set()
    for item in items:
        pool.update(item.values, item.parts)
        has_minus = has_minus or (item.value is not None and item.value < 0)
    return Amounts(
        tuple(items), has_percent, has_degree or has_any(small, signs.degree_words), has_minus, frozenset(pool)
    )


def may_count(text: str, language: str) -> bool:
    """False when no amount of `text` can be a sure one; far cheaper than to read them."""
    told = telling(text, language)
    if told.has_figures or SURE_ROMAN.search(text) or has_vulgar(text):
        return True
    _, is_han, words, _ = facts_of(language)
    if is_han:
        return may_hold_han(text)
    return bool(told.known) and words.may_be_sure(told.known)


class CountFacts(NamedTuple):
    """What readers of amounts know of a language."""

    code: str
    is_han: bool
    words: Vocabulary
    signs: Signs


@cache
def facts_of(language: str) -> CountFacts:
    """What is known of a BCP 47 tag."""
    code = primary(language)
    return CountFacts(code, is_han_written(code), vocabulary(language), signs_of(code))


def _han(text: str, language: str) -> list[Amount]:
    found = [
        Amount(each.start, each.end, each.values, each.parts, "", each.is_sure, each.is_figure, each.row)
        for each in han_amounts(text, language)
    ]
    found.sort(key=_START)
    return list(with_tenths(text, found)) if "割" in text or "成" in text else found


class Token(NamedTuple):
    """A number word at start..end; as number_words.Word."""

    start: int
    end: int
    values: tuple[Number, ...]
    is_sure: bool
    is_alone: bool
    is_first: bool
    is_last: bool


def tokens_of(told: Telling, known: Vocabulary) -> list[Token]:
    """The number words of a text, in order."""
    counting = known.counting(told.known)
    if not counting:
        return []
    text = told.text
    tokens = []
    for word, start, end in told.places_of(counting):
        found = counting[word]
        is_sure = found.is_sure
        if is_sure and known.code == "en" and word.isascii() and text[start].isupper() and _is_inside(text, start):
            is_sure = False  # a name
        tokens.append(Token(start, end, found.values, is_sure, found.is_alone, found.is_first, found.is_last))
    return tokens


def _is_inside(text: str, start: int) -> bool:
    """True for a place within a sentence, as far as one can tell cheaply."""
    before = text[max(0, start - 3) : start].rstrip()
    return bool(before) and before[-1] not in ".!?:;–—“\"'‘(«…"


def figured(told: Telling, language: str, words: Vocabulary) -> list[Amount]:
    """Numbers in figures, each with a multiplier behind it."""
    text, has_scale = told.text, told.has_scale
    has_strokes, last = "/" in text and "/" in marks_of(language).decimal, 0
    found = []
    for figure in figures(text, language):
        if figure.start < last:
            continue
        start, end, raw, values, parts, _, _ = figure
        row = "" if values else figure.in_ascii()
        before = text[start - 1] if start else ""
        if before == "." and start > 1 and text[start - 2] == " " and raw.isdigit():
            values = (share(values[0], 10 ** min(len(raw), 40)), *values)  # .5
        elif (
            before in _DASHES
            and values
            and (start == 1 or text[start - 2] in ' (\u00a0\u202f“"«')
            and not text[: start - 1].rstrip()[-1:].isdecimal()
        ):
            values, start = tuple(-value for value in values), start - 1
        if has_strokes and text[end : end + 1] == "/" and (stroke := _STROKE.match(text, figure.start)):
            found.append(_with_stroke(stroke))
            last = stroke.end()
            continue
        scale: Number = 1
        if has_scale and values:
            scale, end = _multiplier(text, end, words)
            if scale != 1:
                values = tuple(value * scale for value in values)
                parts = ()
        found.append(Amount(start, end, values, parts, "", True, True, row, scale))
    return found


# Persian writes ۷/۹ for seven and nine tenths as well as for a row; a date has two strokes.
_STROKE = re.compile(r"(?<![\d/])(\d{1,4})/(\d{1,3})(?![\d/])")


def _with_stroke(match: re.Match[str]) -> Amount:
    whole, part = int(match.group(1)), int(match.group(2))
    value = whole + share(part, 10 ** len(match.group(2)))
    return Amount(*match.span(), (value,), (whole, part), is_sure=True)


def _multiplier(text: str, end: int, words: Vocabulary) -> tuple[Number, int]:
    """What the words behind a figure multiply it by (million; thousand million), and where they end."""
    scale: Number = 1
    while match := _BEHIND.match(text, end):
        word = plain(match.group(1))
        found = words.words.get(word)
        value = (
            found.values[0] if found and found.values[0] >= 100 and is_scale(found.values[0]) else words.short.get(word)
        )
        if value is None:
            break
        if word in words.short and (match.group(1) == "m" and match.start(1) > match.start()):
            break  # 5 m are metres, 5m are millions
        scale, end = scale * value, match.end()
        if text[end : end + 1] == "." and word in words.short and text[end + 1 : end + 2] in (" ", ""):
            end += 1
    return scale, end


_BEHIND = re.compile(f"[{BLANKS}-]?(?:de )?({BEHIND.pattern})")


def _worded(told: Telling, tokens: Sequence[Token], taken: Sequence[Amount], words: Vocabulary) -> Iterator[Amount]:
    """Numbers in words, put together; halves are added to the number before them."""
    text, free = told.text, tokens
    if told.has_scale:  # else no amount in figures has a word
        covered = {at for item in taken for at in range(item.start, item.end)}
        free = [token for token in tokens if token.start not in covered]
    at = 0
    while at < len(free):
        row = [free[at]]
        while len(row) < _LONGEST and at + len(row) < len(free) and _goes_on(text, row[-1], free[at + len(row)], words):
            row.append(free[at + len(row)])
        used, value = combine([token.values[0] for token in row], words.code)
        used = max(used, 1)
        group = row[:used]
        at += used
        yield _group(group, value, words)
        if len(group) > 1 and group[0].values[0] >= 100 and not group[0].is_sure:  # a word that only may be a number
            yield _group(group[1:], combine([token.values[0] for token in group[1:]], words.code)[1], words)
        if used < len(row):
            whole = _fraction(row[used - 1 : used + 1])
            if whole is not None:
                yield whole


def _goes_on(text: str, one: Token, other: Token, words: Vocabulary) -> bool:
    if one.is_alone or one.is_last or other.is_alone or other.is_first:
        return False
    return _is_joined(text, one, other, words)


def _group(group: Sequence[Token], value: Number, words: Vocabulary) -> Amount:
    others = group[0].values[1:] if len(group) == 1 else ()
    bare_scale = len(group) == 1 and value >= 100 and is_scale(value)
    may_begin = group[0].is_sure or group[0].values[0] < 100
    is_sure = may_begin and all(token.is_sure or token.values[0] in (1, 2, 100, 1000) for token in group)
    is_sure = is_sure and any(token.is_sure for token in group) and value >= SURE_FROM and not bare_scale
    return Amount(group[0].start, group[-1].end, (value, *others), (), "", is_sure, False)


def _fraction(pair: Sequence[Token]) -> Amount | None:
    """Two thirds, three quarters."""
    if len(pair) < 2 or pair[0].values[0].denominator != 1:
        return None
    parts = [value for value in pair[1].values if 0 < value < HALF and value.numerator == 1]
    if not parts:
        return None
    values = (pair[0].values[0] * parts[0], pair[0].values[0] + parts[0])
    return Amount(pair[0].start, pair[1].end, values, (), "", False, False)


def _is_joined(text: str, one: Token, other: Token, words: Vocabulary) -> bool:
    between = text[one.end : other.start]
    if len(between) > GAP + 2:
        return False
    bare = between.strip(f"{BLANKS}-‐‑־’'")
    if not bare:
        return len(between) <= GAP
    return plain(bare) in words.joiners or (
        bare in ("a", "un", "una", "e") and HALF in (one.values[0], other.values[0])
    )


def _summed(text: str, items: Sequence[Amount]) -> list[Amount]:
    """25 lakh 50 thousand as one amount."""
    found: list[Amount] = []
    for item in items:
        last = found[-1] if found else None
        if (
            last is not None
            and last.scale > item.scale > 1
            and last.value is not None
            and item.value is not None
            and not text[last.end : item.start].strip(BLANKS)
        ):
            found[-1] = last._replace(end=item.end, values=(last.value + item.value,), scale=item.scale)
        else:
            found.append(item)
    return found


def _halved(text: str, items: Sequence[Amount]) -> list[Amount]:
    """Two and a half, dos años y medio, two and a half million: the half also counts as a part of the number."""
    found: list[Amount] = []
    for item in items:
        last = found[-1] if found else None
        if (
            last is not None
            and last.value is not None
            and item.value is not None
            and not item.is_figure
            and (
                item.value == HALF
                or (item.value > 1 and is_scale(item.value * 2) and item.value < last.value * item.value)
            )
            and item.start - last.end <= _NEAR
            and len(text[last.end : item.start].split()) <= 2
            and _begins_with_half(item)
        ):
            whole = last.value * item.value * 2 + item.value
            found[-1] = last._replace(
                values=(*last.values, whole), end=item.end if len(text[last.end : item.start]) < 7 else last.end
            )
        found.append(item)
    return found


def _begins_with_half(item: Amount) -> bool:
    return item.value == HALF or (
        item.value is not None and item.value >= 500 and str(item.value * 2).rstrip("0") == "1"
    )


def _short_years(items: Sequence[Amount], text: str) -> list[Amount]:
    """2025-26 is 2025 and 2026 as well; the 1990s are the nineties."""
    before: Amount | None = None
    found = []
    for item in items:
        value = item.value
        if value is not None and item.is_figure:
            if (
                before is not None
                and item.end - item.start == 2
                and before.value is not None
                and 1000 <= before.value < 2200
                and text[before.end : item.start].strip() in ("-", "–", "/", "‑")
            ):
                item = item._replace(values=(*item.values, before.value // 100 * 100 + value))
            elif 1800 <= value < 2100 and value % 10 == 0:
                item = item._replace(values=(*item.values, value % 100))
        before = item
        found.append(item)
    return found
