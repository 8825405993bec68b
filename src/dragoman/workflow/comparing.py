"""Two readings of an article compared: the first thing that is not as it should be, with what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from dragoman.formats.proving import readable
from dragoman.model import Content, Document, Key, Mark, Segment, from_text

_AROUND = 24  # bytes or characters shown on either side of the place
_MOST = 400  # of a text


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` and `after` are both sides around the place: of bytes, of the structure, of one block's text.

    `reason` says what differs. `line` counts from 1, 0 where it is unknown; `offset` is in bytes, None where the
    difference is not one of bytes. A side that has ended is "".
    """

    reason: str
    line: int = 0
    offset: int | None = None
    before: str = ""
    after: str = ""


def bytes_difference(reason: str, before: bytes, after: bytes, encoding: str = "utf-8") -> Difference | None:
    """The first byte that differs, with a few around it."""
    if before == after:
        return None
    at = _shared(before, after)
    start = max(0, at - _AROUND)
    sides = (side[start : at + _AROUND].decode(encoding, "backslashreplace") for side in (before, after))
    return Difference(reason, before.count(b"\n", 0, at) + 1, at, *sides)


def structure_difference(before: Document, after: Document) -> Difference | None:
    """The first entry of the structure, the first block or the first marks that differ."""
    if before.structure != after.structure:
        at = _shared(before.structure, after.structure)
        was, now = (side.structure[at] if at < len(side.structure) else "" for side in (before, after))
        return Difference(f"the structure differs in entry {at + 1}", 0, None, _cut(was), _cut(now))
    was_kinds, now_kinds = ([row[0].block.kind for row in side.blocks] for side in (before, after))
    if was_kinds != now_kinds:
        at = _shared(was_kinds, now_kinds)
        line = before.blocks[at][0].line if at < len(before.blocks) else 0
        count = f"{len(was_kinds)} blocks became {len(now_kinds)}"
        reason = count if len(was_kinds) != len(now_kinds) else f"a {was_kinds[at]} became a {now_kinds[at]}"
        return Difference(reason, line, None, _block(before, at), _block(after, at))
    for was_row, now_row in zip(before.blocks, after.blocks, strict=True):
        if _marks(was_row) != _marks(now_row):
            return Difference("marks differ", was_row[0].line, None, _cut(_said(was_row)), _cut(_said(now_row)))
    return None


def text_difference(document: Document, again: Document, texts: Mapping[Key, str], kept: Set[Key]) -> Difference | None:
    """The first block that does not say what was put in; blocks with a segment of `kept` are not looked at.

    Blank space is not compared: the gaps between sentences are the target's.
    """
    for row, found in zip(document.blocks, again.blocks, strict=False):
        if any(segment.key in kept for segment in row):
            continue
        want = " ".join(readable(from_text(texts[segment.key], segment.content)) for segment in row)
        have = _said(found)
        if "".join(want.split()) != "".join(have.split()):
            at = max(0, _shared(want, have) - _AROUND)
            return Difference("the text did not come back", row[0].line, None, _cut(want[at:]), _cut(have[at:]))
    return None


def _shared(before: Sequence[object], after: Sequence[object]) -> int:
    """How long the beginning is that both have."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (was, now) in pairs if was != now), min(len(before), len(after)))


def _said(row: Sequence[Segment]) -> str:
    content: Content = tuple(part for segment in row for part in segment.content)
    return readable(content)


def _block(document: Document, at: int) -> str:
    return _cut(_said(document.blocks[at])) if at < len(document.blocks) else ""


def _marks(row: Sequence[Segment]) -> list[str]:
    """The marks of a block whatever their numbers, which a whole block counts anew; sentences may change places."""
    parts = (part for segment in row for part in segment.content)
    return sorted(f"{part.kind} {part.name.rstrip('0123456789')}" for part in parts if isinstance(part, Mark))


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else text[:_MOST] + "…"
