"""How fast every format is read and written: beside its fastest parser alone, and beside po4a, mdpo, Translate Toolkit.

    python -m benchmarks.formats [FOLDER…] [--format NAME] [--peers-python PATH] [--size KB] [--limit SECONDS]

Without FOLDER the articles are made up. dragoman reads, cuts into sentences, writes a pseudo-translation with proof;
the others make a catalog, which is filled with the same pseudo-translation, and write the article. Every tool is a
process of its own; its seconds are CPU seconds without those of the same process on next to nothing. The parser alone,
which keeps nothing, is the floor. Then the article is doubled three times: how the time grows at each doubling.
A tool that is not installed is named. PATH is the Python of an environment with mdpo and translate-toolkit.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.format_tools import FLOORS, is_here
from benchmarks.peer_tools import Peer, find_peers
from benchmarks.samples import sample
from benchmarks.timing import Run, machine, measure, table

from dragoman import plugins

_FLOOR_TIMES = 500  # a parser is too fast to be measured once
_DOUBLINGS = 3
_RUNS = 3  # of which the fastest counts


@dataclass(frozen=True, slots=True)
class Figure:
    """CPU seconds for one work on all the articles, the start taken off; peak memory in MB. `fault` when it failed."""

    seconds: float
    peak: float
    fault: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER", help="real articles instead of made-up ones")
    parser.add_argument("--format", action="append", metavar="NAME", help="only this format (may be repeated)")
    parser.add_argument("--peers-python", metavar="PATH", help="a Python that has mdpo and translate-toolkit")
    parser.add_argument("--size", type=int, default=64, metavar="KB", help="of a made-up article (default 64)")
    parser.add_argument("--files", type=int, default=20, metavar="N", help="of a folder, at most (default 20)")
    parser.add_argument("--limit", type=float, default=30, metavar="SECONDS", help="for one tool and file (default 30)")
    chosen = parser.parse_args()
    peers = find_peers(chosen.peers_python)
    print(f"{machine()}; CPU seconds, starts taken off; limit {chosen.limit:.0f} s\n")
    for peer in peers:
        if peer.missing:
            print(f"missing: {peer.name} ({peer.missing})")
    rows: list[tuple[str, ...]] = []
    growth: list[tuple[str, ...]] = []
    for name in chosen.format or plugins.names(plugins.FORMATS):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            files = _files(name, folder, chosen)
            if not files:
                print(f"missing: articles in the format {name}")
                continue
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            for row in _rows(name, files, peers, folder, chosen.limit):
                rows.append(row)
                print("  ", *row, file=sys.stderr, flush=True)
            if not chosen.folders:
                growth.append(_growth(name, chosen.size * 1024, folder, chosen.limit))
    print()
    print(table(("format, tool", "MB/s", "speed beside dragoman", "peak MB", ""), rows))
    if growth:
        sizes = [f"{chosen.size * 2**step} KB" for step in range(_DOUBLINGS + 1)]
        head = ("read and write", *(f"s at {size}" for size in sizes), *(f"{step}. ×2" for step in (1, 2, 3)), "mean")
        print(f"\n{table(head, growth)}")


def _files(name: str, folder: Path, chosen: argparse.Namespace) -> list[Path]:
    """The articles to measure: a made-up one, or some of the folders', evenly taken."""
    if chosen.folders:
        from dragoman.formats.reading import format_name  # late: a big process would count as its children's memory
        from dragoman.workflow.roundtrip import expand

        found = [path for path in expand(chosen.folders) if format_name(path.suffix) == name]
        return found[:: max(1, -(-len(found) // chosen.files))]
    return _made(name, chosen.size * 1024, folder)


def _made(name: str, size: int, folder: Path) -> list[Path]:
    try:
        suffix, data = sample(name, size)
    except KeyError:  # a format of another package
        return []
    path = folder / f"made-{size}{suffix}"
    path.write_bytes(data)
    return [path]


def _rows(
    name: str, files: Sequence[Path], peers: Sequence[Peer], folder: Path, limit: float
) -> Iterator[tuple[str, ...]]:
    size = sum(path.stat().st_size for path in files)
    ours = _work("dragoman", 1, files, limit)
    yield _row(f"{name} dragoman", ours, ours, size)
    for floor, module in FLOORS.get(name, ()):
        if not is_here(module):
            yield (f"{name} {floor} alone", "–", "–", "–", f"missing: {module}")
            continue
        yield _row(f"{name} {floor} alone", _work(floor, _FLOOR_TIMES, files, limit), ours, size)
    for peer in peers:
        if not peer.missing and peer.commands(name, files[0], folder, folder):
            yield _row(f"{name} {peer.name}", _peer(peer, name, files, folder, limit), ours, size)


def _row(name: str, figure: Figure, ours: Figure, size: int) -> tuple[str, ...]:
    if figure.fault:
        return (name, "–", "–", f"{figure.peak:.0f}", figure.fault)
    speed = f"{_short(ours.seconds / figure.seconds)}×" if not ours.fault else "–"
    return (name, _short(size / 1e6 / figure.seconds), speed, f"{figure.peak:.0f}", "")


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.2f}" if number < 10 else f"{number:.1f}"


def _work(tool: str, times: int, files: Sequence[Path], limit: float) -> Figure:
    """dragoman or a parser: the work itself, and the same process with nothing to do."""
    command = [sys.executable, "-m", "benchmarks.format_tools", tool]
    names = [str(path) for path in files]
    start, run = (
        min((measure([*command, str(count), *names], limit=limit) for _ in range(_RUNS)), key=lambda run: run.cpu)
        for count in (0, times)
    )
    return Figure(_less(run.cpu, start.cpu) / times, run.peak, _fault(run, limit))


def _peer(peer: Peer, name: str, files: Sequence[Path], folder: Path, limit: float) -> Figure:
    """Catalog and article by the programs of `peer`, for file after file; a start is their work on one sentence."""
    [tiny] = _made(name, 1, folder)
    start, fault = _both(peer, name, tiny, folder, limit)
    seconds = peak = 0.0
    for path in () if fault else files:
        runs, fault = _both(peer, name, path, folder, limit)
        seconds += sum(_less(run.cpu, empty.cpu) for run, empty in zip(runs, start, strict=False))
        peak = max(peak, *(run.peak for run in runs))
        if fault:
            break
    return Figure(seconds, peak, fault)


def _both(peer: Peer, name: str, path: Path, folder: Path, limit: float) -> tuple[list[Run], str]:
    """The runs of both commands, and what went wrong."""
    catalog, written = folder / "catalog.po", folder / f"written{path.suffix}"
    for made in (catalog, written):
        made.unlink(missing_ok=True)
    commands = peer.commands(name, path, catalog, written)
    assert commands is not None
    runs = []
    for command, made in zip(commands, (catalog, written), strict=True):
        run = measure(command, limit=limit, folder=folder)
        runs.append(run)
        if fault := _fault(run, limit) or ("" if made.exists() else "writes nothing"):
            return runs, f"{fault}: {path.name}"
        if made == catalog:
            subprocess.run([sys.executable, "-m", "benchmarks.format_tools", "fill", "1", str(catalog)], check=True)
    return runs, ""


def _growth(name: str, size: int, folder: Path, limit: float) -> tuple[str, ...]:
    """Seconds at the size and at each doubling, how much longer each doubling takes, and their geometric mean."""
    seconds = []
    for step in range(_DOUBLINGS + 1):
        figure = _work("dragoman", 1, _made(name, size * 2**step, folder), limit)
        if figure.fault:
            return (name, figure.fault, *("–" for _ in range(2 * _DOUBLINGS + 1)))
        seconds.append(figure.seconds)
    ratios = [after / before for before, after in itertools.pairwise(seconds)]
    ratios.append((seconds[-1] / seconds[0]) ** (1 / _DOUBLINGS))
    return (name, *(f"{second:.2f}" for second in seconds), *(f"{ratio:.2f}" for ratio in ratios))


def _less(seconds: float, start: float) -> float:
    return max(seconds - start, 0.001)


def _fault(run: Run, limit: float) -> str:
    if run.code is None:
        return f"longer than {limit:.0f} s"
    return f"exit {run.code}" if run.code else ""


if __name__ == "__main__":
    main()
