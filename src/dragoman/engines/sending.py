"""The way of one request to an engine: when it may go, what became of it, and whether it goes again or in halves."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from dragoman.engines.accounts import Accounts, Open
from dragoman.engines.breaker import Breaker
from dragoman.engines.clock import Clock
from dragoman.engines.fingerprint import destination
from dragoman.engines.limiting import Turnstile
from dragoman.engines.on_way import Text
from dragoman.engines.retrying import Patience
from dragoman.model.drafting import Batch, Draft, Engine
from dragoman.model.errors import EngineError

BUDGET_REACHED = "budget reached"
STOPPED = "stopped before it was asked"
_POLL_S = 1.0  # while another request tries an engine that rests


@dataclass(frozen=True, slots=True)
class Manners:
    """How an engine is asked.

    `in_flight`: requests at once; 0 is the engine's own concurrency. `per_minute` and `characters_per_minute`: within
    any minute; 0 is no limit. `retries` of one request, each with a deadline of `deadline_s`, all within `patience_s`.
    After `failures` in a row the engine rests for `rest_s`; one that has failed for `patience_s` is not waited for.
    """

    in_flight: int = 0
    per_minute: int = 0
    characters_per_minute: int = 0
    retries: int = 4
    deadline_s: float = 60.0
    failures: int = 5
    rest_s: float = 30.0
    patience_s: float = 300.0


USUAL = Manners()


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one request: `asked` just before it leaves, then `answered` or `failed` (`reason` says why); or
    `remembered`, when nothing was sent because the ledger has the answers.

    `batch` is letter for letter what the engine is given, `destination` the address or command line that its settings
    name. `cost` is what is expected (`asked`) or what was paid, in `currency` ("" where nothing is).
    """

    engine: str
    destination: str
    batch: Batch
    outcome: Literal["asked", "answered", "failed", "remembered"]
    cost: Decimal = Decimal(0)
    currency: str = ""
    reason: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(request.text for request in self.batch.requests)

    @property
    def characters(self) -> int:
        return sum(len(request.text) for request in self.batch.requests)


class _StoppedError(Exception):
    """Nothing new is to be sent."""


class _LeftAloneError(EngineError):
    """The engine has failed so often that it is not asked now."""


