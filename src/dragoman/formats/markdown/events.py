"""The parser's events, with character offsets."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TypeAlias

import pyromark
from pyromark import Options

Event: TypeAlias = tuple[str, object, int, int]
"""Name (`Text`, `Start`, `SoftBreak` …), what it says, and the place in the text, in characters."""

# For every byte of UTF-8 whether it begins a character.
_BEGINS = bytes(0 if byte & 0xC0 == 0x80 else 1 for byte in range(256))


def events(text: str, options: Options) -> Iterator[Event]:
    """Every event of `text`. pyromark counts in bytes of UTF-8."""
    offsets = _offsets(text)
    for event, place in pyromark.events_with_range(text, options=options):
        start, end = offsets[place["start"]], offsets[place["end"]]
        if isinstance(event, str):
            yield event, None, start, end
        else:
            for name, said in event.items():
                yield name, said, start, end


def definitions(text: str, options: Options) -> list[tuple[int, int, str]]:
    """Start, end and title of each reference definition that has a title, in order."""
    if "]:" not in text:
        return []
    offsets = _offsets(text)
    return sorted(
        (offsets[link["span"]["start"]], offsets[link["span"]["end"]], link["title"])
        for link in pyromark.reference_definitions(text, options=options).values()
        if link["title"]
    )


def definition_places(text: str, options: Options) -> list[tuple[int, int, str]]:
    """Start, end and address of each reference definition, in order; of two for one label the first."""
    if "]:" not in text:
        return []
    offsets = _offsets(text)
    return sorted(
        (offsets[link["span"]["start"]], offsets[link["span"]["end"]], link["dest"])
        for link in pyromark.reference_definitions(text, options=options).values()
    )


def to_html(text: str, options: Options) -> str:
    """`text` as HTML, with all that an author may write in it."""
    return pyromark.html(text, options=options)


def _offsets(text: str) -> Sequence[int]:
    """For each byte offset the character offset."""
    if text.isascii():
        return range(len(text) + 1)
    return array("Q" if len(text) >= 1 << 30 else "I", accumulate(text.encode().translate(_BEGINS), initial=0))
