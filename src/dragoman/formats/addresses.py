"""Addresses in running text (https://…, desk@port.example): points, which no translator should touch or even see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.formats.inline import Item, Piece
from dragoman.model import Mark

ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"«»“”]+[^\s<>\"«»“”.,;:!?)\]}'’]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_NEVER = "\0"


def mark_addresses(items: Sequence[Item]) -> list[Item]:
    """`items` with each address of their texts as a point. A character reference other than `&amp;` is no part of one:
    so a translation can be spelled that adds an address."""
    out: list[Item] = []
    run: list[Piece] = []
    for item in [*items, None]:
        if isinstance(item, Piece):
            run.append(item)
            continue
        text = "".join(map(_seen, run))
        out.extend(pointed(run, _found(text)) if "://" in text or "@" in text else run)
        run = []
        if item is not None:
            out.append(item)
    return out


def guards(text: str) -> set[int]:
    """Places in `text` whose character must be a reference, or an address would be read there."""
    if "://" not in text and "@" not in text:
        return set()
    return {_sign(match.group()) + match.start() for match in ADDRESS.finditer(text)}


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


def _found(text: str) -> list[tuple[int, int, str]]:
    return [(*match.span(), "url") for match in ADDRESS.finditer(text)]


def _sign(address: str) -> int:
    at = address.find("://")
    return at if at >= 0 else address.index("@")


def _seen(piece: Piece) -> str:
    is_plain = piece.text == piece.raw or piece.text == "&"
    return piece.text if is_plain else _NEVER * len(piece.text)


def _part(piece: Piece, start: int, end: int) -> Piece:
    if start == 0 and end == len(piece.text):
        return piece
    return Piece(piece.text[start:end], piece.raw[start:end])
