"""The memory's benchmark makes the same texts every time, and runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.memory.texts import LANGUAGES, Source

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_different_and_the_same_in_every_process(language: str) -> None:
    program = f"from benchmarks.memory.texts import Source; print(list(Source({language!r}, 7).sentences(50)))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    ]
    texts = list(Source(language, 7).sentences(50))
    assert runs[0] == runs[1] == f"{texts}\n"
    assert len(set(texts)) == 50


def test_it_measures(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", "--segments", "300", "--queries", "5", "--languages", "zh"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.splitlines()[-1].startswith("| zh ")
