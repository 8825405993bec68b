"""translate: drafts for what has no translation, from the engines of each language's policy."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from dragoman import files, plugins
from dragoman.catalog.catalog import Catalog
from dragoman.engines.guard import guarded
from dragoman.glossary.terms import Glossary
from dragoman.language.locales import is_meant
from dragoman.memory.translations import Memory
from dragoman.model import (
    Batch,
    Draft,
    DragomanError,
    Engine,
    EngineError,
    EngineSettings,
    Key,
    Origin,
    Request,
    State,
    Translation,
    digest,
)
from dragoman.project import Article, Policy, Project
from dragoman.workflow.abandoned import Abandoned
from dragoman.workflow.extract import bring_up
from dragoman.workflow.reading import Reading, Trouble, articles, each, each_language, read_glossary

_BATCH = 40  # segments drafted before they are written down: what an interruption can cost
_DEADLINE_S = 300.0  # for one batch


@dataclass
class Translated:
    """One language of one article: how many segments each engine drafted, and how many are left without a text."""

    article: str
    language: str
    drafted: dict[str, int] = field(default_factory=dict)
    left: int = 0
    reasons: dict[str, int] = field(default_factory=dict)


@dataclass
class TranslateReport:
    """`fixes` are the lines that would make engines available for what is left, per language."""

    rows: list[Translated] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    fixes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def left(self) -> int:
        return sum(row.left for row in self.rows)


def translate(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    engine: str = "",
    say: Callable[[str], None] = lambda _: None,
) -> TranslateReport:
    """Drafts every segment that has no text and no person's word. With `engine`, only that one is asked.

    Catalogs are brought up to their articles first. Each batch is written before the next is asked for, so an
    interruption loses at most one.
    """
    report = TranslateReport()
    glossary = read_glossary(project, report.troubles, base=True)
    memory = _remember(project, languages)
    abandoned = Abandoned(project)
    made: dict[str, _Engines] = {}
    try:
        for reading, language in each_language(project, chosen, languages, report.troubles):
            say(f"{reading.article.path} → {language}")
            if language not in made:
                policy = project.policy(language)
                made[language] = _Engines(project, policy, memory, (engine,) if engine else policy.engines)
            _article(project, reading, language, glossary, abandoned, made[language], report)
    finally:
        for engines in made.values():
            engines.close()
    return report


def _article(
    project: Project,
    reading: Reading,
    language: str,
    glossary: Glossary,
    abandoned: Abandoned,
    engines: _Engines,
    report: TranslateReport,
) -> None:
    path = project.catalog_path(reading.article, language)
    try:
        bring_up(project, reading, language, glossary, abandoned, check=False)
        if not project.file(path).exists():
            return  # an article without a text
        catalog = Catalog.parse(files.read(project.file(path)), path)
        row = Translated(reading.article.path, language)
        report.rows.append(row)
        wanted = _wanted(reading, catalog, language)
        for name in engines.names:
            if not wanted:
                break
            engine = engines.get(name, language)
            if engine is None:
                continue
            wanted = _ask(project, path, engine, Batch(project.source, language, tuple(wanted)), row)
        row.left = len(wanted)
        if wanted:
            report.fixes[language] = engines.fixes
    except DragomanError as error:
        report.troubles.append(Trouble(path, error))


def _wanted(reading: Reading, catalog: Catalog, language: str) -> list[Request]:
    """A request for each key that is meant for the language and has no text, with the sentences on either side."""
    found: dict[Key, Request] = {}
    for row in reading.document.blocks:
        if not is_meant(row[0].block.locales, language):
            continue
        for at, segment in enumerate(row):
            if segment.key in found or catalog.translation(segment.key) is not None:
                continue
            before = row[at - 1].text if at else ""
            after = row[at + 1].text if at + 1 < len(row) else ""
            found[segment.key] = Request(segment.key, segment.text, before, after)
    return list(found.values())


def _ask(project: Project, path: str, engine: Engine, batch: Batch, row: Translated) -> list[Request]:
    """What is left after `engine` was asked for every request of `batch`."""
    left: list[Request] = []
    for start in range(0, len(batch.requests), _BATCH):
        requests = batch.requests[start : start + _BATCH]
        try:
            drafts = asyncio.run(guarded(engine, Batch(batch.source, batch.target, requests), _DEADLINE_S))
        except EngineError as error:
            row.reasons[f"{engine.name}: {error.message}"] = len(batch.requests) - start
            return [*left, *batch.requests[start:]]
        made = [(request, draft) for request, draft in zip(requests, drafts, strict=True) if draft.text]
        if made:
            put = _put(project, path, engine.name, made)
            row.drafted[engine.name] = row.drafted.get(engine.name, 0) + put
        for request, draft in zip(requests, drafts, strict=True):
            if not draft.text:
                left.append(request)
                if draft.reason:
                    reason = f"{engine.name}: {draft.reason}"
                    row.reasons[reason] = row.reasons.get(reason, 0) + 1
    return left


def _put(project: Project, path: str, engine: str, made: Iterable[tuple[Request, Draft]]) -> int:
    """Writes drafts down, except where a person wrote meanwhile; how many were written."""
    today = datetime.date.today().isoformat()
    count = 0

    def change(present: bytes | None) -> bytes | None:
        nonlocal count
        count = 0
        if present is None:
            return None  # the catalog was taken away while we worked
        catalog = Catalog.parse(present, path)
        live = set(catalog.keys)
        for request, draft in made:
            if draft.text and request.key in live and catalog.translation(request.key) is None:
                origin = Origin(engine, draft.detail, today, digest(draft.text))
                state = State.APPROVED if draft.approved else State.DRAFT
                catalog.put(request.key, Translation(draft.text, state, origin))
                count += 1
        return catalog.data

    made = list(made)
    files.update(project.file(path), change, root=project.folder)
    return count


def _remember(project: Project, languages: Sequence[str]) -> Memory:
    """The memory of every approved pair of the project; a damaged catalog adds nothing."""
    memory = Memory()
    for reading in each(project, articles(project), []):
        for language in languages:
            if catalog := reading.catalogs.get(language):
                live = ((key, catalog.translation(key)) for key in catalog.keys)
                for key, known in (*live, *catalog.obsolete()):
                    if known and known.state is State.APPROVED:
                        memory.add(language, key, known.text, reading.article.path)
    return memory


class _Engines:
    """The engines of one language, made when first asked; those that cannot be had leave a fix."""

    def __init__(self, project: Project, policy: Policy, memory: Memory, names: Sequence[str]) -> None:
        self.project = project
        self.policy = policy
        self.memory = memory
        self.names = list(names)
        self.fixes: list[str] = []
        self._made: dict[str, Engine | None] = {}

    def get(self, name: str, language: str) -> Engine | None:
        if name not in self._made:
            options = self.project.engines.get(name, {})
            kind = cast("type[Engine]", plugins.load(plugins.ENGINES, name))
            engine = kind(EngineSettings(options, self.memory.recall, self.policy.accept))  # type: ignore[call-arg]
            if fix := engine.missing(self.project.source, language):
                self.fixes.append(fix)
                engine.close()
                self._made[name] = None
            else:
                self._made[name] = engine
        return self._made[name]

    def close(self) -> None:
        for engine in self._made.values():
            if engine is not None:
                engine.close()
