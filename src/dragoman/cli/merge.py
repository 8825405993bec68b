"""dragoman merge"""

from __future__ import annotations

import enum
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output, Paths

if TYPE_CHECKING:
    from dragoman.project import Publish


class Policy(enum.StrEnum):
    HOLD = "hold"
    LAST = "last-approved"
    SOURCE = "source"
    DRAFT = "draft-labelled"
    BLOCK = "block"


def command(
    paths: Paths = None,
    languages: Languages = None,
    policy: Annotated[
        Policy | None,
        typer.Option("--policy", help="What stands in for an incomplete article, instead of the project's."),
    ] = None,
    require: Annotated[
        list[str] | None, typer.Option("--require", metavar="LANG", help="Exit 1 unless this language is complete.")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace files in the output folder that merge did not write.")
    ] = False,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Write each article in each language. Under 'hold' an incomplete one keeps its last complete version."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import note, progress, say, say_json, tell_troubles, troubles_json, worst
    from dragoman.model.wording import counted
    from dragoman.workflow.merge import merge
    from dragoman.workflow.turn import turn

    opened, chosen, tags = open_project(project, paths, languages)
    _, _, required = open_project(project, paths, require) if require else (None, None, ())
    with turn(opened, note), progress() as show:
        wanted: Publish | None = policy.value if policy else None
        report = merge(opened, chosen, tags, publish=wanted, overwrite=overwrite, say=show)
    complete = Counter(row.language for row in report.rows if row.is_complete)
    expected = Counter(tag for article in chosen for tag in article.languages)
    lacking = [tag for tag in required if complete[tag] < expected[tag]]
    if output is Format.JSON:
        rows = [
            {
                "article": row.article,
                "language": row.language,
                "path": row.path,
                "outcome": row.outcome,
                "reason": row.reason or None,
            }
            for row in report.rows
        ]
        met = {tag: tag not in lacking for tag in required}
        say_json({"articles": rows, "required": met, "errors": troubles_json(report.troubles)})
    else:
        for row in report.rows:
            if row.outcome != "unchanged":
                say(f"{row.outcome:9} {row.path}" + (f"  ({row.reason})" if row.reason else ""))
        outcomes = Counter(row.outcome for row in report.rows)
        told = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
        say(f"{counted(len(report.rows), 'article')}: {told or 'none'}")
    for tag in lacking:
        note(f"{tag} is required, but not complete")
    blocked = any(row.outcome == "blocked" for row in report.rows)
    return worst(tell_troubles(report.troubles), 1 if lacking or blocked else 0)
