"""Crash, disk-fault and race harness for a command that writes PO files.

    python harness.py --project DIR --cmd 'dragoman extract' [--tests points,race] [--max-points 50] [--json out.json]

The command runs in a fresh copy of DIR, again and again. `points` and the others below first count its write-side
system calls, then strike at each one in turn (or at --max-points of them):

    kill      SIGKILL at random moments (--n times)
    points    SIGKILL at the call
    torn      half a write, then SIGKILL
    enospc    the disk is full from this call on
    eio       this call fails once
    rofs      the disk is read-only from this call on
    fsize     a limit on file size
    race      the process is stopped at the call, an editor saves every PO file, the process goes on
    abandon   as race, but killed up to --depth calls later
    twice     two runs at once

After each, and again after an undisturbed second run, these must hold: every PO file parses (msgfmt); every human
msgstr and every word of a translator's comment is there byte for byte; modes and links are kept; an editor's save is
in its file (after `abandon`, or beside it as .recovered); an injected error gives an exit status other than 0 (not
asked of eio and close); the second run exits 0 and leaves no temporary file.

A hook module (--hook FILE) may define
    edit(project) -> {relative path: set of (msgctxt, msgid, "msgstr", text)}   an editor's save of its own kind
    check(project) -> list of problems                                        what else must hold
    env() -> dict                                                             more environment, for a fake engine say

Needs Linux, cc and msgfmt.
"""

from __future__ import annotations

import argparse
import errno
import importlib.util
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from bench import Bench, compile_shim, end

TESTS = ("kill", "points", "torn", "enospc", "eio", "rofs", "fsize", "race", "abandon", "twice")


@dataclass
class Tally:
    """How one test went."""

    runs: int = 0
    bad: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    where: list[str] = field(default_factory=list)

    def add(self, place: object, problems: list[str]) -> None:
        self.runs += 1
        if problems:
            self.bad += 1
            self.where.append(str(place))
            self.problems.update(problems)


def kill_anytime(bench: Bench, options: argparse.Namespace, took_s: float) -> Iterator[tuple[object, list[str]]]:
    for number in range(options.n):
        bench.refresh()
        run = bench.start()
        time.sleep(options.random.uniform(0, took_s * 1.05))
        end(run)
        yield number, bench.aftermath()


def kill_at(bench: Bench, points: list[int], *, is_torn: bool = False) -> Iterator[tuple[object, list[str]]]:
    for point in points:
        bench.refresh()
        torn = {"FAULT_MODE": "torn", "FAULT_OPS": "write"}
        run = bench.start({"FAULT_AT": point, **(torn if is_torn else {"FAULT_MODE": "kill"})})
        bench.wait(run)
        end(run)
        yield point, bench.aftermath()


def fail_at(bench: Bench, points: list[int], test: str) -> Iterator[tuple[object, list[str]]]:
    faults = {
        "enospc": {"FAULT_MODE": f"errno:{errno.ENOSPC}", "FAULT_STICKY": "1", "FAULT_OPS": "write,fsync,mkdir"},
        "rofs": {
            "FAULT_MODE": f"errno:{errno.EROFS}",
            "FAULT_STICKY": "1",
            "FAULT_OPS": "open,rename,link,unlink,mkdir",
        },
        "eio": {"FAULT_MODE": f"errno:{errno.EIO}"},
    }[test]
    for point in points:
        bench.refresh()
        status = bench.run({"FAULT_AT": point, **faults})
        is_silent = status == 0 and test != "eio" and bench.calls() >= point
        yield point, (["exit 0 in spite of the error"] if is_silent else []) + bench.aftermath()


def limit_size(bench: Bench) -> Iterator[tuple[object, list[str]]]:
    for limit in (0, 64, 512, 4096):
        bench.refresh()
        set_limit = lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
        bench.wait(bench.start(before_exec=set_limit))
        yield limit, bench.aftermath()


def race(bench: Bench, points: list[int]) -> Iterator[tuple[object, list[str]]]:
    for point in points:
        bench.refresh()
        run = bench.start({"FAULT_AT": point, "FAULT_MODE": "stop"})
        edits = bench.edit_while_stopped(run, str(point))
        hang = ["hang"] if bench.wait(run) == "hang" else []
        yield point, hang + bench.aftermath(edits)


