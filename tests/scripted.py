"""A paid engine that does what a script tells it, call by call, and whose answers show their questions."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dragoman.model import Batch, Capabilities, Draft, EngineError, Price

PRICE = Price(Decimal("20"), "EUR")
PAID = Capabilities(network=True, price=PRICE, concurrency=3)
ACTIONS = ("ok", "later", "pause", "unsent", "smaller", "no", "exhausted", "hang", "short", "long", "none", "dear")


def answer(text: str, target: str = "es") -> str:
    return f"{target}:{text}"


@dataclass
class ScriptedEngine:
    """`script` has an action for each call, then all is well. `calls` are the texts of each call, `given` those that
    were answered, `bill` the characters of all calls that may have been billed."""

    script: Sequence[str] = ()
    caps: Capabilities = PAID
    name: str = "scripted"
    calls: list[list[str]] = field(default_factory=list)
    given: set[str] = field(default_factory=set)
    bill: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    tokens: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._actions: Iterator[str] = iter(self.script)

    def missing(self, source: str, target: str) -> str:
        return ""

    def close(self) -> None:
        pass

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        texts = [request.text for request in batch.requests]
        action = next(self._actions, "ok")
        self.calls.append(texts)
        self.tokens.append(batch.token)
        if action != "unsent":
            self.bill += sum(map(len, texts))
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await asyncio.sleep(0)
            return await self._answer(action, texts, batch.target)
        finally:
            self.in_flight -= 1

    async def _answer(self, action: str, texts: list[str], target: str) -> Sequence[Draft]:
        drafts = [Draft(answer(text, target), "model-1", billed=len(text)) for text in texts]
        match action:
            case "later" | "smaller" | "no" | "exhausted":
                raise EngineError(f"it said {action}", again=action)  # type: ignore[arg-type]
            case "pause":
                raise EngineError("too many requests", again="later", after_s=7)
            case "unsent":
                raise EngineError("no connection", again="later", sent=False)
            case "hang":
                await asyncio.sleep(60)
            case "short":
                return drafts[1:]
            case "long":
                return [*drafts, drafts[0]]
            case "none":
                drafts[0] = Draft(None, "model-1", "it has no word for it", billed=len(texts[0]))
            case "dear":
                pass
        self.given.update(text for text, draft in zip(texts, drafts, strict=True) if draft.text is not None)
        return drafts
