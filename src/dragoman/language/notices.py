"""What readers are told about a translation, in their own language."""

from __future__ import annotations

from dragoman.language.facts import table
from dragoman.language.moments import shown_day
from dragoman.language.tags import primary, script


def draft_notice(tag: str) -> str:
    """The line that marks an unreviewed translation; English where the language has none yet."""
    return _notice("draft", tag)


def machine_notice(tag: str, engine: str, made: str) -> str:
    """The line that marks a machine's unreviewed translation: `engine` made it on the ISO date `made`."""
    return _notice("machine", tag).format(engine=engine, date=shown_day(made, tag) or made)


def behind_notice(tag: str) -> str:
    """The line that says that the original has changed since."""
    return _notice("behind", tag)


def _notice(kind: str, tag: str) -> str:
    notices: dict[str, str] = table("notices")[kind]
    return notices.get(f"{primary(tag)}-{script(tag)}") or notices.get(primary(tag), notices["en"])
