"""A line added to a file that is only ever added to."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from dragoman.files.place import inside
from dragoman.files.trouble import explained


def append(path: Path, line: bytes, *, root: Path, is_lasting: bool = False) -> None:
    """Adds `line`, which ends with a line end, at the end of a file that only we may read; folder and file are made.

    One write of the system: lines of several processes stand one behind the other. Unless it `is_lasting`, it is
    not synced: for what may lose its last lines in a power cut. Raises FileError.
    """
    with explained(path, "cannot be written"):
        target = inside(path, root)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            if os.write(handle, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if is_lasting:
                os.fsync(handle)
        finally:
            os.close(handle)
