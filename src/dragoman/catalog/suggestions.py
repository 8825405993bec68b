"""What was approved for texts like an entry's, in translator comments beside an entry that no person has translated.

`# suggestion: 87% articles/harbour.md (14 → 15) 9f3c2a41bc02 "El puerto abre el lunes."`: how alike the sources are,
where it was approved, what differs in the sources where that is short, and two digests, of what the line says and of
the source that it is for. A line that somebody has changed is a note of theirs and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.catalog.comments import one_line
from dragoman.catalog.entry import Entry, kind_of, quote, unquote
from dragoman.model import Translation, digest

_SUGGESTION = re.compile(
    r"#[ \t]*suggestion:[ \t]*(?P<likeness>\d{1,3})%[ \t]+(?P<article>.*?)[ \t]*(?:\((?P<differs>[^()\"]*)\)[ \t]+)?"
    r"(?P<said>[0-9a-f]{6})(?P<base>[0-9a-f]{6})[ \t]+\"(?P<quoted>.*)\"\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that a person approved for a source `likeness` per cent like this one, in `article`. `differs` is what
    differs in the sources, in a few words, or ""."""

    text: str
    likeness: int
    article: str
    differs: str = ""


def find_suggestions(entry: Entry) -> tuple[Suggestion, ...]:
    """The suggestions that stand at `entry`, in order; those for another source as well."""
    found = (_untouched(line) for line in entry.comments)
    return tuple(_read(each) for each in found if each is not None)


def with_suggestions(entry: Entry, suggestions: Sequence[Suggestion]) -> tuple[str, ...]:
    """The comments of `entry` with these suggestions in place of earlier ones; what people wrote stays."""
    lines = [_line(each, entry.source) for each in suggestions]
    if [line for line in entry.comments if is_suggestion(line)] == lines:
        return entry.comments
    return (*(line for line in entry.comments if not is_suggestion(line)), *lines)


def without_moot(entry: Entry, known: Translation | None) -> tuple[str, ...]:
    """The comments of `entry`, whose translation is `known`, without suggestions for another source, or for a place
    where a person's text stands by now."""
    if known is not None and not known.is_machine:
        return tuple(line for line in entry.comments if not is_suggestion(line))
    base = digest(entry.source)
    return tuple(line for line in entry.comments if (found := _untouched(line)) is None or found["base"] == base)


def is_suggestion(line: str) -> bool:
    """True for a line of a suggestion that nobody has touched."""
    return _untouched(line) is not None


def has_suggestion(comments: Iterable[str]) -> bool:
    return any(map(is_suggestion, comments))


def _untouched(line: str) -> re.Match[str] | None:
    found = _SUGGESTION.fullmatch(line) if kind_of(line) == "#" else None
    return found if found is not None and found["said"] == _said(_read(found)) else None


def _read(found: re.Match[str]) -> Suggestion:
    return Suggestion(unquote(found["quoted"]), int(found["likeness"]), found["article"], found["differs"] or "")


def _line(suggestion: Suggestion, source: str) -> str:
    article, differs = one_line(suggestion.article), one_line(suggestion.differs)
    if re.search(r"[()\"]", differs):  # it could not be told from what stands around it
        differs = ""
    clean = Suggestion(suggestion.text, suggestion.likeness, article, differs)
    words = [f"{clean.likeness}%", article, f"({differs})" if differs else "", _said(clean) + digest(source)]
    return f"# suggestion: {' '.join(word for word in words if word)} {quote(suggestion.text)}"


def _said(suggestion: Suggestion) -> str:
    return digest(str(suggestion.likeness), suggestion.article, suggestion.differs, suggestion.text)
