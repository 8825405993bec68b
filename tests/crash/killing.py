"""Kills paying runs again and again, and compares what the server was paid for with what the ledger says."""

from __future__ import annotations

import importlib
import itertools
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.memory.spending import read_spending
from tests.crash import paying
from tests.servers.paid import Paid, answer, paid

ROOT = Path(__file__).parents[2]
_STRUCK_S = 0.8  # within this a run is struck
_MOST_S = 120.0  # a run that takes longer hangs


@dataclass(frozen=True, slots=True)
class Load:
    """What a run has to do; its window are the texts that may be on their way at once."""

    count: int = 1000
    items: int = 5
    in_flight: int = 4

    @property
    def window(self) -> int:
        return self.items * self.in_flight


@dataclass
class Account:
    """What came of a row of kills, in texts. `worst` is the most that was paid again after one of them, which may be a
    window; what was committed is never paid again, nothing is lost, nothing paid goes unreported."""

    kills: int = 0
    paid_again: int = 0
    worst: int = 0
    committed_paid_again: int = 0
    lost: int = 0
    unreported: int = 0  # characters that were billed, and are neither in the ledger nor uncertain
    over_reported: int = 0  # characters that are uncertain, and were not billed: the run died just before sending
    uncertain: int = 0  # requests
    faults: list[str] = field(default_factory=list)


class _Run:
    """A paying run: forked from here, where all its code is loaded, or with `more` environment a program of its own."""

    def __init__(self, folder: Path, server: Paid, load: Load, more: Mapping[str, str] | None) -> None:
        self._said = folder.with_name(f"{folder.name}.said")
        numbers = (load.count, load.items, load.in_flight)
        if more is None:
            self._forked = multiprocessing.get_context("fork").Process(
                target=_pay, args=(self._said, folder, server.url, *numbers)
            )
            self._forked.start()
            self.pid = self._forked.pid or 0
        else:
            env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), **more}
            command = [sys.executable, "-m", "tests.crash.paying", folder, server.url, *map(str, numbers)]
            with self._said.open("wb") as said:
                self._started = subprocess.Popen(command, cwd=ROOT, env=env, stderr=said)
            self.pid = self._started.pid
        self._is_forked = more is None
        self.code: int | None = None

    def wait(self, seconds: float) -> bool:
        """True when it has ended, with its `code`."""
        if self._is_forked:
            self._forked.join(seconds)
            self.code = self._forked.exitcode
        else:
            with suppress(subprocess.TimeoutExpired):
                self.code = self._started.wait(seconds)
        return self.code is not None

    def said(self) -> str:
        return self._said.read_text(errors="replace")[-500:]


def _pay(said: Path, folder: Path, url: str, count: int, items: int, in_flight: int) -> None:
    """In the forked process."""
    with said.open("wb") as file:
        os.dup2(file.fileno(), 2)
    sys.exit(paying.main(folder, url, count, items, in_flight))


def committed(folder: Path) -> set[str]:
    """The answers that are in the ledger."""
    path = folder / "ledger.sqlite"
    if not path.exists():
        return set()
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'answers'").fetchone():
            return set()
        return {text for (text,) in connection.execute("SELECT text FROM answers")}


@dataclass
class Story:
    """One folder and one server, from the first run to the last; what is reckoned up goes to `account`."""

    folder: Path
    server: Paid
    load: Load
    account: Account
    _times: Counter[str] = field(default_factory=Counter)  # how often each text was paid for

    def run(self, how: int = 0, after_s: float = 0.0, more: Mapping[str, str] | None = None) -> bool:
        """One run, struck by the signal `how` after so long; True when it came to its end by itself."""
        sources = {answer(paying.text(number)): paying.text(number) for number in range(self.load.count)}
        have = {sources[text] for text in committed(self.folder)}
        before = len(self.server.bills())
        run = _Run(self.folder, self.server, self.load, more)
        is_done = run.wait(after_s if how else _MOST_S)
        if not is_done:
            os.kill(run.pid, how or signal.SIGKILL)
            self.account.kills += 1
            if not how or not run.wait(_MOST_S):
                os.kill(run.pid, signal.SIGKILL)
                self.account.faults.append("a run hangs")
        if run.code not in (0, 3, -how, -signal.SIGKILL):
            self.account.faults.append(f"exit {run.code}: {run.said()}")
        self._reckon(Counter(text for bill in self.server.bills()[before:] for text in bill), have)
        return is_done and run.code == 0

    def close(self) -> None:
        """Reckons up the whole of it, once a run has come to its end."""
        have = committed(self.folder)
        account = self.account
        account.lost += sum(answer(paying.text(number)) not in have for number in range(self.load.count))
        billed = sum(len(text) for bill in self.server.bills() for text in bill)
        spending = read_spending(self.folder / "ledger.sqlite")
        told = sum(line.billed for line in spending.lines) + sum(each.characters for each in spending.uncertain)
        account.uncertain += len(spending.uncertain)
        account.unreported += max(billed - told, 0)
        account.over_reported += max(told - billed, 0)

    def _reckon(self, paid: Counter[str], have: set[str]) -> None:
        account = self.account
        again = sum(count if self._times[text] else count - 1 for text, count in paid.items())
        account.committed_paid_again += sum(count for text, count in paid.items() if text in have)
        account.paid_again += again
        account.worst = max(account.worst, again)
        self._times.update(paid)


def kill_anytime(work: Path, load: Load, kills: int, how: int, chance: random.Random, latency_s: float) -> Account:
    """Runs struck at random moments until there have been so many `kills`."""
    importlib.import_module("httpx")  # else each fork would spend its first half second on it
    account = Account()
    for number in itertools.count():
        if account.kills >= kills:
            return account
        folder = work / f"story-{how}-{number}"
        folder.mkdir(parents=True)
        with paid(latency_s, work / f"bills-{how}-{number}") as server:
            story = Story(folder, server, load, account)
            while not (story.run(how, chance.uniform(0.0, _STRUCK_S)) if account.kills < kills else story.run()):
                pass
            story.close()
        shutil.rmtree(folder)
    raise AssertionError("there is no end of numbers")


def kill_at_writes(work: Path, load: Load, most: int, chance: random.Random, latency_s: float) -> tuple[Account, int]:
    """Runs struck at the ledger's own system calls, each in turn or `most` of them; and how many calls there are."""
    account = Account()
    shim = ["cc", "-shared", "-fPIC", "-O2", "-o", work / "fault.so", Path(__file__).parent / "fault.c", "-ldl"]
    subprocess.run(shim, check=True)
    folder = work / "undisturbed"
    folder.mkdir()
    with paid(latency_s, folder / "bills") as server:
        Story(folder, server, load, Account()).run(more=_faults(work, folder, 0))
    calls = int.from_bytes((work / "counter").read_bytes(), sys.byteorder)
    points = list(range(1, calls + 1))
    for point in points if calls <= most else sorted(chance.sample(points, most)):
        folder = work / f"point-{point}"
        folder.mkdir()
        with paid(latency_s, work / f"bills-{point}") as server:
            story = Story(folder, server, load, account)
            if not story.run(more=_faults(work, folder, point)):
                account.kills += 1
            while not story.run():
                pass
            story.close()
        shutil.rmtree(folder)
    return account, calls


def _faults(work: Path, folder: Path, point: int) -> dict[str, str]:
    (work / "counter").write_bytes(bytes(8))
    found = {"LD_PRELOAD": str(work / "fault.so"), "FAULT_ROOT": str(folder), "FAULT_COUNTER": str(work / "counter")}
    return found | ({"FAULT_AT": str(point), "FAULT_MODE": "kill"} if point else {})
