"""Whether any text ever gets another one's answer: many workers, shared texts, a server that answers out of order."""

from __future__ import annotations

import asyncio
import random
import tempfile
from contextlib import closing
from pathlib import Path

from benchmarks.engines.throughput import batch, engine
from tests.servers.paid import answer, paid

from dragoman.engines.asking import Asked
from dragoman.memory.ledger import Ledger

_BATCH = 100
_SHARED = 0.1  # of the texts are those of other workers, too


def misassigned(segments: int, workers: int) -> int:
    """How many of so many segments got a wrong answer or none."""
    with (
        tempfile.TemporaryDirectory() as folder,
        paid() as server,
        closing(Ledger(Path(folder) / "ledger.sqlite")) as ledger,
    ):
        asked = Asked(engine(server.url, 50, workers), ledger=ledger)
        return sum(asyncio.run(_all(asked, segments // workers, workers)))


async def _all(asked: Asked, segments: int, workers: int) -> list[int]:
    return await asyncio.gather(*(_work(asked, segments, worker) for worker in range(workers)))


async def _work(asked: Asked, segments: int, worker: int) -> int:
    chance = random.Random(worker)
    wrong = 0
    for start in range(0, segments, _BATCH):
        texts = [
            f"Shared notice {chance.randrange(2000)}."
            if chance.random() < _SHARED
            else f"Report {worker}-{number}" + " of the council" * chance.randrange(6) + "."
            for number in range(start, min(start + _BATCH, segments))
        ]
        drafts = await asked.translate(batch(texts))
        wrong += sum(draft.text != answer(each) for draft, each in zip(drafts, texts, strict=True))
    return wrong
