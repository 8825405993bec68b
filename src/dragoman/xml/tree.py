"""lxml's tree of an XML text, for XPath to choose in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from lxml import etree

from dragoman.model import FormatError, Where
from dragoman.xml.charset import decode
from dragoman.xml.prolog import find_prolog
from dragoman.xml.tokens import Token, scan

Element: TypeAlias = etree._Element

_ENTITY = re.compile(r"&(?!#|(?:amp|lt|gt|quot|apos);)[^;&<]*;")


def parse(data: bytes, where: str = "") -> etree._Element:
    """The root element of an XML file that is read only, such as a file of rules. Entities of its own are none."""
    text, _ = decode(data, where)
    text = find_prolog(text).blanked(text)
    return tree(text, scan(text, where), where)


def tree(text: str, tokens: Sequence[Token], where: str = "") -> etree._Element:
    """The root element of `text`, whose i-th element is the i-th of `tokens`; else FormatError.

    `text` must have its prolog blanked. An entity is blank space in text, letters in an attribute.
    """
    parts: list[str] = []
    for token in tokens:
        raw = text[token.start : token.end]
        if token.kind == "entity":
            raw = " " * len(raw)
        elif token.attributes and "&" in raw:
            raw = _ENTITY.sub(lambda match: "x" * len(match.group()), raw)
        parts.append(raw)
    # recover: a prefix without declaration is an error to lxml, but not to expat; the comparison below judges.
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring("".join(parts).strip(" \t\r\n").encode(), parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"not well-formed XML: {error.msg}", Where(where)) from None
    if root is None:
        raise FormatError("holds no element that lxml can read", Where(where))
    names = [token.name for token in tokens if token.kind in ("start", "empty")]
    if names != [_name(element) for element in root.iter(etree.Element)]:
        raise FormatError("two parsers do not agree on its elements", Where(where), "please report this file")
    return root


def _name(element: etree._Element) -> str:
    """An element's name as the file spells it."""
    tag = str(element.tag)
    local = tag[tag.rindex("}") + 1 :] if tag.startswith("{") else tag
    return f"{element.prefix}:{local}" if element.prefix else local
