"""Drafts that would be made otherwise today, and stale texts that wait for a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.catalog.catalog import Catalog
from dragoman.glossary.terms import Glossary
from dragoman.model import Batch, Surroundings
from dragoman.workflow.inputs import changed, made_from
from dragoman.workflow.routes import Ready, Route
from dragoman.workflow.wanted import Wanted


def outdated(
    texts: Sequence[Wanted],
    catalog: Catalog,
    route: Route,
    around: Surroundings,
    glossary: Glossary,
    source: str,
    language: str,
) -> list[Wanted]:
    """Those of `texts`, untouched drafts of `catalog`, that were made from something else than they would be now.

    A draft is held against the engine that made it; when that is not asked any more, the first that makes something up
    would make it. What nobody knows the inputs of stays.
    """
    makers = {ready.setup.name: ready for ready in route.engines if not ready.engine.caps.stored}
    if not makers:
        return []
    found = []
    for each in texts:
        origin = each.over.origin if each.over is not None else None
        if origin is None:
            continue
        ready = makers.get(origin.engine) or next(iter(makers.values()))
        if changed(catalog.made_from(each.entry), inputs_of(ready, each, around, glossary, source, language)):
            found.append(each)
    return found


def unproposed(texts: Sequence[Wanted], catalog: Catalog, route: Route) -> tuple[list[Wanted], Route]:
    """Those of `texts`, stale ones of `catalog`, that have no proposal, and the engines that can make one."""
    engines = tuple(ready for ready in route.engines if ready.engine.caps.redrafts)
    waiting = [each for each in texts if catalog.proposal(each.entry) is None] if engines else []
    return waiting, replace(route, engines=engines)


def inputs_of(
    ready: Ready, wanted: Wanted, around: Surroundings, glossary: Glossary, source: str, language: str
) -> dict[str, str]:
    """What `ready` would make a draft from, as digests; nothing for an engine that repeats what people approved."""
    if ready.engine.caps.stored:
        return {}
    batch = Batch(source, language, (), around)
    return made_from(ready.engine, batch, wanted.request, glossary, wanted.first)
