"""What readers are told about a translation, in their own language."""

from __future__ import annotations

from dragoman.language.facts import table
from dragoman.language.tags import primary


def draft_notice(tag: str) -> str:
    """The line that marks an unreviewed translation; English where the language has none yet."""
    notices: dict[str, str] = table("notices")["draft"]
    return notices.get(primary(tag), notices["en"])
