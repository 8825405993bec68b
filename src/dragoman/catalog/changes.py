"""What an update did, key by key."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.alignment import Change, ChangeClass
from dragoman.model import Key


@dataclass(frozen=True, slots=True)
class Changes:
    """Every live key stands in exactly one of kept … joined; `retired` are old keys whose text became obsolete.

    `mechanical` kept their approval although their spelling changed, `minor` because an editor said so; `stale` need a
    person's eye; `emptied` had an untouched machine draft, which is to be made anew; `reopened` had their approval
    taken back. `classes` says what changed in each of these, `described` how each stale text of the file came to be so.
    `is_changed` is True when the file's bytes changed.
    """

    kept: tuple[Key, ...] = ()
    new: tuple[Key, ...] = ()
    revived: tuple[Key, ...] = ()
    stale: tuple[Key, ...] = ()
    mechanical: tuple[Key, ...] = ()
    minor: tuple[Key, ...] = ()
    reopened: tuple[Key, ...] = ()
    emptied: tuple[Key, ...] = ()
    split: tuple[Key, ...] = ()
    joined: tuple[Key, ...] = ()
    retired: tuple[Key, ...] = ()
    classes: tuple[tuple[Key, ChangeClass], ...] = ()
    described: tuple[tuple[Key, Change], ...] = ()
    is_changed: bool = False
