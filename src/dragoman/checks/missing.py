"""Finds segments without a translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules, is_missing
from dragoman.model.finding import Finding
from dragoman.model.translation import Pair

NAME = "missing"
SPAN = "pair"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each segment without an entry, or with an empty one. An error under the policy `hold`."""
    severity = rules.severity(NAME, rules.unfinished)
    for pair in pairs:
        if not is_missing(pair):
            continue
        if pair.line:
            yield rules.finding(NAME, severity, "no translation", pair, "fill in the msgstr, or run dragoman translate")
        else:
            yield rules.finding(NAME, severity, "no entry in the catalog", pair, "run dragoman extract")
