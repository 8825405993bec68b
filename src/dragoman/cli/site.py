"""dragoman site"""

from __future__ import annotations

import signal
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Folder, Format, Output


def command(
    checks: Annotated[
        bool, typer.Option("--checks/--no-checks", help="Whether the desk's pages show what the checks find.")
    ] = True,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Build a site of plain files: every article in every language, and the desk's view of them."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import note, progress, say, say_json, tell_troubles, troubles_json
    from dragoman.model.visible import visible
    from dragoman.model.wording import counted
    from dragoman.workflow.site import SiteReport, build_site
    from dragoman.workflow.stopping import stoppable
    from dragoman.workflow.turn import turn

    opened, articles, _ = open_project(project, None, None)
    with turn(opened, note), progress() as show, stoppable() as stopping:
        try:
            report = build_site(opened, found=articles, checks=checks, stopping=stopping, say=show)
        except KeyboardInterrupt:
            report = SiteReport(signal=stopping.signal or signal.SIGINT)
    if report.signal:
        note("stopped; the site is as it was, and the next run goes on from what has been read")
        return 128 + report.signal
    if output is Format.JSON:
        found = {"home": report.home, "files": report.pages, "made": report.made, "kept": report.kept}
        broken = [asdict(one) for one in report.broken]
        say_json({**found, "broken": broken, "errors": troubles_json(report.troubles)})
    else:
        for one in report.broken:
            note(
                f"{one.article}: the link {visible(one.href, 80)} leads nowhere on the site: {visible(one.reason, 80)}"
            )
        if report.kept:
            note(f"{counted(len(report.kept), 'file')} in the site's folder that dragoman did not make: kept")
        what = f"{report.made} made anew" if report.is_new else "as it was"
        say(f"{counted(report.pages, 'file')}, {what}: {report.home}")
    return tell_troubles(report.troubles)
