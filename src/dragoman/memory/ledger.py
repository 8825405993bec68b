"""What engines answered and what it cost: the record by which nothing is paid twice, in one SQLite file.

Two tables tell the whole story. `requests` holds each request to an engine from before it is sent: it is `asked` until
it is `done`, `unbilled` (it cannot have been billed) or `uncertain` (it may have been: cut off, timed out, or the
process died). `answers` holds the texts of requests that are done. No row is ever taken out.
"""

from __future__ import annotations

import datetime
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from dragoman.memory.group_commit import Writer
from dragoman.memory.processes import is_alive, this_process
from dragoman.memory.store import Kind, explained, open_store, trouble

NAME = "ledger.sqlite"
NANO = 1_000_000_000
"""Costs are integers: billionths of a unit of the currency."""

_SCHEMA = """
CREATE TABLE requests (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('asked', 'done', 'unbilled', 'uncertain')),
    engine TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    texts INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    unit TEXT NOT NULL,           -- what is billed: characters or tokens; '' where nothing is
    currency TEXT NOT NULL,       -- ISO 4217; '' where nothing is billed
    expected INTEGER NOT NULL,    -- billionths of the currency
    billed INTEGER NOT NULL DEFAULT 0,
    cost INTEGER NOT NULL DEFAULT 0,
    token TEXT NOT NULL,          -- of an idempotent engine, else ''
    process TEXT NOT NULL,
    began TEXT NOT NULL,          -- UTC
    ended TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX requests_open ON requests (state) WHERE state IN ('asked', 'uncertain');
CREATE TABLE answers (
    key BLOB PRIMARY KEY,         -- what the answer depends on
    request INTEGER NOT NULL REFERENCES requests (id),
    source_digest BLOB NOT NULL,  -- SHA-256 of the text as sent
    text TEXT NOT NULL,
    detail TEXT NOT NULL,
    billed INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    terms TEXT NOT NULL,          -- the glossary's version
    parameters TEXT NOT NULL,     -- of the engine, and its version
    flags TEXT NOT NULL           -- words, parted by blanks
) STRICT;
CREATE INDEX answers_request ON answers (request);
CREATE INDEX answers_source ON answers (source_digest);
CREATE TABLE reuses (             -- answers given again, for which nothing was paid
    day TEXT NOT NULL,
    engine TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    texts INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    PRIMARY KEY (day, engine, source, target)
) STRICT;
"""

LEDGER = Kind("the ledger", 1, _SCHEMA, setting='ledger = "PATH" in dragoman.toml')

