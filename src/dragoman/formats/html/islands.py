"""Islands: template code inside HTML, hidden from the tokenizer behind as many harmless characters.

`{{…}}`, `{%…%}`, `{# … #}`, `<?php … ?>` and `<% … %>` mean something to a template engine and nothing to HTML. Offsets
in the masked text are offsets in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.model import Span

_OPENING = re.compile(r"\{\{|\{%|\{#(?=[ \t\r\n-])|<\?(?=php[ \t\r\n]|=)|<%(?=[ \t\r\n=\-@!:#])", re.I)
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}", "<?": "?>", "<%": "%>"}
_BARRIER = re.compile(r"\n[ \t]*\r?\n|</(?:script|style)", re.I)
_LONGEST = 4000  # characters of an expression in braces: beyond, its end belongs to something else


@dataclass(frozen=True, slots=True)
class Masked:
    """The text for the tokenizer, and the islands in it, in order."""

    text: str
    islands: tuple[Span, ...]

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The islands that touch start..end."""
        at = max(bisect_right(self.islands, (start, start)) - 1, 0)
        while at < len(self.islands) and self.islands[at][0] < end:
            if self.islands[at][1] > start:
                yield self.islands[at]
            at += 1


def mask(text: str, *, templates: bool = True, more: Iterable[Span] = ()) -> Masked:
    """`text` with every island hidden: those of template engines, and `more`. Linear in its length."""
    found = sorted([*(_islands(text) if templates else ()), *more])
    if not found:
        return Masked(text, ())
    islands: list[Span] = []
    out: list[str] = []
    done = 0
    for start, end in found:
        if start < done or start == end:
            continue
        islands.append((start, end))
        out += (text[done:start], "x" * (end - start))
        done = end
    out.append(text[done:])
    return Masked("".join(out), tuple(islands))


def _islands(text: str) -> Iterator[Span]:
    """Where template code stands. Code in braces runs over no blank line, and over no end of a script."""
    ends: dict[str, int] = {}  # the next end of each kind: looked up once, or a row of openings would take n² steps
    barrier = -1
    position = 0
    while match := _OPENING.search(text, position):
        start, opening = match.start(), match.group()
        position = match.end()
        closing = _CLOSING[opening]
        if ends.get(closing, 0) < position:
            found = text.find(closing, position)
            ends[closing] = found if found >= 0 else len(text)
        end = ends[closing]
        if opening in ("<?", "<%"):
            position = min(end + 2, len(text))
            if opening == "<?" or end < len(text):  # PHP needs no end at the end of a file
                yield start, position
            else:
                position = match.end()
            continue
        if barrier < start:
            found_barrier = _BARRIER.search(text, start)
            barrier = found_barrier.start() if found_barrier else len(text)
        if end < barrier and end - start <= _LONGEST:
            position = end + 2
            yield start, position
