"""The money side of asking an engine: what it may cost, what it did, and the record of both."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import TypeVar

from dragoman.engines.fingerprint import parameters, version
from dragoman.memory.ledger import NANO, Answer, Entry, Intent, Ledger
from dragoman.model.drafting import Batch, Draft, Engine, Price, Request
from dragoman.model.errors import ConfigError

T = TypeVar("T")
_ESTIMATED = "estimated"  # flag of an answer whose bill the service did not send
_NANO = Decimal(1) / NANO
_BYTES_A_TOKEN = Decimal(3)


@dataclass
class Budget:
    """What may still be spent in this run: `limit` of `currency` (ISO 4217), shared by all its engines.

    Law: as long as no bill is above what was reserved for it, `spent` never exceeds `limit`.
    """

    limit: Decimal
    currency: str
    spent: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    is_reached: bool = False  # something was not sent for want of money

    @property
    def left(self) -> Decimal:
        return self.limit - self.spent - self.reserved

    def reserve(self, amount: Decimal) -> bool:
        """True when `amount` could be laid aside."""
        if amount > 0 and amount > self.left:
            self.is_reached = True
            return False
        self.reserved += amount
        return True

    def settle(self, reserved: Decimal, spent: Decimal) -> None:
        """What was laid aside is free again but for what was spent of it."""
        self.reserved -= reserved
        self.spent += spent

    def must_know(self, price: Price | None, engine: str) -> None:
        """ConfigError when the engine's price is in another currency."""
        if price is not None and price.amount and price.currency != self.currency:
            raise ConfigError(
                f"the budget is in {self.currency}, but engine {engine} is priced in {price.currency}",
                hint=f"give the budget in {price.currency}, or leave the engine out",
            )


@dataclass(frozen=True, slots=True)
class Open:
    """A request whose intent is on the disk (`number`; None where nobody has to know) and whose cost is reserved."""

    number: int | None
    intent: Intent
    reserved: Decimal
    units: int


