"""Finds a phrase said twice in a row, a text repeated inside itself, and a letter that never stops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import eq

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.glossary.words import MARKS, UNSPACED
from dragoman.language.remembered import Remembered
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "repetition"
SPAN = "pair"
SEVERITY = Severity.WARNING

_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+(?:[{MARKS}\u200c\u200d]+[^\W{UNSPACED}]*)*")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_STUCK = re.compile(r"([^\W\d_])\1{5,}")
_ENDLESS, _ROW = ".,;:!?…·。！？،؟।", 9  # signs; how many make a row: six … are an ellipsis twice in Chinese
_sticks = Remembered(lambda word: _STUCK.search(word) is not None).__getitem__  # words in small letters
_SIGNS = re.compile(rf"([{_ENDLESS}])\1{{{_ROW - 1},}}")
_FAR = 10  # tokens of a phrase that comes again later in the segment, not in a row
_IN_A_ROW, _UNSPACED_IN_A_ROW, _LOOP = 2, 5, 3


@dataclass(frozen=True, slots=True)
class _Again:
    """A row of tokens that came before, `period` tokens earlier; first and last are its tokens."""

    first: int
    last: int
    period: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for the first such place of a text, unless the source repeats something too. Characters of scripts
    without blanks count one by one; there five in a row make a phrase, and three where two are Han or where they come
    three times."""
    severity = rules.severity(NAME, SEVERITY)
    for pair, source, target in sides(pairs, rules):
        found = _first(target)
        if found and _first(source) is None:
            start, end, phrase = found
            message = f"“{visible(phrase, 60)}” is said twice"
            hint = "say it once; look whether a part of the source is missing instead"
            yield rules.finding(NAME, severity, message, pair, hint, target.span(start, end))
            continue
        if (sign := _row(source, target)) is not None:
            message = f"“{visible(sign[1])}” stands {len(sign.group())} times in a row"
            yield rules.finding(NAME, severity, message, pair, "write it once", target.span(*sign.span()))
        if (
            True in map(_sticks, target.forms)
            and (match := _STUCK.search(target.running))
            and not _STUCK.search(source.running)
        ):
            message = f"“{visible(match.group(), 12)}” repeats one letter {len(match.group())} times"
            yield rules.finding(NAME, severity, message, pair, "write it once", target.span(*match.span()))


def _row(source: Side, target: Side) -> re.Match[str] | None:
    """The first sign that stands in a long row, where the source has no row of it."""
    found = _SIGNS.finditer(target.running)
    return next((match for match in found if match[1] * (_ROW - 3) not in source.running), None)


def _may_repeat(said: Sequence[str]) -> bool:
    """False where words repeat no phrase: no three of them come again together, nor two at once. Law: then no row of
    `_rows` counts, which has three words at least, or two that follow themselves."""
    pairs = list(pairwise(said))
    if len(set(pairs)) == len(pairs):
        return False
    return len(set(pairwise(pairs))) < len(pairs) - 1 or True in map(eq, pairs, pairs[2:])


def _first(side: Side) -> tuple[int, int, str] | None:
    """Start, end and words of the first repeated phrase."""
    text = side.running
    if text.isascii() or not _UNSPACED.search("".join(side.characters)):
        if not _may_repeat(side.said):
            return None
        words = side.words
        tokens = [word for word, _, _ in words]
        places = [(start, end) for _, start, end in words]
    else:
        if len(set(zip(text, text[1:], text[2:], strict=False))) >= len(text) - 2:
            return None
        matches = list(_TOKEN.finditer(text))
        tokens = [match.group().lower() for match in matches]
        places = [match.span() for match in matches]
    for again in _rows(tokens):
        if _counts(again, tokens):
            start, end = places[again.first - again.period][0], places[again.last][1]
            if again.length < again.period:
                start = places[again.first][0]
            last = min(again.last, again.first + again.period - 1)
            return start, end, text[places[again.first][0] : places[last][1]]
    return None


def _rows(tokens: Sequence[str]) -> Iterator[_Again]:
    """The longest rows whose tokens all came before at one distance. Looks at each token once."""
    last: dict[str, int] = {}
    first, period = 0, 0
    for index, token in enumerate(tokens):
        distance = period if period and tokens[index - period] == token else index - last.get(token, index)
        if distance != period:
            if period:
                yield _Again(first, index - 1, period)
            first, period = index, distance
        last[token] = index
    if period:
        yield _Again(first, len(tokens) - 1, period)


def _counts(again: _Again, tokens: Sequence[str]) -> bool:
    if again.period < 2:
        return False  # see duplicate-word
    phrase = tokens[again.first : again.last + 1]
    if all(token.isdigit() for token in phrase[: again.period]):
        return False
    is_unspaced = sum(_UNSPACED.match(token) is not None for token in phrase) * 2 > len(phrase)
    if again.length < again.period:  # not in a row
        return again.length >= _FAR * (2 if is_unspaced else 1)
    if not is_unspaced:
        return True
    if again.period >= _LOOP and sum(map(_is_han, phrase[: again.period])) > 1:
        return True  # 市議会市議会; a sound such as バタンバタン has no Han characters
    return again.period >= _UNSPACED_IN_A_ROW or (again.period >= _LOOP and again.length >= 2 * again.period)


def _is_han(token: str) -> bool:
    return "\u4e00" <= token <= "\u9fff"
