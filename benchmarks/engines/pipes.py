"""Words a second through Apertium's pipes, and what a killed one loses."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.engines.throughput import batch

from dragoman.engines.apertium import ApertiumEngine
from dragoman.engines.asking import Asked
from dragoman.model import Draft, EngineSettings

_SENTENCES = (
    "The council of the harbour town voted on Monday to open the old market hall again.",
    "Three ferries will cross the bay every hour until the bridge is repaired.",
    "Farmers in the valley said that the dry spring had cost them a third of the harvest.",
    "The minister promised new buses, but she did not say who would pay for them.",
    "Nobody was hurt when the roof of the station fell in during the storm.",
    "A museum of the sea opens in May, and entrance is free on the first day.",
    "The trial of the two bankers begins next week in the capital.",
    "Teachers and parents want smaller classes in the schools of the north.",
)


@dataclass(frozen=True, slots=True)
class Pipes:
    """`lost` are texts that differ from, or are missing in, a run in which nothing was killed."""

    words_a_second: float
    killed: int
    lost: int


def missing() -> str:
    """Why there is nothing to measure, or ""."""
    return ApertiumEngine(EngineSettings()).missing("en", "es")


def pipes(segments: int, kills: int) -> Pipes:
    """`segments` sentences, each another one, en → es; then again with `kills` processes of the pipe killed."""
    texts = [f"{_SENTENCES[number % len(_SENTENCES)][:-1]}, item {number}." for number in range(segments)]
    words = sum(len(each.split()) for each in texts)
    engine = ApertiumEngine(EngineSettings())
    _drafts(engine, texts[:8])  # the pipe starts
    begun = time.perf_counter()
    calm = _drafts(engine, texts)
    took_s = time.perf_counter() - begun
    done = threading.Event()
    killed: list[int] = []

    def kill() -> None:
        while len(killed) < kills and not done.wait(took_s / (kills + 1)):
            for number in _children():
                os.kill(number, signal.SIGKILL)
                killed.append(number)
                break

    thread = threading.Thread(target=kill)
    thread.start()
    struck = _drafts(engine, texts)
    done.set()
    thread.join()
    engine.close()
    return Pipes(words / took_s, len(killed), sum(a.text != b.text for a, b in zip(calm, struck, strict=True)))


def _drafts(engine: ApertiumEngine, texts: list[str]) -> list[Draft]:
    return asyncio.run(Asked(engine).translate(batch(texts)))


def _children() -> list[int]:
    """The processes of the pipe: those that this process started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = entry.read_text(errors="replace").partition(") ")[2]
            parent = int(rest.split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if parent == os.getpid() and rest[0] != "Z":
            found.append(int(entry.parent.name))
    return sorted(found)
