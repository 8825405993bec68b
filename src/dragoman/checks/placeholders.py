"""Finds placeholders, options and file paths that are not those of the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.checks.filled_in import SIGNS, placeholders
from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "placeholders"
SPAN = "pair"
SEVERITY = Severity.ERROR

_PRINTF = re.compile(
    r"%(?:([0-9]{1,2})\$)?([-+#'0]{0,5}[0-9]{0,4}(?:\.[0-9]{1,4})?(?:hh|h|ll|l|q|j|z|t|L)?[sSdiufFeEgGxXoc@])"
)
_REFERENCE = re.compile(r"\]\[([^\[\]\s.…][^\[\]\n]{0,99})\]")  # [the map][map], which another file may define
_BLANK = re.compile(r"\s+")


class _Place(NamedTuple):
    key: str
    text: str
    start: int
    end: int


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each placeholder that is lost, changed or invented. They may change places, numbered or not. A
    warning for the name of a reference, [the map][map], that is not kept."""
    for pair, source, target in sides(pairs, rules).holding((*SIGNS, "][")):
        if "][" in source.text:
            yield from _references(pair, source.text, target.text, rules)
        wanted, found = _read(source.text), _read(target.text)
        if [place.key for place in wanted] == [place.key for place in found]:
            continue
        severity = rules.weight(NAME, SEVERITY, pair)
        missing = Counter(place.key for place in wanted) - Counter(place.key for place in found)
        extra = Counter(place.key for place in found) - Counter(place.key for place in wanted)
        lost = _texts(wanted, missing)
        for place in found:
            if extra[place.key] > 0:
                extra[place.key] -= 1
                hint = f"write “{visible(lost[0], 60)}”" if lost else "take it out; the source has none"
                message = f"“{visible(place.text, 60)}” is no placeholder of the source"
                yield rules.finding(NAME, severity, message, pair, hint, (place.start, place.end))
                lost = lost[1:]
        for text in lost:
            hint = "put it where its value belongs, spelled as in the source"
            yield rules.finding(NAME, severity, f"the placeholder “{visible(text, 60)}” is lost", pair, hint)


def _references(pair: Pair, source: str, target: str, rules: Rules) -> Iterator[Finding]:
    """References that are lost. Their names are compared as CommonMark does: without case, blanks as one."""
    kept = {_name(match[1]) for match in _REFERENCE.finditer(target)}
    severity = rules.at_most(NAME, Severity.WARNING)
    for text in dict.fromkeys(match[1] for match in _REFERENCE.finditer(source)):
        if _name(text) not in kept:
            message = f"the reference “[{visible(text, 60)}]” is lost"
            yield rules.finding(NAME, severity, message, pair, "write it behind the linked words, as in the source")


def _name(text: str) -> str:
    return " ".join(text.casefold().split())


def _read(text: str) -> list[_Place]:
    """The placeholders in order. Those of printf without a number get that of their place among them."""
    found: list[_Place] = []
    number = 0
    is_path = ":\\" in text
    for match in placeholders(text):
        key = _BLANK.sub("", match.group())
        if key[0] == "\\" and is_path:
            continue  # C:\name
        if printf := _PRINTF.fullmatch(key):
            number += 1
            key = f"%{printf[1] or number}${printf[2]}"
        found.append(_Place(key, match.group(), *match.span()))
    return found


def _texts(places: list[_Place], counts: Counter[str]) -> list[str]:
    left = counts.copy()
    texts = []
    for place in places:
        if left[place.key] > 0:
            left[place.key] -= 1
            texts.append(place.text)
    return texts
