"""A unit of the memory: one approved translation, and where it was approved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """`source` in `source_language` was rendered as `target` in `language` (BCP 47), both with marks as tags.

    `context` is the role. `before` and `after` are `fingerprint` of the source texts next to it in its article (of ""
    at the article's ends); both "" when they are not known. `article` is where it was approved: an article's path, or
    that of an imported file. `date` is the day of its approval (ISO 8601), "" when nobody has told.
    """

    source: str
    target: str
    source_language: str
    language: str
    context: str = ""
    before: str = ""
    after: str = ""
    article: str = ""
    date: str = ""

    @property
    def has_neighbours(self) -> bool:
        return bool(self.before and self.after)


def fingerprint(text: str) -> str:
    """Twelve hexadecimal digits: enough to tell a neighbour among millions, and no text of another article."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
