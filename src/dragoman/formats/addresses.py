"""Addresses in running text (https://…, desk@port.example): points, which no translator should touch or even see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from dragoman.formats.inline import Item, Piece
from dragoman.model import Content, Mark

# Outside ASCII only letters: an address ends at ideographs, kana, hangul and at quotation marks, as people write it.
_NO = "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
ADDRESS = re.compile(
    rf"(?:https?|ftp)://(?:(?![{_NO}])[\w~%/?#@!$&'()*+,;=:.\[\]|-])*(?![{_NO}])[\w~%/#@$&*+=|-]"
    r"|(?<![a-zA-Z0-9.+_-])[a-zA-Z0-9][a-zA-Z0-9.+_-]*@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.[a-zA-Z]{2,}"
)
_NEVER = "\0"
_NEAR = 80  # characters that can run into an address: enough to tell


def mark_addresses(items: Sequence[Item]) -> list[Item]:
    """`items` with each address of their texts as a point. A numeric character reference is no part of one: so a
    translation can be spelled that adds an address."""
    out: list[Item] = []
    run: list[Piece] = []
    for item in [*items, None]:
        if isinstance(item, Piece):
            run.append(item)
            continue
        text = "".join(map(_seen, run))
        out.extend(pointed(run, _found(text)) if _may_hold(text) else run)
        run = []
        if item is not None:
            out.append(item)
    return out


def reference(character: str) -> str:
    """A character as HTML and XML refer to it."""
    return f"&#{ord(character)};"


def guarded(
    text: str,
    write: Callable[[str], str],
    *,
    first: bool = False,
    last: bool = False,
    refer: Callable[[str], str] = reference,
) -> str:
    """`text` through `write`, but through `refer` the sign of each address that stands in it, so that none is read
    there; with `first` or `last` its first or last character too."""
    places = {_sign(match.group()) + match.start() for match in ADDRESS.finditer(text)} if _may_hold(text) else set()
    places |= {0} if first and text else set()
    places |= {len(text) - 1} if last and text else set()
    out: list[str] = []
    done = 0
    for at in sorted(places):
        out += [write(text[done:at]) if done < at else "", refer(text[at])]
        done = at + 1
    return "".join([*out, write(text[done:])]) if done < len(text) else "".join(out)


def crowding(content: Content, decode: Callable[[str], str]) -> tuple[frozenset[int], frozenset[int]]:
    """Places of the texts whose first, and whose last, character would run into the address beside it.

    `decode` gives what the spelling of a point says.
    """
    first: set[int] = set()
    last: set[int] = set()
    for at, part in enumerate(content):
        if not isinstance(part, Mark) or part.name.rstrip("0123456789") != "url":
            continue
        address = decode(part.raw)
        before, after = _beside(content, at - 1)[-_NEAR:], _beside(content, at + 1)[:_NEAR]
        if _is_read(before, address, after):
            continue
        if after and (not before or not _is_read("", address, after)):
            first.add(at + 1)
        if before and (not after or not _is_read(before, address, "")):
            last.add(at - 1)
    return frozenset(first), frozenset(last)


def pointed(run: Sequence[Piece], found: Iterable[tuple[int, int, str]]) -> list[Item]:
    """`run` with the stretches `found` (start, end, mark name; places in its joined text, in order) as points."""
    points = list(found)
    if not points:
        return list(run)
    out: list[Item] = []
    position = 0
    at = 0
    raw = ""  # of the point that is being gathered
    for piece in run:
        done = 0
        size = len(piece.text)
        while True:
            while at < len(points) and points[at][1] <= position + done:
                at += 1
            low, high, name = points[at] if at < len(points) else (position + size, position + size, "")
            if low >= position + size or not size:
                if done < size or not size:
                    out.append(_part(piece, done, size))
                break
            if low > position + done:
                out.append(_part(piece, done, low - position))
                done = low - position
            stop = min(high - position, size)
            raw += _part(piece, done, stop).raw
            done = stop
            if high <= position + size:
                out.append(Mark("point", name, (raw,)))
                raw = ""
            if done >= size:
                break
        position += size
    return out


def _may_hold(text: str) -> bool:
    return "://" in text or "@" in text


def _is_read(before: str, address: str, after: str) -> bool:
    """True when the address is read between these texts as this very address."""
    span = (len(before), len(before) + len(address))
    return any(match.span() == span for match in ADDRESS.finditer(before + address + after))


def _beside(content: Content, at: int) -> str:
    part = content[at] if 0 <= at < len(content) else ""
    return part if isinstance(part, str) else ""


def _found(text: str) -> list[tuple[int, int, str]]:
    return [(*match.span(), "url") for match in ADDRESS.finditer(text)]


def _sign(address: str) -> int:
    at = address.find("://")
    return at if at >= 0 else address.index("@")


def _seen(piece: Piece) -> str:
    is_plain = piece.text == piece.raw or (len(piece.text) == 1 and "#" not in piece.raw)  # others are never cut
    return piece.text if is_plain else _NEVER * len(piece.text)


def _part(piece: Piece, start: int, end: int) -> Piece:
    if start == 0 and end == len(piece.text):
        return piece
    return Piece(piece.text[start:end], piece.raw[start:end])
