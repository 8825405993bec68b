"""How engines are asked: speed beside deep-translator, answers that change places, kills, Apertium's pipes.

    python -m benchmarks.engines [--only speed,places,kills,writes,terms,pipes] [--segments N] [--kills N] [--terms N]

Servers are our own, on 127.0.0.1, in processes of their own, with a latency of 50 ms; every answer shows its question
and every bill is written down. Needs Linux; a C compiler to strike at each write of the ledger; Apertium with
apertium-eng-spa for the pipes. What cannot be measured is named.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.engines.misassigned import misassigned
from benchmarks.engines.pipes import missing, pipes
from benchmarks.engines.throughput import Speed, ours, theirs
from benchmarks.timing import machine, table
from tests.crash.killing import Account, Load, kill_anytime, kill_at_writes

LATENCY_S = 0.05
WORKERS = 64
_PARTS = ("speed", "places", "kills", "writes", "terms", "pipes")
_RUNS = 3  # of which the fastest counts: the machine may be busy with other things


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(_PARTS), metavar="PARTS", help="these parts, with commas between")
    parser.add_argument("--segments", type=int, default=1_000_000, metavar="N", help="of which none may change places")
    parser.add_argument("--kills", type=int, default=1000, metavar="N", help="SIGKILLs at random moments")
    parser.add_argument("--terms", type=int, default=200, metavar="N", help="SIGTERMs at random moments")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    chosen = parser.parse_args()
    parts = chosen.only.split(",")
    chance = random.Random(chosen.seed)
    print(f"{machine()}; latency {LATENCY_S * 1000:.0f} ms\n", flush=True)
    if "speed" in parts:
        _speed()
    if "pipes" in parts:
        _pipes()
    load = Load()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        if "terms" in parts:
            _told("SIGTERM", kill_anytime(work, load, chosen.terms, signal.SIGTERM, chance, LATENCY_S), load)
        if "kills" in parts:
            _told("SIGKILL", kill_anytime(work, load, chosen.kills, signal.SIGKILL, chance, LATENCY_S), load)
        if "writes" in parts and shutil.which("cc") is None:
            print("missing: a C compiler, to strike at each write of the ledger")
        elif "writes" in parts:
            small = Load(count=40)
            account, calls = kill_at_writes(work, small, 10**6, chance, LATENCY_S)
            _told(f"SIGKILL at each of the {calls} writes of the ledger", account, small)
    if "places" in parts:
        begun = time.perf_counter()
        wrong = misassigned(chosen.segments, WORKERS)
        took_s = time.perf_counter() - begun
        said = f"{chosen.segments:,} segments over {WORKERS} workers in {took_s:.0f} s"
        print(f"{said}: {wrong} with a wrong answer or none")


def _speed() -> None:
    rows: list[tuple[str, ...]] = []
    for one, segments, ways in ((False, 20_000, ((16, 50), (32, 50))), (True, 2000, ((64, 1),))):
        server = "one text a call" if one else "batches"
        peer = _best(lambda one=one: theirs(60, LATENCY_S, one=one))
        rows.append((f"{server}: deep-translator", *_cells(peer), "1"))
        for in_flight, items in ways:
            own = _best(lambda n=segments, i=items, f=in_flight: ours(n, LATENCY_S, items=i, in_flight=f))
            times = f"{own.a_second / peer.a_second:.0f}"
            rows.append((f"{server}: dragoman, {in_flight} × {items}", *_cells(own), times))
    print(table(("server", "segments", "seconds", "CPU s", "segments/s", "times"), rows), flush=True)


def _best(run: Callable[[], Speed]) -> Speed:
    return max((run() for _ in range(_RUNS)), key=lambda each: each.a_second)


def _cells(speed: Speed) -> tuple[str, ...]:
    return (f"{speed.segments:,}", f"{speed.wall_s:.2f}", f"{speed.cpu_s:.2f}", f"{speed.a_second:,.0f}")


def _pipes() -> None:
    if way_out := missing():
        print(f"missing: Apertium en → es ({way_out})")
        return
    found = [pipes(3000, 5) for _ in range(_RUNS)]
    best = max(each.words_a_second for each in found)
    killed, lost = sum(each.killed for each in found), sum(each.lost for each in found)
    print(f"\nApertium eng-spa: {best:,.0f} words/s; {killed} of its processes killed, {lost} texts lost", flush=True)


def _told(name: str, account: Account, load: Load) -> None:
    print(
        f"{name}: {account.kills} kills, {account.lost} texts lost, {account.committed_paid_again} committed texts paid"
        f" again; {account.paid_again} texts paid again, at most {account.worst} after one kill (window {load.window});"
        f" {account.uncertain} requests uncertain; characters billed and not reported: {account.unreported}, reported"
        f" and not billed: {account.over_reported}",
        flush=True,
    )
    for fault in account.faults[:5]:
        print(f"  fault: {fault}")


if __name__ == "__main__":
    main()
