"""What an entry's bytes say about the standing of its translation, and how a standing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.catalog.entry import Entry, with_fuzzy, with_salt
from dragoman.catalog.inside import plain_key, read_inside
from dragoman.catalog.origins import find_origin, with_origin
from dragoman.catalog.proposals import without_spent
from dragoman.catalog.rivals import without_settled
from dragoman.model import Key, Origin, State, Translation, digest


def approved_texts(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The obsolete entries that a person approved, by their text (the first of each text)."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.obsolete and entry.target and not entry.is_fuzzy:
            found.setdefault(entry.target, entry)
    return found


def read_state(entry: Entry, approved: Mapping[str, Entry]) -> Translation | None:
    """The translation `entry` holds; None when it is missing.

    Only msgstr and the fuzzy flag are trusted; what comments add can make a text more a person's, never less.
    `approved` is `approved_texts` of the same file: by it a stale text whose `#| msgid` was stripped is known again.
    """
    text = entry.target
    if not text or read_inside(entry) is not None:  # a marker is no text: nobody is ever to read it as one
        return None
    origin = find_origin(entry.comments)
    if not entry.is_fuzzy:
        return Translation(text, State.APPROVED, origin)
    if entry.previous is not None:
        return Translation(text, State.STALE, origin, Key(entry.previous, entry.context or ""))
    twin = approved.get(text)
    if twin is not None and (origin is None or not origin.made(text) or find_origin(twin.comments) == origin):
        return Translation(text, State.STALE, origin, plain_key(twin.key))
    return Translation(text, State.DRAFT, origin)


def write_state(entry: Entry, translation: Translation, made_from: Mapping[str, str] | None = None) -> Entry:
    """`entry` holding `translation`; its bytes are still the old ones (see `entry.render`).

    An origin once told stays, also under a person's text: it is where the text came from. `made_from` are the digests
    of what an engine was given for the text, by name.
    """
    text = fit_ends(translation.text, entry.source)
    comments = entry.comments
    if not text:
        comments = with_origin(comments, None)
    elif translation.origin is not None:
        comments = with_origin(comments, _of_text(translation.origin, translation.text, text), made_from)
    fuzzy = bool(text) and translation.state is not State.APPROVED
    comments = with_salt(comments, digest(entry.source, entry.context) if fuzzy and entry.context else "")
    stale = bool(text) and translation.state is State.STALE
    written = replace(
        entry,
        targets=(text,),
        comments=with_fuzzy(comments, fuzzy),
        previous=translation.previous.text if stale and translation.previous else entry.previous if stale else None,
        previous_context=None,  # Poedit garbles `#| msgctxt`
        previous_plural=None,
    )
    written = replace(written, comments=without_spent(written))
    return replace(written, comments=without_settled(written))


def fit_ends(text: str, source: str) -> str:
    """`text` beginning and ending with a line end where `source` does, as msgfmt -c demands."""
    body = text.strip("\n")
    if not body:
        return ""
    return "\n" * source.startswith("\n") + body + "\n" * source.endswith("\n")


def _of_text(origin: Origin, made: str, written: str) -> Origin:
    return replace(origin, digest=digest(written)) if made != written and origin.made(made) else origin
