"""Islands: template code inside Markdown, hidden from the parser behind as many harmless characters.

`{{…}}`, `{%…%}`, `{# … #}`, `{:…}` and `{/*…*/}` mean something to a site generator and nothing to Markdown. Offsets in
the masked text are offsets in the article. A line that holds nothing else becomes a thematic break: it interrupts a
paragraph, as it does for the generator, and is verbatim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import Span

_OPENING = re.compile(r"\{(?:\{[<%]?|%|#(?=[ \t\r\n-])|:|/\*)")
_CLOSING = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "{#": "#}", "{/*": "*/}"}
_ATTRIBUTES = re.compile(r"\{:[^{}\r\n]*\}")
_BLANK_LINE = re.compile(r"\n[ \t>]*\r?\n")
# Fences of containers and admonitions, and modules: lines of other dialects that Markdown would take for text.
_FOREIGN_LINE = re.compile(
    r"^[ \t>]*(:::+[^\r\n]*|(?:!!!|\?\?\?\+?)[ \t][^\r\n]*|import[ \t][^\r\n]*[ \t]from[ \t]+['\"][^\r\n]*['\"];?"
    r"|import[ \t]+['\"][^\r\n'\"]*['\"];?)[ \t]*\r?$",
    re.M,
)
_LINE = re.compile(r"[^\r\n]+")
_MARGIN = re.compile(r"[ \t>]*")
_SOLID = re.compile(r"[^ \t\r\n]+")
# Punctuation at both ends keeps emphasis beside an island working; letters would end it.
_EDGE, _INSIDE, _RULE = ",", "x", "*"


@dataclass(frozen=True, slots=True)
class Masked:
    """The text for the parser, and the islands in it, in order."""

    text: str
    islands: tuple[Span, ...]

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The islands that touch start..end."""
        at = max(bisect_right(self.islands, (start, start)) - 1, 0)
        while at < len(self.islands) and self.islands[at][0] < end:
            if self.islands[at][1] > start:
                yield self.islands[at]
            at += 1


def mask(text: str) -> Masked:
    """`text` with every island hidden. Linear in its length."""
    islands = list(_islands(text)) if "{" in text else []
    foreign = [match.span(1) for match in _FOREIGN_LINE.finditer(text)] if _may_be_foreign(text) else []
    if not islands and not foreign:
        return Masked(text, ())
    characters = list(text)
    for start, end in islands:
        for line in _LINE.finditer(text, start, end):
            low = line.start() if line.start() == start else _margin_end(text, line.start(), line.end())
            _hide(characters, low, line.end())
    for start, end in _alone(text, islands):
        characters[start:end] = _RULE * (end - start)
    for start, end in foreign:
        characters[start:end] = _RULE * (end - start)
    return Masked("".join(characters), tuple(islands))


def _may_be_foreign(text: str) -> bool:
    return any(sign in text for sign in (":::", "!!!", "???", "import"))


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
