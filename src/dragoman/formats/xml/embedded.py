"""HTML that stands in an element as text: escaped, or in CDATA, as feeds have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.formats.html import HtmlSettings
from dragoman.formats.view import View
from dragoman.formats.xml.text import BLANK, character, cleaned, escape
from dragoman.xml import Token

ESCAPED = "html:"  # how the kinds of its blocks begin
IN_CDATA = "html-cdata:"
SETTINGS = HtmlSettings(templates=False)
_OPENING = "<![CDATA["
_CLOSING = "]]>"
_REFERENCE = re.compile(r"&(?:#[0-9]{1,9}|#x[0-9a-fA-F]{1,8}|amp|lt|gt|quot|apos);")


def view_of(text: str, tokens: Sequence[Token]) -> tuple[View, str] | None:
    """The HTML that the tokens of an element's content spell, and how its kinds begin; None when it is none."""
    inner = list(tokens)
    while inner and inner[0].kind == "text" and not text[inner[0].start : inner[0].end].strip(BLANK):
        del inner[0]
    while inner and inner[-1].kind == "text" and not text[inner[-1].start : inner[-1].end].strip(BLANK):
        del inner[-1]
    kinds = {token.kind for token in inner}
    if kinds == {"cdata"}:
        return _from_cdata(text, inner), IN_CDATA
    if kinds and kinds <= {"text", "entity"}:
        return _from_text(text, inner[0].start, inner[-1].end), ESCAPED
    return None


def _from_cdata(text: str, sections: Sequence[Token]) -> View:
    """The sections as one text; what joins two of them is part of the spelling of the character behind it."""
    said: list[str] = []
    places: list[int] = []
    joint = 0
    for number, section in enumerate(sections):
        start, end = section.start + len(_OPENING), section.end - len(_CLOSING)
        said.append(text[start:end])
        places.extend(range(start, end))
        if number and start < end and len(places) > end - start:
            places[start - end] = joint
        if not number or start < end:
            joint = end
    return View("".join(said), text, [*places, sections[-1].end - len(_CLOSING)])


def _from_text(text: str, start: int, end: int) -> View:
    said: list[str] = []
    places: list[int] = []
    done = start
    for match in _REFERENCE.finditer(text, start, end):
        said.append(text[done : match.start()])
        places.extend(range(done, match.start()))
        sign = character(match.group())
        said.append(sign)
        places.extend([match.start()] * len(sign))
        done = match.end()
    said.append(text[done:end])
    places.extend(range(done, end))
    return View("".join(said), text, [*places, end])


@dataclass(frozen=True, slots=True)
class Escaped:
    """HTML spelled as character data."""

    def encode(self, text: str) -> str:
        return escape(text, {})

    def decode(self, raw: str) -> str:
        return _REFERENCE.sub(lambda match: character(match.group()), raw)


@dataclass(frozen=True, slots=True)
class InCdata:
    """HTML spelled inside a CDATA section. What its charset lacks becomes a reference of HTML's."""

    def encode(self, text: str) -> str:
        return cleaned(text).replace("]]>", "]]&gt;")

    def decode(self, raw: str) -> str:
        return raw.replace("]]><![CDATA[", "")
