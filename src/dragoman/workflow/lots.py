"""A run's work in lots: some texts of one article for one language, with the engines they may go to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.glossary.terms import Glossary
from dragoman.model import DragomanError, Surroundings
from dragoman.project import Article, Project
from dragoman.workflow.pairing import Paired
from dragoman.workflow.reading import Reading, Trouble, read
from dragoman.workflow.refreshing import outdated, unproposed
from dragoman.workflow.routes import Route, Routes
from dragoman.workflow.secrecy import why_secret
from dragoman.workflow.style import formality_of, said_to_engines
from dragoman.workflow.surroundings import surroundings
from dragoman.workflow.tracking import read_record
from dragoman.workflow.translated import Translated, TranslateReport
from dragoman.workflow.wanted import Wanted, drafted, stale, wanted

SIZE = 100
"""Texts that go through a chain together and are written down together."""


@dataclass(frozen=True, slots=True)
class Job:
    """One language of an article that lacks texts, and where that is told."""

    article: Article
    language: str
    row: Translated


@dataclass(frozen=True, slots=True, eq=False)
class Lot:
    """Some of a job's texts. `path` is its catalog's, from the project's folder. `is_proposals`: they are stale, and
    what comes back is to stand beside them."""

    job: Job
    path: str
    route: Route
    around: Surroundings
    texts: tuple[Wanted, ...]
    is_proposals: bool = False


def lots(
    project: Project,
    jobs: Iterable[Job],
    glossary: Glossary,
    routes: Routes,
    now: datetime.datetime,
    report: TranslateReport,
    *,
    refresh: bool = False,
) -> Iterator[Lot]:
    """The lots of all jobs, in order; an article is read when its turn comes. With `refresh`, untouched
    drafts whose inputs have changed are among them. What cannot be read becomes a Trouble."""
    record = read_record(project)
    reading: Reading | None = None
    for job in jobs:
        path = project.catalog_path(job.article, job.language)
        try:
            if reading is None or reading.article != job.article:
                reading = read(project, job.article, record)
            if job.language in reading.damaged:
                raise reading.damaged[job.language]
            route = routes.route(job.article, job.language, why_secret(project, reading, now))
            yield from _of(project, reading, job, path, glossary, route, refresh)
        except DragomanError as error:
            report.troubles.append(Trouble(path, error))
            continue
        told = report.fixes.setdefault(job.language, [])
        told += [fix for fix in route.fixes if fix not in told]


def _of(
    project: Project, reading: Reading, job: Job, path: str, glossary: Glossary, route: Route, refresh: bool
) -> Iterator[Lot]:
    language, source = job.language, project.source
    paired, catalog = reading.paired(language), reading.catalogs.get(language)
    texts = wanted(reading, paired, language, glossary, source)
    job.row.left = len(texts)
    for name, reason in route.unasked:
        job.row.because(name, reason, len(texts))
    drafts = drafted(reading, paired, language, glossary, source) if refresh and catalog is not None else []
    old = stale(reading, paired, language, glossary, source) if catalog is not None else []
    around = around_of(project, reading, paired, language, glossary, route if texts or drafts or old else Route(()))
    if catalog is not None and drafts:
        texts += outdated(drafts, catalog, route, around, glossary, source, language)
    for start in range(0, len(texts), SIZE):
        yield Lot(job, path, route, around, tuple(texts[start : start + SIZE]))
    if catalog is not None and old:
        waiting, able = unproposed(old, catalog, route)
        for start in range(0, len(waiting), SIZE):
            yield Lot(job, path, able, around, tuple(waiting[start : start + SIZE]), is_proposals=True)


def around_of(
    project: Project, reading: Reading, paired: Paired, language: str, glossary: Glossary, route: Route
) -> Surroundings:
    """What the engines of a route are told of an article: more where one of them makes use of it."""
    formality = formality_of(project, language)
    if not any(ready.engine.caps.context for ready in route.engines):
        return Surroundings(reading.article.path, formality=formality)
    style = said_to_engines(project, glossary, language)
    return surroundings(reading, paired, language, glossary, project.source, formality, style)


def count(lots: Sequence[Lot]) -> int:
    return sum(len(lot.texts) for lot in lots)
