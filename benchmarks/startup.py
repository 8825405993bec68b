"""How long a command line takes to say its help: dragoman's beside others', in turn.

    python -m benchmarks.startup [--runs N] [--beside COMMAND]…

Without --beside, po4a and md2po (of mdpo) stand beside it when they are installed.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import Run, machine, measure, table

_USUAL = ("po4a --help", "md2po --help")
_LIMIT = 30.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11, help="counted runs of each, after one warm-up (default 11)")
    parser.add_argument("--beside", action="append", metavar="COMMAND", help="another command to measure")
    chosen = parser.parse_args()
    ours = shlex.join([str(Path(sys.executable).with_name("dragoman")), "--help"])
    others = chosen.beside or [command for command in _USUAL if shutil.which(command.split()[0])]
    commands = [ours, *others, shlex.join([sys.executable, "-c", "pass"])]
    print(f"{machine()}; {chosen.runs} runs, in turn; medians\n")
    print(table(("command", "wall ms", "CPU ms", "peak MB", "CPU beside dragoman"), _rows(commands, chosen.runs)))


def _rows(commands: Sequence[str], runs: int) -> list[tuple[str, ...]]:
    found: dict[str, list[Run]] = {command: [] for command in commands}
    for number in range(runs + 1):
        for command in commands:
            run = measure(shlex.split(command), limit=_LIMIT)
            if number:  # the first fills the caches
                found[command].append(run)
    first = statistics.median(run.cpu for run in found[commands[0]])
    rows: list[tuple[str, ...]] = []
    for command, taken in found.items():
        cpu = statistics.median(run.cpu for run in taken)
        wall = statistics.median(run.wall for run in taken)
        peak = max(run.peak for run in taken)
        codes = {run.code for run in taken}
        name = Path(shlex.split(command)[0]).name + " " + shlex.join(shlex.split(command)[1:])
        rows.append(
            (
                name if codes == {0} else f"{name} (exit {', '.join(map(str, codes))})",
                f"{wall * 1000:.0f}",
                f"{cpu * 1000:.0f}",
                f"{peak:.0f}",
                f"{cpu / first:.2f}×",
            )
        )
    return rows


if __name__ == "__main__":
    main()
