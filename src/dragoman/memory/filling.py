"""The memory brought up to the files it is fed from, all in one transaction: a kill leaves it as it was."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from dragoman.memory.grams import indexed
from dragoman.memory.postings import Writing, number
from dragoman.memory.similarity import folded
from dragoman.memory.store import transaction
from dragoman.memory.units import Unit

_BATCH = 5_000  # units written at once
_DEAD_SHARE = 4  # postings are made anew when every fourth text they name is gone
_DEAD_AT_LEAST = 1_000
_REMEMBERED = 200_000  # texts whose numbers are not looked up again
_EMPTY = ("units", "sources", "files", "postings", "parts", "facts")


@dataclass(frozen=True, slots=True)
class FileState:
    """What is known of a file that units come from. `digest` tells its bytes, and what else its units depend on;
    `size`, `changed` and `seen` (nanoseconds) save reading it as long as it cannot have changed."""

    digest: str
    size: int = 0
    changed: int = 0
    seen: int = 0
    is_alone: bool = True  # False: its units depend on other files, too

    def is_now(self, size: int, changed: int) -> bool:
        """True when a file of this size, changed then, is the one that was read. One that had only just been written
        when it was read may have been written again within the same tick of the clock."""
        return self.is_alone and (self.size, self.changed) == (size, changed) and self.seen - changed > _TICK


_TICK = 2_000_000_000  # nanoseconds: FAT's


@contextmanager
def filling(connection: sqlite3.Connection, *, anew: bool = False) -> Iterator[Filling]:
    """The one who changes the memory; everything at once when the block ends, nothing when it fails.

    `anew` throws away what is there.
    """
    with transaction(connection):
        if anew:
            for table in _EMPTY:
                connection.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names
            connection.execute("DELETE FROM sqlite_sequence")
        made = Filling(connection)
        yield made
        made.finish()


class Filling:
    """Changes to the memory, file by file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._writing = Writing(connection)
        highest = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'sources'").fetchone()
        self._next = (highest[0] if highest else 0) + 1  # a number is never given twice
        self._is_all_known = self._next == 1
        self._known: dict[bytes, int] = {}
        self._sources: list[tuple[int, str, int, str, str | None]] = []
        self._units: list[tuple[object, ...]] = []
        self.added = 0
        self.removed = 0

    def put(self, path: str, state: FileState, units: Iterable[Unit]) -> int:
        """What the file at `path` gives, in place of what it gave before; how many units. The same twice is one."""
        self.drop(path)
        row = (path, state.digest, state.size, state.changed, state.seen, state.is_alone)
        file = self._connection.execute(
            "INSERT INTO files (path, digest, size, changed, seen, alone) VALUES (?, ?, ?, ?, ?, ?)", row
        ).lastrowid
        count = 0
        seen: set[int] = set()
        for unit in units:
            if not unit.source or not unit.target:
                continue
            mark = hash(unit)
            if mark in seen:
                continue
            seen.add(mark)
            source = self._source(unit)
            self._units.append((
                source, file, unit.language, unit.context, unit.target, bytes.fromhex(unit.before),
                bytes.fromhex(unit.after), unit.article, unit.date,
            ))  # fmt: skip
            count += 1
            if len(self._units) >= _BATCH:
                self._write()
        self._write()
        self.added += count
        return count

    def touch(self, path: str, state: FileState) -> None:
        """The file has the same bytes as before, but another time."""
        self._connection.execute(
            "UPDATE files SET size = ?, changed = ?, seen = ? WHERE path = ?",
            (state.size, state.changed, state.seen, path),
        )

    def drop(self, path: str) -> None:
        """Takes out what the file at `path` gave."""
        row = self._connection.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        if row is None:
            return
        self._known.clear()
        self._is_all_known = False
        run = self._connection.execute
        run("DROP TABLE IF EXISTS temp.gone")
        run("CREATE TEMP TABLE gone AS SELECT DISTINCT source FROM units WHERE file = ?", row)
        self.removed += run("DELETE FROM units WHERE file = ?", row).rowcount
        run(
            "DELETE FROM sources WHERE id IN (SELECT source FROM temp.gone)"
            " AND NOT EXISTS (SELECT 1 FROM units WHERE units.source = sources.id)"
        )
        run("DROP TABLE temp.gone")
        run("DELETE FROM files WHERE id = ?", row)

    def note(self, name: str, value: str) -> None:
        """Keeps a fact about the memory as a whole."""
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def finish(self) -> None:
        """Brings the index up to the texts."""
        self._write()
        self._writing.flush()
        if self.removed:
            alive = self._connection.execute("SELECT count(*) FROM sources").fetchone()[0]
            dead = self._next - 1 - alive - self._forgotten()  # numbers in the postings that no text has any more
            if dead > _DEAD_AT_LEAST + alive // _DEAD_SHARE:
                self._index_anew()

    def _index_anew(self) -> None:
        run = self._connection.execute
        run("DELETE FROM postings")
        run("DELETE FROM parts")
        for text, language, source in run("SELECT id, language, text FROM sources ORDER BY id"):
            self._writing.add(text, indexed(source, language))
        self._writing.flush()
        alive = run("SELECT count(*) FROM sources").fetchone()[0]
        self.note("forgotten", str(self._next - 1 - alive))

    def _forgotten(self) -> int:
        row = self._connection.execute("SELECT value FROM facts WHERE name = 'forgotten'").fetchone()
        return int(row[0]) if row else 0

    def _source(self, unit: Unit) -> int:
        key = hashlib.blake2b(
            f"{unit.source_language} {unit.source}".encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()
        known = self._known.get(key)
        if known is not None:
            return known
        mark = number(unit.source)
        row = None
        if not self._is_all_known:
            row = self._connection.execute(
                "SELECT id FROM sources WHERE hash = ? AND text = ? AND language = ?",
                (mark, unit.source, unit.source_language),
            ).fetchone()
        if row is not None:
            found: int = row[0]
        else:
            found = self._next
            self._next += 1
            compared = folded(unit.source)
            kept = None if compared == unit.source else compared
            self._sources.append((found, unit.source_language, mark, unit.source, kept))
            self._writing.add(found, indexed(unit.source, unit.source_language))
        if len(self._known) >= _REMEMBERED:
            self._write()
            self._known.clear()
            self._is_all_known = False
        self._known[key] = found
        return found

    def _write(self) -> None:
        self._connection.executemany(
            "INSERT INTO sources (id, language, hash, text, folded) VALUES (?, ?, ?, ?, ?)", self._sources
        )
        self._connection.executemany(
            "INSERT INTO units (source, file, language, context, text, before, after, article, date)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._units,
        )
        self._sources.clear()
        self._units.clear()
