"""dragoman glossary import, dragoman glossary export"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.glossary.options import Into
from dragoman.cli.options import Folder, Format, Output


class Tbx(enum.StrEnum):
    V3 = "v3"
    V2 = "v2"


def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A glossary: *.csv, *.tsv, *.tbx or *.toml.")],
    into: Into = "",
    dry: Annotated[bool, typer.Option("--dry-run", help="Write nothing, only tell.")] = False,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Bring the terms of a file into the glossary; exit 1 when it says otherwise somewhere, 2 for rows that are bad."""
    from dragoman.cli.output import note, say, say_json, tell_error
    from dragoman.model.wording import counted
    from dragoman.project import find_project
    from dragoman.workflow.terms import import_terms
    from dragoman.workflow.turn import turn

    opened = find_project(project)
    with turn(opened, note):
        report = import_terms(opened, source, name=into, dry=dry)
    if output is Format.JSON:
        told = [str(fault) for fault in report.clashes], [str(fault) for fault in report.faults]
        counts = {"added": len(report.added), "extended": len(report.extended), "same": report.same}
        counts["style"] = len(report.style)
        say_json({"path": report.path, **counts, "clashes": told[0], "errors": told[1]})
    else:
        for clash in report.clashes:
            say(f"{clash.where}: left out: {clash.message}")
        written = "would write" if dry else "wrote"
        style = f", {counted(len(report.style), 'rule')} of style" if report.style else ""
        say(
            f"{written} {report.path}: {counted(len(report.added), 'new term')}; "
            f"{len(report.extended)} with more languages, {report.same} as before{style}"
        )
    for fault in report.faults:
        tell_error(fault.error())
    return 2 if report.faults else 1 if report.clashes else 0


def export(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="What to write: *.csv or *.tbx.")],
    language: Annotated[
        str, typer.Option("--language", "-l", metavar="LANG", help="Pairs of this language, as Weblate reads them.")
    ] = "",
    version: Annotated[
        Tbx | None, typer.Option("--tbx", help="v3 (ISO 30042:2019) or v2 (MARTIF), which more tools read.")
    ] = None,
    project: Folder = Path(),
) -> int:
    """Write the glossary as CSV or TBX; nothing of it is lost unless only one language is asked for."""
    from dragoman.cli.output import say
    from dragoman.language.tags import normalise
    from dragoman.model.wording import counted
    from dragoman.project import find_project
    from dragoman.workflow.terms import export_terms

    tag = normalise(language) if language else ""
    exported = export_terms(find_project(project), target, language=tag, version=version.value if version else "")
    style = f", {counted(exported.style, 'rule')} of style" if exported.style else ""
    say(f"wrote {target}: {counted(exported.terms, 'term')}{style} ({exported.kind})")
    return 0
