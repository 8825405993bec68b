"""Segments a second through a paid server with a latency, beside deep-translator's own `translate_batch`."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from tests.servers.paid import answer, paid

from dragoman.engines.asking import Asked
from dragoman.engines.libretranslate import LibreTranslateEngine
from dragoman.memory.ledger import Ledger
from dragoman.model import Batch, EngineSettings, Key, Price, Request

PRICE = Price(Decimal("20"), "EUR")


@dataclass(frozen=True, slots=True)
class Speed:
    """`cpu_s` are those of our process alone; the server has its own."""

    segments: int
    wall_s: float
    cpu_s: float

    @property
    def a_second(self) -> float:
        return self.segments / self.wall_s


def text(number: int) -> str:
    return f"The council met for the {number}th time about the old harbour and its ferries."


def batch(texts: Iterable[str]) -> Batch:
    return Batch("en", "es", tuple(Request(Key(each), each) for each in texts))


def engine(url: str, items: int, in_flight: int) -> LibreTranslateEngine:
    made = LibreTranslateEngine(EngineSettings({"url": url, "parallel": in_flight}))
    made.caps = replace(made.caps, price=PRICE, max_items=items, max_characters=0)
    return made


def ours(segments: int, latency_s: float, *, items: int, in_flight: int) -> Speed:
    """All of a batch through everything: chunks, budget, breaker, intents, answers on the disk."""
    texts = [text(number) for number in range(segments)]
    with (
        tempfile.TemporaryDirectory() as folder,
        paid(latency_s, one=items == 1) as server,
        closing(Ledger(Path(folder) / "ledger.sqlite")) as ledger,
    ):
        asked = Asked(engine(server.url, items, in_flight), ledger=ledger)

        async def run() -> tuple[float, float]:
            await asked.translate(batch(["warm up"]))
            begun, cpu = time.perf_counter(), _cpu_s()
            drafts = await asked.translate(batch(texts))
            took = time.perf_counter() - begun, _cpu_s() - cpu
            assert [draft.text for draft in drafts] == [answer(each) for each in texts]
            return took

        return Speed(segments, *asyncio.run(run()))


def theirs(segments: int, latency_s: float, *, one: bool) -> Speed:
    """deep-translator's LibreTranslate, asked by its own `translate_batch`."""
    from deep_translator import LibreTranslator

    texts = [text(number) for number in range(segments)]
    with paid(latency_s, one=one) as server:
        translator = LibreTranslator(
            source="en", target="es", use_free_api=False, custom_url=f"{server.url}/", api_key="none"
        )
        begun, cpu = time.perf_counter(), _cpu_s()
        found = translator.translate_batch(texts)
        took = time.perf_counter() - begun, _cpu_s() - cpu
    assert found == [answer(each) for each in texts]
    return Speed(segments, *took)


def _cpu_s() -> float:
    used = os.times()
    return used.user + used.system
