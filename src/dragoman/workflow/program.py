"""Which program this is: dragoman and its plug-ins, as they are installed. What another one has built may differ."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import dragoman
from dragoman import __version__, plugins


@cache
def program() -> str:
    """Changes with every version, and with every file of ours: a checkout has one version for a long time."""
    parts = [__version__, *_files(), *plugins.versions("dragoman")]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _files() -> Iterator[str]:
    top = Path(dragoman.__file__).parent
    for here, folders, names in os.walk(top):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        for name in sorted(names):
            found = os.stat(f"{here}/{name}")  # noqa: PTH116 - for hundreds of files at each start
            yield f"{here}/{name} {found.st_size} {found.st_mtime_ns}"
