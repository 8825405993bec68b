"""What becomes of findings that a person has waived, beside the entry or in the language's file of waivers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.checks.rules import Rules
from dragoman.glossary.folding import fold
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, Waiver, digest
from dragoman.model.visible import visible

NEVER = frozenset({"missing", "unreviewed", "stale", "correction", "inside", "tags", "unsafe-markup"})
"""Checks whose findings nobody can waive. The first five tell how far the work is: translating or approving settles
them. The other two keep a page whole and its readers safe."""

_LONGEST = 120  # characters of a reason that are shown


def let_pass(findings: Iterable[Finding], pairs: Sequence[Pair], rules: Rules) -> list[Finding]:
    """The findings about `pairs`, those that are waived as notes with the reason. A waiver that does not count says
    why; one that excuses nothing says nothing."""
    beside = {(pair.line, pair.segment.text): pair for pair in pairs if pair.waivers}
    if not beside and not rules.waivers:
        return list(findings)
    return [_settled(finding, beside, rules) for finding in findings]


def is_let_pass(pair: Pair, check: str, rules: Rules) -> bool:
    """True for a pair of which all findings of a check are waived."""
    if check in NEVER:
        return False
    own = (waiver for waiver in pair.waivers if waiver.check == check)
    filed = (one.waiver for one in rules.waivers if one.fits(rules.article, pair.segment.text))
    return any(
        waiver.check == check and not waiver.about and waiver.holds(rules.today, pair.digest)
        for waiver in (*own, *filed)
    )


def _settled(finding: Finding, beside: dict[tuple[int, str], Pair], rules: Rules) -> Finding:
    line = finding.where.line if finding.where and finding.where.line else 0
    pair = beside.get((line, finding.source))
    own = [waiver for waiver in pair.waivers if _is_about(waiver, finding)] if pair else []
    filed = [one.waiver for one in rules.waivers if one.fits(finding.article, finding.source)]
    waivers = [*own, *(waiver for waiver in filed if _is_about(waiver, finding))]
    if not waivers:
        return finding
    if finding.check in NEVER:
        return replace(finding, hint=_joined(finding.hint, "it cannot be waived"))
    made = digest(finding.source, finding.target)
    held = next((waiver for waiver in waivers if waiver.holds(rules.today, made)), None)
    if held is None:
        return replace(finding, hint=_joined(finding.hint, f"the waiver {waivers[0].lapse(rules.today, made)}"))
    reason = visible(held.reason, _LONGEST)
    severity = rules.at_most(finding.check, Severity.NOTE)
    return replace(
        finding,
        severity=severity,
        message=f"{finding.message}; waived: {reason}",
        hint="",
        fix=None,
        waived=held.reason,
    )


def _is_about(waiver: Waiver, finding: Finding) -> bool:
    """True when the waiver names the finding's check and, if it names more, what the finding is about: a name of it, or
    the words at its place."""
    if waiver.check != finding.check:
        return False
    if not waiver.about:
        return True
    place = finding.target[finding.start : finding.end] if finding.start is not None else ""
    return fold(waiver.about).text in {fold(name).text for name in (*finding.about, place)}


def _joined(hint: str, more: str) -> str:
    return f"{hint}; {more}" if hint else more
