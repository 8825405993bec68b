"""git-merge-po: catalogs of two branches made one, as git's merge driver or from the versions that git keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman import files
from dragoman.catalog.merging import Merged, merge_files
from dragoman.catalog.merging.files import NAMES
from dragoman.git import History, NoHistory
from dragoman.model import FileError, Where

DRIVER = "dragoman git-merge-po %O %A %B %L %P"
"""What git is to run; it fills in the versions, the size of conflict markers and the path."""

_MARKERS = re.compile(rb"(?:<{7,}|={7,}|>{7,}|\|{7,})(?:[ \t]|\r?$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A file that was in conflict. `is_written` is False when it stood there already as it should."""

    path: str
    merged: Merged
    is_written: bool


def merge_versions(base: Path, ours: Path, theirs: Path, path: str = "") -> Merged:
    """What git's merge driver does: reads three files, and writes what they make into `ours`.

    An empty `base` is git's way to say that there is none. `path` is for messages. Raises CatalogError or FileError,
    with all files as they were.
    """
    was, other = files.read(base), files.read(theirs)
    found: list[Merged] = []

    def change(now: bytes | None) -> bytes:
        if now is None:
            raise FileError("does not exist", Where(str(ours)))
        found.append(merge_files(was or None, now, other, path or str(ours)))
        return found[-1].data

    files.update(ours, change, root=ours.absolute().parent)
    return found[-1]


def resolve(path: Path) -> Resolved:
    """Settles a file in conflict from the versions that git keeps of it until it is added.

    Raises FileError when git keeps none or only some, and when the file holds what somebody has typed since;
    CatalogError when a version cannot be read.
    """
    where = Where(str(path))
    folder = path.absolute().parent
    history = History.open(folder)
    if isinstance(history, NoHistory):
        raise FileError(f"git keeps no versions of it: {history.reason}", where, history.hint)
    base, ours, theirs = history.stages(Path(path.name))
    if ours is None and theirs is None:
        hint = f"if it was added as it is: git checkout --merge -- {path}"
        raise FileError("is not in conflict, as git sees it", where, hint)
    if ours is None or theirs is None:
        side = NAMES[1 if theirs is None else 2]
        hint = f"to keep it: git add -- {path}; to drop it: git rm -- {path}"
        raise FileError(f"{side} alone has it; the other branch has removed or renamed it", where, hint)
    merged = merge_files(base, ours, theirs, str(path))
    versions = [version for version in (base, ours, theirs) if version is not None]

    def change(now: bytes | None) -> bytes:
        if now is not None and now != merged.data:
            _refuse_work(now, versions, where)
        return merged.data

    return Resolved(str(path), merged, files.update(path, change, root=folder))


def _refuse_work(now: bytes, versions: Iterable[bytes], where: Where) -> None:
    """Raises FileError when the file holds anything that git has not put there: it would be lost."""
    known = {line for version in versions for line in _lines(version)}
    if any(set(_lines(now)) == set(_lines(version)) for version in versions):
        return
    hint = f"keep a copy of what is yours, then: git checkout --merge -- {where.path}"
    if not _MARKERS.search(now):
        raise FileError("holds no conflict markers: somebody has settled it by hand", where, f"git add it; or {hint}")
    for number, line in enumerate(_lines(now), 1):
        if line not in known and not _MARKERS.match(line):
            raise FileError("has been edited since git wrote its conflict markers", Where(where.path, number), hint)


def _lines(data: bytes) -> list[bytes]:
    return [line.rstrip(b"\r") for line in data.split(b"\n")]


def with_driver(attributes: bytes | None, locales: str) -> bytes | None:
    """`.gitattributes` naming the driver for the catalogs below `locales`; None when it does so already.

    Nothing is said of line ends: a catalog keeps those it has.
    """
    pattern = re.sub(r"([*?\[\]\\])", r"\\\1", locales) + "/**/*.po"
    if re.search(r'[\s"]', pattern) or pattern.startswith(("#", "!")):
        pattern = '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
    line = f"{pattern} merge=dragoman-po".encode()
    now = attributes or b""
    if line in [each.strip() for each in now.splitlines()]:
        return None
    eol = b"\r\n" if b"\r\n" in now else b"\n"
    return now + (eol if now and not now.endswith(b"\n") else b"") + line + eol
