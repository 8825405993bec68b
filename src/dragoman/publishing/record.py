"""What merge has written: one record beside the merged articles, so that it knows its own work again.

The record is written before the article. It names the digest that is about to stand and the one that stood before, so
whatever a killed run leaves is recognised.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from dragoman import files
from dragoman.model import FileError, Where

NAME = ".dragoman-merged.json"


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

    def known(self, path: str, data: bytes) -> Standing | None:
        """What was recorded of these very bytes; None when dragoman did not write them."""
        mine = digest(data)
        return next((standing for standing in self._known.get(path, []) if standing.digest == mine), None)

    def announce(self, path: str, data: bytes, *, complete: bool) -> None:
        """Records that `data` is about to stand at `path`; what stood there before stays known until the next time."""
        standing = Standing(digest(data), complete)
        former = [old for old in self._known.get(path, []) if old.digest != standing.digest]
        self._known[path] = [standing, *former[:2]]
        self._write()

    def _write(self) -> None:
        table = {path: [asdict(standing) for standing in row] for path, row in sorted(self._known.items())}
        data = (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()
        files.update(self.folder / NAME, lambda _: data, root=self.root)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> dict[str, list[Standing]]:
    if not path.exists():
        return {}
    try:
        return {
            name: [Standing(str(row["digest"]), row["complete"] is True) for row in rows]
            for name, rows in json.loads(files.read(path)).items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise FileError(
            "is damaged", Where(str(path)), "remove it; merge then takes what stands there for somebody else's"
        ) from None
