"""A segment's text as well-formed XML for services that keep tags, and their answers as a segment's text again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from dragoman.engines.entities import decode
from dragoman.engines.masking import read_marks
from dragoman.model.marks import Mark, to_text

_TAG = re.compile(r"<(/?)([a-z]+[0-9]*)\s*(/?)>")


def to_xml(text: str) -> str:
    """`text` (marks as tags) with every other `<`, `>` and `&` escaped. Raises MarkError when its tags do not nest."""
    return "".join(part.tag if isinstance(part, Mark) else escape(part) for part in read_marks(text))


def from_xml(answer: str, source: str) -> str:
    """What came back for `to_xml(source)`, as a text with marks.

    A point mark that came back as an empty pair is one again; what the service escaped on top of XML is plain. Law:
    from_xml(to_xml(text), text) == text for every text that to_text gives. Wrong tags are for the guard to find.
    """
    points = {part.name for part in read_marks(source) if isinstance(part, Mark) and part.kind == "point"}
    return to_text(tuple(part if isinstance(part, Mark) else decode(part, source) for part in _parts(answer, points)))


def _parts(answer: str, points: set[str]) -> Iterator[str | Mark]:
    position = 0
    for found in _TAG.finditer(answer):
        before = answer[position : found.start()]
        close, name, point = found.groups()
        position = found.end()
        if before:
            yield html.unescape(before)
        if close and name in points:
            continue
        yield Mark("close" if close else "point" if point or name in points else "open", name)
    if rest := answer[position:]:
        yield html.unescape(rest)
