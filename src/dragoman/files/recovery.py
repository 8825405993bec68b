"""What a killed run left behind: our leavings swept, a person's save kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from dragoman.files.place import inside
from dragoman.files.reading import content
from dragoman.files.rename import UnsupportedError, install, rename_new
from dragoman.files.temporary import NONE, Swap, digest, is_part, swap_at
from dragoman.files.trouble import explained


def recover(folder: Path, root: Path) -> list[Path]:
    """Sweep what killed runs left in `folder` and below, and beside what links there lead to; call it under the lock.

    Gives the saves of other people that could not go back under their own name, now `NAME.recovered`: tell the user
    about each. Nothing outside `root` is touched. Raises FileError.
    """
    kept = []
    with explained(folder, "cannot be searched for what an earlier run left"):
        leavings = sorted(set(_leavings(inside(folder, root), inside(root, root))))
    for path in leavings:
        with explained(path, "an earlier run left it, and it cannot be cleared up"):
            swap = swap_at(path)
            if swap is None:
                os.unlink(path)
            elif not settle(swap):
                kept.append(_keep(swap))
    return kept


def settle(swap: Swap) -> bool:
    """Clear a temporary file out of the way; False when it holds a save that has no other place, and still does.

    The states a kill can leave, and what is done:

    - it holds the new version (not yet swapped in, or taken back) or the one that was loaded (swapped out): deleted;
    - it holds anything else: saved by somebody while the run was at work. If what the run put there still stands
      untouched, the save goes back under its own name, as the run itself would have done;
    - else somebody has saved once more since, and the caller keeps both.
    """
    saved = content(swap.path)
    if saved is not None and digest(saved) in (swap.base, swap.new):
        os.unlink(swap.path)
        return True
    try:
        return _put_back(swap, saved)
    except (FileExistsError, FileNotFoundError, UnsupportedError):
        return False


def _put_back(swap: Swap, saved: bytes | None) -> bool:
    if swap.target is None:
        return False
    if swap.new == NONE:
        rename_new(swap.path, swap.target)
        return True
    present = content(swap.target)
    if present is None or digest(present) != swap.new:
        return False
    if install(swap.path, swap.target, inside=saved, expected=present) != saved:
        return False
    os.unlink(swap.path)
    return True


def _keep(swap: Swap) -> Path:
    number = 1
    while True:
        kept = swap.path.with_name(f"{swap.stem}.recovered" + (f"-{number}" if number > 1 else ""))
        try:
            rename_new(swap.path, kept)
        except FileExistsError:
            number += 1
        else:
            return kept


def _leavings(folder: Path, root: Path) -> Iterator[Path]:
    """The temporary files below `folder`, and beside what links there lead to, since that is where it is written."""
    todo = [(folder, True)]
    seen: set[tuple[Path, bool]] = set()
    while todo:
        here, is_deep = todo.pop()
        if (here, is_deep) in seen:
            continue
        seen.add((here, is_deep))
        for found in _entries(here):
            path = here / found.name
            if is_part(path) or swap_at(path):
                yield path
            elif is_deep and found.is_symlink():
                real = Path(os.path.realpath(path))
                if real.is_relative_to(root):
                    todo.append((real, True) if real.is_dir() else (real.parent, False))
            elif is_deep and found.is_dir() and found.name != ".git":
                todo.append((path, True))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError, PermissionError):  # where we may not look, we have not written
        return []
