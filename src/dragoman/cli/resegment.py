"""dragoman resegment"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output, Paths

if TYPE_CHECKING:
    from dragoman.workflow.resegment import Recut


def command(
    paths: Paths = None,
    languages: Languages = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 when an article is cut by other rules.")
    ] = False,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Cut articles by the current rules, and carry every translation over; pages stay as they are."""
    from contextlib import nullcontext

    from dragoman.cli.options import open_project
    from dragoman.cli.output import note, progress, say, say_json, tell_troubles, troubles_json, worst
    from dragoman.model import ConfigError
    from dragoman.model.wording import counted
    from dragoman.workflow.resegment import resegment, told
    from dragoman.workflow.turn import turn

    opened, chosen, tags = open_project(project, paths, languages)
    if languages and not check:
        hint = "leave --language out, or look at one language with --check"
        raise ConfigError("an article is cut alike in every language, so all are done together", hint=hint)
    with nullcontext() if check else turn(opened, note), progress() as show:
        report = resegment(opened, chosen, check=check, say=show)
    rows = [row for row in report.rows if row.language in tags]
    recut = [row for row in rows if row.is_recut]
    if output is Format.JSON:
        say_json({"catalogs": [_row(row) for row in rows], "errors": troubles_json(report.troubles)})
    else:
        for row in rows:
            if row.is_recut or row.left:
                done = "left" if not row.is_recut else "would change" if check else "wrote"
                say(f"{done} {row.path}: {told(row)}")
        say(f"{counted(len(rows), 'catalog')}: {len(recut)} cut anew, {len(rows) - len(recut)} as before")
    return worst(tell_troubles(report.troubles), 1 if check and recut else 0)


def _row(row: Recut) -> dict[str, object]:
    return {
        "article": row.article,
        "language": row.language,
        "path": row.path,
        "changed": row.is_recut,
        "joined": row.joined,
        "split": row.split,
        "inside": row.inside,
        "unapproved": row.unsure,
        "left": row.left,
        "rules": row.name,
    }
