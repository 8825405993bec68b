"""A memory that is being filled when its process is killed is the old one or the new one, and whole."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from dragoman.memory import Memory

_FILL = """
import sys
from pathlib import Path
from dragoman.memory import Memory, Unit
from dragoman.memory.filling import FileState

path, version = Path(sys.argv[1]), sys.argv[2]
memory = Memory(path)
print("ready", flush=True)
with memory.filling(anew=version == "3") as filling:
    for file in range(40):
        units = [
            Unit(f"Sentence {number} of article {file} about the harbour.", version, "en", "es", article=f"{file}.md")
            for number in range(60)
        ]
        filling.put(f"{file}.po", FileState(version), units)
"""


def versions(path: Path) -> set[str]:
    memory = Memory(path)
    units = list(memory.units())
    assert len(units) == 2_400
    found = memory.similar("Sentence 7 of article 9 about the harbours.", "en", "es", threshold=0.75, limit=1)
    assert [match.source for match in found] == ["Sentence 7 of article 9 about the harbour."]
    memory.close()
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return {unit.target for unit in units}


def test_a_kill_at_any_moment_leaves_the_old_memory_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    command = [sys.executable, "-c", _FILL, str(path)]
    begun = time.perf_counter()
    subprocess.run([*command, "1"], check=True, capture_output=True)
    whole = time.perf_counter() - begun
    chance = random.Random(7)
    expected = "1"
    for version in ("2", "3") * 5:
        process = subprocess.Popen([*command, version], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, whole))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = versions(path)
        assert found in ({expected}, {version})
        [expected] = found


def test_two_processes_fill_it_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    running = [
        subprocess.Popen([sys.executable, "-c", _FILL, str(path), version], stdout=subprocess.PIPE) for version in "12"
    ]
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0, 0]
    assert versions(path) in ({"1"}, {"2"})