@dataclass
class Accounts:
    """Of one engine. `terms` is the version of a glossary that it uses as a whole.

    Answers are kept of engines that leave the machine, have a price, or say their version; an intent is written for
    those that may cost.
    """

    engine: Engine
    ledger: Ledger | None
    budget: Budget | None
    terms: str
    _ratio: Decimal = field(default=Decimal(1))  # the most that was billed of what was expected

    def __post_init__(self) -> None:
        caps = self.engine.caps
        self._may_cost = caps.network or caps.price is not None
        keeps = self._may_cost or callable(getattr(self.engine, "version", None))
        if caps.stored or not keeps:
            self.ledger = None
        if self.budget is not None:
            self.budget.must_know(caps.price, self.engine.name)

    @property
    def currency(self) -> str:
        price = self.engine.caps.price
        return price.currency if price is not None else ""

    def kept(self, wanted: Mapping[bytes, Request], batch: Batch) -> dict[bytes, Draft]:
        """The answers of the ledger, by key; for them nothing is paid."""
        if self.ledger is None or not wanted:
            return {}
        found = self.ledger.look(list(wanted))
        if found:
            characters = sum(len(wanted[key].text) for key in found)
            self.ledger.reuse(self.engine.name, batch.source, batch.target, len(found), characters)
        return {key: Draft(found[key].text, found[key].detail, billed=0) for key in wanted if key in found}

    def reserve(self, requests: Sequence[Request]) -> tuple[int, Decimal]:
        """How many of the first of `requests` the budget allows, and what was laid aside for them."""
        for count in range(len(requests), 0, -1):
            cost = self.cost(self.units(requests[:count]))
            if self.budget is None or self.budget.reserve(cost):
                return count, cost
        return 0, Decimal(0)

    def units(self, requests: Sequence[Request]) -> int:
        """What is expected to be billed, in the unit of the price; more when the service was seen to bill more.

        Tokens come to a third of the UTF-8 bytes, for the text, what goes along, and an answer twice as long.
        """
        price = self.engine.caps.price
        if price is None or price.unit == "characters":
            return int((sum(len(request.text) for request in requests) * self._ratio).to_integral_value(ROUND_CEILING))
        octets = sum(
            3 * len(request.text.encode("utf-8", "surrogatepass"))
            + len((request.before + request.after).encode("utf-8", "surrogatepass"))
            for request in requests
        )
        return int((octets / _BYTES_A_TOKEN * self._ratio).to_integral_value(ROUND_CEILING))

    def cost(self, units: int) -> Decimal:
        """Of so many units, rounded up to a billionth of the currency."""
        price = self.engine.caps.price
        return (price.amount * units / 1_000_000).quantize(_NANO, ROUND_CEILING) if price else Decimal(0)

    async def begin(self, part: Batch, reserved: Decimal) -> Open:
        """Writes the intent. FileError, and nothing reserved, when that fails."""
        price = self.engine.caps.price
        intent = Intent(
            self.engine.name,
            part.source,
            part.target,
            len(part.requests),
            sum(len(request.text) for request in part.requests),
            price.unit if price else "",
            self.currency,
            _whole(reserved),
            part.token if self.engine.caps.idempotent else "",
        )
        units = self.units(part.requests)
        if self.ledger is None or not self._may_cost:
            return Open(None, intent, reserved, units)
        ledger, future = self.ledger, self.ledger.begin(intent)
        try:
            number = await _written(future)
        except BaseException as error:
            self._settle(reserved, Decimal(0))
            if isinstance(error, asyncio.CancelledError):  # the intent may still come to the disk: nothing was sent
                future.add_done_callback(lambda done: _unsent(ledger, done))
            raise
        return Open(number, intent, reserved, units)

    async def answered(self, it: Open, part: Batch, keys: Sequence[bytes], drafts: Sequence[Draft]) -> Decimal:
        """Answers and bill in one transaction; what was paid."""
        price = self.engine.caps.price
        units = [self._billed(request, draft) for request, draft in zip(part.requests, drafts, strict=True)]
        total = sum(units)
        cost = self.cost(total)
        if it.units and total > it.units:
            self._ratio *= Decimal(total) / it.units
        self._settle(it.reserved, cost)
        if self.ledger is None:
            return cost
        depends = f"{parameters(self.engine)} {version(self.engine, part.source, part.target)}".strip()
        entries: list[Entry] = []
        so_far = 0
        for key, request, draft, count in zip(keys, part.requests, drafts, units, strict=True):
            before, so_far = _whole(self.cost(so_far)), so_far + count
            if draft.text is not None:
                flags = (_ESTIMATED,) if price is not None and draft.billed is None else ()
                source = hashlib.sha256(request.text.encode("utf-8", "surrogatepass")).digest()
                answer = Answer(draft.text, draft.detail, count, _whole(self.cost(so_far)) - before, flags)
                entries.append(Entry(key, source, answer, self.terms, depends))
        if it.number is None:
            await _written(self.ledger.record(it.intent, entries))
        else:
            await _written(self.ledger.commit(it.number, entries, billed=total, cost=_whole(cost)))
        return cost

    async def failed(self, it: Open, reason: str, *, is_sent: bool) -> None:
        """What may have been billed counts as spent, and stands in the ledger as uncertain."""
        self._settle(it.reserved, it.reserved if is_sent else Decimal(0))
        if self.ledger is not None and it.number is not None:
            await _written(self.ledger.end(it.number, "uncertain" if is_sent else "unbilled", reason))

    def left(self, it: Open) -> None:
        """Nobody waits for the answer any more; the record is written all the same."""
        self._settle(it.reserved, it.reserved)
        if self.ledger is not None and it.number is not None:
            self.ledger.end(it.number, "uncertain", "cut off before the answer came")

    def _billed(self, request: Request, draft: Draft) -> int:
        if draft.billed is not None:
            return draft.billed
        price = self.engine.caps.price
        return self.units([request]) if price is not None and price.unit == "tokens" else len(request.text)

    def _settle(self, reserved: Decimal, spent: Decimal) -> None:
        if self.budget is not None:
            self.budget.settle(reserved, spent)


async def _written(future: Future[T]) -> T:
    """What the ledger's future gives; the writing goes on when the waiting is cancelled."""
    return await asyncio.shield(asyncio.wrap_future(future))


def _unsent(ledger: Ledger, begun: Future[int]) -> None:
    if not begun.cancelled() and begun.exception() is None:
        ledger.end(begun.result(), "unbilled", "stopped before it was sent")


def _whole(amount: Decimal) -> int:
    return int(amount * NANO)
