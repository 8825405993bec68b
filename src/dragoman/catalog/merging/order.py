"""In which order the entries of two branches stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.catalog.entry import Entry, Ident


def follows_theirs(base: Sequence[Entry], ours: Sequence[Entry], theirs: Sequence[Entry]) -> bool:
    """True when their branch is the one whose article has changed its order, or the only one that has changed it."""
    was, here, there = (_live(entries) for entries in (base, ours, theirs))
    if _has_moved(was, there) != _has_moved(was, here):
        return _has_moved(was, there)
    return here == was and there != was


def merge_order(main: Sequence[Entry], other: Sequence[Entry], merged: Mapping[Ident, Entry]) -> list[Ident]:
    """The order of the `merged` entries: that of `main`. What only the `other` branch has live stands behind what it
    stands behind there; what has left the article stands below."""
    order = [entry.ident for entry in main if _stays(entry, merged)]
    placed = set(order)
    at = {ident: place for place, ident in enumerate(order)}
    behind: dict[Ident | None, list[Ident]] = {}
    before: Ident | None = None
    for ident in (entry.ident for entry in other if not entry.obsolete and entry.ident in merged):
        if ident not in placed and not merged[ident].obsolete:
            behind.setdefault(before, []).append(ident)
        elif ident in at:
            before = ident
    out: list[Ident] = list(behind.get(None, ()))
    for ident in order:
        out += [ident, *behind.get(ident, ())]
    known = set(out)
    return [*out, *(ident for ident in merged if ident not in known)]


def _stays(entry: Entry, merged: Mapping[Ident, Entry]) -> bool:
    there = merged.get(entry.ident)
    return there is not None and there.obsolete == entry.obsolete


def _live(entries: Iterable[Entry]) -> list[Ident]:
    return [entry.ident for entry in entries if not entry.obsolete and not entry.is_header]


def _has_moved(was: Sequence[Ident], now: Sequence[Ident]) -> bool:
    known, still = set(was), set(now)
    return [ident for ident in was if ident in still] != [ident for ident in now if ident in known]
