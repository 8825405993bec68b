"""A block's inline content together with the way the article spells it, and its cutting into segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dragoman.model import (
    Block,
    Content,
    Mark,
    Segment,
    Segmenter,
    Span,
    borders,
    join,
    label,
    pair_owners,
    spell,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as it is understood and as it is spelled.

    Where the two are equal the stretch may be cut anywhere; an escape, an entity or a soft line break is a piece of
    its own and stays whole.
    """

    text: str
    raw: str


Inline: TypeAlias = Sequence[Piece | Mark]


@dataclass(frozen=True, slots=True)
class Flow:
    """Text that people read inside a mark (an alt text, a title, a footnote), at start..end of the article.

    `tail` is markup at its end that a translation must replace: `][` of Markdown's collapsed reference, whose label
    is the alt text itself. `kind` is its block's kind, `role` when empty; `note` and `locales` as in Assembly.block.
    """

    start: int
    end: int
    role: str
    items: tuple[Item, ...]
    tail: str = ""
    kind: str = ""
    note: str = ""
    locales: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A mark that holds flows, spelled at start..end of the article. It becomes a Mark once its flows have blocks."""

    kind: Literal["open", "close", "point"]
    name: str
    start: int
    end: int
    flows: tuple[Flow, ...]


Item: TypeAlias = Piece | Mark | Holder


def is_code(item: Item) -> bool:
    """True for the mark that opens inline code; its text is shown, and is no word to translate."""
    return not isinstance(item, Piece) and item.kind == "open" and item.name == "code"


def words(items: Iterable[Item]) -> Iterator[Piece]:
    """The pieces outside inline code and outside flows."""
    code = 0
    for item in items:
        if isinstance(item, Piece):
            if not code:
                yield item
        elif is_code(item) or (code and item.kind == "open"):
            code += 1
        elif code and item.kind == "close":
            code -= 1


def has_word(text: str) -> bool:
    """True when there is a letter or a digit."""
    return any(character.isalnum() for character in text)


def understood(inline: Inline) -> Content:
    """The content of a block without its spelling."""
    return join(item if isinstance(item, Mark) else item.text for item in inline)


def block_parts(
    inline: Inline, block: Block, cut: Segmenter, *, context: str = "", note: str = "", line: int = 0
) -> list[str | Segment]:
    """The parts of one block: its segments, and the verbatim text before, between and after them.

    Law: joining the parts gives the spelling of `inline`, whatever the segmenter answers.
    """
    content = understood(inline)
    spans = borders(content, cut(content, context))
    owners = pair_owners(content, spans) if spans else {}
    rows: list[tuple[int | None, list[Piece | Mark]]] = []
    waiting: list[tuple[int | None, Piece]] = []  # pieces without width: they go where what follows them goes

    def add(owner: int | None, item: Piece | Mark) -> None:
        if not rows or rows[-1][0] != owner:
            rows.append((owner, []))
        rows[-1][1].append(item)

    def put(owner: int | None, item: Piece | Mark) -> None:
        for other, piece in waiting:
            add(owner if rows and rows[-1][0] == owner else other, piece)
        waiting.clear()
        add(owner, item)

    position = 0
    at = 0  # the first span that does not end before `position`
    for item, place in zip(inline, _places(inline), strict=True):
        while at < len(spans) and spans[at][1] <= position:
            at += 1
        if isinstance(item, Piece):
            for owner, piece in _slices(item, position, spans, at):
                if piece.text:
                    put(owner, piece)
                else:
                    waiting.append((owner, piece))
            position += len(item.text)
        elif item.kind == "point":
            put(at if at < len(spans) and spans[at][0] <= position else None, item)
            position += 1
        else:
            put(owners.get(place), item)
    for owner, piece in waiting:
        add(owner, piece)
    return _assemble(rows, block, context, note, line)


def _places(inline: Inline) -> list[int]:
    """For each item its place in the joined content: marks keep theirs, texts share one."""
    out: list[int] = []
    place = -1
    in_text = False
    for item in inline:
        if isinstance(item, Mark):
            place += 1
            in_text = False
        elif item.text and not in_text:
            place += 1
            in_text = True
        out.append(place)
    return out


def _slices(item: Piece, position: int, spans: Sequence[Span], at: int) -> list[tuple[int | None, Piece]]:
    """The piece cut at the borders of the spans it lies in; `at` is the first span that may hold it."""
    size = len(item.text)
    if item.text != item.raw or not size:
        inside = at < len(spans) and spans[at][0] < position + max(size, 1)
        return [(at if inside else None, item)]
    out: list[tuple[int | None, Piece]] = []
    done = 0
    while done < size:
        low, high = (spans[at][0] - position, spans[at][1] - position) if at < len(spans) else (size, size)
        if low > done:
            out.append((None, _part(item, done, min(low, size))))
        if low < size and high > done:
            out.append((at, _part(item, max(low, done), min(high, size))))
        done = min(max(high, low), size)
        at += 1
    return out


def _part(item: Piece, start: int, end: int) -> Piece:
    return Piece(item.text[start:end], item.raw[start:end])


def _assemble(
    rows: Sequence[tuple[int | None, Sequence[Piece | Mark]]], block: Block, context: str, note: str, line: int
) -> list[str | Segment]:
    parts: list[str | Segment] = []
    for owner, items in rows:
        source = _spelling(items)
        if owner is None:
            parts.extend(source)
        else:
            parts.append(Segment(label(understood(items)), source, block, context, note, line))
        line += spell(source).count("\n") if line else 0
    return parts


def _spelling(items: Sequence[Piece | Mark]) -> tuple[str | Segment, ...]:
    """The verbatim source of items: texts joined, sub-flows kept as segments."""
    out: list[str | Segment] = []
    for item in items:
        for part in (item.raw,) if isinstance(item, Piece) else item.source:
            if isinstance(part, str) and out and isinstance(last := out[-1], str):
                out[-1] = last + part
            elif part != "":
                out.append(part)
    return tuple(out)


def joined(parts: Iterable[str | Segment]) -> Iterator[str | Segment]:
    """`parts` with neighbouring texts as one, and no empty text."""
    row: list[str] = []
    for part in parts:
        if isinstance(part, str):
            row.append(part)
            continue
        if text := "".join(row):
            yield text
        row = []
        yield part
    if text := "".join(row):
        yield text


def spelling(items: Iterable[Item], text: str) -> str:
    """The article's own spelling of `items`; `text` is the article."""
    return "".join(text[item.start : item.end] if isinstance(item, Holder) else item.raw for item in items)
