"""List items that stand in one text: 1) Bread 2) Butter. The number of the next item begins a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.model import Span

_MARKER = re.compile(r"(\d{1,3}|[a-z])(\.\)|\.|\))[ \u00a0](?=[^\W\d_])|[•⁃‣▪●■►]")
_PAUSES = ",;:–—-"


def items(text: str, start: int, end: int, ordinals: bool) -> Iterator[Span]:
    """For each item after the first in a text that begins with one: where the sentence before ends, where it begins.

    Numbers and letters have to count up, and a bullet has to be the same; the item begins with a capital or a letter
    that knows no capitals. `ordinals`: a number with a dot may be an ordinal, and is no marker.
    """
    first = _MARKER.match(text, start)
    if first is None:
        return
    number, close = first.groups()
    if number is None:
        marker, behind = first.group(), ""
    elif close == "." and ordinals and number.isdigit():
        return
    else:
        marker, behind = _next(number), f"{close} "
    begun = position = first.end()
    while (found := text.find(f" {marker}{behind}", position, end)) >= 0:
        begin = found + 1
        position = begin + len(marker) + len(behind)
        letter = text[position : position + 2].lstrip()[:1]
        if number is not None and (not letter.isalpha() or letter.islower() or text[found - 1] in _PAUSES):
            return
        closed = found
        while text[closed - 1].isspace():
            closed -= 1
        if closed > begun:  # the item before has a text
            yield closed, begin
        begun = position
        if number is not None:
            marker = _next(marker)


def _next(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)  # behind z comes {, which is no item
