"""What an engine gets, told letter for letter: before it is sent, or instead of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.model.drafting import Batch, Draft, Engine

UNSENT = "nothing is sent in a dry run"


@dataclass(frozen=True, slots=True)
class Seen:
    """A batch as the engine gets it, where that goes, and the body of the request where the engine can tell it."""

    engine: str
    destination: str
    batch: Batch
    wire: str = ""


class Unsent:
    """An engine that is never asked: what it would get is told, and comes back without drafts. `pick` gives the part of
    a batch that is to be told."""

    def __init__(self, engine: Engine, tell: Callable[[Seen], None], pick: Callable[[Batch], Batch]) -> None:
        self.name = engine.name
        self.caps = engine.caps
        self._engine = engine
        self._tell = tell
        self._pick = pick

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)  # what an engine may have besides

    def missing(self, source: str, target: str) -> str:
        return self._engine.missing(source, target)

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        part = self._pick(batch)
        if part.requests:
            self._tell(seen(self._engine, part))
        return [Draft(None, reason=UNSENT) for _ in batch.requests]

    def close(self) -> None:
        self._engine.close()


def seen(engine: Engine, batch: Batch) -> Seen:
    """What there is to tell of a batch on its way to an engine."""
    wire = getattr(engine, "wire", None)
    return Seen(engine.name, destination(engine), batch, str(wire(batch)) if callable(wire) else "")


def destination(engine: Engine) -> str:
    """Where the texts of an engine go: the address or command of its settings, else the engine's own, else nowhere."""
    reaches = getattr(engine, "reaches", None)
    named = str(reaches()) if callable(reaches) else ""
    return named or (engine.name if engine.caps.network else "this machine")
