"""dragoman status"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from dragoman.cli.options import Folder, Format, Languages, Output, Paths


def command(
    paths: Paths = None, languages: Languages = None, project: Folder = Path(), output: Output = Format.TEXT
) -> int:
    """Show how far each article is in each language. Writes nothing."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import counted, say_json, table, tell_older, tell_troubles, troubles_json
    from dragoman.workflow.status import status

    opened, chosen, tags = open_project(project, paths, languages)
    report = status(opened, chosen, tags)
    if output is Format.JSON:
        rows = [{**asdict(row), "total": row.total, "complete": row.is_complete} for row in report.rows]
        say_json({"articles": rows, "errors": troubles_json(report.troubles)})
    else:
        head = ("article", "language", "approved", "draft", "stale", "missing", "of")
        lines = []
        for row in report.rows:
            counts = (row.approved, row.draft, row.stale, row.missing)
            why = ", ".join(
                [
                    *([counted(row.corrections, "correction")] if row.corrections else []),
                    *(f"{count} {kind}" for kind, count in row.changes.items()),
                ]
            )
            lines.append((row.article, row.language, *(str(count or "·") for count in counts), str(row.total), why))
        if any(row.changes or row.corrections for row in report.rows):
            table((*head, "because of"), lines)
        else:
            table(head, [line[:-1] for line in lines])
    tell_older(report.older)
    return tell_troubles(report.troubles)
