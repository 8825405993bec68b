"""Asking an engine with manners: within its limits, the budget and its patience, and never twice for what is paid."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.engines.accounts import Accounts, Budget
from dragoman.engines.breaker import Breaker
from dragoman.engines.chunking import chunks, too_large
from dragoman.engines.clock import REAL, Clock
from dragoman.engines.fingerprint import destination, fingerprints, parameters, version
from dragoman.engines.limiting import Turnstile
from dragoman.engines.on_way import OnWay, Text
from dragoman.engines.sending import BUDGET_REACHED, STOPPED, USUAL, Manners, Sender, Sent, every
from dragoman.memory.ledger import Ledger
from dragoman.model.drafting import Batch, Capabilities, Draft, Engine, Request
from dragoman.model.errors import EngineError

__all__ = ["BUDGET_REACHED", "STOPPED", "Asked", "Budget", "Manners", "Sent"]


class Asked:
    """An engine as it is asked: an Engine itself, whose `caps` bound a text but no batch.

    A batch goes: kept answers → the same texts once → requests within the limits → budget → breaker → rate → the intent
    written → the engine, under a deadline → answers and cost written in one transaction. What fails is asked again when
    the engine says that helps, or in halves; the rest are drafts that say why. Law: one Draft for each request, in
    order; nothing that the ledger has is asked again; nothing is sent whose intent is not on the disk.

    Answers are kept as they came, before anybody judged them, so what a judge refuses is not paid again either. A draft
    without a text is not kept. Not covered: a text that another process is sending at this very moment is sent twice.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        manners: Manners = USUAL,
        ledger: Ledger | None = None,
        budget: Budget | None = None,
        terms: str = "",
        saw: Callable[[Sent], None] | None = None,
        clock: Clock = REAL,
    ) -> None:
        """`terms` is the version of a glossary that the engine uses as a whole; terms that go along with a text are
        part of its key anyway. `saw` is told of each request. ConfigError when the budget is in another currency."""
        self.engine = engine
        self.name = engine.name
        self.caps: Capabilities = replace(engine.caps, max_items=0, max_bytes=0, concurrency=0)
        self.manners = manners
        self._accounts = Accounts(engine, ledger, budget, terms)
        self._breaker = Breaker(manners.failures, manners.rest_s, manners.patience_s)
        self._turnstile = Turnstile(manners.per_minute, manners.characters_per_minute, clock)
        self._saw = saw
        self._clock = clock
        self._sender: Sender | None = None
        self._on_way = OnWay()
        self._is_stopped = False

    def missing(self, source: str, target: str) -> str:
        return self.engine.missing(source, target)

    def version(self, source: str, target: str) -> str:
        return version(self.engine, source, target)

    def parameters(self) -> str:
        return parameters(self.engine)

    def reaches(self) -> str:
        return destination(self.engine)

    def close(self) -> None:
        self.engine.close()

    def stop(self) -> None:
        """Nothing new is sent from now on; what is on its way is waited for by who asked. From any thread or handler of
        a signal."""
        self._is_stopped = True
        sender = self._sender
        if sender is not None and not sender.loop.is_closed():
            sender.loop.call_soon_threadsafe(sender.stopping.set)

    async def translate(self, batch: Batch) -> list[Draft]:
        """One Draft for each request, in order. EngineError when the engine failed and nothing was answered at all;
        FileError when the ledger cannot be read or written (what was on its way then is waited for first)."""
        sender = self._here()
        key_of = fingerprints(self.engine, batch, self._accounts.terms)
        keys = [key_of(request) for request in batch.requests]
        wanted = dict(zip(keys, batch.requests, strict=True))
        outcomes: dict[bytes, Draft | EngineError] = {}
        outcomes |= self._kept(batch, wanted)
        is_answered = bool(outcomes)
        for key, request in wanted.items():
            if key not in outcomes and (reason := too_large(request.text, self.engine.caps)):
                outcomes[key] = Draft(None, reason=reason)
        while left := [(key, request) for key, request in wanted.items() if key not in outcomes]:
            own, others = self._on_way.divide(left)
            try:
                await every(sender.send(batch, part) for part in self._parts(own))
            finally:
                self._on_way.let_go(own)
            if others:
                await asyncio.wait([text.outcome for text in others])
            for text in (*own, *others):
                if not text.outcome.cancelled():  # else whoever sent it was cancelled, and it is ours now
                    outcomes[text.key] = text.outcome.result()
                    is_answered = is_answered or text.is_answered
        failure = next((each for each in outcomes.values() if isinstance(each, EngineError)), None)
        if failure is not None and not is_answered:
            raise failure
        return [_as_draft(outcomes[key]) for key in keys]

    def _here(self) -> Sender:
        """The sender of the running event loop."""
        loop = asyncio.get_running_loop()
        if self._sender is None or self._sender.loop is not loop:
            self._turnstile.renew()
            self._sender = Sender(
                self.engine, self.manners, self._accounts, self._breaker, self._turnstile, self._clock, self._saw
            )
            self._on_way = OnWay()
        if self._is_stopped:
            self._sender.stopping.set()
        return self._sender

    def _kept(self, batch: Batch, wanted: dict[bytes, Request]) -> dict[bytes, Draft]:
        known = self._accounts.kept(wanted, batch)
        if known and self._saw is not None:
            part = replace(batch, requests=tuple(wanted[key] for key in known))
            self._saw(Sent(self.name, self.reaches(), part, "remembered", currency=self._accounts.currency))
        return known

    def _parts(self, texts: Sequence[Text]) -> list[list[Text]]:
        caps = self.engine.caps
        most = self.manners.characters_per_minute
        if most and (not caps.max_characters or most < caps.max_characters):
            caps = replace(caps, max_characters=most)
        return list(chunks(texts, lambda text: text.request.text, caps))


def _as_draft(outcome: Draft | EngineError) -> Draft:
    return Draft(None, reason=outcome.message) if isinstance(outcome, EngineError) else outcome
