"""The names of temporary files, which tell recovery what is in them.

In two phases, so that recovery never guesses:

- `.NAME.PID.dragoman-part` while it is being written: nobody's but ours, may be deleted;
- `.NAME.BASE.NEW.dragoman-swap` once complete, with the digests of what was loaded and of what is to stand there:
  before the swap it holds NEW; after it BASE, or what somebody saved meanwhile. NEW is `none` for a removal.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

NONE = "none"
"""Stands for the digest of a file that is not to be there."""

_LONGEST = 255 - len(f"..{'0' * 16}.{'0' * 16}.dragoman-swap")
_PART = re.compile(r"\..+\.\d+\.dragoman-part", re.DOTALL)
_SWAP = re.compile(r"\.(?P<stem>.+)\.(?P<base>[0-9a-f]{16})\.(?P<new>[0-9a-f]{16}|none)\.dragoman-swap", re.DOTALL)
_CUT = re.compile(r".*~[0-9a-f]{8}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Swap:
    """A complete temporary file on its way in, or what came out; `target` is None when its name was cut."""

    path: Path
    stem: str
    base: str
    new: str

    @property
    def target(self) -> Path | None:
        return None if _CUT.fullmatch(self.stem) else self.path.with_name(self.stem)


def swap_for(target: Path, base: bytes, new: bytes | None) -> Swap:
    """The temporary file that takes `new` to `target`, where `base` is thought to be; None takes `target` out."""
    stem = _stem(target.name)
    ends = digest(base), NONE if new is None else digest(new)
    return Swap(target.with_name(f".{stem}.{ends[0]}.{ends[1]}.dragoman-swap"), stem, *ends)


def swap_at(path: Path) -> Swap | None:
    """What the name of a temporary file tells; None for any other file."""
    found = _SWAP.fullmatch(path.name)
    return Swap(path, found["stem"], found["base"], found["new"]) if found else None


def part_for(target: Path) -> Path:
    """Where the new content of `target` is written first, by this process."""
    return target.with_name(f".{_stem(target.name)}.{os.getpid()}.dragoman-part")


@contextmanager
def gone_on_failure(part: Path) -> Iterator[None]:
    """Takes `part` away when the block fails, also by Ctrl-C: it is half of something."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise


def is_part(path: Path) -> bool:
    return _PART.fullmatch(path.name) is not None


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _stem(name: str) -> str:
    """The name, cut where it would leave no room within 255 bytes; a cut stem ends in ~ and a digest of the name."""
    whole = os.fsencode(name)
    if len(whole) <= _LONGEST:
        return name
    return whole[: _LONGEST - 9].decode(errors="ignore") + "~" + digest(whole)[:8]
