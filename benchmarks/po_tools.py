"""One tool's load and save of many PO files, run by the Python that has the tool; needs nothing else of the project.

    PYTHON benchmarks/po_tools.py TOOL < paths

Reads one path a line. Writes one JSON object a line: first {"path"}, before the file is touched, so that a file that
brings the tool down is known; then {"seconds", "peak", "same", "spread"}, or {"refused": reason}. `spread` is the
number of entries that differ after one translation was changed, null where the file has none to change. Seconds are CPU
seconds of load and save, without the change; peak is the process's memory so far in MB.
"""

from __future__ import annotations

import importlib
import json
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

_LIMIT = 60  # seconds for one file
_ADDED = "!"


class RefusedError(Exception):
    """The tool refuses the file, and says why."""


def dragoman() -> tuple[Callable[[str], Any], Callable[[Any], bytes], Callable[[Any], bool]]:
    from dataclasses import replace

    from dragoman import Catalog, DragomanError
    from dragoman.model import CatalogError, State

    def load(path: str) -> Catalog:
        try:
            with open(path, "rb") as file:
                return Catalog.parse(file.read(), path)
        except DragomanError as error:
            raise RefusedError(str(error)) from error

    def change(catalog: Catalog) -> bool:
        for key in _from_the_middle(catalog.keys):
            now = catalog.translation(key)
            if now is None or now.state is not State.APPROVED:
                continue
            try:
                catalog.put(key, replace(now, text=now.text + _ADDED), over=now)
            except CatalogError as error:
                if "plural" in str(error):
                    continue
                raise
            return True
        return False

    return load, lambda catalog: catalog.data, change


def polib() -> tuple[Callable[[str], Any], Callable[[Any], bytes], Callable[[Any], bool]]:
    import polib

    def load(path: str) -> polib.POFile:
        try:
            return polib.pofile(path)
        except (OSError, ValueError, LookupError) as error:
            raise RefusedError(f"{type(error).__name__}: {error}") from error

    def change(file: polib.POFile) -> bool:
        for entry in _from_the_middle(file):
            if entry.msgid and entry.msgstr and not entry.obsolete and not entry.fuzzy and not entry.msgid_plural:
                entry.msgstr += _ADDED
                return True
        return False

    return load, lambda file: str(file).encode(file.encoding), change


def pypo() -> tuple[Callable[[str], Any], Callable[[Any], bytes], Callable[[Any], bool]]:
    storage: Any = importlib.import_module("translate.storage.pypo")

    def load(path: str) -> Any:
        try:
            with open(path, "rb") as file:
                return storage.pofile.parsestring(file.read())
        except (OSError, ValueError, LookupError) as error:
            raise RefusedError(f"{type(error).__name__}: {error}") from error

    def change(store: Any) -> bool:
        for unit in _from_the_middle(store.units):
            if unit.istranslated() and not unit.isheader() and not unit.isobsolete() and not unit.hasplural():
                unit.target = str(unit.target) + _ADDED
                return True
        return False

    return load, bytes, change


def msgcat() -> tuple[Callable[[str], Any], Callable[[Any], bytes], Callable[[Any], bool]]:
    def load(path: str) -> bytes:
        done = subprocess.run(["msgcat", path], capture_output=True)
        if done.returncode:
            reason = done.stderr.decode("utf-8", "replace").strip()
            raise RefusedError(reason.partition("\n")[0] or f"exit {done.returncode}")
        return done.stdout

    return load, bytes, lambda _: False


TOOLS = {tool.__name__: tool for tool in (dragoman, polib, pypo, msgcat)}


def main() -> None:
    load, save, change = TOOLS[sys.argv[1]]()
    signal.signal(signal.SIGALRM, _too_slow)
    for line in sys.stdin:
        path = line.rstrip("\n")
        _say({"path": path})
        signal.alarm(_LIMIT)
        try:
            _say(_judge(path, load, save, change))
        except RefusedError as refused:
            _say({"refused": str(refused)})
        signal.alarm(0)


def _judge(
    path: str, load: Callable[[str], Any], save: Callable[[Any], bytes], change: Callable[[Any], bool]
) -> dict[str, object]:
    with open(path, "rb") as file:
        before = file.read()
    begun = _cpu()
    loaded = load(path)
    after = save(loaded)
    seconds = _cpu() - begun
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    spread = _spread(before, save(loaded)) if change(loaded) else None
    return {"seconds": seconds, "peak": peak, "same": after == before, "spread": spread}


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime if _CHILDREN else time.process_time()


_CHILDREN = len(sys.argv) > 1 and sys.argv[1] == "msgcat"


def _spread(before: bytes, after: bytes) -> int:
    """How many raw entries differ; 1 is right. Both directions are counted, and the larger number holds."""
    old, new = _entries(before), _entries(after)
    if len(old) == len(new):
        return sum(one != other for one, other in zip(old, new, strict=True))
    was, now = Counter(old), Counter(new)
    return max((was - now).total(), (now - was).total())


def _entries(data: bytes) -> list[bytes]:
    """The raw entries: cut at blank lines, and where comments or a new message follow a msgstr."""
    entries: list[list[bytes]] = [[]]
    closing = False  # a msgstr has been seen in this entry
    for line in data.splitlines(keepends=True):
        bare = line.strip()
        if bare.startswith(b"#~"):
            bare = bare[2:].strip()
        if closing and bare and not bare.startswith((b'"', b"msgstr")):
            entries.append([])
            closing = False
        entries[-1].append(line)
        closing = closing or bare.startswith(b"msgstr")
    return [b"".join(entry) for entry in entries]


def _from_the_middle(items: Any) -> Any:
    """Every item once, from the middle on and round to it."""
    row = list(items)
    half = len(row) // 2
    return row[half:] + row[:half]


def _say(found: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def _too_slow(*_: object) -> None:
    raise RefusedError(f"took more than {_LIMIT} s")


if __name__ == "__main__":
    main()
