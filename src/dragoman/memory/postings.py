"""Which texts hold a gram: lists of their numbers, kept as blobs and added to in parts.

A list in one blob is read as fast as it is copied, where a full-text index hands out row after row. New texts come as a
part of their own; small parts are joined, so that there are never more than a few.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

SCHEMA = """
CREATE TABLE postings (
    id INTEGER PRIMARY KEY,
    gram INTEGER NOT NULL,        -- eight bytes of its hash
    part INTEGER NOT NULL,
    size INTEGER NOT NULL,
    texts BLOB NOT NULL           -- four bytes each
) STRICT;
CREATE INDEX postings_by_gram ON postings (gram, part, size);
CREATE TABLE parts (part INTEGER PRIMARY KEY, size INTEGER NOT NULL) STRICT;
"""

_FLUSH = 6_000_000  # numbers held in memory: about 60 MB with all that is around them


class Writing:
    """Postings of new texts, on their way into the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lists: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._size = 0

    def add(self, text: int, grams: Iterable[str]) -> None:
        """`text` is a number greater than all before."""
        lists = self._lists
        size = self._size
        for gram in grams:
            lists[gram].append(text)
            size += 1
        self._size = size
        if size >= _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Writes what there is as one part, and joins small parts."""
        if not self._size:
            return
        part = self._connection.execute("SELECT coalesce(max(part), 0) + 1 FROM parts").fetchone()[0]
        self._connection.executemany(
            "INSERT INTO postings (gram, part, size, texts) VALUES (?, ?, ?, ?)",
            ((number(gram), part, len(texts), texts.tobytes()) for gram, texts in self._lists.items()),
        )
        self._connection.execute("INSERT INTO parts VALUES (?, ?)", (part, self._size))
        self._lists.clear()
        self._size = 0
        _join_parts(self._connection)


def number(text: str) -> int:
    """Eight bytes of the hash of a gram or a text. Two grams of one number only make a few more candidates."""
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def lists_of(connection: sqlite3.Connection, grams: Collection[str]) -> list[tuple[int, list[int]]]:
    """For each of `grams` that any text holds: how many do, and the rows of its lists; rarest first."""
    found: dict[int, tuple[int, list[int]]] = {}
    for row, gram, size in connection.execute(
        "SELECT id, gram, size FROM postings WHERE gram IN (SELECT value FROM json_each(?))",
        (json.dumps([number(gram) for gram in grams]),),
    ):
        total, rows = found.get(gram, (0, []))
        found[gram] = (total + size, [*rows, row])
    return sorted(found.values())


def texts_of(connection: sqlite3.Connection, rows: Sequence[int]) -> array[int]:
    """The texts that the lists of these rows hold."""
    texts: array[int] = array("I")
    for row in rows:
        texts.frombytes(connection.execute("SELECT texts FROM postings WHERE id = ?", (row,)).fetchone()[0])
    return texts


def _join_parts(connection: sqlite3.Connection) -> None:
    """Joins the last two parts as long as the one before is not twice as large: so parts stay as few as doublings."""
    parts = connection.execute("SELECT part, size FROM parts ORDER BY part").fetchall()
    while len(parts) > 1 and parts[-2][1] < 2 * parts[-1][1]:
        (older, first), (newer, second) = parts[-2:]
        if first + second > 4 * _FLUSH:
            break
        _join(connection, older, newer)
        connection.execute("UPDATE parts SET size = ? WHERE part = ?", (first + second, older))
        connection.execute("DELETE FROM parts WHERE part = ?", (newer,))
        parts[-2:] = [(older, first + second)]


def _join(connection: sqlite3.Connection, older: int, newer: int) -> None:
    joined = connection.execute(
        "SELECT o.id, n.id, o.size + n.size, o.texts, n.texts FROM postings n JOIN postings o"
        " ON o.gram = n.gram AND o.part = ? WHERE n.part = ?",
        (older, newer),
    )
    rows = [(size, first + second, there, here) for there, here, size, first, second in joined]
    connection.executemany("UPDATE postings SET size = ?, texts = ? WHERE id = ?", (row[:3] for row in rows))
    connection.executemany("DELETE FROM postings WHERE id = ?", ((row[3],) for row in rows))
    connection.execute("UPDATE postings SET part = ? WHERE part = ?", (older, newer))
