"""Finds translations that nobody has approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules, is_missing
from dragoman.model.finding import Finding
from dragoman.model.translation import Pair, State, Translation
from dragoman.model.visible import visible

NAME = "unreviewed"
SPAN = "pair"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each draft; it says whether a machine or a person made it. An error under the policy `hold`."""
    severity = rules.severity(NAME, rules.unfinished)
    for pair in pairs:
        if pair.translation and not is_missing(pair) and pair.translation.state is State.DRAFT:
            hint = "read it against the source, mend it, and remove the fuzzy flag"
            yield rules.finding(NAME, severity, f"{_maker(pair.translation)}, not reviewed", pair, hint)


def _maker(translation: Translation) -> str:
    origin = translation.origin
    if origin is None:
        return "draft by a person"
    engine = visible(" ".join(filter(None, (origin.engine, origin.detail))), 60)
    return f"machine draft ({engine})" if translation.is_machine else f"machine draft ({engine}) edited by a person"
