"""The renames of the system that lose nothing: swap two files, or refuse to replace one."""

from __future__ import annotations

import ctypes
import errno
import functools
import os
from collections.abc import Callable
from pathlib import Path

from dragoman.files.reading import content
from dragoman.model.errors import FileError, Where

_AT_FDCWD = -100
_NOREPLACE = 1
_EXCHANGE = 2
_UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
_NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
_SWAPS = 9


class UnsupportedError(OSError):
    """The system or this file system cannot swap two files."""


def install(temp: Path, target: Path, inside: bytes | None, expected: bytes | None) -> bytes | None:
    """Swap `temp` (holding `inside`) into `target` until what comes out is what was thought to be there.

    Gives what then stands in `target`: `inside`, when `expected` came out of it, else the newest save of somebody
    else, swapped back. Either way `temp` holds what has been superseded. None stands for anything but a regular file.

    The law: whoever saves at any moment in between, the last save ends in `target`. For when a swap brings out
    something unexpected, that is newer than what went in, so it goes back, and now what went in is expected out.
    Raises UnsupportedError, FileNotFoundError when `target` has gone, FileError when saves come faster than swaps.
    """
    for _ in range(_SWAPS):
        _rename(temp, target, _EXCHANGE)
        came_out = content(temp)
        if came_out == expected:
            return inside
        inside, expected = came_out, inside
    raise FileError(
        "is saved again and again while it is being written",
        Where(str(target)),
        f"the newest save is in {temp.name}, and the next run recovers it",
    )


def rename_new(old: Path, new: Path) -> None:
    """Rename, never replacing. Raises FileExistsError when `new` is there.

    Without RENAME_NOREPLACE a hard link does it as safely; without hard links either, looking before renaming
    leaves an instant in which a file made by somebody else would be replaced.
    """
    try:
        _rename(old, new, _NOREPLACE)
    except UnsupportedError:
        _link_new(old, new)


def swap(one: Path, other: Path) -> None:
    """Each of two files takes the other's name; both at once where the system can. Where it cannot, a killed run may
    leave the first with `.swapped` before its suffix; nothing is lost."""
    try:
        _rename(one, other, _EXCHANGE)
    except UnsupportedError:
        between = one.with_suffix(f".swapped{one.suffix}")
        rename_new(one, between)
        rename_new(other, one)
        rename_new(between, other)


def sync_folder(folder: Path) -> None:
    """Make the folder's names last through a power cut, where the file system can."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
    finally:
        os.close(handle)


def _link_new(old: Path, new: Path) -> None:
    try:
        os.link(old, new, follow_symlinks=False)
    except FileExistsError:
        if not os.path.samestat(old.lstat(), new.lstat()):
            raise
        os.unlink(old)  # a killed run made the link, and got no further
        return
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
    else:
        os.unlink(old)
        return
    if os.path.lexists(new):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
    os.rename(old, new)


def _rename(old: Path, new: Path, flags: int) -> None:
    renameat2 = _renameat2()
    if renameat2 is None:
        raise UnsupportedError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if renameat2(_AT_FDCWD, os.fsencode(old), _AT_FDCWD, os.fsencode(new), flags) == 0:
        return
    number = ctypes.get_errno()
    refusal = UnsupportedError if number in _UNSUPPORTED else OSError
    raise refusal(number, os.strerror(number), str(old), None, str(new))


@functools.cache
def _renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """The system's call; None where the C library lacks it (macOS, Windows, glibc before 2.28)."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return None
    call.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    call.restype = ctypes.c_int
    found: Callable[[int, bytes, int, bytes, int], int] = call
    return found