_LOOK = "SELECT key, text, detail, billed, cost, flags FROM answers WHERE key IN"
_KEYS = 500  # asked for at once
_INSERT = """
INSERT INTO requests (state, engine, source, target, texts, characters, unit, currency, expected, token, process, began)
VALUES ('asked', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_DONE = "UPDATE requests SET state = 'done', billed = ?, cost = ?, ended = ?, reason = '' WHERE id = ?"
_KILLED = """
UPDATE requests SET state = 'uncertain', reason = 'the run was killed' WHERE state = 'asked' AND process = ?
"""
# An engine that bills a token once has not billed the tries of it that were cut off.
_SETTLED = """
UPDATE requests SET state = 'unbilled', ended = :ended, reason = 'billed once, with request ' || :request
WHERE state = 'uncertain' AND token != '' AND (engine, token) = (SELECT engine, token FROM requests WHERE id = :request)
"""


def _utc() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True, slots=True)
class Intent:
    """A request about to be sent, and what it is expected to cost (billionths)."""

    engine: str
    source: str
    target: str
    texts: int
    characters: int
    unit: str = ""
    currency: str = ""
    expected: int = 0
    token: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A text that an engine gave. `flags` are words on how it came about: `estimated` for a bill that nobody sent."""

    text: str
    detail: str = ""
    billed: int = 0
    cost: int = 0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer on its way into the ledger: its key, the digest of its source text, and what it depends on in words."""

    key: bytes
    source_digest: bytes
    answer: Answer
    terms: str = ""
    parameters: str = ""


class Ledger:
    """The ledger in one file, used by any number of threads and processes at once.

    Laws: the answers of a request, its cost and its end are written in one transaction. A future is done when what it
    stands for is on the disk. A request whose process has died is `uncertain`, and stays so also when the same text is
    paid again – but for an engine that bills a token once, where the repetition settles it.

    Errors are FileErrors with a way out; the futures have them as well.
    """

    def __init__(self, path: Path, utc: Callable[[], datetime.datetime] = _utc) -> None:
        """Opens the ledger, which is made when there is none."""
        self.path = path
        self._utc = utc
        self._reader = open_store(path, LEDGER)
        self._reading = threading.Lock()
        self._writer = Writer(open_store(path, LEDGER), lambda error: trouble(error, path, LEDGER))
        self._process = this_process()
        self.sweep()

    def look(self, keys: Sequence[bytes]) -> dict[bytes, Answer]:
        """The answers that are there."""
        found: dict[bytes, Answer] = {}
        with explained(self.path, LEDGER), self._reading:
            for start in range(0, len(keys), _KEYS):
                some = keys[start : start + _KEYS]
                query = f"{_LOOK} ({','.join('?' * len(some))})"
                for key, text, detail, billed, cost, flags in self._reader.execute(query, some):
                    found[key] = Answer(text, detail, billed, cost, tuple(flags.split()))
        return found

    def begin(self, intent: Intent) -> Future[int]:
        """Writes down that a request is about to be sent; its number. No number, no request."""
        return self._writer.submit(partial(_insert, intent=intent, process=self._process, began=self._now()))

    def commit(self, request: int, entries: Sequence[Entry], *, billed: int, cost: int) -> Future[None]:
        """Writes the answers, the cost and the end of a request. An answer that is there already is left as it is."""
        return self._writer.submit(
            partial(_finish, request=request, entries=entries, billed=billed, cost=cost, ended=self._now())
        )

    def record(self, intent: Intent, entries: Sequence[Entry]) -> Future[None]:
        """Writes answers that cost nothing, of a request that nobody had to know of before."""
        began = self._now()

        def work(connection: sqlite3.Connection) -> None:
            number = _insert(connection, intent, self._process, began)
            _finish(connection, number, entries, 0, 0, began)

        return self._writer.submit(work)

    def end(self, request: int, state: Literal["unbilled", "uncertain"], reason: str) -> Future[None]:
        """Writes down that a request has come to nothing."""
        ended = self._now()

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE requests SET state = ?, ended = ?, reason = ? WHERE id = ?", (state, ended, reason, request)
            )

        return self._writer.submit(work)

    def reuse(self, engine: str, source: str, target: str, texts: int, characters: int) -> None:
        """Counts answers that were given again; nobody waits for it."""
        row = (self._now()[:10], engine, source, target, texts, characters)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO reuses VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                " texts = texts + excluded.texts, characters = characters + excluded.characters",
                row,
            )

        self._writer.submit(work)

    def sweep(self) -> None:
        """Requests whose process has died become uncertain."""
        with explained(self.path, LEDGER), self._reading:
            rows = self._reader.execute("SELECT DISTINCT process FROM requests WHERE state = 'asked'").fetchall()
        dead = [process for (process,) in rows if not is_alive(process)]
        if not dead:
            return

        def work(connection: sqlite3.Connection) -> None:
            connection.executemany(
                _KILLED,
                [(process,) for process in dead],
            )

        self._writer.submit(work).result()

    def _now(self) -> str:
        return self._utc().isoformat(timespec="seconds").replace("+00:00", "Z")

    def close(self) -> None:
        """Writes all that was given to it, and ends."""
        self._writer.close()
        self._reader.close()


def _insert(connection: sqlite3.Connection, intent: Intent, process: str, began: str) -> int:
    row = (
        intent.engine, intent.source, intent.target, intent.texts, intent.characters, intent.unit, intent.currency,
        intent.expected, intent.token, process, began,
    )  # fmt: skip
    return connection.execute(_INSERT, row).lastrowid or 0


def _finish(
    connection: sqlite3.Connection, request: int, entries: Sequence[Entry], billed: int, cost: int, ended: str
) -> None:
    connection.execute(_DONE, (billed, cost, ended, request))
    connection.executemany(
        "INSERT OR IGNORE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                each.key, request, each.source_digest, each.answer.text, each.answer.detail, each.answer.billed,
                each.answer.cost, each.terms, each.parameters, " ".join(each.answer.flags),
            )
            for each in entries
        ],
    )  # fmt: skip
    connection.execute(_SETTLED, {"request": request, "ended": ended})
