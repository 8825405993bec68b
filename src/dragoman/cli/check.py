"""dragoman check"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output, Paths

if TYPE_CHECKING:
    from dragoman.model import Finding


_WIDTH = 60  # characters of the source text shown with a finding


class Level(enum.StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


def command(
    paths: Paths = None,
    languages: Languages = None,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="CHECK", help="Only this check.")] = None,
    fail_on: Annotated[
        Level, typer.Option("--fail-on", help="The mildest finding that makes the exit code 1.")
    ] = Level.ERROR,
    source: Annotated[
        bool, typer.Option("--source", help="Look at the articles themselves, before they are fanned out.")
    ] = False,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Judge every translation; exit 1 when something is missing, stale, unreviewed or wrong. Writes nothing."""
    from dragoman import plugins
    from dragoman.cli.options import open_project
    from dragoman.cli.output import counted, progress, say, say_json, tell_troubles, troubles_json, worst
    from dragoman.model import Severity
    from dragoman.workflow.check import check

    opened, chosen, tags = open_project(project, paths, languages)
    if source:
        from dragoman.cli.source import look

        return look(opened, chosen, only, Severity(fail_on), output is Format.JSON)
    for name in only or ():
        plugins.load(plugins.CHECKS, name)  # a name that does not exist is told once, not for every article
    with progress() as show:
        report = check(opened, chosen, tags, only=only or None, say=show)
    if output is Format.JSON:
        found = [{**_row(finding)} for finding in report.findings]
        say_json({"findings": found, "pairs": report.pairs, "errors": troubles_json(report.troubles)})
    else:
        hints: dict[str, str] = {}
        for finding in report.findings:
            place = finding.where or finding.article
            say(f"{place}: {finding.severity}: {finding.message}{_quoted(finding.source)} [{finding.check}]")
            if finding.hint:
                hints.setdefault(finding.hint, finding.check)
        for hint, name in hints.items():
            say(f"hint: {name}: {hint}")
        counts = [counted(_count(report.findings, severity), severity) for severity in Severity]
        say(f"{counted(report.pairs, 'segment')} checked: {', '.join(counts)}")
    failing = report.worse_than(Severity(fail_on))
    return worst(tell_troubles(report.troubles), 1 if failing else 0)


def _quoted(text: str) -> str:
    """The beginning of the source text, so that a finding can be read without opening the file."""
    short = text if len(text) <= _WIDTH else text[:_WIDTH].rstrip() + " …"
    return f": “{short}”" if short else ""


def _count(findings: list[Finding], severity: str) -> int:
    return sum(finding.severity == severity for finding in findings)


def _row(finding: Finding) -> dict[str, object]:
    where = finding.where
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "change": finding.change or None,
        "language": finding.language,
        "article": finding.article,
        "path": where.path if where else None,
        "line": where.line if where else None,
        "source": finding.source,
        "target": finding.target,
        "hint": finding.hint or None,
    }
