"""Points in running text: addresses and attribute lists, which no translator should touch or even see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.formats.addresses import pointed
from dragoman.formats.inline import Item, Piece, is_code
from dragoman.model import Mark

# Outside ASCII only letters: an address ends at ideographs, kana, hangul and at quotation marks, as people write it.
_WORD = r"\w~%/?#@!$&'()*+,;=:.\[\]|-"
_NO = "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
_LAST = r"\w~%/#@$&*+=)\]|-"
_FINDER = re.compile(
    rf"(?<![a-zA-Z0-9])(?:(?:https?|ftp)://|www\.(?=[a-zA-Z0-9]))(?P<url>(?:(?![{_NO}])[{_WORD}])+)"
    r"|(?<![a-zA-Z0-9.+_-])(?P<mail>[a-zA-Z0-9][a-zA-Z0-9.+_-]*@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.[a-zA-Z]{2,})"
    r"|(?P<attributes>\{[ ]?[#.][\w-][^{}\r\n]*\})"
)
_TAIL = frozenset("?!.,:'*_~\"")
_ENTITY_TAIL = re.compile(r"&[a-zA-Z0-9]+;\Z")
_LONGEST_ENTITY = 34
# Escapes that belong in an address; any other escape, and any numeric entity, says that the address ends here.
_NATURAL = frozenset("_&~*-=#+%!?,;'()| ")
_NEVER = "\0"
_SIGNS = ("://", "www.", "@", "{")


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and mark name of every point in `text`."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _FINDER.finditer(text):
        start, end = match.span()
        if match.lastgroup == "url":
            end = _url_end(text, start, end)
            if end <= match.start("url"):
                continue
        yield start, end, "var" if match.lastgroup == "attributes" else "url"


def guards(text: str) -> set[int]:
    """Places in `text` whose character must be escaped, or an address or attribute list would be read there."""
    return {start if name == "var" else _sign(text, start, end) for start, end, name in find(text)}


def alone(raw: str, before: str, after: str) -> bool:
    """True when an address written between these texts is read as this very address."""
    joined = before + raw + after
    return (len(before), len(before) + len(raw), "url") in find(joined)


def mark_points(items: Sequence[Item]) -> list[Item]:
    """`items` with each address and attribute list of its texts as a point mark. Code stays as it is."""
    out: list[Item] = []
    run: list[Piece] = []
    code = False
    for item in items:
        if isinstance(item, Piece) and not code:
            run.append(item)
            continue
        out.extend(_in_run(run))
        run = []
        if not isinstance(item, Piece):
            code = isinstance(item, Mark) and is_code(item) and item.raw.startswith("`")
        out.append(item)
    out.extend(_in_run(run))
    return out


def _url_end(text: str, start: int, end: int) -> int:
    """Where an address ends: without closing punctuation, nor a bracket that opens before it (GFM's rule)."""
    address = text[start:end]
    spare = {")": address.count(")") - address.count("("), "]": address.count("]") - address.count("["), "|": end}
    while end > start:
        last = text[end - 1]
        if spare.get(last, 0) > 0:
            spare[last] -= 1
            end -= 1
        elif last in _TAIL:
            end -= 1
        elif last == ";":
            entity = _ENTITY_TAIL.search(text, max(start, end - _LONGEST_ENTITY), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return end


def _sign(text: str, start: int, end: int) -> int:
    """The character whose escape undoes an address: the colon, the at sign, or the dot after www."""
    if text.startswith("www.", start):
        return start + 3
    at = text.find("://", start, end)
    return at if at >= 0 else text.index("@", start, end)


def _in_run(run: list[Piece]) -> list[Item]:
    return pointed(run, find("".join(map(_seen, run)))) if run else []


def _seen(piece: Piece) -> str:
    if piece.text == piece.raw or (piece.text in _NATURAL and not piece.raw.startswith("&#")):
        return piece.text
    return _NEVER * len(piece.text)
