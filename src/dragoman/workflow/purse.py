"""What a run may spend and has spent: every engine asked with its manners, under one budget, into one ledger."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from dragoman.engines.asking import Asked, Budget, Manners, Sent
from dragoman.engines.redacting import Fenced
from dragoman.engines.watching import Seen, seen
from dragoman.glossary.terms import Glossary
from dragoman.memory.ledger import Ledger
from dragoman.model import ConfigError, Engine
from dragoman.project import EngineSetup, Project
from dragoman.project.engines import price_of
from dragoman.workflow.asking import redacted
from dragoman.workflow.routes import Ready, make

_USUAL = Manners()


def read_budget(project: Project, text: str, only: str = "") -> Budget:
    """`5 EUR`, or `5` where all priced engines of the project (or `only` that one) have one currency.

    Raises ConfigError when it is no amount, or does not fit the engines' prices.
    """
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]{3})?\s*", text)
    if found is None:
        raise ConfigError(f"{text!r} is no budget", hint='write it like 5 or "2.50 EUR"')
    currencies: dict[str, str] = {}  # and an engine that has it
    for name in dict.fromkeys((only,) if only else _names(project)):
        ready = make(project, project.engine(name))
        price = ready.engine.caps.price
        ready.engine.close()
        if price is not None and price.amount:
            currencies.setdefault(price.currency, name)
    currency = (found[2] or "").upper() or next(iter(currencies), "")
    if not currency:
        hint = 'say what it costs: price = 20, currency = "EUR" in [engines.NAME]'
        raise ConfigError("no engine that would be asked has a price", hint=hint)
    others = {each: name for each, name in currencies.items() if each != currency}
    for each, name in others.items():
        hint = f"give prices in {currency}: price = …, currency = {currency!r} in [engines.{name}]"
        raise ConfigError(f"the budget is in {currency}, and {name} is priced in {each}", hint=hint)
    return Budget(price_of(found[1], currency).amount, currency)


def _names(project: Project) -> Iterator[str]:
    for language in project.languages:
        yield from project.policy(language).engines
    for rule in project.rules:
        for chain in rule.engines.values():
            yield from chain


class Purse:
    """The engines of a run as they are asked. `tell` hears when something was paid, `show` of every request just before
    it leaves."""

    def __init__(
        self,
        project: Project,
        glossary: Glossary,
        budget: Budget | None,
        tell: Callable[[], None] = lambda: None,
        show: Callable[[Seen], None] | None = None,
        tried: str = "",
    ) -> None:
        """`tried` names a trial of an engine; what one of the same name said is not paid again. "": that of today."""
        self.spent: dict[str, Decimal] = {}
        self._project = project
        self._terms = terms_version(glossary)
        self._tried = f"tried {tried or datetime.date.today().isoformat()}"
        self._budget = budget
        self._tell = tell
        self._show = show
        self._asked: list[Asked] = []
        self._ledger: Ledger | None = None
        self._is_stopped = False

    def wrap(self, ready: Ready) -> Ready:
        """An engine with all that stands around it: nothing reaches it but through here."""
        engine = ready.engine
        ledger = self._opened() if is_kept(engine) else None
        terms = self._terms if engine.caps.terms else ""
        strings = redacted(self._project, ready)
        asked = self._ask(ready, ledger, terms)
        trial = self._ask(ready, ledger, self._tried)
        if not strings:
            return replace(ready, engine=asked, trial=trial)
        return replace(ready, engine=Fenced(asked, strings, getattr(engine, "wire", None)), trial=trial)

    def stop(self) -> None:
        """Nothing more is sent."""
        self._is_stopped = True
        for asked in self._asked:
            asked.stop()

    def close(self) -> None:
        if self._ledger is not None:
            self._ledger.close()

    def _ask(self, ready: Ready, ledger: Ledger | None, terms: str) -> Asked:
        def saw(sent: Sent) -> None:
            self._hear(ready.engine, sent)

        manners = manners_of(ready.setup)
        asked = Asked(ready.engine, manners=manners, ledger=ledger, budget=self._budget, terms=terms, saw=saw)
        if self._is_stopped:
            asked.stop()
        self._asked.append(asked)
        return asked

    def _hear(self, engine: Engine, sent: Sent) -> None:
        if sent.outcome == "asked":
            if self._show is not None:
                self._show(seen(engine, sent.batch))
        elif sent.outcome in ("answered", "failed") and sent.cost:
            self.spent[sent.currency] = self.spent.get(sent.currency, Decimal()) + sent.cost
            self._tell()

    def _opened(self) -> Ledger:
        if self._ledger is None:
            self._ledger = Ledger(self._project.ledger_file)
        return self._ledger


def terms_version(glossary: Glossary) -> str:
    """Changes whenever a term does, for engines that use the glossary as a whole."""
    return hashlib.sha256(repr(glossary.terms).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_kept(engine: Engine) -> bool:
    """True when an engine's answers are worth a place in the ledger."""
    caps = engine.caps
    says_version = callable(getattr(engine, "version", None))
    return not caps.stored and (caps.network or caps.price is not None or says_version)


def manners_of(setup: EngineSetup) -> Manners:
    """How an engine is asked, as its settings have it."""
    return replace(
        _USUAL,
        in_flight=setup.in_flight,
        per_minute=setup.per_minute,
        characters_per_minute=setup.characters_per_minute,
        retries=_USUAL.retries if setup.retries is None else setup.retries,
        deadline_s=_USUAL.deadline_s if setup.deadline_s is None else setup.deadline_s,
    )
