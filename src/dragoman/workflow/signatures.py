"""By what a build knows that nothing has changed: sizes and times of files, never the contents of articles.

An article's own files are looked at for its pages, and what else is *watched* for them: other files, from the project's
folder, and facts that no file of the project tells. Those begin with two slashes, as no path of a project does.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from dragoman.git import stamp_files
from dragoman.project import NAME, Article, Project
from dragoman.publishing.record import FILES
from dragoman.publishing.site.links import Links
from dragoman.publishing.site.works import Standing, Work
from dragoman.workflow.program import program
from dragoman.workflow.reading import rule_files
from dragoman.workflow.tracking import read_record, record_path

HISTORY = "//history"  # changes with every commit
ARTICLES = "//articles"  # which there are, and what their pages are called
_LAPSED = "//lapsed/"  # and a day: whether it is over
_EARLIER = ("held", "rebuilt", "nothing")  # outcomes for which the last complete version was looked for
_FROM_HISTORY = ("rebuilt", "nothing")  # and was not what stands, so that another commit may change it


def of_project(project: Project, *, checks: bool) -> str:
    """Everything that concerns all works: settings, glossary, files beside the catalogs, the program."""
    beside = {str(path) for path in _files(project.file(project.locales)) if path.suffix not in (".po", ".only")}
    beside |= {str(project.file(path)) for path in _beside(project)}
    moved = {one.article: str(project.file(one.article).exists()) for one in read_record(project)}
    facts = (part for name in sorted(moved) for part in (name, moved[name]))
    return _digest([of_settings(project), str(checks), *map(_state, sorted(beside)), *facts])


def of_templates(project: Project) -> str:
    """A newsroom's own templates, and with the program ours."""
    return _digest([program(), *_states(project.file(project.site.templates))])


def of_settings(project: Project) -> str:
    """What concerns all works and is looked at again and again: settings and glossary."""
    return _digest([program(), _state(project.file(NAME)), *_states(project.file(project.glossary))])


def of_looks(project: Project) -> str:
    """What concerns all pages and is looked at again and again: settings, glossary, templates, the files that a
    language has one of."""
    return _digest([of_settings(project), of_templates(project), *_states_of(project, _beside(project))])


def of_folders(project: Project) -> str:
    """Changes when an article comes, goes or is renamed. Only folders are looked at: their time changes with that."""
    folders = (here for root in project.roots for here, _, _ in os.walk(project.file(root)))
    return _digest(map(_state, folders))


class Signatures:
    """What the articles of a project are made of now. `pages` are the names of their pages (see `page_names`)."""

    def __init__(self, project: Project, pages: Mapping[str, str]) -> None:
        self._project, self._pages = project, pages

    def of(self, article: Article, watched: Iterable[str] = ()) -> str:
        """What an article's pages are made of: its own files, and what else is watched for them."""
        return self.with_watched(self.of_its_files(article), watched)

    def of_its_files(self, article: Article) -> str:
        """What an article's own files are: its text, the rules it is read by, its catalogs and passages, and the pages
        that merge made of it."""
        project = self._project
        paths = [article.path, *rule_files(project, article)]
        for tag in article.languages:
            paths += [project.catalog_path(article, tag), project.passages_path(article, tag)]
            paths.append(project.output_path(article, tag))
        return _digest([self._pages[article.name], *_states_of(project, paths), *article.languages])

    def with_watched(self, files: str, watched: Iterable[str]) -> str:
        """The signature of an article whose own files are `files` (see `of_its_files`)."""
        found = [self._watched(one) for one in watched]
        return _digest([files, *found]) if found else files

    def _watched(self, name: str) -> str:
        if not name.startswith("//"):
            return _state(f"{self._project.folder}/{name}")
        if name == HISTORY:
            return _digest(map(_state, stamp_files(self._project.folder)))
        if name == ARTICLES:
            return self._articles
        return str(date.today().isoformat() > name.removeprefix(_LAPSED))

    @cached_property
    def _articles(self) -> str:
        return _digest(part for name in sorted(self._pages) for part in (name, self._pages[name]))


def watched_by(project: Project, work: Work, files: Iterable[str], days: Iterable[str]) -> tuple[str, ...]:
    """What a work depends on besides its article's own files: its images and what it links to, there or not; the days
    after which a waiver no longer counts; and, where it shows a version that was, all by which that was found."""
    found = [*files, *(f"{_LAPSED}{day}" for day in sorted(set(days)))]
    if any(one.outcome in _EARLIER for one in work.standings):
        found += [ARTICLES, *(f"{project.output}/{name}" for name in FILES)]
    if any(map(_hangs_on_history, work.standings)):
        found.append(HISTORY)
    return tuple(dict.fromkeys(found))


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
        found += [place, "", *(version.address for version in there.versions)] if there else [place, links.file(place)]
    return _digest(found) if found else ""


def of_media(project: Project, places: Iterable[str]) -> dict[str, str]:
    """The files that stand at places below the source roots, and how they are."""
    found = ((place, [_state(project.file(f"{root}/{place}")) for root in project.roots]) for place in places)
    return {place: _digest(states) for place, states in found}


def _beside(project: Project) -> list[str]:
    """The files that the project, or a language of it, has one of, and that are looked for by name."""
    found = [record_path(project), project.baseline_path, project.abbreviations_path(project.source)]
    for tag in project.languages:
        found += [project.style_path(tag), project.waivers_path(tag), project.abbreviations_path(tag)]
    return found


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
    # The time of the last change (ctime), too: who copies a file may keep its size and time, but not that.
    return f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
