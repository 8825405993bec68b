"""Islands: template code inside Markdown, hidden from the parser behind as many harmless characters.

`{{…}}`, `{%…%}`, `{# … #}`, `{:…}` and `{/*…*/}` mean something to a site generator and nothing to Markdown; in MDX so
do expressions and JSX tags. Offsets in the masked text are offsets in the article. A line that holds nothing else
becomes a thematic break: it interrupts a paragraph, as it does for the generator, and is verbatim. Lines that open or
close containers are hidden in the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.formats.inline import Flow
from dragoman.formats.markdown import mdx
from dragoman.formats.markdown.arguments import arguments, attributes
from dragoman.formats.markdown.containers import Header, headers
from dragoman.formats.markdown.settings import Settings
from dragoman.model import Span

_OPENING = re.compile(r"\{(?:\{[<%]?|%|#(?=[ \t\r\n-])|:|/\*)")
_CLOSING = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "{#": "#}", "{/*": "*/}"}
_ATTRIBUTES = re.compile(r"\{:[^{}\r\n]*\}")
# The term of an abbreviation, of which the rest of the line is the long form; the item that kramdown puts contents for.
_PLACES = re.compile(
    r"^[ \t>]*(?:(?P<term>\*\[[^\]\r\n]+\]:)(?=[ \t])"
    r"|(?:[-*+]|\d{1,9}\.)[ \t]+(?P<contents>[^\s{][^\r\n{]*)\r?\n[ \t>]*\{:[ \t]*toc\b)",
    re.M,
)
_BLANK_LINE = re.compile(r"\n[ \t>]*\r?\n")
_LINE = re.compile(r"[^\r\n]+")
_MARGIN = re.compile(r"[ \t>]*")
_SOLID = re.compile(r"[^ \t\r\n]")
# Punctuation at both ends keeps emphasis beside an island working; letters would end it.
_EDGE, _INSIDE, _RULE = ",", "x", "*"


@dataclass(frozen=True, slots=True)
class Masked:
    """The text for the parser, and what stands in it, in order: islands, the words for readers inside them, and the
    titles in lines of containers. `inner` is the text with the islands hidden and the lines of containers in sight.
    `tags` are the islands that are tags of JSX, `lines` those of containers."""

    text: str
    islands: tuple[Span, ...] = ()
    flows: tuple[Flow, ...] = ()
    titles: tuple[Header, ...] = ()
    inner: str = ""
    tags: frozenset[int] = field(default_factory=frozenset)
    lines: tuple[Span, ...] = ()

    def shown(self, text: str) -> str:
        """`text`, from which this was made, without its islands."""
        ends = [0, *(end for _, end in self.islands)]
        starts = [*(start for start, _ in self.islands), len(text)]
        return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The islands that touch start..end."""
        return _within(self.islands, start, end)

    def hidden_within(self, start: int, end: int) -> list[Span]:
        """The islands and the lines of containers that touch start..end."""
        return sorted([*_within(self.islands, start, end), *_within(self.lines, start, end)])

    def said(self, start: int, end: int) -> tuple[Flow, ...]:
        """The words for readers in the islands between start and end."""
        if not self.flows:
            return ()
        low = bisect_left(self.flows, start, key=lambda flow: flow.start)
        return self.flows[low : bisect_left(self.flows, end, key=lambda flow: flow.start)]


