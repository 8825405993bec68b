"""Finds approved translations whose source has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.catalog.staleness import stale_changes
from dragoman.checks.rules import Rules, is_missing
from dragoman.checks.telling import told
from dragoman.model.finding import Finding, Rank
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "stale"
SPAN = "article"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each translation that was approved for another source: what has changed, and what it was.

    An error under the policy `hold`.
    """
    row = list(pairs)
    stale = [pair for pair in row if pair.translation is not None and pair.translation.state is State.STALE]
    if not stale:
        return
    severity = rules.severity(NAME, rules.unfinished)
    changes = stale_changes(row, rules.names, rules.source)
    for pair in stale:
        if pair.translation is None or is_missing(pair):
            continue
        previous = pair.translation.previous
        change = changes.get(pair.segment.key)
        what = f": {told(change)}" if change else ""
        was = f" (was: “{visible(previous.text, 120)}”)" if previous else ""
        message = f"the source has changed since this was approved{what}{was}"
        hint = "bring the translation up to date and remove the fuzzy flag"
        finding = rules.finding(NAME, severity, message, pair, hint)
        if change:
            rank = Rank.FACT if change.kind.is_grave else Rank.OTHER
            finding = replace(finding, change=str(change.kind), rank=rank)
        yield finding
