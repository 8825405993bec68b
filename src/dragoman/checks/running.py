"""Runs the checks: those of an article over its pairs, those of a project over article after article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from dragoman import plugins
from dragoman.checks.rules import Audit, Check, Rules, Survey
from dragoman.checks.sides import Row
from dragoman.checks.waiving import Beside, let_pass
from dragoman.model.finding import Finding
from dragoman.model.translation import Pair


def run(
    pairs: Iterable[Pair], rules: Rules, only: Sequence[str] | None = None, group: str = plugins.CHECKS
) -> list[Finding]:
    """What every check of an article, or those named in `only`, finds: first what concerns facts, then by line of the
    catalog, then by name of the check. Those that a person has waived are notes with the reason.

    Pairs without an entry come before those with one, in document order. Checks across articles are passed over (see
    Across). `group` are the entry points that the checks are of. ConfigError for a check that does not exist.
    """
    row = Row(pairs)
    asked = {name: loaded for name, loaded in _loaded(only, group) if name not in rules.off}
    checks = [cast(Check, loaded) for loaded in asked.values() if not isinstance(loaded, type)]
    beside = Beside().note(row, rules.article)
    found = let_pass((finding for check in checks for finding in check(row, rules)), beside, rules)
    return sorted(found, key=lambda finding: (finding.rank, (finding.where and finding.where.line) or 0))


class Across:
    """The checks whose span is the project at work on one language: all of them, or those named in `only`."""

    def __init__(self, only: Sequence[str] | None = None) -> None:
        asked = _surveys(only)
        self._asked = frozenset(asked)
        if only is not None and any(issubclass(loaded, Audit) for loaded in asked.values()):
            asked = _surveys(None)  # it judges by what all others find
        self._surveys = {name: cast(Survey, loaded()) for name, loaded in asked.items()}
        self._beside = Beside()
        self._rules: Rules | None = None

    @property
    def is_idle(self) -> bool:
        """True when no such check is asked: articles need not be read for them."""
        return not self._surveys

    def look(self, pairs: Sequence[Pair], rules: Rules, *, tell: bool = True) -> None:
        """Shows an article. Without `tell` the others are compared with it, and no finding is about it."""
        if tell:
            self._beside.note(pairs, rules.article)
            self._rules = rules  # the same waivers of the language's file with each article
        for name, survey in self._surveys.items():
            if name not in rules.off:
                survey.look(pairs, rules, tell=tell)

    def findings(self, *, is_whole: bool = False) -> list[Finding]:
        """What they found, by article and line, those that a person has waived as notes with the reason; asked once.
        `is_whole` when every article of the language was told of."""
        surveys, self._surveys = self._surveys.values(), {}
        audits = [survey for survey in surveys if isinstance(survey, Audit)]
        found = [finding for survey in surveys if survey not in audits for finding in survey.findings()]
        if self._rules:
            found = let_pass(found, self._beside, self._rules)
        for audit in audits:
            audit.settle(found, is_whole=is_whole)
            found += audit.findings()
        asked = (finding for finding in found if finding.check in self._asked)
        return sorted(asked, key=lambda finding: (finding.article, (finding.where and finding.where.line) or 0))


def _surveys(only: Sequence[str] | None) -> dict[str, type]:
    return {name: loaded for name, loaded in _loaded(only) if isinstance(loaded, type)}


def _loaded(only: Sequence[str] | None, group: str = plugins.CHECKS) -> list[tuple[str, object]]:
    names = plugins.names(group) if only is None else sorted(set(only))
    return [(name, plugins.load(group, name)) for name in names]
