"""Finds sentences that are said to be translated inside a neighbour, and are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "inside"
SPAN = "pair"
SEVERITY = Severity.ERROR


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each place of a sentence that its neighbour's translation, or its own, does not fit. A warning
    where the sentence has a translation of its own, which then counts."""
    for pair in pairs:
        if pair.fault:
            counts = pair.translation is None
            severity = rules.severity(NAME, SEVERITY) if counts else rules.at_most(NAME, Severity.WARNING)
            yield rules.finding(NAME, severity, visible(pair.fault, 200), pair, visible(pair.hint, 200))
