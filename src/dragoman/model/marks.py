"""Text with inline markup: marks as the article spells them, and as people see them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from dragoman.model.errors import MarkError

if TYPE_CHECKING:
    from dragoman.model.article import Segment  # a mark may hold one, as an image holds its alternative text

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup standing in the text as a tag.

    `name` is lower-case ASCII letters and a number when the segment holds several of its kind (`a`, `a2`, `a3`).
    `source` is what the article spells there; a part of it that people read (an alt text, a footnote) is a
    Segment of its own (XLIFF calls it a sub-flow).
    """

    kind: Literal["open", "close", "point"]
    name: str
    source: tuple[str | Segment, ...] = ()

    @property
    def tag(self) -> str:
        """The mark as people and engines see it: `<a>`, `</a>`, `<img/>`."""
        opening = "</" if self.kind == "close" else "<"
        closing = "/>" if self.kind == "point" else ">"
        return opening + self.name + closing

    @property
    def raw(self) -> str:
        """The mark as the article spells it."""
        return spell(self.source)


Content: TypeAlias = tuple[str | Mark, ...]

# A tag is `<name>`, `</name>` or `<name/>`, name = lower-case ASCII letters, then an optional number.
_TAG = re.compile(r"<(/?)([a-z]+[0-9]*)(/?)>")
_LOOKS_LIKE_MARKUP = re.compile(r"<(?=/?[a-z]+[0-9]*/?>)|&(?=(?:lt|amp);)")
_ENTITY = re.compile(r"&(lt|amp);")
_ESCAPES = {"<": "&lt;", "&": "&amp;"}
_CHARACTERS = {"lt": "<", "amp": "&"}

POINT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a point mark in plain text."""


def spell(parts: Sequence[str | Segment]) -> str:
    """The article's own spelling of `parts`, sub-flows included."""
    return "".join(part if isinstance(part, str) else part.raw for part in parts)


def to_text(content: Sequence[str | Mark]) -> str:
    """What people and engines see: marks as tags; `<` and `&` escaped only where they would read as markup."""
    return "".join(
        part.tag if isinstance(part, Mark) else _LOOKS_LIKE_MARKUP.sub(lambda m: _ESCAPES[m.group()], part)
        for part in content
    )


def from_text(text: str, known: Sequence[str | Mark]) -> Content:
    """`text` as content, its tags bound to the marks of `known` (the content of the source segment).

    Law: from_text(to_text(c), c) == c for labelled content. Marks may change places; each must come exactly once.
    Raises MarkError when one is lost, invented, repeated or crossed.
    """
    marks = {part.tag: part for part in known if isinstance(part, Mark)}
    found: list[str | Mark] = []
    seen: Counter[str] = Counter()
    opened: list[str] = []
    position = 0
    for match in _TAG.finditer(text):
        tag = match.group()
        mark = marks.get(tag)
        if mark is None:
            raise MarkError(f"{tag} is not in the source", hint="take it out, or write &lt; for a plain <")
        found.append(_unescape(text[position : match.start()]))
        found.append(mark)
        position = match.end()
        seen[tag] += 1
        if seen[tag] > 1:
            raise MarkError(f"{tag} stands twice", hint="each tag of the source must come exactly once")
        if mark.kind == "open":
            opened.append(mark.name)
        elif mark.kind == "close":
            if not opened or opened[-1] != mark.name:
                raise MarkError(f"{tag} closes nothing, or crosses another tag", hint="nest the tags as in the source")
            opened.pop()
    found.append(_unescape(text[position:]))
    if missing := [tag for tag in marks if not seen[tag]]:
        raise MarkError(f"lost: {' '.join(missing)}", hint="put the tags of the source back, around the same words")
    return join(found)


def read_tags(text: str) -> Content:
    """`text` as content whose marks are its own tags, when the article's spelling of them is not at hand.

    Law: to_text(read_tags(to_text(c))) == to_text(c).
    """
    found: list[str | Mark] = []
    position = 0
    for match in _TAG.finditer(text):
        found.append(_unescape(text[position : match.start()]))
        closing, name, point = match.groups()
        found.append(Mark("close" if closing else "point" if point else "open", name))
        position = match.end()
    return join([*found, _unescape(text[position:])])


