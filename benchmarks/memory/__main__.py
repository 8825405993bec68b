"""How well and how fast the translation memory finds the text most like another, beside rapidfuzz without an index.

    python -m benchmarks.memory [--segments 100000] [--languages en,zh,ar] [--queries 200] [--keep FOLDER]

The memory is filled with made-up news: words by Zipf's law, six sentences in a hundred an earlier one in other words.
A query is a sentence of the memory with 10 to 30 % of its words replaced, taken out, added or moved. Those count for
which rapidfuzz, asked for the nearest of all texts one by one, finds one at least 0.75 alike; the memory has found it
when what it names is as like (or more). Each query is asked twice, and the second time counts for both.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.memory.texts import LANGUAGES, Source
from benchmarks.timing import machine, table
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from dragoman.memory.filling import FileState
from dragoman.memory.similarity import folded
from dragoman.memory.translations import Memory
from dragoman.memory.units import Unit
from dragoman.model import Key

THRESHOLD = 0.75
_TARGET = "es"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=100_000)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the memories stay")
    chosen = parser.parse_args()
    print(machine())
    rows: list[Sequence[str]] = []
    with tempfile.TemporaryDirectory(prefix="dragoman-memory-") as made:
        for language in chosen.languages.split(","):
            folder = chosen.keep or Path(made)
            rows.append(_measure(language, chosen.segments, chosen.queries, chosen.seed, folder))
    print(table(
        ("language", "segments", "characters", "build s", "MB", "queries", "recall", "p50 ms", "p95 ms", "exact ms",
         "brute p50 ms", "brute p95 ms", "peak MB"),
        rows,
    ))  # fmt: skip


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
    asked = [source.edited(source.chance.choice(texts), source.chance.uniform(0.1, 0.3)) for _ in range(queries)]
    brute = {text: folded(text) for text in texts}
    hits, spent, alone, exact, counted = 0, [], [], [], 0
    for text in asked:
        best = _best(folded(text), brute)
        begun = time.perf_counter()
        _best(folded(text), brute)
        alone.append(time.perf_counter() - begun)
        memory.similar(text, language, _TARGET, threshold=0.7, limit=5)
        begun = time.perf_counter()
        found = memory.similar(text, language, _TARGET, threshold=0.7, limit=5)
        spent.append(time.perf_counter() - begun)
        if best >= THRESHOLD:
            counted += 1
            got = [Levenshtein.normalized_similarity(folded(text), folded(match.source)) for match in found]
            hits += max(got, default=0.0) >= best
    for text in source.chance.sample(texts, min(1000, segments)):
        begun = time.perf_counter()
        memory.exact(Key(text), language, _TARGET)
        exact.append(time.perf_counter() - begun)
    memory.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        language, f"{segments:,}", f"{statistics.mean(map(len, texts)):.0f}", f"{built:.1f}", f"{size:.0f}",
        str(counted),
        f"{100 * hits / counted:.1f} %", _ms(spent, 0.5), _ms(spent, 0.95), f"{1000 * statistics.median(exact):.3f}",
        _ms(alone, 0.5), _ms(alone, 0.95), f"{peak:.0f}",
    )  # fmt: skip


def _best(query: str, texts: dict[str, str]) -> float:
    found = process.extractOne(query, texts, scorer=Levenshtein.normalized_similarity, score_cutoff=THRESHOLD - 0.01)
    return found[1] if found else 0.0


def _ms(seconds: Sequence[float], share: float) -> str:
    row = sorted(seconds)
    return f"{1000 * row[min(len(row) - 1, int(share * len(row)))]:.1f}"


if __name__ == "__main__":
    main()
