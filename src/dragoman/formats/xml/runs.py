"""A run: text and inline markup between two borders of blocks, and the block it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dragoman.formats.addresses import mark_addresses
from dragoman.formats.inline import Flow, Holder, Item, Piece
from dragoman.formats.xml.text import BLANK, cdata_items, items_of
from dragoman.model import Mark

_CDATA = 9  # len("<![CDATA[")
CDATA = "#cdata"  # at the end of the kind of a block whose text stands in CDATA


class Entry(NamedTuple):
    """An item of a run at start..end of the article, or a CDATA section or character data, not yet understood."""

    item: Item | Literal["cdata", "text"]
    start: int
    end: int
    preserve: bool = False


@dataclass(frozen=True)
class Made:
    """The block of a run: items that spell start..end. `loose` and `trailing` are flows in markup peeled off around it,
    `before` and `after` comments peeled off, as (start, end)."""

    items: Sequence[Item]
    start: int
    end: int
    is_cdata: bool
    loose: Sequence[Flow]
    trailing: Sequence[Flow]
    before: Sequence[tuple[int, int]]
    after: Sequence[tuple[int, int]]
    steps: str


def make(text: str, run: Sequence[Entry], steps: str | None) -> Made:
    """The block of `run`, without the blanks, comments, instructions and enclosing pairs of marks at its edges.

    `steps` says how much was peeled off in an earlier reading (L and R: comments, l and r: nested texts, P: a pair); a
    translation that puts everything inside one pair must not lose it.
    """
    low, high = 0, len(run)
    partner = _partners(run)
    loose: list[Flow] = []
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    trailing: list[Flow] = []
    taken: list[str] = []

    def may(step: str) -> bool:
        return steps is None or steps[len(taken) : len(taken) + 1] == step

    while low < high:
        first, last = run[low], run[high - 1]
        if _is_blank(text, first, run[low + 1 : high][:1]):
            low += 1
        elif _is_blank(text, last, run[low : high - 1][-1:]):
            high -= 1
        elif _is_aside(first) and may("L"):
            before.append((first.start, first.end))
            low += 1
            taken.append("L")
        elif _is_aside(last) and may("R"):
            after.insert(0, (last.start, last.end))
            high -= 1
            taken.append("R")
        elif _is_apart(text, first, run[low + 1 : low + 2], -1) and may("l"):
            loose.extend(first.item.flows)  # type: ignore[union-attr]
            low += 1
            taken.append("l")
        elif _is_apart(text, last, run[high - 2 : high - 1], 0) and may("r"):
            trailing[:0] = last.item.flows  # type: ignore[union-attr]
            high -= 1
            taken.append("r")
        elif partner.get(low) == high - 1 and low < high - 1 and may("P"):
            if isinstance(first.item, Holder):
                loose.extend(first.item.flows)
            low, high = low + 1, high - 1
            taken.append("P")
        else:
            break
    chosen = run[low:high]
    is_cdata = _is_cdata(text, chosen)
    items, start, end = _cdata_block(text, chosen) if is_cdata else _block(text, chosen, run)
    return Made(items, start, end, is_cdata, loose, trailing, before, after, "".join(taken))


def _partners(run: Sequence[Entry]) -> dict[int, int]:
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, entry in enumerate(run):
        if isinstance(entry.item, (Mark, Holder)):
            if entry.item.kind == "open":
                opened.append(at)
            elif entry.item.kind == "close" and opened:
                found[opened.pop()] = at
    return {low: high for low, high in found.items() if getattr(run[low].item, "name", "") != "code"}


def _is_blank(text: str, entry: Entry, beside: Sequence[Entry]) -> bool:
    """True for blank space. An empty CDATA section is none beside references that no section could hold."""
    if entry.item == "text":
        return not text[entry.start : entry.end].strip(BLANK)
    if entry.item == "cdata":
        joins = bool(beside) and (beside[0].item == "cdata" or text[beside[0].start : beside[0].end].startswith("&#"))
        return not joins and not text[entry.start + _CDATA : entry.end - 3].strip(BLANK)
    return False


def _is_aside(entry: Entry) -> bool:
    return isinstance(entry.item, Mark) and entry.item.name in ("comment", "pi")


def _is_apart(text: str, entry: Entry, beside: Sequence[Entry], side: int) -> bool:
    """True for a nested text, such as an index term, with a blank between it and its neighbour."""
    if not isinstance(entry.item, Holder) or entry.item.kind != "point" or not beside or beside[0].item != "text":
        return False
    return text[beside[0].start if side else beside[0].end - 1] in BLANK


def _is_cdata(text: str, run: Sequence[Entry]) -> bool:
    """True when all of it stands in CDATA sections; between two there may be references, which a charset needs."""
    if not run or run[0].item != "cdata" or run[-1].item != "cdata":
        return False
    for entry in run:
        if entry.item == "text":
            raw = text[entry.start : entry.end]
            if not (raw.startswith("&#") and raw.endswith(";") and not any(c in raw for c in " \t\r\n")):
                return False
            if any(not part.startswith("&#") for part in raw.split(";")[:-1]):
                return False
        elif entry.item != "cdata":
            return False
    return True


def _cdata_block(text: str, run: Sequence[Entry]) -> tuple[list[Item], int, int]:
    """The items from inside the first section to inside the last; what joins two sections is part of a piece."""
    items: list[Item] = []
    pending = ""  # the spelling from the last section's end on
    said = ""
    for at, entry in enumerate(run):
        raw = text[entry.start : entry.end]
        if entry.item == "text":
            pending += raw
            said += "".join(item.text for item in items_of(raw) if isinstance(item, Piece))
            continue
        if at:
            items.append(Piece(said, f"{pending}{raw[:_CDATA]}"))
        items.extend(cdata_items(raw[_CDATA:-3], preserve=entry.preserve))
        pending, said = raw[-3:], ""
    return _trimmed(items, run[0].start + _CDATA, run[-1].end - 3)


def _block(text: str, chosen: Sequence[Entry], run: Sequence[Entry]) -> tuple[list[Item], int, int]:
    items: list[Item] = []
    for entry in chosen:
        raw = text[entry.start : entry.end]
        if entry.item == "text":
            items.extend(items_of(raw, preserve=entry.preserve))
        elif entry.item == "cdata":
            pieces = cdata_items(raw[_CDATA:-3], preserve=False)
            said = "".join(item.text for item in pieces if isinstance(item, Piece))
            items.append(Piece(said, raw) if said else Mark("point", "cdata", (raw,)))
        else:
            items.append(entry.item)
    if not chosen:
        at = run[-1].end if run else 0
        return [], at, at
    return _trimmed(items, chosen[0].start, chosen[-1].end)


def _trimmed(items: list[Item], start: int, end: int) -> tuple[list[Item], int, int]:
    """Items without blanks at their edges; blanks that share a piece with text go, too."""
    while items and _is_edge(items[0]):
        start += len(items.pop(0).raw)  # type: ignore[union-attr]
    while items and _is_edge(items[-1]):
        end -= len(items.pop().raw)  # type: ignore[union-attr]
    if items and isinstance(first := items[0], Piece) and first.text == first.raw:
        kept = first.raw.lstrip(BLANK)
        start += len(first.raw) - len(kept)
        items[0] = Piece(kept, kept)
    if items and isinstance(last := items[-1], Piece) and last.text == last.raw:
        kept = last.raw.rstrip(BLANK)
        end -= len(last.raw) - len(kept)
        items[-1] = Piece(kept, kept)
    return mark_addresses(items), start, end


def _is_edge(item: Item) -> bool:
    if isinstance(item, Piece):
        return not item.text.strip(BLANK) and not item.raw.strip(BLANK)
    return isinstance(item, Mark) and item.name == "br" and not item.raw.strip(BLANK)


def trimmed_value(text: str, start: int, end: int) -> tuple[list[Item], int, int]:
    """The items of an attribute's value."""
    return _trimmed(list(items_of(text[start:end])), start, end)
