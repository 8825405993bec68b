"""The last complete version of an article, made again from the history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dragoman.catalog.catalog import Catalog
from dragoman.git import History, NoHistory
from dragoman.model import DragomanError, Written
from dragoman.project import Project
from dragoman.workflow.reading import Reading, read_document

_COMMITS = 500  # how far back; beyond it a version is not news any more

Complete = Callable[[Project, Reading, str], Written | str]


def last_complete(
    project: Project, reading: Reading, language: str, history: History | NoHistory, complete: Complete
) -> bytes | str:
    """The article as written from the newest commit where it and its catalog were complete, or why there is none.

    Settings are today's; a version that today cannot be read is passed over.
    """
    if isinstance(history, NoHistory):
        return f"no earlier version, because {history.reason}"
    paths = [Path(reading.article.path), Path(project.catalog_path(reading.article, language))]
    commits = history.commits(paths, _COMMITS)
    versions = history.read_many((commit, path) for commit in commits for path in paths)
    for article, catalog in zip(versions, versions, strict=True):  # one iterator: pairs in order
        if article is None or catalog is None:
            continue
        try:
            found = complete(project, _as_it_was(project, reading, language, article, catalog), language)
        except DragomanError:
            continue  # damaged at the time
        if isinstance(found, Written):
            return found.data
    if history.is_shallow:
        return "no complete version in the part of the history that was cloned; fetch the rest: git fetch --unshallow"
    return "no earlier version was complete"


def _as_it_was(project: Project, reading: Reading, language: str, data: bytes, po: bytes) -> Reading:
    catalog = Catalog.parse(po, project.catalog_path(reading.article, language))
    document, cut, _ = read_document(project, reading.article, reading.form, data, [catalog])
    return Reading(reading.article, reading.form, document, cut, {language: catalog})
