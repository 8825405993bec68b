"""What people wrote beside an entry, told from what engines wrote there."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.catalog.entry import kind_of
from dragoman.catalog.origins import is_origin
from dragoman.catalog.proposals import is_proposal
from dragoman.catalog.suggestions import is_suggestion


def has_note(comments: Iterable[str]) -> bool:
    """True when a translator's comment stands there that no engine has made."""
    return any(
        kind_of(line) == "#"
        and line.strip("# \t\r\n")
        and not is_origin(line)
        and not is_proposal(line)
        and not is_suggestion(line)
        for line in comments
    )
