"""Who may replace what: an engine only a machine's text, anybody else only the text that was looked at."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.catalog.entry import Entry
from dragoman.catalog.inside import is_marker, read_inside
from dragoman.model import Key, State, Translation


class Refusal(NamedTuple):
    """Why a text may not be put into an entry, and the way out."""

    message: str
    hint: str


def refusal(
    entry: Entry, key: Key, now: Translation | None, translation: Translation, over: Translation | None
) -> Refusal | None:
    """Why `translation` may not take the place of `now` in the entry of `key`; None when it may.

    A text is an engine's when its origin fits it, and it is a draft or replaces nothing that its writer was shown.
    `over` is what the writer was shown, None for a missing translation.
    """
    if entry.plural is not None:
        return Refusal("the entry has plural forms", "edit it with a PO editor")
    made = translation.origin is not None and translation.origin.made(translation.text)
    by_engine = made and (translation.state is State.DRAFT or over is None)
    if by_engine and (read_inside(entry) or is_marker(translation.text, key.text)):
        return Refusal("the sentence is translated inside its neighbour", "an engine has no say in it")
    if by_engine and now is not None and not now.is_machine:
        return Refusal(f"a person's text stands here: {now.text!r}", "an engine never replaces it")
    if now != over and not (by_engine and over is None):
        return changed_meanwhile(now)
    return None


def changed_meanwhile(now: Translation | None) -> Refusal:
    """For an entry that holds something else than its writer was shown."""
    there = repr(now.text) if now else "nothing"
    return Refusal(f"the entry has changed: it holds {there}", "look at it again")
