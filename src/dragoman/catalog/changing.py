"""An entry's next version: under another source, stale, emptied, or with what an editor stripped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.catalog.entry import Entry, Ident, padded, with_fuzzy, with_salt
from dragoman.catalog.layout import Placed
from dragoman.catalog.origins import with_origin
from dragoman.catalog.states import read_state
from dragoman.model import Key, State, Translation, digest


def ident_of(key: Key) -> Ident:
    return Ident(key.text, key.context or None)


def changed(item: Placed, *, number: int | None = None, **fields: object) -> Placed:
    """`item` with another meaning; its bytes are written later."""
    entry = replace(item.entry, **fields)  # type: ignore[arg-type]  # the names are Entry's own
    return Placed(entry, item.number if number is None else number, fresh=True)


def new_entry(key: Key, padding: int) -> Placed:
    context = key.context or None
    return Placed(Entry(raw="", body=0, end=0, skipped=0, source=key.text, context=context, padding=padding))


def moved(item: Placed, key: Key) -> Placed:
    """`item` under another key. Its flags are salted where an unchanged line could part them from the source."""
    entry = item.entry
    there = changed(item, source=key.text, context=key.context or None)
    return salted(there, key) if key.context or (entry.is_fuzzy and entry.previous is not None) else there


def salted(item: Placed, key: Key) -> Placed:
    """`item` with the salt of `key` among its flags (see `with_salt`)."""
    return changed(item, comments=with_salt(item.entry.comments, digest(*key)))


def emptied(item: Placed) -> Placed:
    """`item` without its text, and without what is said of it."""
    entry = item.entry
    # A text may have stood here only on one branch: a padding seldom met, rather than none.
    padding = padded(int(digest(entry.source, entry.target), 16) % 3 if entry.target else entry.padding)
    comments = with_fuzzy(with_origin(entry.comments, None), False)
    empty = changed(item, targets=("",), comments=comments, padding=padding)
    return changed(empty, previous=None, previous_context=None, previous_plural=None)


def stale(item: Placed, now: Translation, source: str) -> Placed:
    """`item` marked for a person's eye. A text that was stale before keeps the source it was approved for."""
    approved_for = now.previous.text if now.state is State.STALE and now.previous is not None else source
    comments = with_fuzzy(item.entry.comments, True)
    return changed(item, comments=comments, previous=approved_for, previous_context=None, previous_plural=None)


def reopened(item: Placed, source: str) -> Placed:
    """`item` without the approval it has, which is taken to be for `source`; "" when it is for no other text."""
    comments = with_fuzzy(item.entry.comments, True)
    there = changed(item, comments=comments, previous=source or None, previous_context=None, previous_plural=None)
    return salted(there, item.entry.key) if source or item.entry.context else there


def approved_again(item: Placed) -> Placed:
    """`item` with the approval that its text had for the source it comes from."""
    comments = with_salt(with_fuzzy(item.entry.comments, False), "")
    return changed(item, comments=comments, previous=None, previous_context=None, previous_plural=None)


def recalled(item: Placed, approved: Mapping[str, Entry]) -> Placed:
    """A stale text whose `#| msgid` an editor stripped gets it back."""
    entry = item.entry
    if entry.previous is not None or not entry.is_fuzzy:
        return item
    now = read_state(entry, approved)
    if now is None or now.state is not State.STALE or now.previous is None:
        return item
    return changed(item, previous=now.previous.text)
