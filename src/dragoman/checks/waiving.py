"""What becomes of a finding that a person has waived: a note with the reason, or as it was with why it still counts."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.checks.rules import Rules
from dragoman.model.finding import Severity
from dragoman.model.translation import Waiver
from dragoman.model.visible import visible


def waived(
    check: str, waivers: Sequence[Waiver], severity: Severity, message: str, hint: str, rules: Rules
) -> tuple[Severity, str, str]:
    """Severity, message and hint of a finding of `check` as the waivers about it leave them."""
    if not waivers or severity is Severity.NOTE:
        return severity, message, hint
    for waiver in waivers:
        if waiver.holds(rules.today):
            return rules.at_most(check, Severity.NOTE), f"{message}; waived: {visible(waiver.reason, 120)}", ""
    why = "has lapsed" if any(waiver.reason for waiver in waivers) else "gives no reason"
    return severity, message, f"{hint}; the waiver {why}"
