"""translate: drafts for what has no translation, from the engines that may be asked for each article."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Sequence

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.engines.asking import Budget
from dragoman.engines.watching import Seen
from dragoman.glossary.terms import Glossary
from dragoman.model import DragomanError, State, Translation
from dragoman.project import Article, Project
from dragoman.workflow.abandoned import Abandoned
from dragoman.workflow.asking import Asking
from dragoman.workflow.drafting import Drafting
from dragoman.workflow.extract import bring_up
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.lots import Job, lots
from dragoman.workflow.purse import Purse
from dragoman.workflow.putting import Putting, Writer
from dragoman.workflow.reading import Reading, Trouble, each_language
from dragoman.workflow.recalling import suggest
from dragoman.workflow.remembering import Remembering
from dragoman.workflow.routes import Routes
from dragoman.workflow.stopping import Stopping
from dragoman.workflow.translated import Standing, Translated, TranslateReport
from dragoman.workflow.wanted import wanted

MEMORY = "memory"  # the kind of engine that repeats what was approved


def translate(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    engine: str = "",
    refresh: bool = False,
    budget: Budget | None = None,
    stopping: Stopping | None = None,
    say: Callable[[str], None] = lambda _: None,
    gauge: Callable[[Standing], None] = lambda _: None,
    show: Callable[[Seen], None] | None = None,
) -> TranslateReport:
    """Drafts every segment that has no text and no person's word. With `engine`, only that one is asked.

    Stale texts get a proposal beside them, from an engine that can; with `refresh`, untouched drafts whose inputs have
    changed are made anew. Catalogs are brought up to their articles first; then the lots of all of them go to the
    engines, many at a time, and are written as they come back. `show` is told of every batch just before it is sent.
    """
    stopping = Stopping() if stopping is None else stopping
    report = TranslateReport()
    glossary = read_glossary(project, report.troubles, base=True)
    memory = Remembering(project)
    routes = Routes(project, memory.recall, engine)

    def remembers(article: Article, language: str) -> bool:
        return any(project.engine(name).kind == MEMORY for name in routes.chain(article, language))

    def advise(article: Article, language: str, path: str) -> None:
        if remembers(article, language):
            suggest(project, memory, path, language, glossary.names)

    try:
        if any(remembers(article, language) for article in chosen for language in languages):
            memory.open()  # what is wrong with it is no fault of an article's
        jobs = _jobs(project, chosen, languages, glossary, report, stopping, say, advise)
        total = sum(job.row.left for job in jobs)
        done = 0

        def told(count: int = 0) -> None:
            nonlocal done
            done += count
            gauge(Standing(done, total, tuple(purse.spent.items())))

        purse = Purse(project, glossary, budget, told, show)
        routes.wrap = purse.wrap
        try:
            writer = Writer(Putting(project, glossary, datetime.date.today().isoformat()))
            drafting = Drafting(Asking(project, glossary), writer, report, stopping, purse.stop, told)
            told()
            now = datetime.datetime.now(datetime.UTC)
            asyncio.run(drafting.run(lots(project, jobs, glossary, routes, now, report, refresh=refresh)))
        finally:
            purse.close()
    finally:
        routes.close()
        memory.close()
    report.spent = purse.spent
    for job in jobs:
        _in_order(job.row, routes.chain(job.article, job.language))
    report.signal = stopping.signal
    report.fixes = {tag: fixes for tag, fixes in report.fixes.items() if _is_left(report, tag)}
    return report


def _in_order(row: Translated, chain: Sequence[str]) -> None:
    """The counts of a row, in an order that does not hang on which answer came first."""
    row.drafted = {name: row.drafted[name] for name in chain if name in row.drafted}
    row.proposed = {name: row.proposed[name] for name in chain if name in row.proposed}
    row.reasons = dict(sorted(row.reasons.items()))


def _is_left(report: TranslateReport, language: str) -> bool:
    return any(row.left for row in report.rows if row.language == language)


def _jobs(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    glossary: Glossary,
    report: TranslateReport,
    stopping: Stopping,
    say: Callable[[str], None],
    advise: Callable[[Article, str, str], None],
) -> list[Job]:
    """Every catalog brought up to its article and given its suggestions, and those that lack texts."""
    abandoned = Abandoned(project)
    found: list[Job] = []
    for reading, language in each_language(project, chosen, languages, report.troubles):
        if stopping:
            break
        say(f"{reading.article.path} → {language}")
        path = project.catalog_path(reading.article, language)
        try:
            bring_up(project, reading, language, glossary, abandoned, check=False)
            if not project.file(path).exists():
                continue  # an article without a text
            advise(reading.article, language, path)
            catalog = Catalog.parse(files.read(project.file(path)), path)
            row = Translated(reading.article.path, language)
            report.rows.append(row)
            row.left = len(_missing(reading, catalog, language, glossary, project.source))
        except DragomanError as error:
            report.troubles.append(Trouble(path, error))
            continue
        if row.left or any(_has_more(catalog.translation(key)) for key in catalog.keys):
            found.append(Job(reading.article, language, row))
    return found


def _missing(reading: Reading, catalog: Catalog, language: str, glossary: Glossary, source: str) -> Sequence[object]:
    return wanted(reading, reading.with_catalog(catalog, language), language, glossary, source)


def _has_more(now: Translation | None) -> bool:
    """True for a text that may get a proposal, or be made anew."""
    return now is not None and (now.state is State.STALE or now.is_machine)
