"""Files too large to be held whole: read and written in pieces, and never half written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.files.place import inside
from dragoman.files.reading import kind
from dragoman.files.rename import sync_folder
from dragoman.files.temporary import gone_on_failure, part_for
from dragoman.files.trouble import explained
from dragoman.model.errors import FileError, Where

_PIECE = 256 * 1024


def read_pieces(path: Path, *, root: Path | None = None) -> Iterator[bytes]:
    """The bytes of the file in pieces, of any size. With `root`, a path or link that leads out of it is refused.

    Raises FileError: absent, unreadable, a folder, pipe, socket or device.
    """
    with explained(path, "cannot read"):
        target = path if root is None else inside(path, root)
        if other := kind(target.stat()):
            raise FileError(f"is {other}, not a file", Where(str(path)))
        with open(target, "rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def write_pieces(path: Path, pieces: Iterable[bytes], *, root: Path) -> None:
    """Sets the file to `pieces`, joined: all of it or nothing. What stood there is replaced; it is no file that people
    edit while we write. Folders are made. Raises FileError."""
    with explained(path, "cannot write"):
        target = inside(path, root)
        if target.exists() and (other := kind(target.stat())):
            raise FileError(f"is {other}, not a file", Where(str(path)))
        target.parent.mkdir(parents=True, exist_ok=True)
        part = part_for(target)
        with gone_on_failure(part):
            with open(part, "wb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, target)
        sync_folder(target.parent)