@dataclass
class Sender:
    """Sends the requests of one event loop."""

    engine: Engine
    manners: Manners
    accounts: Accounts
    breaker: Breaker
    turnstile: Turnstile
    clock: Clock
    saw: Callable[[Sent], None] | None
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        most = self.manners.in_flight or self.engine.caps.concurrency
        self._slots: AbstractAsyncContextManager[Any] = asyncio.Semaphore(most) if most else nullcontext()

    async def send(self, batch: Batch, texts: Sequence[Text]) -> None:
        """Gives each of `texts`, which fit one request, its outcome. FileError when the ledger cannot be written."""
        patience: Patience | None = None
        while texts := [text for text in texts if not text.outcome.done()]:
            try:
                await self._try(batch, texts)
            except _StoppedError:
                _end(texts, Draft(None, reason=STOPPED))
            except EngineError as error:
                now = self.clock.now()
                patience = patience or Patience(self.manners.retries, now + self.manners.patience_s)
                if error.again == "smaller" and len(texts) > 1:
                    half = len(texts) // 2
                    await every(self.send(batch, part) for part in (texts[:half], texts[half:]))
                elif isinstance(error, _LeftAloneError) or (wait_s := patience.wait_s(error, now)) is None:
                    _end(texts, error)
                elif not await self._unless_stopped(self.clock.sleep(wait_s)):
                    _end(texts, Draft(None, reason=STOPPED))

    async def _try(self, batch: Batch, texts: Sequence[Text]) -> None:
        """One request with as many of `texts` as still need it and can be paid; the outcomes of those."""
        async with self._slots:
            is_trial = await self._may_go(sum(len(text.request.text) for text in texts))
            try:
                texts = self._not_kept(batch, texts)
                count, reserved = self.accounts.reserve([text.request for text in texts])
                _end(texts[count:], Draft(None, reason=BUDGET_REACHED))
                texts = texts[:count]
                if texts:
                    requests = tuple(text.request for text in texts)
                    part = replace(batch, requests=requests, token=_token(texts))
                    await self._ask(part, texts, await self.accounts.begin(part, reserved), is_trial=is_trial)
            finally:
                if is_trial:
                    self.breaker.is_left()

    async def _ask(self, part: Batch, texts: Sequence[Text], it: Open, *, is_trial: bool) -> None:
        if self.stopping.is_set():
            await self.accounts.failed(it, STOPPED, is_sent=False)
            raise _StoppedError
        self._tell(part, "asked", it.reserved)
        try:
            try:
                async with asyncio.timeout(self.manners.deadline_s) as limit:
                    drafts = await self.engine.translate(part)
            except TimeoutError:
                within = f" within {self.manners.deadline_s:g} s" if limit.expired() else " in time"
                raise EngineError(f"{self.engine.name} gave no answer{within}", again="later") from None
            _must_fit(self.engine.name, drafts, len(texts))
        except EngineError as error:
            self._heed(error, is_trial)
            self._tell(part, "failed", it.reserved if error.sent else Decimal(0), error.message)
            await self.accounts.failed(it, error.message, is_sent=error.sent)
            raise
        except BaseException:  # cancelled, or a bug in an engine
            self.accounts.left(it)
            raise
        self.breaker.has_worked()
        cost = await self.accounts.answered(it, part, [text.key for text in texts], drafts)
        self._tell(part, "answered", cost)
        for text, draft in zip(texts, drafts, strict=True):
            text.ends(draft, is_answered=True)

    async def _may_go(self, characters: int) -> bool:
        """Waits for breaker and limits. True when this is the trial of a resting engine, and nobody else's."""
        while True:
            if self.stopping.is_set():
                raise _StoppedError
            if self.breaker.is_open and not await self._unless_stopped(self._rested()):
                raise _StoppedError
            is_trial = self.breaker.is_open  # and nobody's but ours
            if self.turnstile.is_free():
                return is_trial
            try:
                if not await self._unless_stopped(self.turnstile.through(characters)):
                    raise _StoppedError
            except BaseException:
                if is_trial:
                    self.breaker.is_left()
                raise
            if is_trial or not self.breaker.is_open:
                return is_trial

    async def _rested(self) -> None:
        while (wait_s := self.breaker.wait_s(self.clock.now())) > 0:
            if self.breaker.is_vain():
                raise _LeftAloneError(
                    f"{self.engine.name} is not asked again for now: {self.breaker.reason}",
                    again="later",
                    sent=False,
                )
            await self.clock.sleep(min(wait_s, _POLL_S))

    def _not_kept(self, batch: Batch, texts: Sequence[Text]) -> list[Text]:
        """`texts` without those that another run has had answered meanwhile."""
        known = self.accounts.kept({text.key: text.request for text in texts}, batch)
        for text in texts:
            if draft := known.get(text.key):
                text.ends(draft, is_answered=True)
        return [text for text in texts if text.key not in known]

    def _heed(self, error: EngineError, is_trial: bool) -> None:
        """What a failure means for the requests that come after it."""
        now = self.clock.now()
        self.breaker.reason = error.message
        match error.again:
            case "exhausted":
                self.breaker.open_for(now, self.clock.until_tomorrow())
            case "smaller":
                self.breaker.has_worked()
            case "no":
                self.breaker.has_failed(now, is_trial=is_trial, is_hopeless=True)
            case "later":
                self.breaker.has_failed(now, is_trial=is_trial, counts=error.after_s is None)
                if error.after_s is not None:
                    self.turnstile.hold_until(now + error.after_s)

    async def _unless_stopped(self, work: Coroutine[Any, Any, None] | Awaitable[None]) -> bool:
        """False when the stop came before `work` was done, which is then given up."""
        task = asyncio.ensure_future(work)
        stop = asyncio.ensure_future(self.stopping.wait())
        try:
            await asyncio.wait([task, stop], return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                task.result()
                return True
            return False
        finally:
            for each in (task, stop):
                each.cancel()
            await asyncio.gather(task, stop, return_exceptions=True)

    def _tell(self, part: Batch, outcome: Literal["asked", "answered", "failed"], cost: Decimal, why: str = "") -> None:
        if self.saw is not None:
            self.saw(Sent(self.engine.name, destination(self.engine), part, outcome, cost, self.accounts.currency, why))


async def every(work: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Waits for all, also when one fails: what is paid is to come home. Then the first failure is raised."""
    found = await asyncio.gather(*work, return_exceptions=True)
    if failure := next((each for each in found if each is not None), None):
        raise failure


def _end(texts: Iterable[Text], outcome: Draft | EngineError) -> None:
    for text in texts:
        text.ends(outcome)


def _token(texts: Sequence[Text]) -> str:
    return hashlib.blake2b(b"".join(text.key for text in texts), digest_size=16).hexdigest()


def _must_fit(name: str, drafts: Sequence[Draft], count: int) -> None:
    if len(drafts) != count:
        raise EngineError(
            f"{name} gave {len(drafts)} answers to {count} texts: nobody can say which belongs to which",
            again="smaller",
        )
    if any(not isinstance(draft, Draft) for draft in drafts):
        raise EngineError(f"{name} gave something else than drafts")
