"""translate: drafts for what has no translation, from the engines of each language's policy."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

from dragoman import files, plugins
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.inside import is_marker
from dragoman.engines.faithful import Kept, faithful
from dragoman.engines.probing import UNKNOWN, Survey
from dragoman.engines.slots import first_mentions
from dragoman.glossary.matching import find_terms
from dragoman.glossary.terms import Glossary
from dragoman.language.locales import is_meant
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
from dragoman.workflow.doubting import doubts
from dragoman.workflow.extract import bring_up
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.pairing import meant
from dragoman.workflow.reading import Reading, Trouble, each_language
from dragoman.workflow.recalling import suggest
from dragoman.workflow.remembering import Remembering, neighbours_of
from dragoman.workflow.surveying import survey_of
from dragoman.workflow.tracking import rulings_on

_BATCH = 40  # segments drafted before they are written down: what an interruption can cost
_DEADLINE_S = 300.0  # for one batch


@dataclass
class Translated:
    """One language of one article: how many segments each engine drafted, and how many are left without a text.

    `terms` counts the mentions of terms in what was drafted: `restored` where a token held their place, `heeded` by
    the engine itself, `substituted` for the engine's own word, `lost`; and `chosen`, those of `restored` in a form that
    the words beside them ask for.
    """

    article: str
    language: str
    drafted: dict[str, int] = field(default_factory=dict)
    left: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    terms: dict[str, int] = field(default_factory=dict)


@dataclass
class TranslateReport:
    """`fixes` are the lines that would make engines available for what is left, per language."""

    rows: list[Translated] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    fixes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def left(self) -> int:
        return sum(row.left for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A text to be drafted, and the key of the entry it goes to."""

    entry: Key
    request: Request
    first: frozenset[str] = frozenset()  # terms with a gloss that the article mentions here for the first time
    is_corrected: bool = False  # by a correction of fact: only a person's look approves it


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
    memory = Remembering(project)
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
        memory.close()
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
        if "memory" in engines.names:
            suggest(project, engines.memory, path, language, glossary.names)
        catalog = Catalog.parse(files.read(project.file(path)), path)
        row = Translated(reading.article.path, language)
        report.rows.append(row)
        wanted = _wanted(reading, catalog, language, glossary, project.source)
        for name in engines.names:
            if not wanted:
                break
            engine = engines.get(name, language)
            if engine is None:
                continue
            wanted = _ask(project, path, engine, language, wanted, row, glossary, engines)
        row.left = len(wanted)
        if wanted:
            report.fixes[language] = engines.fixes
    except DragomanError as error:
        report.troubles.append(Trouble(path, error))


def _wanted(reading: Reading, catalog: Catalog, language: str, glossary: Glossary, source: str) -> list[_Wanted]:
    """Each text that is meant for the language and missing, with what stands on either side in its block.

    Sentences that a person wants translated together are asked for as one.
    """
    document, pairs = reading.with_catalog(catalog, language)
    missing = {
        pair.segment.key: pair.entry
        for pair in pairs
        if pair.translation is None and not pair.fault and pair.segment.text
    }
    found: dict[Key, _Wanted] = {}
    corrected = rulings_on(reading.corrections).corrected
    segments = [segment for row in document.blocks if is_meant(row[0].block.locales, language) for segment in row]
    around = neighbours_of(meant(document.segments, language))
    mentions = iter(first_mentions([segment.text for segment in segments], glossary, source, language))
    for row in document.blocks:
        if not is_meant(row[0].block.locales, language):
            continue
        for at, segment in enumerate(row):
            first = next(mentions)
            if segment.key in found or segment.key not in missing:
                continue
            before = row[at - 1].text if at else ""
            after = row[at + 1].text if at + 1 < len(row) else ""
            request = Request(segment.key, segment.text, before, after, neighbours=around.get(segment.key))
            found[segment.key] = _Wanted(
                missing[segment.key], request, frozenset(first), missing[segment.key] in corrected
            )
    return list(found.values())


def _ask(
    project: Project,
    path: str,
    engine: Engine,
    language: str,
    wanted: Sequence[_Wanted],
    row: Translated,
    glossary: Glossary,
    engines: _Engines,
) -> list[_Wanted]:
    """What is left after `engine` was asked for all that is wanted."""
    left: list[_Wanted] = []
    for start in range(0, len(wanted), _BATCH):
        asked = wanted[start : start + _BATCH]
        batch = Batch(project.source, language, tuple(item.request for item in asked))
        first = [item.first for item in asked]
        try:
            survey = engines.survey(engine, language, glossary, batch)
            kept = asyncio.run(faithful(engine, batch, _DEADLINE_S, glossary, survey, first))
        except EngineError as error:
            row.reasons[f"{engine.name}: {error.message}"] = len(wanted) - start
            return [*left, *wanted[start:]]
        drafts = [each.draft for each in kept]
        made = [(item, draft) for item, draft in zip(asked, drafts, strict=True) if draft.text]
        if made:
            put = _put(project, path, engine.name, made, language, glossary)
            _count_terms(row.terms, kept)
            row.drafted[engine.name] = row.drafted.get(engine.name, 0) + put
        for item, draft in zip(asked, drafts, strict=True):
            if not draft.text:
                left.append(item)
                if draft.reason:
                    reason = f"{engine.name}: {draft.reason}"
                    row.reasons[reason] = row.reasons.get(reason, 0) + 1
    return left


def _count_terms(counts: dict[str, int], kept: Sequence[Kept]) -> None:
    for one in kept:
        if not one.draft.text:
            continue
        numbers = (one.restored, one.chosen, one.substituted, one.heeded, len(one.lost))
        for name, number in zip(("restored", "chosen", "substituted", "heeded", "lost"), numbers, strict=True):
            if number:
                counts[name] = counts.get(name, 0) + number


def _put(
    project: Project,
    path: str,
    engine: str,
    made: Sequence[tuple[_Wanted, Draft]],
    language: str,
    glossary: Glossary,
) -> int:
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
        for wanted, draft in made:
            key = wanted.entry
            if not draft.text or is_marker(draft.text, wanted.request.text):
                continue
            if key in live and catalog.translation(key) is None and catalog.inside(key) is None:
                origin = Origin(engine, draft.detail, today, digest(draft.text))
                is_approved = draft.approved and not wanted.is_corrected
                state = State.APPROVED if is_approved else State.DRAFT
                said = (
                    []
                    if is_approved
                    else doubts(key.text, draft.text, language, glossary, source_language=project.source)
                )
                catalog.put(key, Translation(draft.text, state, origin), doubts=said)
                count += 1
        return catalog.data

    files.update(project.file(path), change, root=project.folder)
    return count


class _Engines:
    """The engines of one language, made when first asked; those that cannot be had leave a fix."""

    def __init__(self, project: Project, policy: Policy, memory: Remembering, names: Sequence[str]) -> None:
        self.project = project
        self.policy = policy
        self.memory = memory
        self.names = list(names)
        self.fixes: list[str] = []
        self._made: dict[str, Engine | None] = {}
        self._surveys: dict[str, Survey] = {}

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

    def survey(self, engine: Engine, language: str, glossary: Glossary, batch: Batch) -> Survey:
        """How the engine treats tokens; tried only when a text of the batch holds a term."""
        if engine.name not in self._surveys:
            if not any(find_terms(request.text, glossary, batch.source) for request in batch.requests):
                return UNKNOWN
            self._surveys[engine.name] = survey_of(self.project, engine, language)
        return self._surveys[engine.name]

    def close(self) -> None:
        for engine in self._made.values():
            if engine is not None:
                engine.close()
