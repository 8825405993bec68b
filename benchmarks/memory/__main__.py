"""How well and how fast the translation memory finds the text most like another, beside rapidfuzz without an index.

    python -m benchmarks.memory [--segments 100000] [--languages en,zh,ar] [--queries 200] [--keep FOLDER]

The memory is filled with made-up news: words by Zipf's law, six sentences in a hundred an earlier one in other words.
A query is a sentence of the memory with 10 to 30 % of its words replaced, taken out, added or moved. Those count for
which rapidfuzz, asked for the nearest of all texts one by one, finds one at least 0.75 alike; the memory has found it
when what it names is as like, or more. Each query is asked once before it is timed, so that the disk plays no part.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.memory.texts import LANGUAGES, Source
from benchmarks.timing import machine, table
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from dragoman.memory import Memory, Unit
from dragoman.memory.filling import FileState
from dragoman.memory.similarity import folded
from dragoman.model import Key

THRESHOLD = 0.75
_T = TypeVar("_T")
_TARGET = "es"
_HEAD = (
    "language", "segments", "characters", "build s", "MB", "queries", "recall", "p50 ms", "p95 ms",
    "CPU p50", "CPU p95", "exact ms", "brute p50 ms", "brute p95 ms", "peak MB",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=100_000)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the memories stay")
    chosen = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="dragoman-memory-") as made:
        rows = [
            _measure(language, chosen.segments, chosen.queries, chosen.seed, chosen.keep or Path(made))
            for language in chosen.languages.split(",")
        ]
    print(table(_HEAD, rows))


def _measure(language: str, segments: int, queries: int, seed: int, folder: Path) -> Sequence[str]:
    source = Source(language, seed)
    texts = list(source.sentences(segments))
    path = folder / f"{language}-{segments}.sqlite"
    path.unlink(missing_ok=True)
    begun = time.perf_counter()
    memory = Memory(path)
    with memory.filling() as filling:
        filling.put("made.tmx", FileState("made"), (Unit(text, f"«{text}»", language, _TARGET) for text in texts))
    built = time.perf_counter() - begun
    size = sum(file.stat().st_size for file in folder.glob(f"{path.name}*")) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # the texts included
    every = {text: folded(text) for text in texts}
    hits, counted = 0, 0
    spent, alone, exact = _Spent(), _Spent(), _Spent()
    for _ in range(queries):
        text = source.edited(source.chance.choice(texts), source.chance.uniform(0.1, 0.3))
        best = alone.timed(partial(_nearest, folded(text), every))
        ask = partial(memory.similar, text, language, _TARGET, threshold=0.7, limit=5)
        ask()
        found = spent.timed(ask)
        if best >= THRESHOLD:
            counted += 1
            got = [Levenshtein.normalized_similarity(folded(text), folded(match.source)) for match in found]
            hits += max(got, default=0.0) >= best
    for text in source.chance.sample(texts, min(1000, segments)):
        exact.timed(partial(memory.exact, Key(text), language, _TARGET))
    memory.close()
    return (
        language, f"{segments:,}", f"{statistics.mean(map(len, texts)):.0f}", f"{built:.1f}", f"{size:.0f}",
        str(counted), f"{100 * hits / max(1, counted):.1f} %", *spent.told(), *spent.told(cpu=True),
        f"{1000 * statistics.median(exact.wall):.3f}", *alone.told(), f"{peak:.0f}",
    )  # fmt: skip


class _Spent:
    """Seconds by the clock, and of this thread's CPU: what a busy machine takes beside shows only in the first."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def timed(self, work: Callable[[], _T]) -> _T:
        cpu, wall = time.thread_time(), time.perf_counter()
        done = work()
        self.wall.append(time.perf_counter() - wall)
        self.cpu.append(time.thread_time() - cpu)
        return done

    def told(self, *, cpu: bool = False) -> tuple[str, str]:
        row = sorted(self.cpu if cpu else self.wall)
        return f"{1000 * row[len(row) // 2]:.1f}", f"{1000 * row[int(0.95 * len(row))]:.1f}"


def _nearest(query: str, texts: dict[str, str]) -> float:
    found = process.extractOne(query, texts, scorer=Levenshtein.normalized_similarity, score_cutoff=THRESHOLD - 0.01)
    return found[1] if found else 0.0


if __name__ == "__main__":
    main()
