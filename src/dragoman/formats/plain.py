"""Plain running text, wherever it stands: its words, its addresses as points, its line ends as spaces."""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.formats.addresses import ADDRESS
from dragoman.formats.inline import Item, Piece
from dragoman.formats.view import View
from dragoman.model import Content, Mark

# A row of blanks is gone through once, from where it begins: a line of nothing else is no work.
_BLANKS = r"(?:(?<![ \t])[ \t]*+)?"
_UNIT = re.compile(rf"(?P<url>{ADDRESS.pattern})|(?P<line>{_BLANKS}(?:\r\n|\n|\r)[ \t]*)")
_LINE_ENDS = re.compile(rf"{_BLANKS}[\r\n]+[ \t]*")


def plain_items(view: View, start: int, end: int) -> list[Item]:
    """The items of view.text[start:end], as the article spells them."""
    out: list[Item] = []
    done = start
    for match in _UNIT.finditer(view.text, start, end):
        out.extend(view.pieces(done, match.start()))
        raw = view.raw(*match.span())
        out.append(Mark("point", "url", (raw,)) if match["url"] else Piece(" ", raw))
        done = match.end()
    out.extend(view.pieces(done, end))
    return out


def spell_plain(content: Content, encode: Callable[[str], str], sources: Callable[[Mark], str]) -> str:
    """Content as plain text, each stretch of it through `encode`: only a line end would start another block."""
    return "".join(encode(_LINE_ENDS.sub(" ", part)) if isinstance(part, str) else sources(part) for part in content)
