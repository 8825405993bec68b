"""Whose translation stands when two branches have changed the same entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from dragoman.catalog.entry import Entry, with_fuzzy
from dragoman.catalog.inside import read_inside
from dragoman.catalog.merging.lines import pick
from dragoman.catalog.origins import find_origin, with_origin
from dragoman.catalog.rivals import rival_line
from dragoman.catalog.states import read_state

Approved = Mapping[str, Entry]
"""`approved_texts` of the file that an entry stands in."""


class Standing(IntEnum):
    """How much of a person's work a text is."""

    EMPTY = 0
    MACHINE = 1
    PERSON = 2
    APPROVED = 3


@dataclass(frozen=True, slots=True)
class Chosen:
    """The entry whose text stands, with its state and its origin; `rival` is the line that keeps the other person's."""

    entry: Entry
    rival: str = ""


def standing(entry: Entry, approved: Approved) -> Standing:
    """Of a text, or of the marker which says that it stands elsewhere."""
    if not entry.has_text:
        return Standing.EMPTY
    if not entry.is_fuzzy:
        return Standing.APPROVED
    now = read_state(entry, approved)
    return Standing.MACHINE if now is not None and now.is_machine else Standing.PERSON


def said(entry: Entry | None) -> tuple[object, ...]:
    """What an entry says of its translation."""
    if entry is None:
        return ()
    return (entry.plural, entry.targets, entry.is_fuzzy, entry.previous, entry.previous_context, entry.previous_plural)


def choose(base: Entry | None, ours: Entry, theirs: Entry, approved: tuple[Approved, Approved]) -> Chosen:
    """The text that stands. A person's wins over a machine's; of two persons' different ones both are kept."""
    changed = pick(said(base), said(ours), said(theirs))
    if changed is not None:
        return Chosen(ours if changed else theirs)
    here, there = standing(ours, approved[0]), standing(theirs, approved[1])
    if ours.targets == theirs.targets and ours.plural == theirs.plural:
        return Chosen(theirs if there > here else ours)
    if min(here, there) < Standing.PERSON:
        if here == there:
            return Chosen(max(ours, theirs, key=_made))
        return Chosen(ours if here > there else theirs)
    if base is not None:
        for kept, other in ((ours, theirs), (theirs, ours)):
            if (
                kept.targets == base.targets and kept.is_fuzzy
            ):  # one branch changed the text, the other took its approval
                return Chosen(_as_doubted(other, kept))
    first = theirs if _weight(theirs, there) > _weight(ours, here) else ours
    return _disputed(first, theirs if first is ours else ours)


def _made(entry: Entry) -> tuple[str, tuple[str, ...]]:
    origin = find_origin(entry.comments)
    return origin.date if origin else "", entry.targets


def _as_doubted(entry: Entry, doubting: Entry) -> Entry:
    """`entry` not approved, for the reason that `doubting` is not."""
    if entry.is_fuzzy:
        return entry
    comments = with_fuzzy(entry.comments, True)
    if doubting.previous is None:
        comments = with_origin(comments, None)  # it would count as a machine's draft
    return replace(entry, comments=comments, previous=doubting.previous, previous_context=None, previous_plural=None)


def _weight(entry: Entry, standing: Standing) -> tuple[bool, Standing]:
    """A text of its own goes before a marker that it stands elsewhere."""
    return read_inside(entry) is None, standing


def _disputed(first: Entry, second: Entry) -> Chosen:
    """Both texts, none of them approved. Without its origin no engine takes the first for a draft of its own."""
    both_stale = first.previous is not None and first.previous == second.previous
    entry = replace(
        first,
        comments=with_origin(with_fuzzy(first.comments, True), None),
        previous=first.previous if both_stale else None,
        previous_context=None,
        previous_plural=first.previous_plural if both_stale else None,
    )
    return Chosen(entry, rival_line(second.targets, approved=not second.is_fuzzy))
