"""PO files loaded and saved, byte for byte or not, and how fast: dragoman, polib, msgcat, translate-toolkit.

    python -m benchmarks.po FOLDER [--toolkit-python PATH] [--report FILE] [--limit SECONDS]

Every `*.po` below FOLDER goes through every tool in one run; msgfmt says which of them gettext accepts.
translate-toolkit (pypo) takes part when PATH is the Python of an environment that has it. The report names every
file that a tool refuses, does not give back byte for byte, or changes in more than one place, with the reason.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import machine, table

_WORKER = Path(__file__).with_name("po_tools.py")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `refused` is the reason ("" when it was read); the others are 0 or None then.

    `spread`: how many entries differ after one translation was changed; None where none could be changed.
    """

    path: str
    refused: str = ""
    same: bool = False
    spread: int | None = None
    seconds: float = 0.0
    peak: float = 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--toolkit-python", metavar="PATH", help="a Python that has translate-toolkit")
    parser.add_argument("--report", type=Path, metavar="FILE", help="where to name the files that fail, tool by tool")
    parser.add_argument("--limit", type=float, default=600, metavar="SECONDS", help="for one tool (default 600)")
    chosen = parser.parse_args()
    paths = sorted(str(path) for path in chosen.folder.rglob("*.po") if path.is_file())
    accepted = {path for path in paths if _accepts(path)}
    tools = [("dragoman", sys.executable), ("polib", sys.executable)]
    if shutil.which("msgcat"):
        tools.append(("msgcat", sys.executable))
    if chosen.toolkit_python:
        tools.append(("pypo", chosen.toolkit_python))
    found = {name: list(run_tool(name, python, paths, chosen.limit)) for name, python in tools}
    size = sum(Path(path).stat().st_size for path in paths)
    print(f"{machine()}")
    print(f"{len(paths)} PO files, {size / 1e6:.1f} MB; msgfmt accepts {len(accepted)}\n")
    print(table(_HEAD, [_row(name, found, accepted) for name in found]))
    if chosen.report:
        lines = [
            line for name, outcomes in found.items() for line in _failures(name, outcomes, accepted, chosen.folder)
        ]
        chosen.report.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def run_tool(name: str, python: str, paths: Sequence[str], limit: float) -> Iterator[Outcome]:
    """One outcome a path, in order. When the tool dies of a file it is started again with the next one.

    After `limit` seconds in all it is ended; the files left are refused.
    """
    at = 0
    deadline = time.monotonic() + limit
    while at < len(paths):
        if time.monotonic() >= deadline:
            yield from (Outcome(path, refused=f"not reached in {limit:.0f} s") for path in paths[at:])
            return
        worker = subprocess.Popen(
            [python, str(_WORKER), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        timer = threading.Timer(max(0, deadline - time.monotonic()), worker.kill)
        timer.start()
        out, wrong = worker.communicate("".join(f"{path}\n" for path in paths[at:]))
        timer.cancel()
        answers = [json.loads(line) for line in out.splitlines() if line.endswith("}")]
        begun = [answer["path"] for answer in answers if "path" in answer]
        done = [answer for answer in answers if "path" not in answer]
        yield from (Outcome(path, **answer) for path, answer in zip(begun, done, strict=False))
        at += len(done)
        if len(done) == len(begun) and worker.returncode:
            raise SystemExit(f"{name} cannot be measured with {python}:\n{wrong}")
        if len(done) < len(begun):
            last = wrong.strip().rpartition("\n")[2] or f"ended by signal {-worker.returncode}"
            yield Outcome(begun[-1], refused=f"died: {last}")
            at += 1


_HEAD = (
    "tool",
    "reads",
    "byte for byte",
    "of those msgfmt accepts",
    "one change, one entry",
    "CPU s",
    "MB/s",
    "speed",
    "peak MB",
)


def _row(name: str, found: dict[str, list[Outcome]], accepted: set[str]) -> tuple[str, ...]:
    outcomes = found[name]
    read = [outcome for outcome in outcomes if not outcome.refused]
    same = [outcome for outcome in read if outcome.same]
    changed = [outcome.spread for outcome in read if outcome.spread is not None and outcome.path in accepted]
    mine, rate = _rate(read), _rate(found["dragoman"])
    return (
        name,
        f"{len(read)} of {len(outcomes)}",
        f"{len(same)}",
        f"{sum(outcome.path in accepted for outcome in same)} of {len(accepted)}",
        f"{sum(spread == 1 for spread in changed)} of {len(changed)}" if changed else "–",
        f"{sum(outcome.seconds for outcome in read):.1f}",
        f"{mine:.2f}",
        f"{mine / rate:.2f}×" if rate else "–",
        f"{max((outcome.peak for outcome in read), default=0):.0f}",
    )


def _rate(outcomes: Iterable[Outcome]) -> float:
    """Megabytes a second over the files that were read."""
    size = seconds = 0.0
    for outcome in outcomes:
        if not outcome.refused:
            size += Path(outcome.path).stat().st_size
            seconds += outcome.seconds
    return size / 1e6 / seconds if seconds else 0.0


def _failures(name: str, outcomes: Iterable[Outcome], accepted: set[str], folder: Path) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.refused:
            reason = f"refused: {' '.join(outcome.refused.split())}"
        elif not outcome.same:
            reason = "differs after load and save"
        elif outcome.spread not in (1, None):
            reason = f"one change touches {outcome.spread} entries"
        else:
            continue
        said = "accepted" if outcome.path in accepted else "refused"
        yield f"{name}\t{os.path.relpath(outcome.path, folder)}\tmsgfmt: {said}\t{reason}"


def _accepts(path: str) -> bool:
    return subprocess.run(["msgfmt", "-o", os.devnull, path], capture_output=True).returncode == 0


if __name__ == "__main__":
    main()
