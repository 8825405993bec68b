"""An XML text as a row of tokens that tile it: what expat saw, at the places where it saw it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple
from xml.parsers import expat

from dragoman.model import FormatError, Where

MAX_DEPTH = 250  # elements in one another; lxml's own bound is 256
MAX_ATTRIBUTES = 1000  # of one element

_TAG_END = re.compile(r"(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_OPENING_END = {"comment": "-->", "pi": "?>", "cdata": "]]>", "entity": ";", "end": ">"}
_TEMPLATE = re.compile(r"\{\{|\{%|<%|<\?php|\$\{")

Kind = Literal["start", "end", "empty", "text", "entity", "cdata", "comment", "pi"]


class Token(NamedTuple):
    """A stretch start..end of the text. `name` is an element's name as it is spelled, `attributes` its values with
    references resolved, both as expat gives them."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, str] | None = None


def scan(text: str, where: str = "") -> list[Token]:
    """The tokens of `text`, whose prolog must be blanked. Blank space around the root is text, too.

    Law: the tokens' stretches, joined, are `text`. Raises FormatError for what is not well-formed, nested deeper than
    MAX_DEPTH or has more than MAX_ATTRIBUTES.
    """
    data = text.encode("utf-8", "replace")
    seen = _events(data, text, where)
    tokens: list[Token] = []
    done = 0  # in characters
    done_bytes = 0
    is_plain = len(data) == len(text)
    skip = False
    for kind, offset, name, attributes in seen:
        if skip:  # the end of an empty element, reported somewhere behind its tag
            skip = False
            continue
        start = offset if is_plain else done + len(data[done_bytes:offset].decode("utf-8", "replace"))
        if start > done:
            tokens.append(Token("text", done, start))
        if kind == "start":
            end = _tag_end(text, start)
            if text[end - 2] == "/":
                kind, skip = "empty", True
        else:
            closing = _OPENING_END[kind]
            end = text.index(closing, start) + len(closing)
        tokens.append(Token(kind, start, end, name, attributes))
        done_bytes = end if is_plain else offset + len(text[start:end].encode("utf-8", "replace"))
        done = end
    if done < len(text):
        tokens.append(Token("text", done, len(text)))
    return tokens


def _tag_end(text: str, start: int) -> int:
    """Where the start tag at `start` ends. It is well-formed: only quoted values may hold a `>`."""
    at = text.index(">", start) + 1
    if text.count('"', start, at) % 2 == 0 and text.count("'", start, at) == 0:
        return at
    found = _TAG_END.match(text, start)
    return found.end() if found else at


_Event = tuple[Kind, int, str, "Mapping[str, str] | None"]


def _events(data: bytes, text: str, where: str) -> list[_Event]:
    found: list[_Event] = []
    parser = expat.ParserCreate("utf-8")
    parser.UseForeignDTD(True)  # then an undeclared entity is no error, and arrives as skipped
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise FormatError(f"elements nested deeper than {MAX_DEPTH}", Where(where, parser.CurrentLineNumber))
        if len(attributes) > MAX_ATTRIBUTES:
            raise FormatError(f"more than {MAX_ATTRIBUTES} attributes", Where(where, parser.CurrentLineNumber))
        found.append(("start", parser.CurrentByteIndex, name, attributes or None))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.append(("end", parser.CurrentByteIndex, name, None))

    def entity(name: str, is_parameter: bool) -> None:
        found.append(("entity", parser.CurrentByteIndex, name, None))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.SkippedEntityHandler = entity
    parser.CommentHandler = lambda said: found.append(("comment", parser.CurrentByteIndex, "", None))
    parser.ProcessingInstructionHandler = lambda target, said: found.append(
        ("pi", parser.CurrentByteIndex, target, None)
    )
    parser.StartCdataSectionHandler = lambda: found.append(("cdata", parser.CurrentByteIndex, "", None))
    parser.ExternalEntityRefHandler = lambda *_: 1
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        line = text[: error.offset and len(text)].count("\n") + 1 if error.lineno < 1 else error.lineno
        hint = "it holds template code: give its output to dragoman" if _TEMPLATE.search(text) else ""
        raise FormatError(f"not well-formed XML: {said}", Where(where, line), hint) from None
    return found
