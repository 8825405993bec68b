"""The works of the last build, in one file, so that the next builds only what has changed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.memory.store import Kind, explained, open_store, transaction
from dragoman.publishing.site.works import Language, Standing, Version, Work, same_counts

_KIND = Kind(
    "site",
    4,
    "CREATE TABLE works (name TEXT PRIMARY KEY, signature TEXT, watched TEXT, links TEXT, work TEXT, media TEXT,"
    " files TEXT) WITHOUT ROWID;\nCREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;\n",
    is_rebuildable=True,
)
_COMPLETE = ("complete", "held", "rebuilt")


class Signature(NamedTuple):
    """From what a work was built (`digest`), and which files its signature looks at besides the article's own."""

    digest: str
    watched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A work as it was built: from what (`signature`), with what its links led to (`links`), into which files, with
    which images (`media`: their addresses by their places). `digest` changes with the work."""

    work: Work
    digest: str
    signature: Signature
    links: str
    media: Mapping[str, str]
    files: tuple[str, ...]


class Shelf:
    """The works of the last build. Errors are FileErrors with a way out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection = open_store(path, _KIND, is_lasting=False)

    def close(self) -> None:
        self._connection.close()

    def signatures(self) -> dict[str, Signature]:
        """What every work was built from, by its name."""
        with explained(self.path, _KIND):
            rows = self._connection.execute("SELECT name, signature, watched FROM works")
            return {name: Signature(digest, _row(watched)) for name, digest, watched in rows}

    def files(self) -> set[str]:
        """The files of all works."""
        with explained(self.path, _KIND):
            rows = self._connection.execute("SELECT files FROM works")
            return {address for (files,) in rows for address in _row(files)}

    def all(self) -> Iterator[tuple[str, Kept]]:
        """Every work by its name."""
        read = _Reader()
        with explained(self.path, _KIND):
            for name, signature, watched, links, work, media, files in self._connection.execute(
                "SELECT name, signature, watched, links, work, media, files FROM works ORDER BY name"
            ):
                made = Signature(signature, _row(watched))
                yield name, Kept(read.work(work), digest_of(work), made, links, json.loads(media), _row(files))

    def version(self, name: str, tag: str) -> Version | None:
        """A translation of the work `name` as the last build published it, if every text of it was approved."""
        with explained(self.path, _KIND):
            found = self._connection.execute("SELECT work FROM works WHERE name = ?", (name,)).fetchone()
        standings = work_from_json(found[0]).standings if found else ()
        known = (one.version for one in standings if one.language.tag == tag and one.outcome in _COMPLETE)
        return next(known, None)

    def fact(self, name: str) -> str:
        """What was put under a name, "" for nothing."""
        with explained(self.path, _KIND):
            found = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def put(self, changed: Mapping[str, Kept], gone: list[str], facts: Mapping[str, str]) -> None:
        """Takes what a build has made, all of it or nothing."""
        with explained(self.path, _KIND), transaction(self._connection):
            self._connection.executemany("DELETE FROM works WHERE name = ?", [(name,) for name in gone])
            rows = ((name, *_columns(kept)) for name, kept in changed.items())
            self._connection.executemany("REPLACE INTO works VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            self._connection.executemany("REPLACE INTO facts VALUES (?, ?)", facts.items())


def work_to_json(work: Work) -> str:
    return json.dumps(work, ensure_ascii=False, default=_values)


def _values(one: Work | Version | Standing | Language) -> dict[str, Any]:
    """The fields of a dataclass by their names. As `asdict` gives them, which copies all that they hold."""
    return {field.name: getattr(one, field.name) for field in fields(one)}


def work_from_json(text: str) -> Work:
    return _Reader().work(text)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _columns(kept: Kept) -> tuple[str, ...]:
    made = kept.signature
    work = work_to_json(kept.work)
    return made.digest, _text(made.watched), kept.links, work, json.dumps(dict(kept.media)), _text(kept.files)


def _text(row: tuple[str, ...]) -> str:
    return json.dumps(row, ensure_ascii=False) if row else ""


def _row(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


class _Reader:
    """Makes works of JSON. Thousands of them share a few languages, which are kept once."""

    def __init__(self) -> None:
        self._languages: dict[tuple[str, ...], Language] = {}

    def work(self, text: str) -> Work:
        values = json.loads(text)
        standings = tuple(
            Standing(
                self._language(one["language"]),
                same_counts(tuple(one["counts"].items())),
                one["outcome"],
                one["reason"],
                self._version(one["version"]) if one["version"] else None,
                one["findings"],
            )
            for one in values["standings"]
        )
        names = tuple(values["headings"]), tuple(values["anchors"]), tuple(values["places"])
        return Work(
            values["name"], values["page"], self._version(values["source"]), standings, *names, values["picture"]
        )

    def _version(self, values: dict[str, Any]) -> Version:
        rows = {name: tuple(values[name]) for name in ("authors", "untranslated")}
        return Version(**{**values, **rows, "language": self._language(values["language"])})

    def _language(self, values: dict[str, str]) -> Language:
        language = Language(**values)
        return self._languages.setdefault(tuple(values.values()), language)
