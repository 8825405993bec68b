"""A store in one SQLite file: opened by any number of processes, whole whenever one of them is killed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dragoman.model import FileError, Where

BUSY_S = 60.0  # for another process to end its transaction


@dataclass(frozen=True, slots=True)
class Kind:
    """What a store holds: its `name` for messages, its `schema` (statements parted by `;` and a line end) and their
    `version`. `is_rebuildable`: one that is damaged, or of another version, may be thrown away and filled again.
    `setting` names the line of dragoman.toml that puts it elsewhere."""

    name: str
    version: int
    schema: str
    is_rebuildable: bool = False
    setting: str = ""


def open_store(path: Path, kind: Kind, *, is_lasting: bool = True) -> sqlite3.Connection:
    """A connection to the store, which is made when there is none. Transactions are begun by hand.

    A rebuildable store of another version comes back empty. `is_lasting`: what is committed outlasts a power cut, too.
    Raises FileError: a disk that is full or read-only, a store that is damaged, held, or of a newer dragoman.
    """
    with explained(path, kind):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {'FULL' if is_lasting else 'NORMAL'}")
            _prepare(connection, path, kind)
        except BaseException:
            connection.close()
            raise
    return connection


def open_to_read(path: Path, kind: Kind) -> sqlite3.Connection | None:
    """A connection that cannot write; None when there is no store of this version. Nothing is made on the disk."""
    if not path.exists():
        return None
    # Without a journal beside it nobody is writing; else SQLite would make one even for a reader.
    alone = "" if Path(f"{path}-wal").exists() else "&immutable=1"
    with explained(path, kind):
        address = f"{path.resolve().as_uri()}?mode=ro{alone}"
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        if connection.execute("PRAGMA user_version").fetchone()[0] == kind.version:
            return connection
        connection.close()
        return None


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what is written inside, or, after an error, nothing. The one writer of a store at that time."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite ends some by itself
            connection.execute("ROLLBACK")
        raise


@contextmanager
def explained(path: Path, kind: Kind) -> Iterator[None]:
    """Turns SQLite's refusals and the system's inside the block into a FileError with a way out."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise trouble(error, path, kind) from error


def trouble(error: sqlite3.Error | OSError, path: Path, kind: Kind) -> FileError:
    """What is wrong with the store, and the way out."""
    said = str(error)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    where = Where(str(path))
    if code == sqlite3.SQLITE_FULL:
        return FileError(f"the disk is full: {kind.name} cannot be written", where, "make room, then run it again")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        way_out = "delete the file; it is filled again" if kind.is_rebuildable else "keep it, and restore a backup"
        return FileError(f"{kind.name} is damaged ({said})", where, way_out)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return FileError(f"another program holds {kind.name}", where, "wait until it ends, or end it")
    elsewhere = f", or name another place: {kind.setting}" if kind.setting else ""
    return FileError(f"{kind.name} cannot be opened or written ({said})", where, f"make its folder writable{elsewhere}")


def _prepare(connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
    if _version(connection, path, kind) == kind.version:
        return
    with transaction(connection):
        version = _version(connection, path, kind)
        if version == kind.version:  # somebody was faster
            return
        if version:
            _drop(connection)
        for statement in kind.schema.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {kind.version}")


def _version(connection: sqlite3.Connection, path: Path, kind: Kind) -> int:
    """The version of the file; 0 for a new one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > kind.version and not kind.is_rebuildable:
        raise FileError(f"{kind.name} is of a newer dragoman", Where(str(path)), "update dragoman")
    if 0 < version < kind.version and not kind.is_rebuildable:
        raise FileError(f"{kind.name} is of an older dragoman", Where(str(path)), "run the version that made it")
    return version


def _drop(connection: sqlite3.Connection) -> None:
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    for (name,) in tables:
        connection.execute(f'DROP TABLE "{name}"')