def mask(text: str, settings: Settings) -> Masked:
    """`text` with every island hidden. Linear in its length."""
    tags: frozenset[int] = frozenset()
    lines: Sequence[Header] = headers(text)
    if settings.mdx:
        found = mdx.islands(text)
        islands, tags = list(found.islands), found.tags
        lines = sorted([*found.lines, *lines], key=lambda header: header.start)
    else:
        islands = list(_islands(text)) if "{" in text else []
    if "*[" in text or ":toc" in text:
        islands = _merged(islands, (match.span(match.lastgroup or 0) for match in _PLACES.finditer(text)))
    if not islands and not lines:
        return Masked(text)
    characters = list(text)
    for start, end in islands:
        for line in _LINE.finditer(text, start, end):
            low = line.start() if line.start() == start else _margin_end(text, line.start(), line.end())
            _hide(characters, low, line.end())
    inner = "".join(characters) if any(header.title for header in lines) else ""
    for start, end in _alone(text, islands):
        characters[start:end] = _RULE * (end - start)
    for header in lines:
        characters[header.start : header.end] = header.mask
    flows = [flow for island in islands for flow in _readable(text, island, island[0] in tags, settings)]
    titles = tuple(header for header in lines if header.title)
    spans = tuple((header.start, header.end) for header in lines)
    return Masked("".join(characters), tuple(islands), tuple(flows), titles, inner, tags, spans)


def _merged(islands: list[Span], more: Iterator[Span]) -> list[Span]:
    """Both in order, without those of `more` that touch another."""
    found = [span for span in more if not any(_within(islands, *span))]
    return sorted([*islands, *found])


def _within(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    at = max(bisect_right(spans, (start, start)) - 1, 0)
    while at < len(spans) and spans[at][0] < end:
        if spans[at][1] > start:
            yield spans[at]
        at += 1


def _readable(text: str, island: Span, is_tag: bool, settings: Settings) -> Iterator[Flow]:
    if is_tag:
        yield from attributes(text, island, settings.attributes)
    elif settings.shortcodes and text[island[0] + 1] in "{%":
        yield from arguments(text, island, settings.shortcodes)


def _islands(text: str) -> Iterator[Span]:
    """Where template code stands. It may run over lines, not over a blank line."""
    ends: dict[str, int] = {}  # the next end of each kind: looked up once, or a row of openings would take n² steps
    blank = -1
    position = 0
    while match := _OPENING.search(text, position):
        opening, start = match.group(), match.start()
        position = match.end()
        if opening == "{:":
            if attributes := _ATTRIBUTES.match(text, start):
                yield attributes.span()
                position = attributes.end()
            continue
        closing = _CLOSING[opening]
        if ends.get(closing, 0) < position:
            found = text.find(closing, position)
            ends[closing] = found if found >= 0 else len(text)
        end = ends[closing]
        if blank < start:
            line = _BLANK_LINE.search(text, start)
            blank = line.start() if line else len(text)
        if end < blank:
            position = end + len(closing)
            yield start, position


def _hide(characters: list[str], start: int, end: int) -> None:
    if end - start > 1:
        characters[start:end] = _EDGE + _INSIDE * (end - start - 2) + _EDGE
    elif end > start:
        characters[start] = _EDGE


def _margin_end(text: str, start: int, end: int) -> int:
    match = _MARGIN.match(text, start, end)
    return match.end() if match else start


def _alone(text: str, islands: list[Span]) -> Iterator[Span]:
    """The stretches of lines that hold islands and blank space only: all lines of an island, or none."""
    at = 0
    while at < len(islands):
        first = at
        low = text.rfind("\n", islands[at - 1][1] if at else 0, islands[at][0]) + 1
        high = _line_end(text, islands[at][1])
        while at + 1 < len(islands) and islands[at + 1][0] < high:
            at += 1
            if islands[at][1] > high:
                high = _line_end(text, islands[at][1])
        at += 1
        if _covered(text, _margin_end(text, low, high), high, islands, first):
            for line in _LINE.finditer(text, low, high):
                start = _margin_end(text, line.start(), line.end())
                end = start + len(text[start : line.end()].rstrip(" \t"))
                if end - start >= 3:
                    yield start, end


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _covered(text: str, first: int, last: int, islands: list[Span], at: int) -> bool:
    position = first
    while position < last:
        solid = _SOLID.search(text, position, last)
        if solid is None:
            return True
        position = solid.start()
        while at < len(islands) and islands[at][1] <= position:
            at += 1
        if at >= len(islands) or islands[at][0] > position:
            return False
        position = islands[at][1]
    return True
