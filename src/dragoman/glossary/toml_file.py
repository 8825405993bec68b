"""A glossary file in TOML: its [[term]] tables, each with the line where every key stands."""

from __future__ import annotations

import re
import sys
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from dragoman.glossary.checking import Place, Row, unknown
from dragoman.glossary.faults import Fault
from dragoman.model.errors import Where
from dragoman.model.visible import visible

_HEADER = re.compile(r"[ \t]*\[\[[ \t]*term[ \t]*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")


def rows(text: str, shown: str) -> Iterator[Row | Fault]:
    """Every [[term]] of a file with the place of its keys; a fault for what is none. `shown` names the file."""
    text = text.replace("\r\n", "\n")
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, a number too long, a nesting too deep
        message = str(error)
        place = _AT_LINE.search(message)
        where = Where(shown, int(place[1]), int(place[2])) if place else Where(shown)
        yield Fault(f"not valid TOML: {visible(_AT_LINE.sub('', message))}", where, "nothing of this file is used")
        return
    file = _File(shown, text)
    for key in tables:
        if key != "term":
            yield Fault(unknown(key, ("term",)), file.where_of(key), "use [[term]]")
    entries = tables.get("term", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        yield Fault("'term' must be a list of tables", file.where_of("term"), "begin each entry with [[term]]")
        return
    start = 0
    for index, table in enumerate(entries):
        start, end = file.extent(index, table, start)
        yield table, file.place(start, end)


def extents_of(text: str) -> dict[str, tuple[int, int]]:
    """Where the [[term]] of each source stands in a file's text (line ends `\\n`): from its header to the next. Those
    without a header of their own are left out."""
    file = _File("", text)
    entries = tomllib.loads(text).get("term", [])
    if len(entries) != len(file.headers):
        return {}
    return {str(table.get("source", "")).strip(): file.extent(index, table, 0) for index, table in enumerate(entries)}


class _File:
    """The text of one file, to tell on which line something stands."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown, self.text = shown, text
        self.headers = [match.start() for match in _HEADER.finditer(text)]
        self.breaks = [match.start() for match in re.finditer("\n", text)]

    def where(self, offset: int) -> Where:
        return Where(self.shown, bisect_left(self.breaks, offset) + 1)

    def where_of(self, key: str, start: int = 0, end: int = sys.maxsize) -> Where:
        """The line where `key` is set between start and end: `key = …`, `[key]`, `[term.key]` or `{ key = … }`."""
        pattern = re.compile(rf"""(?:^|[\[.{{,])[ \t]*["']?{re.escape(key)}["']?[ \t]*[=\].]""", re.MULTILINE)
        match = pattern.search(self.text, start, end)
        return self.where(match.end() - 1 if match else start)

    def place(self, start: int, end: int) -> Place:
        """The lines of an entry's keys; its first line for "" and where it cannot be told."""
        return lambda key: self.where_of(key, start, end) if key else self.where(start)

    def extent(self, index: int, table: Mapping[str, object], last: int) -> tuple[int, int]:
        """Where an entry stands: from its [[term]] to the next; for other spellings of the list, from its source on,
        behind `last`."""
        if index < len(self.headers):
            following = self.headers[index + 1 : index + 2]
            return self.headers[index], following[0] if following else len(self.text)
        source = table.get("source")
        start = self.text.find(f'"{source}"', last) if isinstance(source, str) else -1
        return max(start, last), len(self.text)
