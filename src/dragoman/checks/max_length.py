"""Finds texts that are longer than the page has room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.graphemes import boundaries, count_graphemes
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "max-length"
SPAN = "pair"
SEVERITY = Severity.WARNING


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each text of a role that `[checks.max_length]` limits, if it has more characters: grapheme clusters
    as readers see them, marks not counted. A text the source of which is as long is found as well."""
    if not rules.max_length:
        return
    severity = rules.severity(NAME, SEVERITY)
    for pair, _, target in sides(pairs, rules):
        limit = rules.max_length.get(pair.segment.role)
        if limit is None or len(target.running) <= limit:
            continue
        length = count_graphemes(target.running)
        if length > limit:
            message = f"{length} characters; a {pair.segment.role} has room for {limit}"
            yield rules.finding(NAME, severity, message, pair, f"shorten it by {length - limit}", _rest(target, limit))


def _rest(target: Side, limit: int) -> tuple[int, int]:
    """The place of what is too much."""
    for index, start in enumerate(boundaries(target.running)):
        if index == limit:
            return target.span(start, len(target.running))
    return 0, len(target.text)
