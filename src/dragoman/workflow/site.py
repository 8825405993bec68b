"""site: the project's site as plain files, built aside and then put in place whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dragoman import files
from dragoman.project import Project
from dragoman.publishing.site.pages import Pages
from dragoman.workflow.reading import Trouble
from dragoman.workflow.works import newsroom


@dataclass
class SiteReport:
    """What was built. `pages` counts files, `written` those that are new or changed; `home` is the first page."""

    home: str = ""
    pages: int = 0
    written: int = 0
    troubles: list[Trouble] = field(default_factory=list)


def build_site(project: Project, *, say: Callable[[str], None] = lambda _: None) -> SiteReport:
    """Builds the site into the project's folder for it."""
    report = SiteReport(home=f"{project.site.folder}/index.html")
    room = newsroom(project, report.troubles, say=say)
    own = project.file(project.site.templates)
    for address, data in Pages(room, own if own.is_dir() else None).all():
        report.pages += 1
        path = project.file(f"{project.site.folder}/{address}")
        report.written += files.update(path, partial(_new, data), root=project.folder)
    root = project.folder
    for place, address in room.media.items():
        data = files.read(_source_of(project, place), root=root)
        report.pages += 1
        path = project.file(f"{project.site.folder}/{address}")
        report.written += files.update(path, partial(_new, data), root=root)
    return report


def _source_of(project: Project, place: str) -> Path:
    """The file that stands at a place below one of the source roots."""
    found = (project.file(f"{root}/{place}") for root in project.roots)
    return next(file for file in found if file.is_file())


def _new(data: bytes, present: bytes | None) -> bytes | None:
    return None if present == data else data
