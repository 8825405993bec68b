"""Files changed whole: a change made again on whatever somebody saved meanwhile, or nothing changed at all."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dragoman.files.place import entry, inside
from dragoman.files.reading import content, kind, load
from dragoman.files.recovery import settle
from dragoman.files.rename import UnsupportedError, install, rename_new, swap, sync_folder
from dragoman.files.temporary import Swap, gone_on_failure, part_for, swap_for
from dragoman.files.trouble import explained, reason
from dragoman.model.errors import FileError, Where

_TRIES = 10
_PAUSE_S = 0.02


def update(path: Path, change: Callable[[bytes | None], bytes | None], *, root: Path) -> bool:
    """Set the file to what `change` makes of its present content; True when something was written.

    `change` gets None for a file that is absent, and gives None to leave all as it is. It is called again with the
    new content when somebody saved meanwhile, so it must be a function of what it is given.
    A link stays and the file it leads to is replaced; mode and, as far as allowed, owner stay; folders are made.
    Call it under the lock, one caller per path at a time.

    Raises FileError, and then nothing has changed, unless the message says that the file is written: the path leads
    out of `root`, the system refuses, the file is read-only, or somebody saves again and again.
    """
    for attempt in range(_TRIES):
        time.sleep(_PAUSE_S * attempt)  # an editor may be between removing the old file and placing its new one
        with explained(path, "cannot read"):
            target = inside(path, root)
            old, state = _present(target)
        new = change(old)
        if new is None or new == old:
            return False
        with explained(path, "cannot write"):
            if _create(target, new) if old is None or state is None else _replace(target, old, new, state):
                return True
    raise FileError(
        "is saved again and again while it is being written", Where(str(path)), "close it elsewhere and run again"
    )


def move(old: Path, new: Path, *, root: Path) -> None:
    """Rename a file, never replacing one, making the folders for it. Raises FileError; links are refused."""
    with explained(old, f"cannot be moved to {new}"):
        source, target = entry(old, root), entry(new, root)
        _refuse_unless_file(source, old)
        _make_folder(target.parent)
        rename_new(source, target)
        sync_folder(target.parent)
        sync_folder(source.parent)


def exchange(one: Path, other: Path, *, root: Path) -> None:
    """Give each of two files the other's name. Raises FileError; links are refused."""
    with explained(one, f"cannot change places with {other}"):
        first, second = entry(one, root), entry(other, root)
        _refuse_unless_file(first, one)
        _refuse_unless_file(second, other)
        swap(first, second)
        sync_folder(first.parent)
        sync_folder(second.parent)


def remove(path: Path, *, root: Path, expected: bytes) -> bool:
    """Remove the file if its content is still `expected`; True when it was removed, False when absent or changed.

    Raises FileError, also for a link.
    """
    with explained(path, "cannot be removed"):
        target = entry(path, root)
        if not os.path.lexists(target):
            return False
        _refuse_unless_file(target, path)
        if not _take_out(target, expected):
            return False
    with explained(path, "is removed, but might come back after a power cut"):
        sync_folder(target.parent)
    return True


def _present(target: Path) -> tuple[bytes, os.stat_result] | tuple[None, None]:
    try:
        return load(target)
    except FileNotFoundError:
        return None, None


def _refuse_unless_file(target: Path, path: Path) -> None:
    if other := kind(os.lstat(target)):
        raise FileError(f"is {other}, not a file", Where(str(path)), "move or remove it by hand")


def _create(target: Path, new: bytes) -> bool:
    """False when somebody else made the file first."""
    _make_folder(target.parent)
    part = _write_part(target, new, None)
    try:
        with gone_on_failure(part):
            rename_new(part, target)
    except FileExistsError:
        return False
    try:
        sync_folder(target.parent)
    except OSError:
        with suppress(OSError):
            _take_out(target, new)
        raise
    return True


def _replace(target: Path, old: bytes, new: bytes, state: os.stat_result) -> bool:
    """False when somebody else saved meanwhile; his save stands there."""
    if os.path.exists(target) and not os.access(target, os.W_OK):
        raise FileError("is read-only", Where(str(target)), "allow writing, or leave it out")
    part = _write_part(target, new, state)
    swap = swap_for(target, old, new)
    try:
        with gone_on_failure(part):
            rename_new(part, swap.path)
    except FileExistsError as error:
        raise _in_the_way(swap) from error
    try:
        return _swap_in(swap, target, old, new)
    except BaseException:  # also Ctrl-C: leave no state that a kill could not leave, and none that we can clear
        with suppress(OSError, FileError):
            settle(swap)
        raise


def _swap_in(swap: Swap, target: Path, old: bytes, new: bytes) -> bool:
    if content(target) != old:
        os.unlink(swap.path)
        return False
    try:
        stands = install(swap.path, target, inside=new, expected=old)
    except FileNotFoundError:
        if settle(swap):
            return False
        raise
    except UnsupportedError:  # compare and rename: a save within these microseconds would be lost
        os.rename(swap.path, target)
        sync_folder(target.parent)
        return True
    if stands != new:
        settle(swap)  # not simply deleted: with two saves at once, the earlier one is in it
        return False
    try:
        sync_folder(target.parent)  # before the old version goes, so that a power cut leaves one of the two
    except OSError:
        install(swap.path, target, inside=old, expected=new)
        raise
    _discard(swap, "is written, but its former version could not be removed")
    return True


def _take_out(target: Path, expected: bytes) -> bool:
    if content(target) != expected:
        return False
    swap = swap_for(target, expected, None)
    if os.path.lexists(swap.path):
        raise _in_the_way(swap)
    try:
        os.rename(target, swap.path)
    except FileNotFoundError:
        return False
    if content(swap.path) == expected:
        _discard(swap, "is removed, but its content could not be")
        return True
    if not settle(swap):
        raise FileError(
            "was saved twice while being removed",
            Where(str(target)),
            f"the earlier save is in {swap.path.name}, and the next run recovers it",
        )
    return False


def _in_the_way(swap: Swap) -> FileError:
    return FileError("was left by an earlier run and not recovered", Where(str(swap.path)), "run again, to recover it")


def _discard(swap: Swap, failure: str) -> None:
    try:
        os.unlink(swap.path)
    except OSError as error:
        hint = "the next run tries again"
        raise FileError(f"{failure}: {reason(error)}", Where(str(swap.target or swap.path)), hint) from error


def _write_part(target: Path, data: bytes, like: os.stat_result | None) -> Path:
    """The data in a temporary file beside `target`, safely on disk, with mode and owner of what it is to replace."""
    part = part_for(target)
    with suppress(FileNotFoundError):
        os.unlink(part)  # of an earlier process with our number
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600 if like else 0o666)
    with gone_on_failure(part):
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
            if like:
                _liken(handle, like)
            os.fsync(handle)
        finally:
            os.close(handle)
    return part


def _liken(handle: int, like: os.stat_result) -> None:
    made = os.fstat(handle)
    if made.st_gid != like.st_gid:
        with suppress(PermissionError):  # a group we are not in: as with any editor, it becomes ours
            os.fchown(handle, -1, like.st_gid)
    if made.st_uid != like.st_uid:
        with suppress(PermissionError):  # only root may give files away
            os.fchown(handle, like.st_uid, -1)
    os.fchmod(handle, stat.S_IMODE(like.st_mode))  # last: a change of owner clears bits


def _make_folder(folder: Path) -> None:
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for new in reversed(missing):
        with suppress(FileExistsError):
            new.mkdir()
        sync_folder(new.parent)
