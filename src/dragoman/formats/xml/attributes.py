"""Attributes where they stand in a start tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

_ATTRIBUTE = re.compile(r"([^ \t\r\n=\"'<>/]+)[ \t\r\n]*=[ \t\r\n]*(?:\"([^\"]*)\"|'([^']*)')")
_LANGUAGE = re.compile(r"[ \t\r\n]+xml:lang[ \t\r\n]*=[ \t\r\n]*(?:\"[^\"]*\"|'[^']*')")
_ROOT = re.compile(r"[ \t\r\n]+(?:xml:lang|lang|dir)[ \t\r\n]*=[ \t\r\n]*(?:\"[^\"]*\"|'[^']*')")
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


def account(raw: str, *, is_root: bool) -> str:
    """A tag as the structure remembers it: without its language, which a translation has of its own."""
    if "lang" not in raw and "dir" not in raw:
        return raw
    return (_ROOT if is_root else _LANGUAGE).sub("", raw)
