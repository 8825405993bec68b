"""Finds blanks that stand twice within a translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "double-space"
SPAN = "pair"
SEVERITY = Severity.WARNING

_BLANK = " \u00a0\u202f\u2009"
_DOUBLE = re.compile(f"(?<=[^\\s])[{_BLANK}]{{2,}}(?=[^\\s])")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each run of blanks between two words, in translations that have more of them than their source."""
    severity = rules.severity(NAME, SEVERITY)
    for pair, source, target in sides(pairs, rules):
        places = [match.span() for match in _DOUBLE.finditer(target.running)]
        if not places or len(places) <= len(_DOUBLE.findall(source.running)):
            continue
        for start, end in places:
            if target.span(start, end)[1] - target.span(start, end)[0] < 2:
                continue  # a mark stands for one of them
            message = f"{end - start} blanks stand in a row"
            left = next((blank for blank in target.running[start:end] if blank != " "), " ")
            span = target.span(start, end)
            yield rules.finding(NAME, severity, message, pair, "leave one", span, fix=target.fix(span, left))
