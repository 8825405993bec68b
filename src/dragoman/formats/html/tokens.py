"""HTML as tokens with exact places: the standard's tokenizer (13.2.5), of which the tokens tile the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from dragoman.formats.html.elements import ESCAPABLE, TEXT_ONLY
from dragoman.formats.html.foreign import Foreign

BLANK = " \t\r\n\f"
_TAG_NAME = re.compile(r"[^ \t\r\n\f/>]*+")
_GAP = re.compile(r"[ \t\r\n\f/]*+")
_ATTRIBUTE = re.compile(r"(=?[^ \t\r\n\f/>=]*+)([ \t\r\n\f]*+=[ \t\r\n\f]*+)?")
_BARE = re.compile(r"[^ \t\r\n\f>]*+")
_COMMENT_END = re.compile(r"--!?>")
_SCRIPT = re.compile(r"<!--|-->|<(/?)script(?=[ \t\r\n\f/>])", re.I)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

TokenKind = Literal["text", "start", "end", "comment", "doctype", "raw", "nothing"]


class Attribute(NamedTuple):
    """An attribute of a start tag; `quote` is "" for a bare value, and for none (then `value` == `end`)."""

    name: str
    start: int
    value: int
    value_end: int
    end: int
    quote: str


@dataclass(slots=True)
class Token:
    """text[start:end]. `raw` is text without entities, `nothing` what a browser drops (`</>`, a tag cut off at the
    end). `name` in small letters; `foreign`: a tag of svg or math."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    closed: bool = False  # `/>`
    foreign: bool = False

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of this name that counts: the first."""
        return next((found for found in self.attributes if found.name == name), None)


def tokenize(text: str) -> list[Token]:
    """The tokens of `text`, in order, without gaps. Linear in its length."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    size = len(text)
    foreign = Foreign()
    begun = position = 0  # where text that is not yet a token begins; how far it is read
    while position < size:
        at = text.find("<", position)
        if at < 0 or at + 1 == size:
            break
        token = _markup(text, at, foreign)
        if token is None:
            position = at + 1
            continue
        if begun < at:
            yield Token("text", begun, at)
        yield token
        begun = position = token.end
        if token.kind == "start" and token.name in TEXT_ONLY and not token.foreign:
            position = _raw_end(text, position, token.name)
            if position > begun:
                yield Token("text" if token.name in ESCAPABLE else "raw", begun, position)
            begun = position
    if begun < size:
        yield Token("text", begun, size)


def _markup(text: str, at: int, foreign: Foreign) -> Token | None:
    """The token that begins with the `<` at `at`, None when it is text."""
    sign = text[at + 1]
    if sign in _LETTERS:
        return _start_tag(text, at, foreign)
    if sign == "/":
        sign = text[at + 2 : at + 3]
        if sign in _LETTERS and sign:
            return _end_tag(text, at, foreign)
        return Token("nothing", at, at + 3) if sign == ">" else _bogus(text, at) if sign else None
    if sign == "!":
        if text.startswith("--", at + 2):
            return Token("comment", at, _comment_end(text, at))
        if text[at + 2 : at + 9].lower() == "doctype":
            return Token("doctype", at, _bogus(text, at).end)
        if text.startswith("[CDATA[", at + 2) and foreign.inside:
            end = text.find("]]>", at + 9)
            return Token("raw", at, len(text) if end < 0 else end + 3)
        return _bogus(text, at)
    return _bogus(text, at) if sign == "?" else None


def _bogus(text: str, at: int) -> Token:
    end = text.find(">", at)
    return Token("comment", at, len(text) if end < 0 else end + 1)


def _comment_end(text: str, at: int) -> int:
    if text.startswith(">", at + 4):
        return at + 5
    if text.startswith("->", at + 4):
        return at + 6
    found = _COMMENT_END.search(text, at + 4)
    return found.end() if found else len(text)


def _start_tag(text: str, at: int, foreign: Foreign) -> Token:
    named = _TAG_NAME.match(text, at + 1)
    assert named is not None  # noqa: S101 - it may match nothing, but it matches
    attributes, end = _attributes(text, named.end())
    if end < 0:
        return Token("nothing", at, len(text))
    name = named.group().lower()
    closed = text[end - 2] == "/" and not (attributes and attributes[-1].end == end - 1)
    token = Token("start", at, end, name, tuple(attributes), closed)
    encoding = token.attribute("encoding") if name == "annotation-xml" else None
    is_html = encoding is not None and "html" in text[encoding.value : encoding.value_end].lower()
    font = name == "font" and any(one.name in ("color", "face", "size") for one in attributes)
    token.foreign = foreign.start(name, closed, breaks=font, is_point=is_html)
    return token


def _end_tag(text: str, at: int, foreign: Foreign) -> Token:
    named = _TAG_NAME.match(text, at + 2)
    assert named is not None  # noqa: S101 - as above
    _, end = _attributes(text, named.end())
    if end < 0:
        return Token("nothing", at, len(text))
    name = named.group().lower()
    foreign.end(name)
    return Token("end", at, end, name)


def _attributes(text: str, position: int) -> tuple[list[Attribute], int]:
    """The attributes from `position` on and the end of their tag, -1 when the text ends first."""
    found: list[Attribute] = []
    size = len(text)
    if text.startswith(">", position):
        return found, position + 1
    while True:
        position = _GAP.match(text, position).end()  # type: ignore[union-attr]
        if position >= size:
            return found, -1
        if text[position] == ">":
            return found, position + 1
        match = _ATTRIBUTE.match(text, position)
        assert match is not None  # noqa: S101 - as above
        start, value = position, match.end()
        name = match.group(1).lower()
        if match.group(2) is None:
            position = value
            found.append(Attribute(name, start, value, value, value, ""))
            continue
        quote = text[value : value + 1]
        if quote in ('"', "'") and quote:
            end = text.find(quote, value + 1)
            if end < 0:
                return found, -1
            position = end + 1
            found.append(Attribute(name, start, value + 1, end, position, quote))
        else:
            position = _BARE.match(text, value).end()  # type: ignore[union-attr]
            found.append(Attribute(name, start, value, position, position, ""))


def _raw_end(text: str, position: int, name: str) -> int:
    """Where the content of an element ends that holds text only."""
    if name == "plaintext":
        return len(text)
    if name == "script":
        return _script_end(text, position)
    found = _end_of(name).search(text, position)
    return found.start() if found else len(text)


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[ \t\r\n\f/>])", re.I)


def _script_end(text: str, position: int) -> int:
    """A script in a comment may hold a script of its own (13.2.5.15 to 31: escaped and double escaped)."""
    state = 0  # 1: in a comment, 2: in a script in a comment
    while match := _SCRIPT.search(text, position):
        position = match.end()
        said = match.group()
        if said == "<!--":
            if state == 0:
                state, position = 1, position - 2  # its dashes may be those of the end: <!-->
        elif said == "-->":
            state = 0
        elif match.group(1):
            if state < 2:
                return match.start()
            state = 1
        elif state == 1:
            state = 2
    return len(text)