def abandon(bench: Bench, points: list[int], depth: int) -> Iterator[tuple[object, list[str]]]:
    for point in points:
        for later in range(point, point + depth + 1):
            bench.refresh()
            run = bench.start({"FAULT_AT": point, "FAULT_MODE": "stop", "FAULT_KILL_AT": later + 1})
            edits = bench.edit_while_stopped(run, str(point))
            bench.wait(run)
            end(run)
            yield f"{point}+{later + 1 - point}", bench.aftermath(edits, may_recover=True)


def run_twice(bench: Bench, options: argparse.Namespace, took_s: float) -> Iterator[tuple[object, list[str]]]:
    for number in range(max(3, options.n // 4)):
        bench.refresh()
        runs = [bench.start()]
        time.sleep(options.random.uniform(0, took_s / 2))
        runs.append(bench.start())
        hang = ["hang" for run in runs if bench.wait(run) == "hang"]
        yield number, hang + bench.aftermath()


def examine(bench: Bench, options: argparse.Namespace) -> dict[str, Tally]:
    """Run the chosen tests; prints and gives how each went."""
    tallies: dict[str, Tally] = {}
    bench.refresh()
    begun = time.monotonic()
    status = bench.run()
    took_s = time.monotonic() - begun
    calm = bench.problems(is_final=True) + ([f"exit {status}, {bench.last_words()}"] if status != 0 else [])
    tallies["baseline"] = Tally()
    tallies["baseline"].add(0, calm)
    bench.refresh()
    bench.run({})
    points = list(range(1, bench.calls() + 1))
    human = sum(len(before.witness.human) for before in bench.before.values())
    print(f"undisturbed: {took_s:.2f} s, {len(points)} write-side calls, {human} human translations, problems: {calm}")
    if len(points) > options.max_points:
        points = sorted(options.random.sample(points, options.max_points))
    outcomes = {
        "kill": lambda: kill_anytime(bench, options, took_s),
        "points": lambda: kill_at(bench, points),
        "torn": lambda: kill_at(bench, points, is_torn=True),
        "enospc": lambda: fail_at(bench, points, "enospc"),
        "eio": lambda: fail_at(bench, points, "eio"),
        "rofs": lambda: fail_at(bench, points, "rofs"),
        "fsize": lambda: limit_size(bench),
        "race": lambda: race(bench, points),
        "abandon": lambda: abandon(bench, points, options.depth),
        "twice": lambda: run_twice(bench, options, took_s),
    }
    for test in options.tests.split(","):
        tally = tallies.setdefault(test, Tally())
        for place, problems in outcomes[test]():
            tally.add(place, problems)
        print(
            f"{test:9} runs {tally.runs:4}  bad {tally.bad:4}  {dict(tally.problems.most_common(4)) or ''}", flush=True
        )
    return tallies


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    options.random = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="dragoman-crash-") as folder:
        work = Path(folder).resolve()
        compile_shim(work)
        bench = Bench(options.project.resolve(), options.cmd, work, options.timeout, _hook(options.hook))
        tallies = examine(bench, options)
    if options.json:
        options.json.write_text(json.dumps({test: vars(tally) for test, tally in tallies.items()}, indent=1))
    return 1 if any(tally.bad for tally in tallies.values()) else 0


def _hook(path: Path | None) -> ModuleType | None:
    if path is None:
        return None
    spec = importlib.util.spec_from_file_location("hook", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no Python module: {path}")
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    return hook


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("--cmd", required=True, help="a shell command, run in a copy of the project")
    parser.add_argument("--tests", default=",".join(TESTS))
    parser.add_argument("--n", type=int, default=40, help="how many random kills; a quarter of it for twice")
    parser.add_argument("--max-points", type=int, default=400)
    parser.add_argument("--depth", type=int, default=4, help="abandon: up to how many calls after the save")
    parser.add_argument("--hook", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=120, help="seconds until a run counts as hanging")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
