"""A second engine asked for the texts that another one has drafted: where the two differ, a person should look."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from dragoman.engines.asking import Budget
from dragoman.glossary.terms import Glossary
from dragoman.model import ConfigError, DragomanError, EngineError, Key
from dragoman.project import Project
from dragoman.workflow.asking import Asking
from dragoman.workflow.lots import SIZE, Job, Lot, around_of
from dragoman.workflow.purse import Purse
from dragoman.workflow.reading import Reading, Trouble
from dragoman.workflow.routes import Route, Routes, make
from dragoman.workflow.secrecy import why_secret
from dragoman.workflow.translated import Translated
from dragoman.workflow.wanted import Wanted, drafted

Seconds: TypeAlias = Mapping[tuple[str, str], Mapping[Key, str]]
"""What the second engine made of texts, by article and language."""


def ask_against(
    project: Project,
    engine: str,
    works: Sequence[tuple[Reading, str]],
    glossary: Glossary,
    troubles: list[Trouble],
    budget: Budget | None = None,
) -> Seconds:
    """What `engine` makes of the drafts of another engine that nobody has touched, article by article.

    No draft is put anywhere; the answers stay in the ledger, so that none is paid twice. Where the engine may not be
    asked, or fails, it becomes a Trouble. Raises ConfigError for one that does not exist or makes nothing of its own.
    """
    ready = make(project, project.engine(engine))
    ready.engine.close()
    if ready.engine.caps.stored:
        raise ConfigError(f"{engine} only repeats what was approved", hint="name an engine that makes drafts")
    routes = Routes(project, lambda request, language: None, engine)
    purse = Purse(project, glossary, budget)
    routes.wrap = purse.wrap
    try:
        return asyncio.run(_ask(project, engine, works, glossary, routes, troubles))
    finally:
        purse.close()
        routes.close()


async def _ask(
    project: Project,
    engine: str,
    works: Sequence[tuple[Reading, str]],
    glossary: Glossary,
    routes: Routes,
    troubles: list[Trouble],
) -> Seconds:
    asking = Asking(project, glossary)
    now = datetime.datetime.now(datetime.UTC)
    found: dict[tuple[str, str], dict[Key, str]] = {}
    for reading, language in works:
        path = reading.article.path
        try:
            paired = reading.paired(language)
            texts = drafted(reading, paired, language, glossary, project.source)
            texts = [each for each in texts if not _is_of(each, engine)]
            if not texts:
                continue
            route = routes.route(reading.article, language, why_secret(project, reading, now))
            around = around_of(project, reading, paired, language, glossary, _asked(engine, route))
            made = found.setdefault((path, language), {})
            for start in range(0, len(texts), SIZE):
                some = tuple(texts[start : start + SIZE])
                lot = Lot(Job(reading.article, language, Translated(path, language)), path, route, around, some)
                for each, kept in zip(some, await asking.ask(route.engines[0], lot, some), strict=True):
                    if kept.draft.text:
                        made[each.request.key] = kept.draft.text
        except DragomanError as error:
            troubles.append(Trouble(path, error))
    return found


def _is_of(wanted: Wanted, engine: str) -> bool:
    """Whether the draft is the engine's own: it will not disagree with itself."""
    return wanted.over is not None and wanted.over.origin is not None and wanted.over.origin.engine == engine


def _asked(engine: str, route: Route) -> Route:
    """The route, where it leads to the engine. EngineError with the way out where it may not be asked."""
    if not route.engines:
        reason = "; ".join(reason for _, reason in route.unasked) or "cannot be had here"
        raise EngineError(f"{engine}: {reason}", hint="; ".join(route.fixes), sent=False)
    return route
