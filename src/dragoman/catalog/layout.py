"""Entries joined to a file again: untouched neighbours keep every byte between them, others get a blank line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.catalog.entry import Entry

_BLANK_END = re.compile(r"\n[ \t\r]*\n\Z")
_BLANK_LINES = re.compile(r"(?:[ \t\r]*\n)+\Z")


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in a catalog. `number` is its place in the file as read, -1 for one that was not there;
    `fresh` when its bytes are not those that were read."""

    entry: Entry
    number: int = -1
    fresh: bool = True


def lay_out(placed: Sequence[Placed], tail: str, eol: str, count: int) -> tuple[str, list[int]]:
    """The file's text, and the line of each entry's message. `count` is how many entries the file had when read.

    Law: entries as read, in the order read, give the text as read.
    """
    chunks: list[str] = []
    lines: list[int] = []
    line = 1
    before: Placed | None = None
    for item in placed:
        if before is not None:
            follows = before.number >= 0 and item.number == before.number + 1
            gap = _gap(chunks[-1], eol, follows=follows, touched=before.fresh or item.fresh)
            chunks[-1] += gap
            line += gap.count("\n")
        chunks.append(item.entry.raw)
        lines.append(line + item.entry.skipped)
        line += item.entry.raw.count("\n")
        before = item
    if before is not None and before.number != count - 1:
        if tail:
            chunks[-1] += _gap(chunks[-1], eol, follows=False, touched=True)
        else:
            chunks[-1] = _BLANK_LINES.sub(eol, chunks[-1])
    return "".join(chunks) + tail, lines


def _gap(text: str, eol: str, *, follows: bool, touched: bool) -> str:
    gap = eol if not text.endswith("\n") and (touched or not follows) else ""
    if not follows and not _BLANK_END.search(text[-8:] + gap):
        gap += eol
    return gap
