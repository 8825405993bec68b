"""Text of HTML understood: character references resolved, blank space as one space, template code as points."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from dragoman.formats.html.islands import Masked
from dragoman.formats.html.tokens import BLANK
from dragoman.formats.inline import Item, Piece
from dragoman.formats.view import View
from dragoman.model import Mark

REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)")
_SPECIAL = re.compile(rf"[{BLANK}]++|{REFERENCE.pattern}")
_AFTER_LEGACY = re.compile(r"[A-Za-z0-9=]")


def text_items(view: View, masked: Masked, start: int, end: int, *, attribute: bool = False) -> list[Item]:
    """The items of view.text[start:end], which is text of an element or the value of an attribute."""
    out: list[Item] = []
    for low, high in masked.within(start, end) if masked.islands else ():
        low, high = max(low, start), min(high, end)
        out += _pieces(view, start, low, attribute)
        out.append(Mark("point", "var", (view.raw(low, high),)))
        start = high
    out += _pieces(view, start, end, attribute)
    return out


def _pieces(view: View, start: int, end: int, attribute: bool) -> Iterator[Piece]:
    text = view.text
    done = start
    for match in _SPECIAL.finditer(text, start, end):
        low, high = match.span()
        said = match.group()
        if said == " ":
            continue
        if said[0] == "&":
            meant = _meant(said, text[high : high + 1] if high < end else "", attribute)
            if meant == said:
                continue
            meant = " " if meant and not meant.strip(BLANK) else meant
        else:
            meant = " "
        yield from view.pieces(done, low)
        yield Piece(meant, view.raw(low, high))
        done = high
    yield from view.pieces(done, end)


def _meant(reference: str, after: str, attribute: bool) -> str:
    """What a reference stands for; in attributes old names without semicolon often are none (13.2.5.73)."""
    if attribute and not reference.endswith(";") and reference[1] != "#":
        is_one = reference[1:] in html5 and not _AFTER_LEGACY.match(after)
        return html5[reference[1:]] if is_one else reference
    if attribute and reference[1] != "#":
        return html5.get(reference[1:], reference)
    return html.unescape(reference)
