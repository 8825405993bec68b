"""The works of the last build, in one file, so that the next builds only what has changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dragoman.memory.store import Kind, explained, open_store, transaction
from dragoman.publishing.site.works import Language, Standing, Version, Work

_KIND = Kind(
    "site",
    3,
    "CREATE TABLE works (name TEXT PRIMARY KEY, signature TEXT, links TEXT, work TEXT, media TEXT, files TEXT)"
    " WITHOUT ROWID;\nCREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;\n",
    is_rebuildable=True,
)
_COMPLETE = ("complete", "held", "rebuilt")


@dataclass(frozen=True, slots=True)
class Kept:
    """A work as it was built: from what (`signature`), with what its links led to (`links`), into which files."""

    work: Work
    signature: str
    links: str
    media: dict[str, str]
    files: tuple[str, ...]


class Shelf:
    """The works of the last build. Errors are FileErrors with a way out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection = open_store(path, _KIND, is_lasting=False)

    def close(self) -> None:
        self._connection.close()

    def all(self) -> Iterator[tuple[str, Kept]]:
        """Every work by its name."""
        with explained(self.path, _KIND):
            for name, signature, links, work, media, files in self._connection.execute(
                "SELECT name, signature, links, work, media, files FROM works ORDER BY name"
            ):
                kept = Kept(_work(json.loads(work)), signature, links, json.loads(media), tuple(json.loads(files)))
                yield name, kept

    def version(self, name: str, tag: str) -> Version | None:
        """A translation of the work `name` as the last build published it, if every text of it was approved."""
        with explained(self.path, _KIND):
            found = self._connection.execute("SELECT work FROM works WHERE name = ?", (name,)).fetchone()
        standings = _work(json.loads(found[0])).standings if found else ()
        known = (one.version for one in standings if one.language.tag == tag and one.outcome in _COMPLETE)
        return next(known, None)

    def fact(self, name: str) -> str:
        """What was put under a name, "" for nothing."""
        with explained(self.path, _KIND):
            found = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def put(self, changed: dict[str, Kept], gone: list[str], facts: dict[str, str]) -> None:
        """Takes what a build has made, all of it or nothing."""
        with explained(self.path, _KIND), transaction(self._connection):
            self._connection.executemany("DELETE FROM works WHERE name = ?", [(name,) for name in gone])
            rows = ((name, *_row(kept)) for name, kept in changed.items())
            self._connection.executemany("REPLACE INTO works VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._connection.executemany("REPLACE INTO facts VALUES (?, ?)", facts.items())


def _row(kept: Kept) -> tuple[str, ...]:
    work = json.dumps(asdict(kept.work), ensure_ascii=False)
    return kept.signature, kept.links, work, json.dumps(kept.media), json.dumps(kept.files)


def _work(values: dict[str, Any]) -> Work:
    standings = tuple(
        Standing(
            Language(**one["language"]),
            one["counts"],
            one["outcome"],
            one["reason"],
            _version(one["version"]) if one["version"] else None,
            one["findings"],
        )
        for one in values["standings"]
    )
    names = tuple(values["anchors"]), tuple(values["places"])
    return Work(values["name"], values["page"], _version(values["source"]), standings, *names, values["picture"])


def _version(values: dict[str, Any]) -> Version:
    rows = {name: tuple(values[name]) for name in ("authors", "untranslated")}
    return Version(**{**values, **rows, "language": Language(**values["language"])})
