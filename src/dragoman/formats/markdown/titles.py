"""Titles of links, images and reference definitions: where they stand, and how they are spelled."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from dragoman.formats.inline import Flow, Piece

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
"""What a backslash can escape (CommonMark 2.4)."""

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t>]*")
"""A line break inside a block, with the margin of the next line: quotation signs and indentation."""

_UNIT = re.compile(
    rf"(?P<escape>\\[!-/:-@\[-`{{-~])|(?P<entity>{ENTITY.pattern})|(?P<break>{BREAK.pattern})"
    r"|(?P<plain>[^\\&\r\n \t]+|[ \t]+(?![\r\n \t])|.)",
    re.S,
)


def pieces(raw: str) -> Iterator[Piece]:
    """A title or label as pieces: escapes, entities and line breaks understood."""
    for match in _UNIT.finditer(raw):
        found = match.group()
        if match.lastgroup == "escape":
            yield Piece(found[1], found)
        elif match.lastgroup == "entity":
            yield Piece(html.unescape(found), found)
        elif match.lastgroup == "break":
            yield Piece(" ", found)
        else:
            yield Piece(found, found)


def title_flow(raw: str, start: int, said: str, tail: str) -> Flow | None:
    """The title at the end of `raw`, before `tail`, when it says `said`; None when it cannot be located for sure.

    `raw` is a link's closing part or a whole definition, `start` its place in the article.
    """
    end = len(raw.rstrip(" \t\r\n>"))
    if tail:
        if not raw.endswith(tail):
            return None
        end = len(raw[: -len(tail)].rstrip(" \t\r\n>"))
    closing = raw[end - 1 : end]
    opening = {'"': '"', "'": "'", ")": "("}.get(closing)
    if opening is None:
        return None
    low = _unescaped(raw, opening, end - 1)
    if low <= 0 or raw[low - 1] not in " \t\r\n>":
        return None
    found = tuple(pieces(raw[low + 1 : end - 1]))
    if "".join(piece.text for piece in found).split() != said.split():
        return None
    return Flow(start + low + 1, start + end - 1, "title", found)


def _unescaped(raw: str, character: str, end: int) -> int:
    """The last place of `character` before `end` that no backslash escapes, or -1."""
    at = raw.rfind(character, 0, end)
    while at > 0:
        slash = at
        while slash and raw[slash - 1] == "\\":
            slash -= 1
        if (at - slash) % 2 == 0:
            break
        at = raw.rfind(character, 0, slash)
    return at
