"""Whether an edit that an editor calls minor may keep its approval."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.alignment import ChangeClass
from dragoman.alignment.words import is_dense
from dragoman.model import MarkError, Segment, from_text

_WORD = re.compile(r"\w")

MINOR = (ChangeClass.PUNCTUATION, ChangeClass.WORDING, ChangeClass.ROLE)
"""Classes of edits that can be minor. Those of a fact never are; the mechanical ones need no word of an editor."""


def is_minor(old: str, target: str, segment: Segment, change: ChangeClass, *, chosen: bool) -> bool:
    """True when `target`, approved for the text `old`, stays right for the segment.

    `chosen` when the editor named the segment on the command line; else the edit must consist of replacements that a
    directive in the article spells out. `target` must have the segment's marks.
    """
    if change not in MINOR or not (chosen or consists_of(old, segment.text, segment.minor)):
        return False
    try:
        from_text(target, segment.content)
    except MarkError:
        return False
    return True


def consists_of(old: str, new: str, replacements: Iterable[tuple[str, str]]) -> bool:
    """True when `new` is `old` with some of the `replacements` made, each of whole words, and nothing else changed."""
    old, new = " ".join(old.split()), " ".join(new.split())
    pairs = [(" ".join(before.split()), " ".join(after.split())) for before, after in replacements]
    reached: list[set[int]] = [set() for _ in range(len(old) + 1)]
    reached[0].add(0)
    for at, places in enumerate(reached):
        fitting = [(before, after) for before, after in pairs if _stands(before, old, at)]
        for place in places:
            if at < len(old) and place < len(new) and old[at] == new[place]:
                reached[at + 1].add(place + 1)
            for before, after in fitting:
                if _stands(after, new, place):
                    reached[at + len(before)].add(place + len(after))
    return old != new and len(new) in reached[len(old)]


def _stands(words: str, text: str, at: int) -> bool:
    """`words` stand in `text` at this place, and not inside a longer word."""
    end = at + len(words)
    return text.startswith(words, at) and not (_is_one(text, at, words[0]) or _is_one(text, end, words[-1]))


def _is_one(text: str, border: int, own: str) -> bool:
    """True when a word goes on across the border."""
    if not 0 < border < len(text) or is_dense(own):
        return False
    return _WORD.match(text[border - 1]) is not None and _WORD.match(text[border]) is not None
