"""dragoman glossary import, dragoman glossary export"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.glossary.options import Into
from dragoman.cli.options import Folder, Format, Output


def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A glossary: *.csv, *.tsv, *.tbx or *.toml.")],
    into: Into = "",
    dry: Annotated[bool, typer.Option("--dry-run", help="Write nothing, only tell.")] = False,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Bring the terms of a file into the glossary; exit 1 when it says otherwise somewhere, 2 for rows that are bad."""
    from dragoman.cli.output import counted, note, say, say_json, tell_error
    from dragoman.project import find_project
    from dragoman.workflow.terms import import_terms
    from dragoman.workflow.turn import turn

    opened = find_project(project)
    with turn(opened, note):
        report = import_terms(opened, source, name=into, dry=dry)
    if output is Format.JSON:
        told = [str(fault) for fault in report.clashes], [str(fault) for fault in report.faults]
        counts = {"added": len(report.added), "extended": len(report.extended), "same": report.same}
        say_json({"path": report.path, **counts, "clashes": told[0], "errors": told[1]})
    else:
        for clash in report.clashes:
            say(f"{clash.where}: left out: {clash.message}")
        written = "would write" if dry else "wrote"
        say(
            f"{written} {report.path}: {counted(len(report.added), 'new term')}; "
            f"{len(report.extended)} with more languages, {report.same} as before"
        )
    for fault in report.faults:
        tell_error(fault.error())
    return 2 if report.faults else 1 if report.clashes else 0


def export(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="What to write: *.csv or *.tbx.")],
    language: Annotated[
        str, typer.Option("--language", "-l", metavar="LANG", help="Pairs of this language, as Weblate reads them.")
    ] = "",
    project: Folder = Path(),
) -> int:
    """Write the glossary as CSV or TBX; nothing of it is lost unless only one language is asked for."""
    from dragoman.cli.output import counted, say
    from dragoman.language.tags import normalise
    from dragoman.project import find_project
    from dragoman.workflow.terms import export_terms

    count = export_terms(find_project(project), target, language=normalise(language) if language else "")
    say(f"wrote {target}: {counted(count, 'term')}")
    return 0
