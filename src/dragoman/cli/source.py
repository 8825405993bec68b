"""What check --source prints, and how extract and translate tell which articles wait."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.model import Finding, Severity
    from dragoman.project import Article, Project

WaitForSource = Annotated[
    bool | None,
    typer.Option(
        "--wait-for-source/--no-wait-for-source",
        help="Leave articles alone in which check --source finds errors.  [default: as dragoman.toml says]",
        show_default=False,
    ),
]
_HINT = "mend the article; or let it pass with a reason: [[gate.waive]] in dragoman.toml"


def look(
    project: Project, chosen: Sequence[Article], only: list[str] | None, fail_on: Severity | None, as_json: bool
) -> int:
    """Looks at the articles themselves, and tells what was found."""
    from dragoman import plugins
    from dragoman.cli.output import progress, say, say_json, tell_troubles, troubles_json, worst
    from dragoman.model import Severity
    from dragoman.model.wording import counted
    from dragoman.workflow.gate import check_sources

    for name in only or ():
        plugins.load(plugins.SOURCE_CHECKS, name)
    with progress() as show:
        report = check_sources(project, chosen, only=only or None, say=show)
    if as_json:
        say_json(
            {
                "findings": [_row(finding) for finding in report.findings],
                "names": [_row(finding) for finding in report.names],
                "waived": report.waived,
                "errors": troubles_json(report.troubles),
            }
        )
    else:
        for finding in report.findings:
            say(_line(finding))
        hints = {finding.hint: finding.check for finding in reversed(report.findings) if finding.hint}
        for hint, name in reversed(hints.items()):
            say(f"hint: {name}: {hint}")
        for article, names in groupby(report.names, key=lambda finding: finding.article):
            told = [finding.message.partition("“")[2].rstrip("”") for finding in names]
            say(f"{article}: names that the glossary does not know: {', '.join(told)}")
        counts = [counted(sum(one.severity == each for one in report.findings), each) for each in Severity]
        waived = f", {report.waived} waived" if report.waived else ""
        say(f"{counted(len(chosen), 'article')} looked at: {', '.join(counts)}{waived}")
    return worst(tell_troubles(report.troubles), 1 if report.worse_than(fail_on) else 0)


def pass_gate(project: Project, chosen: Sequence[Article], wait: bool | None) -> tuple[list[Article], int]:
    """The articles that may go on, and the exit code of those that wait, which are told on stderr."""
    from dragoman.cli.output import note
    from dragoman.model.wording import counted
    from dragoman.workflow.gate import hold

    passed, errors = hold(project, chosen, wait)
    for finding in errors:
        note(_line(finding))
    if held := len(chosen) - len(passed):
        note(f"{counted(held, 'article')} waiting")
        note(f"  hint: {_HINT}")
    return passed, 1 if held else 0


def _line(finding: Finding) -> str:
    return f"{finding.where or finding.article}: {finding.severity}: {finding.message} [{finding.check}]"


def _row(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "article": finding.article,
        "line": finding.where.line if finding.where else None,
        "source": finding.source,
        "hint": finding.hint or None,
    }
