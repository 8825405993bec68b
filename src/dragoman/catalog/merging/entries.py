"""One entry of three versions made one: its text, whether it is live, and its comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.catalog.entry import (
    Entry,
    in_order,
    kind_of,
    split_flags,
    with_fuzzy,
    with_lines,
    with_salt,
)
from dragoman.catalog.inside import without_record
from dragoman.catalog.merging.lines import merge_lines, pick
from dragoman.catalog.merging.texts import Approved, Standing, choose, said, standing
from dragoman.catalog.notes import has_note
from dragoman.catalog.origins import is_origin
from dragoman.catalog.proposals import without_spent
from dragoman.catalog.rivals import is_rival, without_settled
from dragoman.catalog.states import read_state
from dragoman.catalog.suggestions import without_moot
from dragoman.model import digest


def merge_entry(
    base: Entry | None, ours: Entry | None, theirs: Entry | None, approved: tuple[Approved, Approved]
) -> Entry | None:
    """The entry that stands; None for none. One of the two given when it says just what that one says."""
    if is_same(ours, theirs) or is_same(theirs, base):
        return ours
    if is_same(ours, base):
        return theirs
    if ours is None or theirs is None:
        left, texts = (theirs, approved[1]) if ours is None else (ours, approved[0])
        return left if base is None or left is None else _left(base, left, texts)
    return _united(base, ours, theirs, approved)


def is_same(one: Entry | None, other: Entry | None) -> bool:
    """True when both are spelled alike; line ends and blank lines around them do not count."""
    if one is None or other is None:
        return one is other
    return spelled(one) == spelled(other)


def spelled(entry: Entry) -> str:
    """The lines of an entry, without blank ones around them."""
    return entry.raw.replace("\r\n", "\n").strip("\n")


def means_same(one: Entry, other: Entry) -> bool:
    """True when both say the same, however they are spelled."""
    plain = {"raw": "", "body": 0, "end": 0, "skipped": 0}
    first, second = (
        replace(entry, **plain, comments=tuple(line.rstrip() for line in in_order(entry.comments)))  # type: ignore[arg-type]
        for entry in (one, other)
    )
    return first == second


def without_notes(entry: Entry) -> Entry:
    """`entry` with the comments of its text alone: one that no branch had, so that none can have taken a note out."""
    return replace(entry, comments=tuple(line for line in entry.comments if kind_of(line) != "#" or is_origin(line)))


def as_obsolete(entry: Entry) -> Entry:
    """`entry` as one that has left the article."""
    return replace(entry, obsolete=True, comments=with_lines(with_lines(entry.comments, ".", ()), ":", ()))


def _left(base: Entry, changed: Entry, approved: Approved) -> Entry | None:
    """What becomes of an entry that one branch took out and the other `changed`: a person's work stays below."""
    if said(base) == said(changed) and not merge_lines(base.lines("#"), (), changed.lines("#")):
        return None
    if standing(changed, approved) < Standing.PERSON and not has_note(changed.comments):
        return None
    return changed if changed.obsolete else as_obsolete(changed)


def _united(base: Entry | None, ours: Entry, theirs: Entry, approved: tuple[Approved, Approved]) -> Entry:
    chosen = choose(base, ours, theirs, approved)
    entry = chosen.entry
    is_ours = pick(base.obsolete if base else False, ours.obsolete, theirs.obsolete)
    obsolete = (ours if is_ours else theirs).obsolete if base else ours.obsolete and theirs.obsolete
    notes = merge_lines(*(_notes(each) for each in (base, ours, theirs)))
    disputed = [chosen.rival] if chosen.rival and chosen.rival not in notes else []
    comments: list[str] = [*_bound(entry), *notes, *disputed]
    for kind in (".", ":"):
        lines = [_derived(each, kind) for each in (base, ours, theirs)]
        which = pick(*lines)
        comments += () if obsolete else _derived(entry, kind) if which is None else lines[1 if which else 2]
    flags = merge_lines(*(_flags(each) for each in (base, ours, theirs)))
    comments += [f"#, {', '.join(flags)}"] if flags else []
    fuzzy = entry.is_fuzzy
    is_salted = any(flag.startswith("source-") for flag in entry.flags) or (fuzzy and bool(entry.context))
    lines_now = with_salt(with_fuzzy(comments, fuzzy), digest(*entry.key) if fuzzy and is_salted else "")
    return tidied(replace(entry, comments=in_order(lines_now), obsolete=obsolete))


def tidied(entry: Entry) -> Entry:
    """`entry` without offers that are void by now."""
    entry = replace(entry, comments=without_spent(entry))
    entry = replace(entry, comments=without_moot(entry, read_state(entry, {})))
    return replace(entry, comments=without_settled(entry))


def is_disputed(entry: Entry) -> bool:
    """True when two persons' texts stand at it and nobody has chosen."""
    return entry.has_text and entry.is_fuzzy and any(map(is_rival, entry.comments))


def _bound(entry: Entry) -> list[str]:
    """The comment lines that belong to the text: its origin, and with which sentences it was translated together."""
    free = set(without_record(entry.comments))
    return [line for line in entry.lines("#") if is_origin(line) or line not in free]


def _notes(entry: Entry | None) -> Sequence[str]:
    """Comment lines that stand by themselves: people's notes, waivers, offers."""
    if entry is None:
        return ()
    bound = set(_bound(entry))
    return [line.rstrip("\r") for line in entry.lines("#") if line not in bound]


def _derived(entry: Entry | None, kind: str) -> list[str]:
    """Comment lines that follow from the article."""
    return [line.rstrip() for line in entry.lines(kind)] if entry else []


def _flags(entry: Entry | None) -> Sequence[str]:
    """Flags other than fuzzy and our salt."""
    lines = [line for line in entry.comments if kind_of(line) == ","] if entry else []
    flags = [flag for line in lines for flag in split_flags(line)]
    return [flag for flag in dict.fromkeys(flags) if flag != "fuzzy" and not flag.startswith("source-")]
