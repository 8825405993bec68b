"""One run at a time in a project: a lock that dies with its process."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dragoman.files.recovery import recover
from dragoman.files.trouble import explained
from dragoman.files.writing import update
from dragoman.model.errors import FileError, Where

_PAUSE_S = 0.05


class HeldError(FileError):
    """Another run is at work in the project."""


@contextmanager
def lock(folder: Path, *, wait_s: float, say: Callable[[str], None]) -> Iterator[None]:
    """Hold FOLDER/lock, making the folder, hidden from git, if need be; it is advisory: it binds runs, not editors.

    While another run holds it, `say` is told once, then up to `wait_s` seconds are waited. Raises HeldError after that.
    The lock goes with its process however that ends; the file `lock` stays, and means nothing by itself.
    """
    path = folder / "lock"
    with explained(path, "cannot lock the project"):
        os.makedirs(folder, exist_ok=True)
        handle = _acquire(path, time.monotonic() + wait_s, say)
    try:
        _hide_from_git(folder)
        yield
    finally:
        with suppress(OSError):
            os.close(handle)


def _acquire(path: Path, until: float, say: Callable[[str], None]) -> int:
    has_said = False
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            while not _try(handle):
                if time.monotonic() >= until:
                    raise HeldError(
                        f"is held by another run{_holder(handle)}", Where(str(path)), "wait until it ends, or end it"
                    )
                if not has_said:
                    say(f"waiting for another run{_holder(handle)} to end")
                    has_said = True
                time.sleep(_PAUSE_S)
            if _is_there(handle, path):
                line = f"{os.getpid()}\n".encode()
                if os.pread(handle, 20, 0) != line:  # who saves again and again has written it already
                    os.ftruncate(handle, 0)
                    os.pwrite(handle, line, 0)
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # somebody deleted the file we waited for; others lock the one now there


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(handle: int) -> str:
    number = os.pread(handle, 20, 0).strip()
    return f" (process {number.decode()})" if number.isdigit() else ""


def _is_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _hide_from_git(folder: Path) -> None:
    if not (folder / ".gitignore").exists():
        recover(folder, folder)
        update(folder / ".gitignore", lambda old: b"*\n" if old is None else None, root=folder)
