"""The installed Apertium as the translator of a server."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from dragoman.engines.apertium import ApertiumEngine
from dragoman.model import Batch, EngineSettings, Key, Request


class OverApertium:
    """Translates English into Spanish by its pipeline; any other target gives the texts back."""

    def __init__(self) -> None:
        self._engine = ApertiumEngine(EngineSettings())

    @property
    def missing(self) -> str:
        return self._engine.missing("en", "es")

    def __call__(self, texts: Sequence[str], target: str) -> list[str]:
        if target != "es":
            return list(texts)
        batch = Batch("en", "es", tuple(Request(Key(text), text) for text in texts))
        return [draft.text or "" for draft in asyncio.run(self._engine.translate(batch))]

    def close(self) -> None:
        self._engine.close()
