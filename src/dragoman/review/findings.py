"""What the checks say of an article's texts, as the page shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.checks.waiving import NEVER
from dragoman.model import Finding, Pair, Severity, State, Translation
from dragoman.review.rows import row_id

SETTLED_BY_APPROVING = frozenset({"missing", "unreviewed", "stale", "correction"})
"""Checks that tell how far the work is: the page shows that as the state of a text, not as a fault of it."""


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding about a translation. `start` and `end` are its place there, counted as a browser counts (UTF-16), -1
    for none; `fix` is what belongs there, None where no machine can tell. `about` is what a waiver may name."""

    check: str
    severity: str
    message: str
    hint: str = ""
    start: int = -1
    end: int = -1
    fix: str | None = None
    about: str = ""
    waived: str = ""
    can_be_waived: bool = True

    @property
    def stops(self) -> bool:
        """True when nothing can be approved that has it."""
        return self.severity == Severity.ERROR and not self.waived


def by_row(pairs: Sequence[Pair], findings: Iterable[Finding]) -> Mapping[str, tuple[FindingShown, ...]]:
    """The findings about each row, by its id; what is about none of them is filed under ""."""
    ids = {(pair.line, pair.segment.text): row_id(pair.entry) for pair in pairs}
    found: defaultdict[str, list[FindingShown]] = defaultdict(list)
    for one in findings:
        if one.check not in SETTLED_BY_APPROVING:
            line = one.where.line if one.where and one.where.line else 0
            found[ids.get((line, one.source), "")].append(shown(one))
    return {name: tuple(dict.fromkeys(row)) for name, row in found.items()}


def judged_as_approved(pair: Pair, text: str, rules: Rules) -> tuple[FindingShown, ...]:
    """What the checks of a single text would say if `text` were its approved translation."""
    there = Translation(text, State.APPROVED, pair.translation.origin if pair.translation else None)
    found = run([replace(pair, translation=there)], rules)
    return tuple(dict.fromkeys(shown(one) for one in found if one.check not in SETTLED_BY_APPROVING))


def shown(finding: Finding) -> FindingShown:
    start, end = -1, -1
    if finding.start is not None and finding.end is not None:
        start, end = _units(finding.target[: finding.start]), _units(finding.target[: finding.end])
    return FindingShown(
        finding.check,
        str(finding.severity),
        finding.message,
        finding.hint,
        start,
        end,
        finding.fix,
        finding.about[0] if finding.about else "",
        finding.waived,
        finding.check not in NEVER,
    )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
