"""What an edit, a split or a join of sources does to their entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.alignment import ChangeClass
from dragoman.catalog.carry import carry
from dragoman.catalog.changing import changed, emptied, moved, salted, stale
from dragoman.catalog.company import Company
from dragoman.catalog.cutting import cut_text, join_texts
from dragoman.catalog.entry import Entry, Ident, with_lines
from dragoman.catalog.inside import (
    Side,
    joint_key,
    plain_key,
    read_inside,
    said_inside,
    speaks,
    without_inside,
    without_side,
)
from dragoman.catalog.layout import Placed
from dragoman.catalog.origins import with_origin
from dragoman.catalog.states import read_state
from dragoman.catalog.together import joint_text
from dragoman.model import Key, Segment, State, Translation


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of linked entries: the live ones, each with the name of its fate (see `Changes`), and those of the
    old ones whose text needs a place of its own below."""

    live: tuple[tuple[Key, Placed, str], ...]
    kept: tuple[Placed, ...] = ()


def follow(
    old: Sequence[Placed], segments: Sequence[Segment], change: ChangeClass, approved: Mapping[str, Entry]
) -> Followed:
    """The entries of `segments`, which were those of `old`: one to one, one to several, or several to one."""
    if len(segments) > 1:
        return _split(old[0], [segment.key for segment in segments], approved)
    if len(old) > 1:
        return _join(old, segments[0].key, approved)
    return _edit(old[0], segments[0], change, approved)


def can_start(entry: Entry) -> bool:
    """True when another entry may start from what `entry` holds: a text, of one sentence."""
    return (
        entry.has_text
        and entry.plural is None
        and entry.context != ""
        and not speaks(entry)
        and entry.key == plain_key(entry.key)
    )


def start_from(
    item: Placed, segments: Sequence[Segment], change: ChangeClass, approved: Mapping[str, Entry]
) -> Followed:
    """New entries that start from one that stays as it is: a repeated text that got contexts of its own, or of which
    one was edited. Nothing when no person has seen its text."""
    now = read_state(item.entry, approved)
    if now is None or now.is_machine or not can_start(item.entry):
        return Followed(())
    comments = with_lines(with_lines(item.entry.comments, ".", ()), ":", ())
    start = Placed(replace(item.entry, raw="", body=0, end=0, skipped=0, obsolete=False, comments=comments))
    started = follow([start], segments, change, approved)
    # Each of them has the source it is approved for in common with others.
    return Followed(tuple((key, salted(fresh, key), told) for key, fresh, told in started.live))


def follow_together(
    old: Sequence[Placed],
    segments: Sequence[Segment],
    change: ChangeClass,
    approved: Mapping[str, Entry],
    companies: Mapping[Ident, Company],
) -> Followed:
    """The same where some of `old` belong to sentences translated together: nothing is judged yet, for a text that
    holds several sentences is judged with them all (see `dragoman.catalog.uniting`)."""
    keys = [segment.key for segment in segments]
    inside = tuple(
        found.recorded(item) for item in old if (found := companies.get(item.entry.ident)) and found.host is not item
    )
    if len(keys) > 1:
        [item] = old
        said = read_inside(item.entry)
        side = (said.side if said else None) or Side.PREVIOUS
        parts = [Placed(said_inside(moved(Placed(item.entry), key).entry, side)) for key in keys[1:]]
        rest = ((key, part, "split") for key, part in zip(keys[1:], parts, strict=True))
        return Followed(((keys[0], moved(item, keys[0]), "split"), *rest), inside)
    if len(old) == 1:
        return Followed(((keys[0], moved(old[0], keys[0]), "kept"),), inside)
    hosts = [item for item in old if (found := companies.get(item.entry.ident)) and found.host is item]
    others = [item for item in old if item.entry.ident not in companies and read_inside(item.entry) is None]
    if not others and len({id(companies.get(item.entry.ident)) for item in old}) == 1:
        return Followed(((keys[0], moved((hosts or old)[0], keys[0]), "kept"),), inside)
    texts = [
        _with_source(item, companies) if item in hosts else item for item in old if item in hosts or item in others
    ]
    if not texts:
        return Followed(((keys[0], emptied(moved(old[0], keys[0])), "new"),), inside)
    result = follow(texts, segments, ChangeClass.WORDING, approved)
    return Followed(result.live, (*result.kept, *inside))


def _with_source(item: Placed, companies: Mapping[Ident, Company]) -> Placed:
    """A host as if all that its text translates were its own source."""
    company = companies[item.entry.ident]
    key = joint_key(joint_text([key.text for key in company.keys]), item.entry.context or "")
    return changed(item, source=key.text, context=key.context, comments=without_inside(item.entry.comments))


def _edit(item: Placed, segment: Segment, change: ChangeClass, approved: Mapping[str, Entry]) -> Followed:
    entry, key = item.entry, segment.key
    now = read_state(entry, approved)
    there = moved(item, key)
    if now is None:
        return Followed(((key, emptied(there), "new"),))
    text = carry(entry.source, key.text, now.text, segment.content) if change.is_mechanical else None
    if text is not None and (text == now.text or not now.is_machine):
        live = (key, changed(there, targets=(text,)), "mechanical")
        # Of a reflow the old pair tells nothing; of a mark that went it is what brings the approval back with it.
        return Followed((live,), () if change is ChangeClass.WHITESPACE else (item,))
    if now.is_machine:
        return Followed(((key, emptied(there), "emptied"),))
    return Followed(((key, stale(there, now, entry.source), "stale"),), (item,))


def _split(item: Placed, keys: Sequence[Key], approved: Mapping[str, Entry]) -> Followed:
    entry = item.entry
    now = read_state(entry, approved)
    is_person_s = now is not None and not now.is_machine
    texts = cut_text(entry.target, [len(key.text) for key in keys]) if is_person_s else [""] * len(keys)
    live: list[tuple[Key, Placed, str]] = []
    for at, (key, text) in enumerate(zip(keys, texts, strict=True)):
        blank = moved(item if at == 0 else Placed(without_side(entry)), key)
        if text and now is not None:
            half = salted(changed(blank, targets=(text,)), key)  # the halves share their `#| msgid`
            live.append((key, stale(half, now, entry.source), "split"))
        else:
            live.append((key, emptied(blank), "new" if now is None else "emptied" if now.is_machine else "split"))
    return Followed(tuple(live), (item,) if is_person_s else ())


def _join(old: Sequence[Placed], key: Key, approved: Mapping[str, Entry]) -> Followed:
    states = [read_state(item.entry, approved) for item in old]
    there = moved(old[0], key)
    others = (line for item in old[1:] for line in item.entry.lines("#"))
    lines = dict.fromkeys((*there.entry.comments, *others))
    there = changed(there, comments=with_origin(tuple(lines), None))
    texts = [now.text for now in states if now is not None]
    if all(now is None or now.is_machine for now in states):
        live = (key, emptied(there), "emptied" if texts else "new")
    else:
        sources = join_texts([item.entry.source for item in old])
        joined = Translation(join_texts(texts), State.DRAFT)
        live = (key, stale(changed(there, targets=(joined.text,)), joined, sources), "joined")
    kept = (item for item, now in zip(old, states, strict=True) if now is not None and not now.is_machine)
    return Followed((live,), tuple(kept))
