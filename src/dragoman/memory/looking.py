"""Which answers the ledger has, found out without touching it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from dragoman.memory.ledger import LEDGER
from dragoman.memory.store import explained, open_to_read


class Looking:
    """A ledger that is only looked into; none where there is no file. No byte of it changes, and no file is made.

    Raises FileError for a damaged one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = open_to_read(path, LEDGER)

    def known(self, keys: Collection[bytes]) -> set[bytes]:
        """Those of `keys` that have an answer."""
        if self._connection is None:
            return set()
        query = "SELECT 1 FROM answers WHERE key = ?"
        with explained(self._path, LEDGER):
            return {key for key in keys if self._connection.execute(query, (key,)).fetchone() is not None}

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
