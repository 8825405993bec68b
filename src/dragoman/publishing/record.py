"""What merge has written: one record beside the merged articles, so that it knows its own work again.

What is about to be written is recorded before the article: the digest that is about to stand and the one that stood
before, so whatever a killed run leaves is recognised. It goes line by line into a second file, which a run joins to the
record at its end: a record that was written anew for each of fifty thousand articles would cost the square of them.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from dragoman import files
from dragoman.model import FileError, Where

NAME = ".dragoman-merged.json"
_LATER = ".dragoman-merged.lines"
FILES = (NAME, _LATER)


@dataclass(frozen=True, slots=True)
class Standing:
    """One merged article: the digest of its bytes and whether every segment of it was approved."""

    digest: str
    complete: bool


class Record:
    """The record of one output folder. Paths are below that folder, with `/`."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.root = root
        self._known: dict[str, list[Standing]] = _read(folder / NAME)
        self._known |= _read_later(folder / _LATER)

    def known(self, path: str, data: bytes) -> Standing | None:
        """What was recorded of these very bytes; None when dragoman did not write them."""
        mine = digest(data)
        return next((standing for standing in self._known.get(path, []) if standing.digest == mine), None)

    def announce(self, path: str, data: bytes, *, complete: bool) -> None:
        """Records that `data` is about to stand at `path`; what stood there before stays known until the next time."""
        standing = Standing(digest(data), complete)
        rows = self._known.get(path, [])
        if rows[:1] == [standing]:
            return
        self._known[path] = rows = [standing, *(old for old in rows if old.digest != standing.digest)][:3]
        line = json.dumps({path: [asdict(row) for row in rows]}, ensure_ascii=False)
        # A line that a kill has cut short ends where the next begins.
        files.append(self.folder / _LATER, f"\n{line}\n".encode(), root=self.root, is_lasting=True)

    def settle(self) -> None:
        """Joins what was announced to the record, at the end of a run or after one that was killed."""
        if not (self.folder / _LATER).is_file():
            return
        table = {path: [asdict(standing) for standing in row] for path, row in sorted(self._known.items())}
        data = (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()
        files.update(self.folder / NAME, lambda _: data, root=self.root)
        with files.explained(self.folder / _LATER, "cannot be removed"):
            (self.folder / _LATER).unlink()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> dict[str, list[Standing]]:
    if not path.exists():
        return {}
    try:
        return _standings(json.loads(files.read(path)))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise FileError(
            "is damaged", Where(str(path)), "remove it; merge then takes what stands there for somebody else's"
        ) from None


def _read_later(path: Path) -> dict[str, list[Standing]]:
    """What was announced since; a line that a kill has cut short announced nothing that was written."""
    found: dict[str, list[Standing]] = {}
    for line in files.read(path).split(b"\n") if path.exists() else ():
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            found |= _standings(json.loads(line))
    return found


def _standings(table: dict[str, list[dict[str, object]]]) -> dict[str, list[Standing]]:
    return {
        name: [Standing(str(row["digest"]), row["complete"] is True) for row in rows] for name, rows in table.items()
    }
