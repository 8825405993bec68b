"""engines: which engines there are, where they go, what the user has said about that, and how they treat tokens."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman import plugins
from dragoman.engines.probing import Survey
from dragoman.engines.watching import destination
from dragoman.glossary.terms import Glossary
from dragoman.model import ConfigError, DragomanError, EngineError, Price
from dragoman.project import Project
from dragoman.project.trust import Trust, grant, is_address, revoke
from dragoman.workflow.purse import Purse
from dragoman.workflow.routes import Ready, make
from dragoman.workflow.surveying import try_out


@dataclass
class Known:
    """One engine. `is_used`: a chain of the project names it. `reaches` is what its settings name, "" for nothing;
    `trust` then "no", "yes", or "local" when the user said that texts stay on this machine there.

    `pairs` are those it is known to have, `missing` the way out for each language that it cannot serve, `reach` what
    came of trying to reach it: "ok", what is wrong, or "" where that was not tried. `fault`: it cannot be made at all.
    """

    name: str
    kind: str
    is_used: bool
    destination: str = ""
    reaches: str = ""
    trust: str = ""
    pairs: list[tuple[str, str]] = field(default_factory=list)
    price: Price | None = None
    missing: dict[str, str] = field(default_factory=dict)
    reach: str = ""
    fault: str = ""


def known_engines(project: Project, *, check: bool = False) -> list[Known]:
    """The engines that the project names, in the order of its chains, then all others that are installed.

    Nothing is contacted, unless with `check`: then those that are trusted and used or set up.
    """
    used = list(dict.fromkeys(_chains(project)))
    names = dict.fromkeys([*used, *project.engines, *plugins.names(plugins.ENGINES)])
    return [
        _known(project, name, is_used=name in used, check=check and name in {*used, *project.engines}) for name in names
    ]


def _chains(project: Project) -> list[str]:
    chains = [project.policy(language).engines for language in project.languages]
    chains += [chain for rule in project.rules for chain in rule.engines.values()]
    return [name for chain in chains for name in chain]


def _known(project: Project, name: str, *, is_used: bool, check: bool) -> Known:
    setup = project.engine(name)
    found = Known(name, setup.kind, is_used)
    try:
        ready = make(project, setup)
    except ConfigError as error:
        found.fault = error.message
        return found
    engine = ready.engine
    found.destination, found.reaches, found.price = destination(engine), ready.reaches, engine.caps.price
    if ready.reaches:
        found.trust = "no" if not ready.is_trusted else "local" if ready.is_local else "yes"
    try:
        if ready.is_trusted:
            if check:
                found.reach = _reach(ready)
            found.missing = {tag: way for tag in project.languages if (way := engine.missing(project.source, tag))}
            pairs = getattr(engine, "pairs", None)
            found.pairs = [(str(a), str(b)) for a, b in pairs()] if callable(pairs) else []
    finally:
        engine.close()
    return found


def _reach(ready: Ready) -> str:
    """What came of asking whether it is there; "" for an engine that has nothing to ask."""
    reach = getattr(ready.engine, "reach", None)
    if not callable(reach):
        return ""
    try:
        return str(asyncio.run(reach())) or "ok"
    except DragomanError as error:
        return error.message


def what_it_means(project: Project, name: str) -> tuple[str, list[str]]:
    """The value that an engine's settings name, and what trusting it lets happen. ConfigError when they name none."""
    ready = make(project, project.engine(name))
    ready.engine.close()
    if not ready.reaches:
        raise ConfigError(
            f"the settings of engine {name} name no address and no command, so there is nothing to trust",
            hint="it goes only where its own code says; naming it in 'engines' is enough",
        )
    if is_address(ready.reaches):
        address, _, key = ready.reaches.partition("#")
        means = [f"texts of this project are sent to {address}"]
        means += [f"with the key that stands under {key.partition('=')[2]}"] if key else []
    else:
        means = [f"with your rights on this machine, this is run: {ready.reaches}", "it gets texts of this project"]
    return ready.reaches, means


def trust(project: Project, name: str, value: str, *, local: bool) -> None:
    """Keeps the user's word about the value that was shown. ConfigError when the settings name another one by now."""
    if what_it_means(project, name)[0] != value:
        raise ConfigError(f"the settings of engine {name} have changed meanwhile", hint="look at them again")
    grant(project.folder, name, value, local=local)


def distrust(project: Project, name: str) -> list[Trust]:
    """Takes all back that was said about an engine of the project; what that was."""
    return revoke(project.folder, name)


def probe_engine(project: Project, name: str, languages: Sequence[str]) -> dict[str, Survey | None]:
    """How an engine treats each design of tokens, by language, tried now; None where it needs none.

    Raises EngineError when it may not or cannot be asked.
    """
    purse = Purse(project, Glossary(), None, tried=datetime.datetime.now(datetime.UTC).isoformat())
    ready = make(project, project.engine(name))
    try:
        if ready.distrust:
            raise EngineError(f"engine {name} is not asked before you trust it", hint=ready.distrust)
        ready = purse.wrap(ready)
        return asyncio.run(_probe(project, ready, languages))
    finally:
        ready.engine.close()
        purse.close()


async def _probe(project: Project, ready: Ready, languages: Sequence[str]) -> dict[str, Survey | None]:
    found: dict[str, Survey | None] = {}
    engine = ready.trial or ready.engine
    for language in languages:
        if way_out := engine.missing(project.source, language):
            raise EngineError(f"engine {ready.setup.name} cannot translate into {language}", hint=way_out)
        keeps_tags = engine.caps.stored or engine.caps.markup
        found[language] = None if keeps_tags else await try_out(project, engine, language)
    return found
