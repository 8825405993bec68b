"""Finds approved translations whose source has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules, is_missing
from dragoman.model.finding import Finding
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "stale"
SPAN = "pair"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each translation that was approved for another source. An error under the policy `hold`."""
    severity = rules.severity(NAME, rules.unfinished)
    for pair in pairs:
        if pair.translation is None or is_missing(pair) or pair.translation.state is not State.STALE:
            continue
        previous = pair.translation.previous
        was = f" (was: “{visible(previous.text, 120)}”)" if previous else ""
        message = f"the source has changed since this was approved{was}"
        hint = "bring the translation up to date and remove the fuzzy flag"
        yield rules.finding(NAME, severity, message, pair, hint)
