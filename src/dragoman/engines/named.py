"""An engine under the name that a project has for it, at the price that the project knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.model.drafting import Batch, Draft, Engine, Price


class Named:
    """`engine` with another name and, unless it is None, another price; all else is its own. An engine looks things up
    by the name it gave itself, so that one stays as it is."""

    def __init__(self, engine: Engine, name: str, price: Price | None) -> None:
        self.name = name
        self.caps = engine.caps if price is None else replace(engine.caps, price=price)
        self._engine = engine

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)  # what an engine may have besides

    def missing(self, source: str, target: str) -> str:
        return self._engine.missing(source, target)

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        return await self._engine.translate(batch)

    def close(self) -> None:
        self._engine.close()
