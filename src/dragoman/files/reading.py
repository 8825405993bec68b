"""Files read whole, with nothing but regular files of a sane size let in."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from dragoman.files.place import inside
from dragoman.files.trouble import explained
from dragoman.model.errors import FileError, Where

LIMIT = 512 * 1024 * 1024
"""No file larger than this many bytes is read."""

_CHUNK = 8 * 1024 * 1024
_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFLNK: "a symbolic link",
}


def read(path: Path, *, root: Path | None = None) -> bytes:
    """The bytes of the file. With `root`, a path or link that leads out of it is refused.

    Raises FileError: absent, unreadable, a folder, pipe, socket or device, or larger than LIMIT.
    """
    with explained(path, "cannot read"):
        return load(path if root is None else inside(path, root))[0]


def read_text_utf8(path: Path, *, root: Path | None = None) -> str:
    """The file as text, line ends as they are, without a byte order mark. Raises FileError, also if not UTF-8."""
    data = read(path, root=root)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line_start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[line_start : error.start].decode("utf-8")) + 1
        place = Where(str(path), data.count(b"\n", 0, error.start) + 1, column)
        raise FileError(f"is not UTF-8: byte 0x{data[error.start]:02x}", place, "save it as UTF-8") from error


def load(path: Path) -> tuple[bytes, os.stat_result]:
    """The bytes and the state of one and the same file. Raises FileError as `read` does, or OSError."""
    _refuse_unless_regular(path.stat(), path)  # before opening: some devices act on being opened
    return _load(os.open(path, _OPEN), path)


def content(path: Path) -> bytes | None:
    """The bytes of the regular file at just this path; None when there is none, or a link, or one too large."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        return _load(os.open(path, _OPEN | os.O_NOFOLLOW), path)[0]
    except (FileNotFoundError, FileError):
        return None


def kind(state: os.stat_result) -> str | None:
    """What stands there instead of a regular file, in words; None for a regular file."""
    if stat.S_ISREG(state.st_mode):
        return None
    return _KINDS.get(stat.S_IFMT(state.st_mode), "no regular file")


def _load(handle: int, path: Path) -> tuple[bytes, os.stat_result]:
    try:
        state = os.fstat(handle)
        _refuse_unless_regular(state, path)
        chunks: list[bytes] = []
        size = 0
        while chunk := os.read(handle, min(max(state.st_size - size, 0) + 1, _CHUNK)):
            chunks.append(chunk)
            size += len(chunk)
            if size > LIMIT:  # it grows under our hands
                raise _too_large(size, path)
        return b"".join(chunks), state
    finally:
        os.close(handle)


def _refuse_unless_regular(state: os.stat_result, path: Path) -> None:
    if other := kind(state):
        raise FileError(f"is {other}, not a file", Where(str(path)))
    if state.st_size > LIMIT:
        raise _too_large(state.st_size, path)


def _too_large(size: int, path: Path) -> FileError:
    return FileError(f"is too large: {size} bytes, more than {LIMIT}", Where(str(path)))
