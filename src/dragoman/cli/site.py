"""dragoman site"""

from __future__ import annotations

from pathlib import Path

from dragoman.cli.options import Folder, Format, Output


def command(project: Folder = Path(), output: Output = Format.TEXT) -> int:
    """Build a site of plain files: every article in every language, and the desk's view of them."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import counted, note, progress, say, say_json, tell_troubles, troubles_json
    from dragoman.workflow.site import build_site
    from dragoman.workflow.turn import turn

    opened, _, _ = open_project(project, None, None)
    with turn(opened, note), progress() as show:
        report = build_site(opened, say=show)
    if output is Format.JSON:
        found = {"home": report.home, "pages": report.pages, "written": report.written}
        say_json({**found, "errors": troubles_json(report.troubles)})
    else:
        say(f"{counted(report.pages, 'page')}, {report.written} written: {report.home}")
    return tell_troubles(report.troubles)
