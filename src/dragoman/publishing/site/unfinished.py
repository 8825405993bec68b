"""What a build has made until it is done, in a file beside the shelf: a build that was stopped goes on from there.

It also keeps the memory of a build small: what pages show of a work is read from here when it is its turn.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from dragoman.memory.store import Kind, explained, open_store, transaction
from dragoman.model import DragomanError
from dragoman.publishing.site.shelf import Signature, work_from_json, work_to_json
from dragoman.publishing.site.works import Details, Row, Term, Work

_KIND = Kind(
    "unfinished site",
    1,
    "CREATE TABLE works (name TEXT PRIMARY KEY, signature TEXT, made TEXT, details BLOB);\n"
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;\n",
    is_rebuildable=True,
)
_TERM = tuple(field.name for field in fields(Term))
_ROW = tuple(field.name for field in fields(Row))[:-2]  # before its terms and findings
_TOGETHER = 50  # works in a transaction: so many are made once more after a kill, at most


@dataclass(frozen=True, slots=True)
class Made:
    """A work as an article's files gave it, with its images; `details` are packed (see `pack`)."""

    work: Work
    signature: Signature
    media: dict[str, str]
    details: bytes


class Unfinished:
    """What has been made for a build of this `project` (its digest); what was made for another state of it is thrown
    away."""

    def __init__(self, path: Path, project: str) -> None:
        self.path, self._project = path, project
        self._open: sqlite3.Connection | None = None
        self._waiting: list[tuple[str, str, str, bytes]] = []

    def all(self) -> Iterator[tuple[str, Made]]:
        """What was made by a build that did not come to its end, without the details."""
        with explained(self.path, _KIND):
            for name, signature, made in self._connection().execute("SELECT name, signature, made FROM works"):
                watched, work, media = json.loads(made)
                yield name, Made(work_from_json(work), Signature(signature, tuple(watched)), media, b"")

    def put(self, name: str, made: Made) -> None:
        said = json.dumps([made.signature.watched, work_to_json(made.work), made.media], ensure_ascii=False)
        self._waiting.append((name, made.signature.digest, said, made.details))
        if len(self._waiting) >= _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Writes down what `put` has gathered."""
        with explained(self.path, _KIND), transaction(self._connection()):
            self._connection().executemany("REPLACE INTO works VALUES (?, ?, ?, ?)", self._waiting)
        self._waiting.clear()

    def details(self, name: str) -> bytes:
        """What the pages of a work show, packed."""
        self.flush()
        with explained(self.path, _KIND):
            found = self._connection().execute("SELECT details FROM works WHERE name = ?", (name,)).fetchone()
        return bytes(found[0])

    def close(self, *, is_done: bool = False) -> None:
        """Ends it. What has been made is kept for the next build, unless this one `is_done`."""
        if self._open is not None:
            if not is_done:
                with suppress(DragomanError):  # what went wrong has been told
                    self.flush()
            self._open.close()
            self._open = None
        if is_done:
            for end in ("", "-wal", "-shm"):
                Path(f"{self.path}{end}").unlink(missing_ok=True)

    def _connection(self) -> sqlite3.Connection:
        """Opened when it is first needed: most builds have little to make, or nothing."""
        if self._open is None:
            self._open = open_store(self.path, _KIND, is_lasting=False)
            with explained(self.path, _KIND), transaction(self._open):
                found = self._open.execute("SELECT value FROM facts WHERE name = 'project'").fetchone()
                if found != (self._project,):
                    self._open.execute("DELETE FROM works")
                    self._open.execute("REPLACE INTO facts VALUES ('project', ?)", (self._project,))
        return self._open


def pack(details: Details) -> bytes:
    """Details as bytes that need no trust to be read: JSON, compressed."""
    rows = {tag: [_packed(row) for row in rows] for tag, rows in details.rows.items()}
    return zlib.compress(
        json.dumps([dict(details.bodies), rows], ensure_ascii=False).encode("utf-8", "surrogatepass"), 1
    )


def unpack(data: bytes) -> Details:
    bodies, rows = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return Details(bodies, {tag: tuple(map(_unpacked, found)) for tag, found in rows.items()})


def _packed(row: Row) -> Sequence[object]:
    terms = [[getattr(term, name) for name in _TERM] for term in row.terms]
    return [*(getattr(row, name) for name in _ROW), terms, row.findings]


def _unpacked(values: list[Any]) -> Row:
    *_, terms, findings = values
    texts = dict(zip(_ROW, values, strict=False))
    return Row(**texts, terms=tuple(Term(*term) for term in terms), findings=tuple(findings))
