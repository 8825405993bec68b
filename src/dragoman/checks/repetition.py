"""Finds a phrase said twice in a row, a text repeated inside itself, and a letter that never stops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.glossary.words import MARKS, UNSPACED
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "repetition"
SPAN = "pair"
SEVERITY = Severity.WARNING

_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+(?:[{MARKS}\u200c\u200d]+[^\W{UNSPACED}]*)*")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_STUCK = re.compile(r"([^\W\d_])\1{5,}")
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
    without blanks count one by one; there five in a row make a phrase, and three where they come three times."""
    severity = rules.severity(NAME, SEVERITY)
    for pair, source, target in sides(pairs, rules):
        found = _first(target)
        if found and _first(source) is None:
            start, end, phrase = found
            message = f"“{visible(phrase, 60)}” is said twice"
            hint = "say it once; look whether a part of the source is missing instead"
            yield rules.finding(NAME, severity, message, pair, hint, target.span(start, end))
            continue
        for match in _STUCK.finditer(target.running):
            if not _STUCK.search(source.running):
                message = f"“{visible(match.group(), 12)}” repeats one letter {len(match.group())} times"
                yield rules.finding(NAME, severity, message, pair, "write it once", target.span(*match.span()))
                break


def _first(side: Side) -> tuple[int, int, str] | None:
    """Start, end and words of the first repeated phrase."""
    words = side.words
    if len(words) > 3 and len({word for word, _, _ in words}) == len(words) and not _UNSPACED.search(side.running):
        return None  # no word comes twice
    matches = list(_TOKEN.finditer(side.running))
    tokens = [match.group().lower() for match in matches]
    for again in _rows(tokens):
        if _counts(again, tokens):
            start, end = matches[again.first - again.period].start(), matches[again.last].end()
            if again.length < again.period:
                start = matches[again.first].start()
            last = min(again.last, again.first + again.period - 1)
            return start, end, side.running[matches[again.first].start() : matches[last].end()]
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
    return again.period >= _UNSPACED_IN_A_ROW or (again.period >= _LOOP and again.length >= 2 * again.period)
