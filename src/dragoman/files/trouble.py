"""What the system refuses, said so that it can be mended."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath

from dragoman.model.errors import FileError, Where

HINTS = {
    errno.EACCES: "give your user the right to this file and its folder",
    errno.EDQUOT: "make room within the disk quota and run again",
    errno.EFBIG: "the file system or a limit (ulimit -f) allows no file of this size",
    errno.EIO: "the disk or network drive reports a fault; check it before going on",
    errno.ENAMETOOLONG: "shorten the name",
    errno.ENOLCK: "this file system has no locks; place the .dragoman folder on a local disk by configuration",
    errno.ENOSPC: "free some disk space and run again",
    errno.ENOTSUP: "this file system lacks what is needed; use a local disk",
    errno.EPERM: "give your user the right to this file and its folder",
    errno.EROFS: "the disk is mounted read-only; make it writable and run again",
}


@contextmanager
def explained(path: str | PathLike[str], failure: str) -> Iterator[None]:
    """Turn the system's refusals inside the block into a FileError about `path`, beginning with `failure`."""
    try:
        yield
    except OSError as error:
        raise FileError(f"{failure}: {reason(error)}", Where(fspath(path)), HINTS.get(error.errno or 0, "")) from error


def reason(error: OSError) -> str:
    """The system's own words for the error, without path or number."""
    return (error.strerror or str(error)).lower()
