"""Which answers the ledger has, found out without touching it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from dragoman.memory.ledger import LEDGER
from dragoman.memory.store import explained, open_to_read

_DIGESTS = 500  # asked for at once
_ANSWERS = """
SELECT a.source_digest, r.engine, a.text FROM answers a JOIN requests r ON r.id = a.request
WHERE r.source = ? AND r.target = ? AND a.source_digest
"""


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

    def answers(self, digests: Collection[bytes], source: str, target: str) -> dict[bytes, list[tuple[str, str]]]:
        """What engines answered to the texts with these SHA-256 digests, as (engine, text), in the order of asking."""
        found: dict[bytes, list[tuple[str, str]]] = {}
        if self._connection is None:
            return found
        wanted = sorted(digests)
        with explained(self._path, LEDGER):
            for start in range(0, len(wanted), _DIGESTS):
                some = wanted[start : start + _DIGESTS]
                query = f"{_ANSWERS} IN ({','.join('?' * len(some))}) ORDER BY a.request, a.key"
                for digest, engine, text in self._connection.execute(query, (source, target, *some)):
                    found.setdefault(digest, []).append((engine, text))
        return found

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
