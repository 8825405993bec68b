"""Runs the checks over the pairs of one article in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from dragoman import plugins
from dragoman.checks.rules import Check, Rules
from dragoman.checks.sides import Row
from dragoman.model.finding import Finding
from dragoman.model.translation import Pair


def run(pairs: Iterable[Pair], rules: Rules, only: Sequence[str] | None = None) -> list[Finding]:
    """What every check, or those named in `only`, finds: first what concerns facts, then by line of the catalog, then
    by name of the check.

    Pairs without an entry come before those with one, in document order. ConfigError for a check that does not exist.
    """
    row = Row(pairs)
    names = plugins.names(plugins.CHECKS) if only is None else sorted(set(only))
    checks = [cast(Check, plugins.load(plugins.CHECKS, name)) for name in names]
    found = [finding for check in checks for finding in check(row, rules)]
    return sorted(found, key=lambda finding: (finding.rank, (finding.where and finding.where.line) or 0))
