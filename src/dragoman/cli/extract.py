"""dragoman extract"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Lines, Output, Paths
from dragoman.cli.source import WaitForSource

if TYPE_CHECKING:
    from dragoman.workflow.extract import Extracted


def command(
    paths: Paths = None,
    languages: Languages = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when a file would change.")] = False,
    minor: Annotated[
        bool, typer.Option("--minor", help="Keep approvals where the edits changed no number, name or negation.")
    ] = False,
    lines: Lines = None,
    wait: WaitForSource = None,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Bring the PO files up to their articles; nothing that is translated gets lost."""
    from contextlib import nullcontext
    from itertools import groupby

    from dragoman.cli.options import chosen_lines, every, open_project
    from dragoman.cli.output import note, progress, say, say_json, tell_older, tell_troubles, troubles_json, worst
    from dragoman.cli.source import pass_gate
    from dragoman.formats.reading import known_suffixes
    from dragoman.model import ConfigError
    from dragoman.model.wording import counted
    from dragoman.project import count_others
    from dragoman.workflow.extract import extract, told
    from dragoman.workflow.turn import turn

    opened, chosen, tags = open_project(project, paths, languages)
    chosen, waits = pass_gate(opened, chosen, wait)
    wanted = chosen_lines(lines, chosen) if lines else None
    if lines and not minor:
        raise ConfigError("--lines says which edits are minor", hint="say --minor as well")
    with nullcontext() if check else turn(opened, note), progress() as show:
        report = extract(opened, chosen, tags, check=check, minor=(wanted or every) if minor else None, say=show)
    others = count_others(opened, known_suffixes(), paths or [])
    if output is Format.JSON:
        catalogs = [_row(row) for row in report.rows]
        say_json({"catalogs": catalogs, "others": others, "errors": troubles_json(report.troubles)})
    else:
        for row in report.changed:
            moved = f" (was {row.followed})" if row.followed else ""
            say(f"{'would change' if check else 'wrote'} {row.path}{moved}: {told(row.changes)}")
            for kind, places in groupby(row.refused, key=lambda refused: refused.change.kind):
                found = [str(place.line) for place in places]
                say(f"  {len(found)} not minor: {kind}, line{'s' * (len(found) > 1)} {', '.join(found)}")
        same = len(report.rows) - len(report.changed)
        say(f"{counted(len(report.rows), 'catalog')}: {len(report.changed)} changed, {same} as before")
    if others:
        kinds = ", ".join(f"{number} {suffix or 'without a suffix'}" for suffix, number in sorted(others.items()))
        note(f"passed over, as no format reads them: {kinds}")
    tell_older(report.older)
    code = tell_troubles(report.troubles)
    return worst(code, waits, 1 if check and report.changed else 0)


def _row(row: Extracted) -> dict[str, object]:
    from dragoman.workflow.extract import KINDS, classes_of

    return {
        "article": row.article,
        "language": row.language,
        "path": row.path,
        "segments": row.segments,
        "changed": row.written,
        "followed": row.followed or None,
        **{name: len(getattr(row.changes, name)) for name in ("kept", *KINDS)},
        "changes": classes_of(row.changes),
        "not_minor": [{"line": refused.line, "change": str(refused.change.kind)} for refused in row.refused],
    }
