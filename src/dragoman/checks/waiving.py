"""What becomes of findings that a person has waived, beside the entry or in the language's file of waivers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from dragoman.checks.rules import Rules
from dragoman.glossary.folding import fold
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, Waiver, digest
from dragoman.model.visible import visible

NEVER = frozenset({"missing", "unreviewed", "stale", "correction", "inside", "tags", "unsafe-markup", "unused-waiver"})
"""Checks whose findings nobody can waive. The first five tell how far the work is: translating or approving settles
them. The next two keep a page whole and its readers safe. The last one is settled by taking the waiver out."""

_LONGEST = 120  # characters of a reason that are shown


class Beside:
    """The waivers beside the entries that were looked at. An entry with none takes no room."""

    def __init__(self) -> None:
        self._of: dict[Place, tuple[Waiver, ...]] = {}

    def note(self, pairs: Iterable[Pair], article: str) -> Beside:
        """Takes note of the pairs of an article; itself."""
        for pair in pairs:
            if pair.waivers:
                self._of[article, pair.line, pair.segment.text] = pair.waivers
        return self

    def __bool__(self) -> bool:
        return bool(self._of)

    def of(self, finding: Finding) -> tuple[Waiver, ...]:
        """Those beside the entry that a finding is about."""
        return self._of.get(place_of(finding), ())


Place: TypeAlias = tuple[str, int, str]
"""Where a text stands: article, line of the catalog (0 for none), source."""


def place_of(finding: Finding) -> Place:
    return finding.article, finding.where.line if finding.where and finding.where.line else 0, finding.source


def let_pass(findings: Iterable[Finding], beside: Beside, rules: Rules) -> list[Finding]:
    """The findings, those that are waived as notes with the reason: by what stands `beside` the entries, and by the
    language's file, which `rules` has. A waiver that does not count says why."""
    if not beside and not rules.waivers:
        return list(findings)
    return [_settled(finding, beside.of(finding), rules) for finding in findings]


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


def is_about(waiver: Waiver, finding: Finding) -> bool:
    """True when the waiver names the finding's check and, if it names more, what the finding is about: a name of it, or
    the words at its place."""
    if waiver.check != finding.check:
        return False
    if not waiver.about:
        return True
    place = finding.target[finding.start : finding.end] if finding.start is not None else ""
    about = fold(waiver.about).text.strip()
    return bool(about) and about in {fold(name).text.strip() for name in (*finding.about, place)}


def _settled(finding: Finding, beside: Iterable[Waiver], rules: Rules) -> Finding:
    filed = (one.waiver for one in rules.waivers if one.fits(finding.article, finding.source))
    waivers = [waiver for waiver in (*beside, *filed) if is_about(waiver, finding)]
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


def _joined(hint: str, more: str) -> str:
    return f"{hint}; {more}" if hint else more
