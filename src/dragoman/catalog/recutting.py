"""The entries of a catalog whose article is cut anew: texts carried to other keys, old pairs kept below."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dragoman.catalog.changing import changed, emptied, ident_of, new_entry, salted
from dragoman.catalog.comments import one_line
from dragoman.catalog.entry import kind_of, render, with_fuzzy
from dragoman.catalog.inside import Side, joint_key, read_inside, said_inside, with_record, without_inside
from dragoman.catalog.layout import Placed
from dragoman.catalog.origins import with_origin
from dragoman.catalog.states import read_state, write_state
from dragoman.catalog.together import Row, joint_text, record
from dragoman.model import Key, State, Translation


@dataclass(frozen=True, slots=True)
class Carried:
    """What stands under `keys` after the cut: one text for all of them, in the entry of the first; None for nothing.

    `sources` are the old keys that it comes from: their translators' notes go with it.
    """

    keys: Row
    translation: Translation | None
    sources: Row


def recut_entries(
    placed: Sequence[Placed], wanted: Collection[Key], carried: Sequence[Carried], parted: Sequence[Row], eol: str
) -> list[Placed]:
    """The entries with what is carried, before they follow the article; `wanted` are all keys of the new cut.

    `parted` are rows of sentences that one text (of the first whose entry has one) translated, and no longer does.
    Law: every text of a person that stood there stands there still.
    """
    live = {item.entry.key: item for item in placed if not item.entry.obsolete and not item.entry.is_header}
    obsolete = {item.entry.ident: item for item in placed if item.entry.obsolete}
    below = list(_joint_pairs(live, parted, eol))
    hosts = {row[at] for row in parted for at in [_host(live, row)] if at >= 0}
    made: dict[Key, Placed] = {}
    for one in carried:
        notes = _notes([live[key] for key in one.sources if key in live and key not in wanted])
        for key in one.keys:
            there = live.get(key) or obsolete.pop(ident_of(key), None)
            if there is not None and key not in hosts:
                there = _with_suggestion(there, one, key)
            item = changed(there, obsolete=False) if there is not None else new_entry(key, 0)
            made[key] = _rendered(_carried(item, one, key, notes if key == one.keys[0] else ()), eol)
    out: list[Placed] = []
    for item in placed:
        entry = item.entry
        if entry.is_header:
            out.append(item)
        elif entry.obsolete:
            if entry.ident in obsolete:
                out.append(item)
        elif entry.key in made:
            out.append(made.pop(entry.key))
        elif entry.key in wanted:
            out.append(item)
        else:
            out.append(_leaving(item, entry.key in hosts, eol))
    live_idents = {item.entry.ident for item in out}
    return [*out, *made.values(), *(item for item in below if item.entry.ident not in live_idents)]


def _carried(item: Placed, one: Carried, key: Key, notes: Sequence[str]) -> Placed:
    comments = with_fuzzy(with_origin(without_inside(item.entry.comments), None), False)
    comments = tuple(dict.fromkeys((*comments, *notes)))
    clean = changed(item, comments=comments, targets=("",), previous=None, previous_context=None, previous_plural=None)
    if one.translation is None:
        return clean
    if key != one.keys[0]:
        entry = said_inside(clean.entry, Side.PREVIOUS)
        return changed(Placed(entry, item.number), comments=with_record(entry.comments, record(one.keys)))
    filled = Placed(write_state(clean.entry, one.translation), item.number)
    return salted(filled, key) if one.translation.state is State.STALE else filled


def _with_suggestion(item: Placed, one: Carried, key: Key) -> Placed:
    """An entry under the same key, live or from below; a person's other text for it is kept as a suggestion."""
    entry = item.entry
    now = read_state(entry, {}) if read_inside(entry) is None else None
    text = one.translation.text if one.translation is not None and key == one.keys[0] else None
    if now is None or now.is_machine or now.text == text:
        return item
    return changed(item, comments=(*entry.comments, f"# suggestion: {one_line(now.text)}"))


def _leaving(item: Placed, is_host: bool, eol: str) -> Placed:
    """An old entry that the new cut does not have: what a person wrote will go below; the rest need not."""
    now = read_state(item.entry, {})
    if is_host or now is None or now.is_machine or read_inside(item.entry) is not None:
        return _rendered(emptied(changed(item, comments=without_inside(item.entry.comments))), eol)
    return item


def _joint_pairs(live: dict[Key, Placed], parted: Sequence[Row], eol: str) -> Iterator[Placed]:
    """The pairs of sentences translated together, under what they said together."""
    for row in parted:
        at = _host(live, row)
        if at < 0:
            continue
        item = live[row[at]]
        key = joint_key(joint_text([one.text for one in row]), row[0].context)
        yield _rendered(
            changed(
                item,
                number=-1,
                obsolete=True,
                source=key.text,
                context=key.context,
                comments=tuple(line for line in without_inside(item.entry.comments) if kind_of(line) in "#,"),
            ),
            eol,
        )


def _host(live: dict[Key, Placed], row: Row) -> int:
    """The place of the sentence whose entry holds the text; -1 when none does."""
    for at, key in enumerate(row):
        if key in live and live[key].entry.target and read_inside(live[key].entry) is None:
            return at
    return -1


def _notes(items: Sequence[Placed]) -> tuple[str, ...]:
    """Translators' notes, without what a machine or we noted among them."""
    lines = (line for item in items for line in with_origin(without_inside(item.entry.comments), None))
    return tuple(dict.fromkeys(line for line in lines if kind_of(line) == "#" and line.strip("# \t\r")))


def _rendered(item: Placed, eol: str) -> Placed:
    return Placed(render(item.entry, eol), item.number)
