"""dragoman status"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output, Paths

if TYPE_CHECKING:
    from dragoman.workflow.status import Standing, Total


def command(
    paths: Paths = None,
    languages: Languages = None,
    no_checks: Annotated[
        bool, typer.Option("--no-checks", help="Count states only: much faster; no findings, nothing about publishing.")
    ] = False,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Show how far each article is in each language, what the checks find in it, and whether it can be published.
    Writes nothing."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import progress, say_json, table, tell_older, tell_troubles, troubles_json
    from dragoman.cli.sign import told
    from dragoman.workflow.status import status, totals

    opened, chosen, tags = open_project(project, paths, languages)
    with progress() as show:
        report = status(opened, chosen, tags, with_checks=not no_checks, say=show)
    sums = totals(report.rows)
    if output is Format.JSON:
        rows = [{**asdict(row), "total": row.total, "complete": row.is_complete} for row in report.rows]
        lines = [{**asdict(row), "total": row.total} for row in sums]
        say_json({"articles": rows, "totals": lines, "errors": troubles_json(report.troubles)})
    else:
        head = ["article", "language", *_STATES, "of"]
        head += [] if no_checks else ["errors", "warnings", "publishable"]
        last = {"because of": map(_why, report.rows), "signed": (told(row.signatures) for row in report.rows)}
        more = {title: cells for title, found in last.items() if any(cells := list(found))}
        body = [
            (*_cells(row.article, row, no_checks), *(cells[at] for cells in more.values()))
            for at, row in enumerate(report.rows)
        ]
        if len(report.rows) > len(sums):
            body += [(*_cells("total", row, no_checks), *([""] * len(more))) for row in sums]
        table((*head, *more), body)
    tell_older(report.older)
    return tell_troubles(report.troubles)


_STATES = ("approved", "draft", "stale", "missing")


def _cells(name: str, row: Standing | Total, no_checks: bool) -> tuple[str, ...]:
    counts = (str(getattr(row, state) or "·") for state in _STATES)
    cells = (name, row.language, *counts, str(row.total))
    if no_checks:
        return cells
    given = row.publishable
    published = ("yes" if given else "no") if isinstance(given, bool) else str(given or "·")
    return (*cells, str(row.errors or "·"), str(row.warnings or "·"), published)


def _why(row: Standing) -> str:
    from dragoman.model.wording import counted

    corrections = [counted(row.corrections, "correction")] if row.corrections else []
    return ", ".join([*corrections, *(f"{count} {kind}" for kind, count in row.changes.items())])
