"""A run of inline content: its tags paired, cut at blank lines, and peeled until it begins and ends with text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from dragoman.formats.html.elements import CODE
from dragoman.formats.inline import Flow


@dataclass(slots=True)
class Unit:
    """A piece of a run, at start..end of the view: a text, a tag, or what is one point with all it holds.

    `token` is its first token, `fixed` its account for the structure, `partner` the place of the other tag of a pair
    (-1: none). `is_blank`: a text of blank space. `stays`: a point that means something where it stands, also at an
    edge. `role`: what its class says the text inside is.
    """

    kind: Literal["text", "open", "close", "point"]
    token: int
    start: int
    end: int
    name: str = ""
    fixed: str = ""
    flows: tuple[Flow, ...] = ()
    partner: int = -1
    is_blank: bool = False
    stays: bool = False
    role: str = ""


class Peel(NamedTuple):
    """How many tags and points were taken off the beginning and the end of a block's text."""

    head: int
    tail: int


class Part(NamedTuple):
    """Units before a text, of it, and after it. `text` is empty when there is none."""

    head: list[Unit]
    text: list[Unit]
    tail: list[Unit]


_NO_LETTER = re.compile("[^a-z]")


def mark_name(name: str) -> str:
    """The name of a mark for an element: letters only; inline code by whatever element is `code`."""
    return "code" if name in CODE else _NO_LETTER.sub("", name) or "html"


def pair(units: list[Unit], ends: Sequence[int]) -> list[Unit]:
    """`units` with partners set; tags without one are points, and so is a pair without text."""
    closing = {unit.token: place for place, unit in enumerate(units) if unit.kind == "close"}
    for place, unit in enumerate(units):
        if unit.kind == "open":
            other = closing.get(ends[unit.token] - 1, -1)
            if other > place and units[other].name == unit.name:
                unit.partner, units[other].partner = other, place
    return _relinked(_collapsed([_single(unit) if unit.partner < 0 else unit for unit in units]))


def parts(units: list[Unit]) -> Iterator[list[Unit]]:
    """The run cut where two line breaks follow one another: what old pages have for paragraphs."""
    begun = 0
    breaks = [place for place, unit in enumerate(units) if unit.name == "br" and unit.kind == "point"]
    doubled = [(a, b) for a, b in pairwise(breaks) if all(unit.is_blank for unit in units[a + 1 : b])]
    for a, b in doubled:
        if a > begun:
            yield _relinked([_single(u) if not begun <= _other(u) < a else u for u in units[begun:a]], begun)
        yield units[max(a, begun) : b + 1]
        begun = b + 1
    if begun < len(units):
        rest = units[begun:]
        yield _relinked([_single(u) if _other(u) < begun else u for u in rest], begun) if begun else rest


def peeled(units: list[Unit], keep: Peel | None = None) -> Part:
    """The run without blanks, points and enclosing pairs at its edges; as many as `keep` says when that is given.

    A translation may move a mark to an edge: read again, it must not be taken off.
    """
    low, high = 0, len(units)
    head = tail = 0
    while low < high:
        first, last = units[low], units[high - 1]
        if first.is_blank:
            low += 1
        elif last.is_blank:
            high -= 1
        elif _is_loose(first) and (keep is None or head < keep.head):
            low, head = low + 1, head + 1
        elif _is_loose(last) and (keep is None or tail < keep.tail):
            high, tail = high - 1, tail + 1
        elif (
            first.kind == "open"
            and first.partner == high - 1
            and first.name != "code"
            and (keep is None or (head < keep.head and tail < keep.tail))
        ):
            low, high, head, tail = low + 1, high - 1, head + 1, tail + 1
        else:
            break
    return Part(units[:low], units[low:high], units[high:])


def peel_of(part: Part) -> Peel:
    """What was taken off."""
    return Peel(sum(not unit.is_blank for unit in part.head), sum(not unit.is_blank for unit in part.tail))


def _is_loose(unit: Unit) -> bool:
    return unit.kind == "point" and not unit.stays


def _single(unit: Unit) -> Unit:
    """A tag without its other half."""
    return replace(unit, kind="point", name="html", partner=-1) if unit.kind in ("open", "close") else unit


def _other(unit: Unit) -> int:
    return unit.partner if unit.kind in ("open", "close") else -1


def _collapsed(units: list[Unit]) -> list[Unit]:
    """`units` with each outermost pair that holds no text as one point. Partners are places in the old list."""
    holds = [False] * len(units)
    opened: list[int] = []
    for place, unit in enumerate(units):
        if unit.kind == "open":
            opened.append(place)
        elif unit.kind == "close":
            inner = opened.pop()
            if holds[inner] and opened:
                holds[opened[-1]] = True
        elif opened and (unit.stays or (unit.kind == "text" and not unit.is_blank)):
            holds[opened[-1]] = True
    out: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        if unit.kind == "open" and not holds[place]:
            inside = units[place : unit.partner + 1]
            out.append(_joined(inside))
            place = unit.partner
        else:
            out.append(unit)
        place += 1
    return out


def _joined(units: Sequence[Unit]) -> Unit:
    name = "img" if any(unit.name == "img" for unit in units) else units[0].name
    return Unit(
        "point",
        units[0].token,
        units[0].start,
        units[-1].end,
        "html" if name == "code" else name,
        "\n".join(unit.fixed for unit in units if unit.fixed),
        tuple(flow for unit in units for flow in unit.flows),
    )


def _relinked(units: list[Unit], shift: int = 0) -> list[Unit]:
    """`units` with their partners as places in this list."""
    opened: list[int] = []
    for place, unit in enumerate(units):
        if unit.kind == "open":
            opened.append(place)
        elif unit.kind == "close":
            other = opened.pop()
            unit.partner, units[other].partner = other, place
    return units
