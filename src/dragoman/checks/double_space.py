"""Finds blanks that stand twice within a translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.joined import Joined
from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "double-space"
SPAN = "pair"
SEVERITY = Severity.WARNING

_BLANK = " \u00a0\u202f\u2009"
_DOUBLE = re.compile(f"(?<=[^\\s])[{_BLANK}]{{2,}}(?=[^\\s])")
_TAG = re.compile("<[^<>]*>")
_CLOSING = re.compile(f"(?:[{_BLANK}]|</[^<>/]*>)*")
_OPENING = re.compile(f"(?:[{_BLANK}]|<[^<>/]*>)*")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each run of blanks between two words, in translations that have more of them than their source."""
    severity = rules.severity(NAME, SEVERITY)
    article = sides(pairs, rules)
    is_as_source = "spaces" in rules.style.as_source
    for pair, source, target in article if is_as_source else article.at(_doubled(article.running)):
        if is_as_source and (lost := _fewer(source, target)):
            message = f"{lost} of the source's double blanks became single ones"
            yield rules.finding(NAME, severity, message, pair, "write as many as the source, as the house does")
        places = [match.span() for match in _DOUBLE.finditer(target.running)]
        if not places or len(places) <= len(_DOUBLE.findall(source.running)):
            continue
        for start, end in places:
            if target.span(start, end)[1] - target.span(start, end)[0] < 2:
                continue  # a mark stands for one of them
            message = f"{end - start} blanks stand in a row"
            left = next((blank for blank in target.running[start:end] if blank != " "), " ")
            span = target.span(start, end)
            fix = _once(target.text[slice(*span)], left)
            yield rules.finding(NAME, severity, message, pair, "leave one", span, fix=fix)


def _doubled(joined: Joined) -> set[int]:
    """The texts with two blanks in a row. Most articles have one kind of blank."""
    blanks = [blank for blank in _BLANK if blank in joined.text]
    return joined.holding(one + other for one in blanks for other in blanks)


def _fewer(source: Side, target: Side) -> int:
    """How many runs of blanks the target has less than the source."""
    return max(0, len(_DOUBLE.findall(source.running)) - len(_DOUBLE.findall(target.running)))


def _once(text: str, blank: str) -> str | None:
    """The place with one blank, outside of the marks there; None where that is not plain."""
    ends = _CLOSING.match(text)
    rest = text[ends.end() :] if ends else text
    if ends is None or _OPENING.fullmatch(rest) is None:
        return None
    return "".join(_TAG.findall(ends.group())) + blank + "".join(_TAG.findall(rest))
