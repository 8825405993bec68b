"""Which answers the ledger has, found out without touching it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from pathlib import Path

from dragoman.memory.ledger import trouble


class Looking:
    """A ledger that is only looked into; none where there is no file. No byte of it changes, and no file is made.

    Raises FileError for a damaged one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        if path.exists():
            # Without a journal beside it nobody is writing; else SQLite would make one even for a reader.
            alone = "" if Path(f"{path}-wal").exists() else "&immutable=1"
            try:
                self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{alone}", uri=True)
                self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            except sqlite3.Error as error:
                raise trouble(error, path) from None

    def known(self, keys: Collection[bytes]) -> set[bytes]:
        """Those of `keys` that have an answer."""
        if self._connection is None:
            return set()
        query = "SELECT 1 FROM answers WHERE key = ?"
        try:
            return {key for key in keys if self._connection.execute(query, (key,)).fetchone() is not None}
        except sqlite3.Error as error:
            raise trouble(error, self._path) from None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
