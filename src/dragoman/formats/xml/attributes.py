"""Attributes where they stand in a start tag."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from lxml import etree

_ATTRIBUTE = re.compile(r"([^ \t\r\n=\"'<>/]+)[ \t\r\n]*=[ \t\r\n]*(?:\"([^\"]*)\"|'([^']*)')")
_XML = "http://www.w3.org/XML/1998/namespace"


class Attribute(NamedTuple):
    """An attribute whose value, without its `quote`, stands at start..end of the article."""

    name: str
    start: int
    end: int
    quote: str


def attributes(text: str, start: int, end: int) -> Iterator[Attribute]:
    """The attributes of the start tag at start..end."""
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = 2 if match.group(2) is not None else 3
        yield Attribute(match.group(1), match.start(group), match.end(group), '"' if group == 2 else "'")


def expanded(name: str, element: etree._Element) -> str:
    """An attribute's name as lxml has it: `{namespace}local`."""
    prefix, colon, local = name.partition(":")
    if not colon:
        return name
    uri = _XML if prefix == "xml" else element.nsmap.get(prefix)
    return f"{{{uri}}}{local}" if uri else name


def account(raw: str, without: Collection[str]) -> str:
    """A start tag as the structure remembers it: without these attributes, which a translation has of its own."""
    if not any(name in raw for name in without):
        return raw
    spelled = "|".join(re.escape(name) for name in without)
    return re.sub(rf"[ \t\r\n]+(?:{spelled})[ \t\r\n]*=[ \t\r\n]*(?:\"[^\"]*\"|'[^']*')", "", raw)
