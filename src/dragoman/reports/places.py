"""A place in a text, shown on one line of a terminal: cut around, and pointed at."""

from __future__ import annotations

import unicodedata

from dragoman.reports.report import inert

_AROUND = 36  # characters kept before and after the place


def pointed(text: str, start: int, end: int) -> tuple[str, str]:
    """The text around the place, and the line of carets below it.

    Text that runs from right to left has brackets around the place instead, and no second line: whether a terminal
    reorders such text is not known, and where it does, a caret would point at another word.
    """
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    first, last = _first(text, start), _last(text, end)
    before, place, after = text[first:start], text[start:end], text[end:last]
    if len(place) > 2 * _AROUND:
        place = f"{place[:_AROUND]}…{place[-_AROUND:]}"
    before, after = ("…" if first else "") + inert(before), inert(after) + ("…" if last < len(text) else "")
    place = inert(place)
    if "##[" in before + place + after:  # the pieces make together what none of them was
        before, place, after = (piece.replace("[", "\\x5b") for piece in (before, place, after))
    if any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in before + place + after):
        return f"{before}⟦{place}⟧{after}", ""
    return before + place + after, " " * width(before) + "^" * max(1, width(place))


def _first(text: str, start: int) -> int:
    """Where the cut begins: never between a letter and the marks on it."""
    at = max(0, start - _AROUND)
    while 0 < at < start and unicodedata.combining(text[at]):
        at += 1
    return at


def _last(text: str, end: int) -> int:
    at = min(len(text), end + _AROUND)
    while end < at < len(text) and unicodedata.combining(text[at]):
        at -= 1
    return at


def width(text: str) -> int:
    """How many cells a terminal gives to it: two to wide letters (UAX #11), none to marks and joiners."""
    return sum(map(_cells, text))


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
