"""An XML file of any size as a stream of events: nothing is resolved, nothing is loaded, and little is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple
from xml.parsers import expat

from dragoman.model import FormatError, Where
from dragoman.xml.tokens import MAX_ATTRIBUTES, MAX_DEPTH


class Event(NamedTuple):
    """The start or the end of the element `name`, or `text` between. `line` is where it begins, from 1."""

    kind: Literal["start", "end", "text"]
    line: int
    name: str = ""
    text: str = ""
    attributes: Mapping[str, str] = {}


def events(pieces: Iterable[bytes], where: str = "") -> Iterator[Event]:
    """The events of the file whose bytes are `pieces`, in order. Texts come in pieces, too.

    A DOCTYPE is passed over; an entity of its own, or one that nobody declared, is the text of its reference. Raises
    FormatError where it stops being well-formed, or is nested deeper than MAX_DEPTH; what came before has been given.
    """
    found: list[Event] = []
    parser = expat.ParserCreate()
    parser.UseForeignDTD(True)  # then an undeclared entity is no error, and arrives as skipped
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    depth = 0
    in_doctype = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        line = parser.CurrentLineNumber
        if depth > MAX_DEPTH:
            raise FormatError(f"elements nested deeper than {MAX_DEPTH}", Where(where, line))
        if len(attributes) > MAX_ATTRIBUTES:
            raise FormatError(f"more than {MAX_ATTRIBUTES} attributes", Where(where, line))
        found.append(Event("start", line, name, "", attributes))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.append(Event("end", parser.CurrentLineNumber, name))

    def text(said: str) -> None:
        found.append(Event("text", parser.CurrentLineNumber, text=said))

    def other(said: str) -> None:
        """With a handler for all that has none, expat leaves a declared entity as it is spelled."""
        if not in_doctype and said.startswith("&") and said.endswith(";"):
            text(said)

    def doctype(*_: object) -> None:
        nonlocal in_doctype
        in_doctype = not in_doctype

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    parser.EndDoctypeDeclHandler = doctype
    parser.SkippedEntityHandler = lambda name, is_parameter: None if is_parameter else text(f"&{name};")
    parser.ExternalEntityRefHandler = lambda *_: 1
    parser.DefaultHandler = other
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield from found
            found.clear()
        parser.Parse(b"", True)
        yield from found
    except expat.ExpatError as error:
        yield from found
        said = expat.ErrorString(error.code)
        raise FormatError(f"not well-formed XML: {said}", Where(where, error.lineno)) from None
