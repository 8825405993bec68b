"""A glossary file in TOML: its [[term]] and [[style]] tables, each with the line where every key stands."""

from __future__ import annotations

import re
import sys
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from dragoman.glossary.checking import Place, Row, StyleRow, unknown
from dragoman.glossary.faults import Fault
from dragoman.model.errors import Where
from dragoman.model.visible import visible

_HEADER = re.compile(r"[ \t]*\[\[[ \t]*(term|style)[ \t]*\]\]", re.MULTILINE)
_KINDS = ("term", "style")
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")


def rows(text: str, shown: str) -> Iterator[Row | StyleRow | Fault]:
    """Every [[term]] and [[style]] of a file with the place of its keys; a fault for what is
    neither. `shown` names the file."""
    text = text.replace("\r\n", "\n")
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, a number too long, a nesting too deep
        message = str(error)
        at = _AT_LINE.search(message)
        where = Where(shown, int(at[1]), int(at[2])) if at else Where(shown)
        yield Fault(f"not valid TOML: {visible(_AT_LINE.sub('', message))}", where, "nothing of this file is used")
        return
    file = _File(shown, text)
    for key in tables:
        if key not in _KINDS:
            yield Fault(unknown(key, _KINDS), file.where_of(key), "use [[term]] or [[style]]")
    for kind in _KINDS:
        entries = tables.get(kind, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            yield Fault(f"'{kind}' must be a list of tables", file.where_of(kind), f"begin each entry with [[{kind}]]")
            continue
        start = 0
        for index, table in enumerate(entries):
            start, end = file.extent(kind, index, table, start)
            place = file.place(start, end)
            yield (table, place) if kind == "term" else StyleRow(table, place)


def extents_of(text: str) -> dict[str, tuple[int, int]]:
    """Where the [[term]] of each source stands in a file's text (line ends `\\n`): from its header to the next. Those
    without a header of their own are left out."""
    file = _File("", text)
    entries = tomllib.loads(text).get("term", [])
    if len(entries) != len(file.headers["term"]):
        return {}
    return {str(table.get("source", "")).strip(): file.extent("term", at, table, 0) for at, table in enumerate(entries)}


class _File:
    """The text of one file, to tell on which line something stands."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown, self.text = shown, text
        self.headers: dict[str, list[int]] = {kind: [] for kind in _KINDS}
        for match in _HEADER.finditer(text):
            self.headers[match[1]].append(match.start())
        self.begins = sorted(start for starts in self.headers.values() for start in starts)
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

    def extent(self, kind: str, index: int, table: Mapping[str, object], last: int) -> tuple[int, int]:
        """Where an entry stands: from its header to the next; for other spellings of the list, from its source on,
        behind `last`."""
        if index < len(self.headers[kind]):
            start = self.headers[kind][index]
            following = self.begins[bisect_right(self.begins, start) :]
            return start, following[0] if following else len(self.text)
        source = table.get("source", table.get("language"))
        start = self.text.find(f'"{source}"', last) if isinstance(source, str) else -1
        return max(start, last), len(self.text)
