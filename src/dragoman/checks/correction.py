"""Finds languages that have not approved what a correction of fact has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.checks.rules import Corrected, Rules, is_missing
from dragoman.checks.telling import told
from dragoman.model.finding import Finding, Rank, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "correction"
SPAN = "article"
SEVERITY = Severity.ERROR

_HINT = "correct the translation and remove the fuzzy flag; dragoman correct --status tells which pages to merge"
_SAME = "make sure that it says what the source says now"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """An error for each corrected text that nobody has approved since, whatever the policy; a warning for one that was
    approved with the translation it had before."""
    if not rules.corrections:
        return
    newest = {key: corrected for corrected in rules.corrections for key in corrected.keys}
    severity = rules.severity(NAME, SEVERITY)
    for pair in pairs:
        corrected = next((newest[key] for key in pair.keys if key in newest), None)
        if corrected is None:
            continue
        if is_missing(pair) or (pair.translation and pair.translation.state is not State.APPROVED):
            message = f"not approved since the correction of {_named(corrected)}"
            finding = rules.finding(NAME, severity, message, pair, _HINT)
        elif pair.translation and pair.translation.text in corrected.former:
            message = f"the translation did not change with the correction of {_named(corrected)}"
            finding = rules.finding(NAME, rules.at_most(NAME, Severity.WARNING), message, pair, _SAME)
        else:
            continue
        yield replace(finding, change=str(corrected.change.kind), rank=Rank.CORRECTION)


def _named(corrected: Corrected) -> str:
    reason = f"; {visible(corrected.reason, 120)}" if corrected.reason else ""
    return f"{corrected.date} ({told(corrected.change)}{reason})"
