"""What the ledger says was spent: summed up by engine, pair and time, and row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from dragoman.memory.ledger import LEDGER
from dragoman.memory.processes import is_alive
from dragoman.memory.store import explained, open_to_read

Period = Literal["day", "month"]
KILLED = "the run was killed"

_DONE = """
SELECT substr(began, 1, ?1), engine, source, target, unit, currency, count(*), sum(billed), sum(cost)
FROM requests WHERE state = 'done' AND began >= ?2 GROUP BY 1, 2, 3, 4, unit, currency ORDER BY 1, 2, 3, 4
"""
_KEPT = """
SELECT substr(began, 1, ?1), engine, source, target, count(*)
FROM answers JOIN requests ON requests.id = answers.request WHERE began >= ?2 GROUP BY 1, 2, 3, 4
"""
_REUSED = """
SELECT substr(day, 1, ?1), engine, source, target, sum(texts) FROM reuses
WHERE day >= substr(?2, 1, 10) GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One engine and pair in a month or a day (UTC).

    `billed` units and `cost` (billionths of the currency) are those of requests that are done; `kept` are the answers
    in the ledger, `reused` the texts for which nothing was paid again.
    """

    period: str
    engine: str
    source: str
    target: str
    unit: str = ""
    currency: str = ""
    requests: int = 0
    billed: int = 0
    cost: int = 0
    kept: int = 0
    reused: int = 0


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A request that may have been billed, and what it would have cost."""

    began: str
    engine: str
    source: str
    target: str
    texts: int
    characters: int
    currency: str
    expected: int
    reason: str


@dataclass(frozen=True, slots=True)
class Spending:
    """`on_way` counts the requests of runs that go on at this moment."""

    lines: tuple[Line, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()
    on_way: int = 0


def read_spending(path: Path, since: str = "", period: Period = "month") -> Spending:
    """All that began on the day `since` (ISO date, or the beginning of one) or later, in order of time; nothing is
    written. An empty Spending where there is no ledger; FileError when it cannot be read."""
    connection = open_to_read(path, LEDGER)
    if connection is None:
        return Spending()
    with closing(connection), explained(path, LEDGER):
        return _read(connection, since, 7 if period == "month" else 10)


def every_request(path: Path, since: str = "") -> Iterator[dict[str, object]]:
    """Each request with all the ledger knows of it, its answers under `answers`, in order of sending."""
    connection = open_to_read(path, LEDGER)
    if connection is None:
        return
    with closing(connection), explained(path, LEDGER):
        connection.row_factory = sqlite3.Row
        for row in connection.execute("SELECT * FROM requests WHERE began >= ? ORDER BY id", (since,)):
            answers = connection.execute("SELECT * FROM answers WHERE request = ? ORDER BY rowid", (row["id"],))
            yield {**_plain(row), "answers": [_plain(each) for each in answers]}


def _read(connection: sqlite3.Connection, since: str, letters: int) -> Spending:
    span = (letters, since)
    kept = _counts(connection.execute(_KEPT, span))
    reused = _counts(connection.execute(_REUSED, span))
    lines: list[Line] = []
    for row in connection.execute(_DONE, span):
        line = Line(*row)
        where = (line.period, line.engine, line.source, line.target)
        lines.append(replace(line, kept=kept.pop(where, 0), reused=reused.pop(where, 0)))
    lines += [Line(*where, reused=count) for where, count in reused.items()]
    lines.sort(key=lambda line: (line.period, line.engine, line.source, line.target, line.currency, line.unit))
    return Spending(tuple(lines), *_open(connection, since))


def _counts(rows: Iterable[tuple[str, str, str, str, int]]) -> dict[tuple[str, str, str, str], int]:
    return {(period, engine, source, target): count for period, engine, source, target, count in rows}


def _open(connection: sqlite3.Connection, since: str) -> tuple[tuple[Uncertain, ...], int]:
    """What is uncertain, and how many requests are still on their way."""
    found: list[Uncertain] = []
    on_way = 0
    for state, process, *row in connection.execute(
        "SELECT state, process, began, engine, source, target, texts, characters, currency, expected, reason"
        " FROM requests WHERE state IN ('asked', 'uncertain') AND began >= ? ORDER BY id",
        (since,),
    ):
        if state == "asked" and is_alive(process):
            on_way += 1
        else:
            uncertain = Uncertain(*row)
            found.append(uncertain if state == "uncertain" else replace(uncertain, reason=KILLED))
    return tuple(found), on_way


def _plain(row: sqlite3.Row) -> dict[str, object]:
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in dict(row).items()}
