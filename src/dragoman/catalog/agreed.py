"""What a person approved last for a text: itself, or what its stale text comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.catalog.entry import Entry
from dragoman.catalog.inside import plain_key
from dragoman.catalog.states import read_state
from dragoman.model import Key, State, Translation


def agreed_by_source(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries that a person approved by their source; obsolete ones first."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: not entry.obsolete):
        if entry.has_text and not entry.is_fuzzy and not entry.is_header:
            found.setdefault(entry.source, []).append(entry)
    return found


def last_approved(
    key: Key, now: Translation | None, agreed: Mapping[str, Sequence[Entry]]
) -> tuple[Key, Translation] | None:
    """The source and translation that a person approved last for `key`, whose translation is `now`."""
    if now is None:
        return None
    if now.state is State.APPROVED:
        return key, now
    if now.previous is None:
        return None
    found = [entry for entry in agreed.get(now.previous.text, ()) if entry.key != key]
    same = [entry for entry in found if plain_key(entry.key) == now.previous]
    other = [entry for entry in found if entry.target == now.text]  # below another context: its role has changed
    for entry in (*same, *other):
        if approved := read_state(entry, {}):
            return plain_key(entry.key), approved
    return None
