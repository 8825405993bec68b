"""Strikes `dragoman site` at its write-side system calls, one after the other, in forks of a process that is warm.

    python -m tests.crash.site_rounds FOLDER [--all] [--modes kill,torn,enospc,eio,rofs] [--every N] [--limit SECONDS]

To be run with fault.so preloaded (see test_site_crash). The newsroom in FOLDER goes to and fro between two states: a
text and an image change, an article comes and goes, a translation is published and taken back. With --all the title of
the newsroom changes, too. In each round the site of one state stands, the other state is saved, and the build is
struck. Then the site must be the old one or the new one, byte for byte; an undisturbed build must end well with the
new one, and leave nothing besides. Prints a JSON object: for each mode how many calls were struck, and what was wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import errno
import io
import json
import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dragoman import Catalog
from dragoman.cli import run
from dragoman.model import State, Translation

MODES = {
    "kill": ("kill", "", 0),
    "torn": ("torn", "write", 0),
    "enospc": (f"errno:{errno.ENOSPC}", "write,fsync,mkdir,link,open", 1),
    "eio": (f"errno:{errno.EIO}", "", 0),
    "rofs": (f"errno:{errno.EROFS}", "open,rename,link,unlink,mkdir", 1),
}
_MARK = ".dragoman-site"  # tells which build it was, by the times of files too
_ARTICLES = ("harbour", "ferry", "tram")
Site = dict[str, bytes]


@dataclass
class Tally:
    """How one mode went. `calls` are those of a build in either direction, `struck` the rounds that hit one."""

    calls: list[int] = field(default_factory=list)
    struck: int = 0
    old: int = 0  # how often the site was the old one after it
    new: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    where: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--every", type=int, default=1, help="strike every so manieth call")
    parser.add_argument("--limit", type=float, default=1e9, help="seconds after which no further round begins")
    parser.add_argument("--all", action="store_true", help="the title changes, too: every page is made anew")
    chosen = parser.parse_args()
    until = time.monotonic() + chosen.limit
    rounds = Rounds(chosen.folder.resolve(), chosen.all)
    tallies = {mode: rounds.strike(mode, chosen.every, until) for mode in chosen.modes.split(",")}
    print(json.dumps({mode: vars(tally) for mode, tally in tallies.items()}))


class Rounds:
    """The newsroom, and what its site is in both of its states."""

    def __init__(self, folder: Path, is_all: bool) -> None:
        self._folder, self._is_all, self._state = folder, is_all, 0
        self._shim = ctypes.CDLL(None)
        make(folder)
        self._sites: list[Site] = [{}, {}]
        for state in (0, 1, 0):
            save(folder, state, is_all)
            assert self._site() == 0, "an undisturbed build fails"
            self._sites[state] = contents(folder / "public")
        self._beside = beside(folder)

    def strike(self, mode: str, every: int, until: float) -> Tally:
        """Strikes one call after the other, until a build has no more of them in either direction."""
        tally = Tally()
        point = 1
        past = 0
        while past < 2 and time.monotonic() < until:
            number = self._round(mode, point, tally)
            past = past + 1 if number < point else 0
            if number < point:
                tally.calls.append(number)
            if self._state == 0:  # the same call in both directions
                point += every
        return tally

    def _round(self, mode: str, point: int, tally: Tally) -> int:
        """One strike and what follows from it; how many calls there were."""
        old, new = self._sites[self._state], self._sites[1 - self._state]
        self._state = 1 - self._state
        save(self._folder, self._state, self._is_all)
        status = self._site(lambda: self._shim.fault_arm(point, *_arguments(mode)))
        calls = _calls()
        is_struck = calls >= point
        problems = []
        now = contents(self._folder / "public")
        if now != old and now != new:
            problems.append(f"the site is neither the old one nor the new one: {_difference(now, old, new)}")
        if is_struck:
            tally.struck += 1
            tally.old, tally.new = tally.old + (now == old), tally.new + (now == new)
        if is_struck and status == 0 and mode in ("enospc", "rofs") and now != new:
            problems.append("exit 0 in spite of the error, and no new site")
        if (status := self._site()) != 0:
            problems.append(f"the next run ends with {status}")
        if contents(self._folder / "public") != new:
            problems.append("the next run does not build the new site")
        if left := beside(self._folder) - self._beside:
            problems.append(f"left over: {sorted(left)[0]}")
        if problems:
            tally.problems.update(problems)
            tally.where.append(f"{mode} {point} to state {self._state}")
        return calls

    def _site(self, arm: Callable[[], object] = lambda: None) -> int:
        """Builds the site in a fork; its exit status, below 0 for a signal."""
        if (child := os.fork()) == 0:
            os.chdir(self._folder)
            os.dup2(os.open(self._folder.parent / "said", os.O_WRONLY | os.O_CREAT | os.O_APPEND), 1)
            os.dup2(1, 2)
            arm()
            code = 70
            with contextlib.suppress(BaseException):
                code = run(["site"])
            os._exit(code)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)


def make(folder: Path) -> None:
    """A newsroom of three articles in one more language."""
    (folder / "articles/images").mkdir(parents=True)
    here = Path.cwd()
    os.chdir(folder)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run(["init", "--to", "ar"])
        for number, name in enumerate(_ARTICLES):
            other = _ARTICLES[number - 1]
            text = f"# The {name}\n\nIt opened on Monday. See [the other]({other}.md).\n\n![A plan](images/plan.png)\n"
            Path(f"articles/{name}.md").write_text(text, encoding="utf-8")
        run(["extract"])
        for path in Path("locales").rglob("*.po"):
            catalog = Catalog.read(path)
            for key in catalog.keys:
                catalog.put(key, Translation(key.text.replace("The", "تلك").replace("See", "انظر"), State.APPROVED))
            catalog.write(path)
        settings = Path("dragoman.toml")
        settings.write_text(f'{settings.read_text()}\n[site]\naddress = "https://example.org/"\n', encoding="utf-8")
        run(["site"])  # so that everything is loaded before the first fork
    os.chdir(here)


def save(folder: Path, state: int, is_all: bool) -> None:
    """Brings the newsroom into one of its states, as editors and translators would."""
    if is_all:
        settings = (folder / "dragoman.toml").read_text(encoding="utf-8").partition("title =")[0]
        (folder / "dragoman.toml").write_text(f'{settings}title = "Courier {state}"\n', encoding="utf-8")
    text = (folder / "articles/harbour.md").read_text(encoding="utf-8")
    now, other = ("Tuesday", "Monday") if state else ("Monday", "Tuesday")
    (folder / "articles/harbour.md").write_text(text.replace(other, now), encoding="utf-8")
    (folder / "articles/images/plan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes([state]) * 3000)
    for name, is_there in (("articles/tram.md", state == 0), ("locales/ar/ferry.md.po", state == 1)):
        file, away = folder / name, folder.parent / Path(name).name
        if is_there and away.exists():
            shutil.move(away, file)
        elif not is_there and file.exists():
            shutil.move(file, away)


def contents(folder: Path) -> Site:
    """Every file of a site, but for what tells the build."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != _MARK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def beside(folder: Path) -> set[str]:
    """The files and folders of the newsroom that are no page's, by their paths."""
    found = (path.relative_to(folder) for path in folder.rglob("*"))
    return {path.as_posix() for path in found if path.parts[0] not in ("public", "articles", "locales")}


def _arguments(mode: str) -> tuple[bytes, bytes, int]:
    how, which, also_later = MODES[mode]
    return how.encode(), which.encode(), also_later


def _calls() -> int:
    return int.from_bytes(Path(os.environ["FAULT_COUNTER"]).read_bytes()[:8], sys.byteorder)


def _difference(now: Site, old: Site, new: Site) -> str:
    nearest = min((old, new), key=lambda site: sum(now.get(name) != data for name, data in site.items()))
    names = [name for name in {*now, *nearest} if now.get(name) != nearest.get(name)]
    return f"{len(names)} files, {min(names)}"


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    main()
