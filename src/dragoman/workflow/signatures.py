"""By what a build knows that nothing has changed: sizes and times of files, never their contents."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman import __version__
from dragoman.project import NAME, Article, Project
from dragoman.publishing.site.links import Links
from dragoman.publishing.site.works import Standing, Work

_FROM_HISTORY = ("rebuilt", "nothing")  # outcomes that another commit may change


def of_project(project: Project, *, checks: bool) -> str:
    """Everything that concerns all pages: settings, glossary, templates, files beside the catalogs, our version."""
    beside = (path for path in _files(project.file(project.locales)) if path.suffix not in (".po", ".only"))
    return _digest([of_settings(project), str(checks), *map(_state, beside)])


def of_settings(project: Project) -> str:
    """What concerns all pages and is looked at again and again: settings, glossary, templates."""
    folders = (project.glossary, project.site.templates)
    found = [_state(project.file(NAME)), *(state for folder in folders for state in _states(project.file(folder)))]
    return _digest([__version__, *found])


def of_article(project: Project, article: Article, work: Work | None) -> str:
    """What an article's pages are made of. `work` is how it stood when that was asked last, None for never."""
    paths = [article.path]
    for tag in article.languages:
        paths += [project.catalog_path(article, tag), project.passages_path(article, tag)]
        paths.append(project.output_path(article, tag))
    held = work is not None and any(map(_hangs_on_history, work.standings))
    head = _state(project.file(".git/logs/HEAD")) if held else ""
    return _digest([*(_state(project.file(path)) for path in paths), head, *article.languages])


def _hangs_on_history(one: Standing) -> bool:
    """True for what another commit may change: also for a version that tells readers that it is behind."""
    return one.outcome in _FROM_HISTORY or bool(one.outcome == "held" and one.version and one.version.notice)


def of_files(project: Project, paths: Iterable[str]) -> str:
    """How files of a project stand now, present or not."""
    return _digest(_state(project.file(path)) for path in paths)


def links_of(work: Work, links: Links) -> str:
    """Where the links of a work lead now."""
    found = []
    for place in work.places:
        there = links.find(place)
        found.append([place, *(version.address for version in there.versions)] if there else [place])
    return _digest([json.dumps(found)])


def _states(path: Path) -> Iterator[str]:
    if path.is_file():
        yield _state(path)
    else:
        yield from map(_state, _files(path))


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(here, name)


def _state(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return f"{path} -"
    return f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ino}"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
