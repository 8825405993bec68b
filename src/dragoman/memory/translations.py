"""The translation memory: what people approved in a project's catalogs and in files it was given, in one SQLite file.

Everything in it is rebuilt from those files; nothing is kept here alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dragoman.memory import postings
from dragoman.memory.filling import FileState, Filling, filling
from dragoman.memory.finding import Finder, Match
from dragoman.memory.store import Kind, explained, open_store
from dragoman.memory.units import Unit
from dragoman.model import Key, Remembered

_SCHEMA = """
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,    -- from the project's folder
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    alone INTEGER NOT NULL
) STRICT;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    language TEXT NOT NULL,
    hash INTEGER NOT NULL,
    text TEXT NOT NULL,
    folded TEXT                   -- NULL where it is the text
) STRICT;
CREATE INDEX sources_by_hash ON sources (hash);
CREATE TABLE units (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    file INTEGER NOT NULL,
    language TEXT NOT NULL,
    context TEXT NOT NULL,
    text TEXT NOT NULL,
    before BLOB NOT NULL,
    after BLOB NOT NULL,
    article TEXT NOT NULL,
    date TEXT NOT NULL
) STRICT;
CREATE INDEX units_by_source ON units (source, language);
CREATE INDEX units_by_file ON units (file);
CREATE INDEX units_by_language ON units (language);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""
KIND = Kind("the translation memory", 1, _SCHEMA.strip() + postings.SCHEMA.rstrip(), is_rebuildable=True)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many units the memory has for a pair of languages, of how many texts."""

    source: str
    target: str
    units: int
    texts: int


class Memory:
    """The memory in one file, used by any number of processes at once; one of them at a time changes it.

    Laws: what the same files give is the same, whether they came at once or one after the other. A kill leaves it as it
    was before the change. Errors are FileErrors with a way out.
    """

    def __init__(self, path: Path) -> None:
        """Opens the memory, which is made when there is none, and empty when it is of another version."""
        self.path = path
        self._connection = open_store(path, KIND, is_lasting=False)
        with self._told():
            self._connection.execute("PRAGMA mmap_size = 2147483648")

    def exact(self, key: Key, source: str, target: str, neighbours: tuple[str, str] | None = None) -> Remembered | None:
        """What was approved for just this text; see `Finder.exact`."""
        with self._told():
            return self._finder.exact(key, source, target, neighbours)

    def similar(
        self,
        text: str,
        source: str,
        target: str,
        *,
        threshold: float,
        limit: int,
        context: str = "",
        names: Collection[str] = (),
    ) -> list[Match]:
        """What was approved for texts like this; see `Finder.similar`."""
        with self._told():
            return self._finder.similar(
                text, source, target, threshold=threshold, limit=limit, context=context, names=names
            )

    def concordance(self, phrase: str, source: str, target: str, *, limit: int) -> list[Match]:
        """Approved pairs with a phrase in their source; see `Finder.concordance`."""
        with self._told():
            return self._finder.concordance(phrase, source, target, limit=limit)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._connection)

    def files(self) -> dict[str, FileState]:
        """The files it was filled from, by path."""
        with self._told():
            return {
                path: FileState(digest, size, changed, seen, bool(alone))
                for path, digest, size, changed, seen, alone in self._connection.execute(
                    "SELECT path, digest, size, changed, seen, alone FROM files"
                )
            }

    @contextmanager
    def filling(self, *, anew: bool = False) -> Iterator[Filling]:
        """To change it: everything at once when the block ends, nothing when it fails."""
        with self._told():
            with filling(self._connection, anew=anew) as made:
                yield made
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.__dict__.pop("_finder", None)

    def units(self) -> Iterator[Unit]:
        """Every unit once, in the order of its texts; what tells them apart is all that a Unit has."""
        query = (
            "SELECT DISTINCT s.text, u.text, s.language, u.language, u.context, u.before, u.after, u.article, u.date"
            " FROM units u JOIN sources s ON s.id = u.source"
            " ORDER BY s.text, s.language, u.language, u.article, u.context, u.text, u.before, u.after, u.date"
        )
        with self._told():
            for source, target, tag, language, context, before, after, article, date in self._connection.execute(query):
                yield Unit(source, target, tag, language, context, before.hex(), after.hex(), article, date)

    def units_of(self, path: str) -> int:
        """How many units the file at `path` gave."""
        query = "SELECT count(*) FROM units WHERE file = (SELECT id FROM files WHERE path = ?)"
        with self._told():
            count: int = self._connection.execute(query, (path,)).fetchone()[0]
        return count

    def counts(self) -> list[Counts]:
        """Its size by pair of languages, in their order."""
        query = (
            "SELECT s.language, u.language, count(*), count(DISTINCT s.id) FROM units u"
            " JOIN sources s ON s.id = u.source GROUP BY s.language, u.language ORDER BY s.language, u.language"
        )
        with self._told():
            return [Counts(*row) for row in self._connection.execute(query)]

    def fact(self, name: str) -> str:
        """What `Filling.note` kept; "" for nothing."""
        with self._told():
            row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        with explained(self.path, KIND):
            yield
