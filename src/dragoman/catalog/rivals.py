"""A second person's text for the same source, in a translator comment: two branches translated it differently.

`# conflict: also approved 9f3c2a "El puerto abre el lunes."`: what that person made of it, and a digest of the text.
The entry is fuzzy until somebody chooses; an approval settles it, and the line goes. A line that somebody has changed
is a note of theirs and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.catalog.entry import Entry, kind_of, quote, unquote
from dragoman.model import digest

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_RIVAL = re.compile(
    rf"#[ \t]*conflict:[ \t]*also (?:approved|drafted)[ \t]+(?P<said>[0-9a-f]{{6}})[ \t]+"
    rf"(?P<texts>{_STRING}(?: {_STRING})*)\s*",
    re.IGNORECASE,
)
_EACH = re.compile(_STRING)


def rival_line(targets: Sequence[str], *, approved: bool) -> str:
    """The line for another person's msgstr, or the plural forms of one."""
    what = "approved" if approved else "drafted"
    return f"# conflict: also {what} {digest(*targets)} {' '.join(quote(text) for text in targets)}"


def find_rivals(comments: Iterable[str]) -> tuple[str, ...]:
    """The other texts that stand beside an entry, in order; of one with plural forms the first form."""
    found = (_untouched(line) for line in comments)
    return tuple(texts[0] for texts in found if texts)


def is_rival(line: str) -> bool:
    """True for a line of ours that nobody has touched."""
    return bool(_untouched(line))


def digest_of(line: str) -> str:
    """What tells the text of such a line; "" for another line."""
    texts = _untouched(line)
    return digest(*texts) if texts else ""


def without_settled(entry: Entry) -> tuple[str, ...]:
    """The comments of `entry` without the texts that its approval was chosen over."""
    if not entry.has_text or entry.is_fuzzy:
        return entry.comments
    return tuple(line for line in entry.comments if not is_rival(line))


def _untouched(line: str) -> list[str]:
    found = _RIVAL.fullmatch(line) if kind_of(line) == "#" else None
    if found is None:
        return []
    texts = [unquote(each.group()[1:-1]) for each in _EACH.finditer(found["texts"])]
    return texts if found["said"] == digest(*texts) else []
