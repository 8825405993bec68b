"""dragoman glossary check"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli.options import Folder, Format, Output

if TYPE_CHECKING:
    from dragoman.model import Finding


def check(project: Folder = Path(), output: Output = Format.TEXT) -> int:
    """Tell what is wrong or doubtful in the glossary; exit 1 when something is wrong."""
    from dragoman.cli.output import say, say_json
    from dragoman.model import Severity
    from dragoman.model.wording import counted
    from dragoman.project import find_project
    from dragoman.workflow.terms import check_terms

    findings, terms = check_terms(find_project(project))
    if output is Format.JSON:
        say_json({"findings": [_row(finding) for finding in findings], "terms": terms})
    else:
        hints: list[str] = []
        for finding in findings:
            say(f"{finding.where}: {finding.severity}: {finding.message}")
            hints += [finding.hint] if finding.hint and finding.hint not in hints else []
        for hint in hints:
            say(f"hint: {hint}")
        counts = [counted(sum(one.severity == level for one in findings), level) for level in Severity]
        say(f"{counted(terms, 'term')}: {', '.join(counts)}")
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def _row(finding: Finding) -> dict[str, object]:
    where = finding.where
    return {
        "severity": finding.severity,
        "message": finding.message,
        "path": where.path if where else None,
        "line": where.line if where else None,
        "hint": finding.hint or None,
    }
