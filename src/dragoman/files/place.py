"""Where a path really leads, and that it stays in the project."""

from __future__ import annotations

import os
from pathlib import Path

from dragoman.model.errors import FileError, Where


def inside(path: Path, root: Path) -> Path:
    """The real path of the file that `path` names, every link followed; it need not exist.

    Real paths are compared part by part, so neither `..`, nor a link, nor a sibling `root-other` gets out.
    Raises FileError when it is not `root` or below it.
    """
    return _below(_real(path), path, root)


def entry(path: Path, root: Path) -> Path:
    """The real folder of `path` with the path's own last name, which may be a link and is not followed.

    Raises FileError when it is not below `root`.
    """
    if path.name in ("", "..") or "\0" in path.name:
        raise FileError("names no file", Where(str(path)))
    return _below(_real(path.parent) / path.name, path, root)


def _below(real: Path, path: Path, root: Path) -> Path:
    real_root = _real(root)
    if not real.is_relative_to(real_root):
        raise FileError(
            f"leads out of the project, to {real}", Where(str(path)), f"only files below {real_root} are touched"
        )
    return real


def _real(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise FileError(f"is no usable path: {error}", Where(repr(str(path)))) from error
