"""Which engines may be asked for an article in a language, in which order; and why the others may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from dragoman import plugins
from dragoman.engines.named import Named
from dragoman.model import ConfigError, Engine, EngineSettings, Recall
from dragoman.project import Article, EngineSetup, Project
from dragoman.project.engines import COMMON
from dragoman.project.trust import is_address, trust_of, why_not_local


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """An engine as it was made from the project's settings. `reaches` is the address or command that they name, "" for
    none; `is_local` that what it is given stays on this machine, by its nature or by the user's word. `trial` is the
    same engine to be tried out with: what it said on another day is not remembered."""

    engine: Engine
    setup: EngineSetup
    reaches: str = ""
    is_trusted: bool = True
    is_local: bool = False
    trial: Engine | None = None

    @property
    def distrust(self) -> str:
        """The line that lets it be asked, or "" when it may be."""
        if self.is_trusted:
            return ""
        would = "would contact" if is_address(self.reaches) else "would run"
        return f"dragoman engines trust {self.setup.name}  # it {would} {self.reaches}"


@dataclass(frozen=True, slots=True)
class Route:
    """The engines to ask, in order; why others of the chain are not asked, by name; and the lines that mend that."""

    engines: tuple[Ready, ...]
    unasked: tuple[tuple[str, str], ...] = ()
    fixes: tuple[str, ...] = ()


def make(project: Project, setup: EngineSetup, recall: Recall | None = None, accept: str = "") -> Ready:
    """The engine of a setup, which contacts nothing yet. Raises ConfigError for what its plug-in does not know."""
    kind = cast("type[Engine]", plugins.load(plugins.ENGINES, setup.kind))
    try:
        plain = kind(EngineSettings(setup.options, recall, accept))  # type: ignore[call-arg]
    except ConfigError as error:
        hint = error.hint
        if hint.startswith("its options:"):
            hint += f"; of every engine: {', '.join(COMMON)}"
        raise ConfigError(error.message, error.where, hint) from None
    engine: Engine = plain
    if setup.price is not None or setup.name != plain.name:
        engine = Named(plain, setup.name, setup.price)
    reaches = getattr(engine, "reaches", None)
    value = str(reaches()) if callable(reaches) else " ".join(_addresses(setup.options))
    if not value:
        return Ready(engine, setup, is_local=not engine.caps.network)
    trust = trust_of(project.folder, setup.name, value)
    is_local = trust is not None and trust.local and not why_not_local(value)
    return Ready(engine, setup, value, trust is not None, is_local)


def _addresses(options: object) -> Iterator[str]:
    """Every address in the settings of an engine that does not say itself what it reaches."""
    if isinstance(options, str):
        yield from [options] if is_address(options) else []
    elif isinstance(options, Mapping):
        for value in options.values():
            yield from _addresses(value)
    elif isinstance(options, list | tuple):
        for value in options:
            yield from _addresses(value)


class Routes:
    """The engines of a run, each made when first needed and shared by all languages; one that only repeats what people
    approved is made for each, as what it may approve is a matter of the policy."""

    def __init__(self, project: Project, recall: Recall, only: str = "") -> None:
        self._project = project
        self._recall = recall
        self._only = only
        self._made: dict[tuple[str, str], Ready] = {}
        self._missing: dict[tuple[str, str], str] = {}
        self.wrap: Callable[[Ready], Ready] = lambda ready: ready

    def route(self, article: Article, language: str, secret: str) -> Route:
        """The way of an article's texts into a language. `secret` is why they must stay on this machine, or ""."""
        engines: list[Ready] = []
        unasked: list[tuple[str, str]] = []
        fixes: list[str] = []
        for name in dict.fromkeys(self.chain(article, language)):
            ready = self._ready(name, language)
            if ready.distrust:
                unasked.append((name, "not asked: nobody has said yet that it may be"))
                fixes.append(ready.distrust)
            elif secret and not ready.is_local:
                unasked.append((name, f"not asked: {secret}"))
                if ready.reaches and not why_not_local(ready.reaches):
                    fixes.append(f"dragoman engines trust {name} --local  # if texts stay on this machine there")
            elif way_out := self._way_out(ready, language):
                fixes.append(way_out)
            else:
                engines.append(ready)
        return Route(tuple(engines), tuple(unasked), tuple(fixes))

    def chain(self, article: Article, language: str) -> Sequence[str]:
        """The names of the engines for an article, in order, whether they may be asked or not."""
        return (self._only,) if self._only else self._project.chain(article, language)

    def close(self) -> None:
        for ready in self._made.values():
            ready.engine.close()

    def _ready(self, name: str, language: str) -> Ready:
        for key in ((name, ""), (name, language)):
            if key in self._made:
                return self._made[key]
        accept = self._project.policy(language).accept
        ready = make(self._project, self._project.engine(name), self._recall, accept)
        key = (name, language if ready.engine.caps.stored else "")
        self._made[key] = self.wrap(ready) if ready.is_trusted else ready
        return self._made[key]

    def _way_out(self, ready: Ready, language: str) -> str:
        key = (ready.setup.name, language)
        if key not in self._missing:
            self._missing[key] = ready.engine.missing(self._project.source, language)
        return self._missing[key]
