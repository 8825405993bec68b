"""Where one branch changed a source and the other its translation: the translation follows to the new source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.alignment import ChangeClass, align
from dragoman.catalog.changing import ident_of
from dragoman.catalog.entry import Entry, Ident, in_order, with_fuzzy, with_salt
from dragoman.catalog.following import can_start, follow
from dragoman.catalog.inside import speaks
from dragoman.catalog.layout import Placed
from dragoman.catalog.merging.entries import is_disputed, tidied
from dragoman.catalog.merging.texts import Approved, Standing, said, standing
from dragoman.catalog.origins import find_origin, is_origin
from dragoman.catalog.rivals import digest_of, is_rival, rival_line
from dragoman.model import Block, Key, Segment, digest, read_tags


@dataclass(frozen=True, slots=True)
class Step:
    """Entries of the base that one branch's edit of the article made others: one to one, one to several, or back."""

    old: tuple[Ident, ...]
    new: tuple[Key, ...]
    change: ChangeClass


def find_steps(base: Mapping[Ident, Entry], branch: Mapping[Ident, Entry]) -> list[Step]:
    """What the branch's article has changed, as `extract` saw it."""
    old, new = _live(base), _live(branch)
    gone, came = set(old) - set(new), set(new) - set(old)
    if not gone or not came:
        return []
    empty = {at for at, key in enumerate(old) if not can_start(base[ident_of(key)])}
    links = align(old, new, empty=empty)
    steps = [
        Step(tuple(ident_of(old[at]) for at in x.old), tuple(new[at] for at in x.new), x.change)
        for x in links
        if not x.copied
    ]
    return [step for step in steps if all(base[ident].plural is None and not speaks(base[ident]) for ident in step.old)]


def followed(step: Step, entries: Mapping[Ident, Entry], approved: Approved) -> dict[Ident, Entry]:
    """The entries that a step makes of `entries`; their bytes are still those of the old ones."""
    old = [Placed(replace(entries[ident], obsolete=False)) for ident in step.old]
    segments = [Segment(read_tags(key.text), (key.text,), Block(0), key.context) for key in step.new]
    return {ident_of(key): item.entry for key, item, _ in follow(old, segments, step.change, approved).live}


def pursue(
    step: Step,
    base: Mapping[Ident, Entry],
    other: Mapping[Ident, Entry],
    merged: dict[Ident, Entry],
    approved: tuple[Approved, Approved],
) -> None:
    """Puts into `merged` what the step makes of the texts that the other branch gave its sources, wherever the branch
    that took the step has nothing of a person's own there. `approved` are the base's and the merged file's."""
    if all(said(other.get(ident, base[ident])) == said(base[ident]) for ident in step.old):
        return
    now = {ident: merged.get(ident) or other.get(ident) or base[ident] for ident in step.old}
    if any(map(is_disputed, now.values())):
        _dispute(step, now, merged)
        return
    before = followed(step, base, approved[0])
    for ident, entry in followed(step, now, approved[1]).items():
        there = merged.get(ident)
        if there is None or there.obsolete or ident in other or standing(entry, {}) < Standing.PERSON:
            continue
        if standing(there, approved[1]) >= Standing.PERSON and said(there) != said(before[ident]):
            continue
        merged[ident] = _with_text(there, entry)


def _dispute(step: Step, now: Mapping[Ident, Entry], merged: dict[Ident, Entry]) -> None:
    """Two persons translated the old source differently: what became of it shows the text that it does not have."""
    there = merged.get(ident_of(step.new[0]))
    if len(step.old) != 1 or len(step.new) != 1 or there is None or there.obsolete or not there.is_fuzzy:
        return
    old = now[step.old[0]]
    lines = [rival_line(old.targets, approved=True), *(line for line in old.comments if is_rival(line))]
    own = {digest_of(rival_line(there.targets, approved=True)), *map(digest_of, there.comments)}
    rivals = [line for line in lines if digest_of(line) not in own]
    merged[there.ident] = replace(there, comments=in_order((*there.comments, *rivals)))


def _with_text(there: Entry, text: Entry) -> Entry:
    """`there` with the translation of `text`, and its notes."""
    origin = [line for line in text.comments if is_origin(line)] if find_origin(text.comments) else []
    kept = [line for line in there.comments if not is_origin(line)]
    notes = [line for line in text.lines("#") if line not in kept and not is_origin(line)]
    is_salted = text.is_fuzzy and (bool(there.context) or text.previous is not None)
    comments = with_salt(with_fuzzy((*origin, *kept, *notes), text.is_fuzzy), digest(*there.key) if is_salted else "")
    return tidied(
        replace(
            there,
            targets=text.targets,
            previous=text.previous,
            previous_context=None,
            previous_plural=None,
            comments=comments,
        )
    )


def _live(entries: Mapping[Ident, Entry]) -> Sequence[Key]:
    return [
        entry.key for entry in entries.values() if not entry.obsolete and not entry.is_header and entry.context != ""
    ]
