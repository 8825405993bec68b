"""A change of source as a finding tells it."""

from __future__ import annotations

from dragoman.alignment import Change
from dragoman.model.visible import visible


def told(change: Change) -> str:
    """The class of a change and its words: number: “14” → “15”."""
    words = ", ".join(_one(visible(edit.before), visible(edit.after)) for edit in change.edits)
    more = " …" if change.is_cut else ""
    return f"{change.kind}: {words}{more}" if words else str(change.kind)


def _one(before: str, after: str) -> str:
    if not before:
        return f"added “{after}”"
    return f"“{before}” → “{after}”" if after else f"“{before}” removed"
