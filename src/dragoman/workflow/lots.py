"""A run's work in lots: some texts of one article for one language, with the engines they may go to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.glossary.terms import Glossary
from dragoman.model import DragomanError, Surroundings
from dragoman.project import Article, Project
from dragoman.workflow.reading import Reading, Trouble, read
from dragoman.workflow.routes import Route, Routes
from dragoman.workflow.secrecy import why_secret
from dragoman.workflow.surroundings import surroundings
from dragoman.workflow.tracking import read_record
from dragoman.workflow.translated import Translated, TranslateReport
from dragoman.workflow.wanted import Wanted, wanted

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
    """Some of a job's texts. `path` is its catalog's, from the project's folder."""

    job: Job
    path: str
    route: Route
    around: Surroundings
    texts: tuple[Wanted, ...]


def lots(
    project: Project,
    jobs: Iterable[Job],
    glossary: Glossary,
    routes: Routes,
    now: datetime.datetime,
    report: TranslateReport,
) -> Iterator[Lot]:
    """The lots of all jobs, in order; an article is read when its turn comes. What cannot be read becomes a Trouble."""
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
            yield from _of(project, reading, job, path, glossary, route)
        except DragomanError as error:
            report.troubles.append(Trouble(path, error))
            continue
        told = report.fixes.setdefault(job.language, [])
        told += [fix for fix in route.fixes if fix not in told]


def _of(project: Project, reading: Reading, job: Job, path: str, glossary: Glossary, route: Route) -> Iterator[Lot]:
    paired = reading.paired(job.language)
    texts = wanted(reading, paired, job.language, glossary, project.source)
    job.row.left = len(texts)
    for name, reason in route.unasked:
        job.row.because(name, reason, len(texts))
    around = Surroundings(reading.article.path)
    if texts and any(ready.engine.caps.context for ready in route.engines):
        around = surroundings(reading, paired, job.language, glossary, project.source)
    for start in range(0, len(texts), SIZE):
        yield Lot(job, path, route, around, tuple(texts[start : start + SIZE]))


def count(lots: Sequence[Lot]) -> int:
    return sum(len(lot.texts) for lot in lots)