def join(parts: Iterable[str | Mark]) -> Content:
    """Content in its one normal form: neighbouring texts joined, empty ones gone."""
    out: list[str | Mark] = []
    for part in parts:
        if isinstance(part, str):
            if not part:
                continue
            if out and isinstance(last := out[-1], str):
                out[-1] = last + part
                continue
        out.append(part)
    return tuple(out)


def label(content: Sequence[str | Mark]) -> Content:
    """The same content with its marks numbered within it: a, a2, a3 … Number 1 is not written."""
    count: Counter[str] = Counter()
    opened: list[str] = []
    out: list[str | Mark] = []
    for part in content:
        if isinstance(part, str):
            out.append(part)
            continue
        base = part.name.rstrip("0123456789")
        if part.kind == "close" and opened:
            name = opened.pop()
        else:
            count[base] += 1
            name = base if count[base] == 1 else f"{base}{count[base]}"
        if part.kind == "open":
            opened.append(name)
        out.append(Mark(part.kind, name, part.source))
    return join(out)


def plain(content: Sequence[str | Mark]) -> str:
    """The text alone: paired marks gone, each point mark one POINT character."""
    return "".join(part if isinstance(part, str) else POINT if part.kind == "point" else "" for part in content)


def cut(content: Sequence[str | Mark], spans: Sequence[Span]) -> list[Content]:
    """The slices of `content` at `spans` of its plain text, each with the marks that belong to it, not yet labelled.

    The spans must have passed through `borders`: then every slice is balanced. A pair of marks belongs to the span
    that covers it; a pair that stands in no span is dropped.
    """
    pieces: list[list[str | Mark]] = [[] for _ in spans]
    owners = pair_owners(content, spans)
    position = 0
    index = 0  # the first span that does not end before `position`
    for place, part in enumerate(content):
        if isinstance(part, Mark) and part.kind != "point":
            if (owner := owners.get(place)) is not None:
                pieces[owner].append(part)
            continue
        size = len(part) if isinstance(part, str) else 1
        while index < len(spans) and spans[index][1] <= position:
            index += 1
        at = index
        while at < len(spans) and spans[at][0] < position + size:
            low, high = max(spans[at][0], position), min(spans[at][1], position + size)
            pieces[at].append(part[low - position : high - position] if isinstance(part, str) else part)
            at += 1
        position += size
    return [join(piece) for piece in pieces]


def borders(content: Sequence[str | Mark], spans: Sequence[Span]) -> list[Span]:
    """`spans` so joined and widened that each pair of marks lies wholly inside one span or outside all.

    A border inside an open mark is no border.
    """
    out = list(spans)
    for _, _, start, end in _pairs(content):
        touched = [at for at, (low, high) in enumerate(out) if low < end and start < high]
        if touched:
            first, last = touched[0], touched[-1]
            out[first : last + 1] = [(min(out[first][0], start), max(out[last][1], end))]
    return out


def pair_owners(content: Sequence[str | Mark], spans: Sequence[Span]) -> dict[int, int]:
    """For each opening and closing mark (by its place in `content`) the index of the span that covers its pair."""
    owners: dict[int, int] = {}
    starts = [start for start, _ in spans]
    for opening, closing, start, end in _pairs(content):
        at = bisect_right(starts, start) - 1
        if at > 0 and spans[at - 1][1] >= end and start == end:  # an empty pair on a border belongs to what is before
            at -= 1
        if at >= 0 and end <= spans[at][1]:
            owners[opening] = owners[closing] = at
    return owners


def _pairs(content: Sequence[str | Mark]) -> list[tuple[int, int, int, int]]:
    """Each pair of marks: place of the opening and of the closing one in `content`, plain offsets of both."""
    found: list[tuple[int, int, int, int]] = []
    opened: list[tuple[int, int]] = []
    position = 0
    for place, part in enumerate(content):
        if isinstance(part, str):
            position += len(part)
        elif part.kind == "point":
            position += 1
        elif part.kind == "open":
            opened.append((place, position))
        elif opened:
            opening, start = opened.pop()
            found.append((opening, place, start, position))
    return found


def _unescape(text: str) -> str:
    return _ENTITY.sub(lambda m: _CHARACTERS[m.group(1)], text)
