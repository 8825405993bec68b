"""Sentences do not depend on the order that Python gives to sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from dragoman.segmentation.sentences import explain_sentences
for file in sorted(Path(sys.argv[1]).glob("*.txt")):
    for line in file.read_text("utf-8").splitlines():
        print(explain_sentences(line, file.stem))
"""


def test_any_hash_seed_gives_the_same_sentences() -> None:
    examples = str(Path(__file__).parent / "examples")
    printed = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, examples],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(printed) == 1
