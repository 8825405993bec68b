"""By what a build knows that nothing has changed: sizes and times of files, never their contents."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman import __version__
from dragoman.project import NAME, Article, Project
from dragoman.publishing.site.links import Links
from dragoman.publishing.site.works import Standing, Work

_HEAD = ".git/logs/HEAD"  # changes with every commit
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


def of_folders(project: Project) -> str:
    """Changes when an article comes, goes or is renamed. Only folders are looked at: their time changes with that."""
    folders = (here for root in project.roots for here, _, _ in os.walk(project.file(root)))
    return _digest(map(_state, folders))


def of_article(project: Project, article: Article, watched: Iterable[str] = ()) -> str:
    """What an article's pages are made of, and what else is `watched` for them (see `watched_by`), from the project's
    folder."""
    return with_watched(project, of_its_files(project, article), watched)


def of_its_files(project: Project, article: Article) -> str:
    """What an article's own files are: its text, its catalogs and passages, and the pages that merge made of it."""
    paths = [article.path]
    for tag in article.languages:
        paths += [project.catalog_path(article, tag), project.passages_path(article, tag)]
        paths.append(project.output_path(article, tag))
    return _digest([*_states_of(project, paths), *article.languages])


def with_watched(project: Project, files: str, watched: Iterable[str]) -> str:
    """The signature of an article whose own files are `files` (see `of_its_files`)."""
    found = _states_of(project, watched)
    return _digest([files, *found]) if found else files


def watched_by(work: Work, images: Iterable[str]) -> tuple[str, ...]:
    """The files that a work depends on besides its article's own: its images, there or not, and the history, where it
    is a version from it, or none."""
    held = any(map(_hangs_on_history, work.standings))
    return (*images, *([_HEAD] if held else ()))


def _hangs_on_history(one: Standing) -> bool:
    """True for what another commit may change: also for a version that tells readers that it is behind."""
    return one.outcome in _FROM_HISTORY or bool(one.outcome == "held" and one.version and one.version.notice)


def of_files(project: Project, paths: Iterable[str]) -> str:
    """How files of a project stand now, present or not."""
    return _digest(_states_of(project, paths))


def links_of(work: Work, links: Links) -> str:
    """Where the links of a work lead now; "" when it has none."""
    found = []
    for place in work.places:
        there = links.find(place)
        found += [place, "", *(version.address for version in there.versions)] if there else [place]
    return _digest(found) if found else ""


def of_media(project: Project, places: Iterable[str]) -> dict[str, str]:
    """The files that stand at places below the source roots, and how they are."""
    found = ((place, [_state(project.file(f"{root}/{place}")) for root in project.roots]) for place in places)
    return {place: _digest(states) for place, states in found}


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


def _states_of(project: Project, paths: Iterable[str]) -> list[str]:
    folder = str(project.folder)
    return [_state(f"{folder}/{path}") for path in paths]


def _state(path: Path | str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116 - called a hundred thousand times
    except (OSError, ValueError):  # ValueError: no file has such a name
        return f"{path} -"
    return f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ino}"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
