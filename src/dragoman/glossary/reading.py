"""Glossary files: strict TOML in, terms out; every complaint has a file, a line and a way out."""

from __future__ import annotations

import re
import sys
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import cast

from dragoman.glossary.entries import KINDS, Kind, Rendering, Term
from dragoman.glossary.words import spelling
from dragoman.language.tags import normalise
from dragoman.model.errors import ConfigError, Where
from dragoman.model.visible import visible

_TERM_KEYS = ("source", "aliases", "kind", "note")
_RENDERING_KEYS = ("approved", "admitted", "forbidden", "forms")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*term[ \t]*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")
# Line breaks and terminal controls would break a PO comment; embeddings and isolates would reorder what follows.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufeff]")


def read_folder(folder: Path, shown: str) -> tuple[Term, ...]:
    """The terms of every `*.toml` in `folder`, by file name. ConfigError, with `shown` for the folder's name, for
    what cannot be used."""
    if not folder.exists():
        return ()
    if not folder.is_dir():
        raise ConfigError("not a folder", Where(shown), "the glossary is a folder of *.toml files")
    terms: list[Term] = []
    claims: dict[str, tuple[Term, Where]] = {}
    for path in sorted(folder.glob("[!.]*.toml")):  # editors keep dotted files of their own
        for term, where in read_file(path, f"{shown}/{path.name}"):
            if _claim(term, where, claims):
                terms.append(term)
    return tuple(terms)


def read_file(path: Path, shown: str) -> Iterator[tuple[Term, Where]]:
    """The terms of one file, each with the line its entry begins on; `shown` is the path as people should read it."""
    text = _text(path, shown)
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, a number too long, a nesting too deep
        message = str(error)
        place = _AT_LINE.search(message)
        where = Where(shown, int(place[1]), int(place[2])) if place else Where(shown)
        raise ConfigError(f"not valid TOML: {visible(_AT_LINE.sub('', message))}", where) from error
    file = _File(shown, text)
    for key in tables:
        if key != "term":
            raise ConfigError(_unknown(key, ("term",)), file.where_of(key), "use [[term]]")
    entries = tables.get("term", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError("'term' must be a list of tables", file.where_of("term"), "begin each entry with [[term]]")
    for index, table in enumerate(entries):
        entry = _Entry(file, *file.extent(index, table))
        yield entry.term(table), entry.where()


def _text(path: Path, shown: str) -> str:
    where = Where(shown)
    if not path.is_file():  # a device or a pipe would never end
        raise ConfigError("not a regular file", where)
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError("not UTF-8", Where(shown, line), "save the file as UTF-8") from error


def _claim(term: Term, where: Where, claims: dict[str, tuple[Term, Where]]) -> bool:
    """Files the term under its forms; False when it says nothing new. Case counts: Turkey is not turkey."""
    repeated = 0
    for form in term.forms:
        name = " ".join(form.split())
        known, before = claims.setdefault(name, (term, where))
        if known is term:
            continue
        if known.renderings != term.renderings:
            raise ConfigError(
                f"'{form}' is also a source form at {before}, with other renderings",
                where,
                "put all its languages into one [[term]], or take the form out of one of them",
            )
        repeated += 1
    return repeated < len(term.forms)


class _File:
    """The text of one file, to tell on which line something stands."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown, self.text = shown, text
        self.headers = [match.start() for match in _HEADER.finditer(text)]
        self.breaks = [match.start() for match in re.finditer("\n", text)]

    def where(self, offset: int) -> Where:
        return Where(self.shown, bisect_left(self.breaks, offset) + 1)

    def where_of(self, key: str, start: int = 0, end: int = sys.maxsize) -> Where:
        """The line where `key` is set between start and end: `key = …`, `[key]`, `[term.key]` or `{ key = … }`."""
        pattern = re.compile(rf"""(?:^|[\[.{{,])[ \t]*["']?{re.escape(key)}["']?[ \t]*[=\].]""", re.MULTILINE)
        match = pattern.search(self.text, start, end)
        return self.where(match.end() - 1 if match else start)

    def extent(self, index: int, table: Mapping[str, object]) -> tuple[int, int]:
        """Where an entry stands: from its [[term]] to the next; for other spellings of the list, from its source on."""
        if index < len(self.headers):
            following = self.headers[index + 1 : index + 2]
            return self.headers[index], following[0] if following else len(self.text)
        source = table.get("source")
        start = self.text.find(f'"{source}"') if isinstance(source, str) else -1
        return max(start, 0), len(self.text)


class _Entry:
    """One [[term]] table while it is read: knows where it stands, so that each complaint can say so."""

    def __init__(self, file: _File, start: int, end: int) -> None:
        self.file, self.start, self.end = file, start, end

    def where(self, key: str = "") -> Where:
        """The line of `key` within the entry; the entry's first line when it cannot be told."""
        return self.file.where_of(key, self.start, self.end) if key else self.file.where(self.start)

    def term(self, table: Mapping[str, object]) -> Term:
        if "source" not in table:
            raise ConfigError("a [[term]] without 'source'", self.where(), 'add source = "…"')
        source = self._form(table["source"], "source", "source")
        kind = self._string(table["kind"], "kind", "kind") if "kind" in table else ""
        if kind and kind not in KINDS:
            raise ConfigError(_unknown(kind, KINDS, "kind"), self.where("kind"), f"use one of: {', '.join(KINDS)}")
        return Term(
            source,
            self._forms(table.get("aliases", []), "aliases", "aliases"),
            cast(Kind, kind),
            self._string(table["note"], "note", "note") if "note" in table else "",
            self._renderings({key: value for key, value in table.items() if key not in _TERM_KEYS}),
        )

    def _renderings(self, tables: Mapping[str, object]) -> dict[str, Rendering]:
        found: dict[str, Rendering] = {}
        for key, value in tables.items():
            if not _TAG.fullmatch(key) or (not isinstance(value, dict) and get_close_matches(key, _TERM_KEYS)):
                raise ConfigError(
                    _unknown(key, _TERM_KEYS), self.where(key), "a language is a BCP 47 tag, such as es or zh-Hans"
                )
            if not isinstance(value, dict):
                hint = f'write {key} = {{ approved = "…" }}'
                raise ConfigError(f"'{key}' must be a table", self.where(key), hint)
            tag = self._tag(key)
            if tag in found:
                raise ConfigError(f"language '{tag}' stands twice in one term", self.where(key))
            found[tag] = self._rendering(value, key)
        return found

    def _tag(self, key: str) -> str:
        try:
            return normalise(key)
        except ConfigError as error:
            raise ConfigError(error.message, self.where(key), error.hint) from None

    def _rendering(self, table: Mapping[str, object], language: str) -> Rendering:
        for key in table:
            if key not in _RENDERING_KEYS:
                hint = f"use one of: {', '.join(_RENDERING_KEYS)}"
                raise ConfigError(_unknown(key, _RENDERING_KEYS, place=f" in '{language}'"), self.where(language), hint)
        if "approved" not in table:
            raise ConfigError(f"'{language}' has no 'approved'", self.where(language), 'add approved = "…"')
        rendering = Rendering(
            self._form(table["approved"], f"{language}.approved", language),
            *(self._forms(table.get(key, []), f"{language}.{key}", language) for key in _RENDERING_KEYS[1:]),
        )
        allowed = {spelling(text) for text in (rendering.approved, *rendering.forms, *rendering.admitted)}
        for text in rendering.forbidden:
            if spelling(text) in allowed:
                raise ConfigError(
                    f"'{language}' both allows and forbids '{text}'",
                    self.where(language),
                    "take it out of one list; letter case and kinds of apostrophe or hyphen do not tell two apart",
                )
        return rendering

    def _forms(self, value: object, name: str, key: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ConfigError(f"'{name}' must be a list of strings", self.where(key), f'write {name} = ["…"]')
        return tuple(self._form(item, name, key) for item in value)

    def _form(self, value: object, name: str, key: str) -> str:
        """A string that matching can find: it has a letter, a digit or a sign."""
        text = self._string(value, name, key).strip()
        if not spelling(text):
            raise ConfigError(f"'{name}' is empty", self.where(key), "fill it in, or take the key out")
        return text

    def _string(self, value: object, name: str, key: str) -> str:
        if not isinstance(value, str):
            raise ConfigError(f"'{name}' must be a string", self.where(key))
        if control := _CONTROL.search(value):
            message = f"'{name}' holds a line break or control character: {visible(control[0])}"
            raise ConfigError(message, self.where(key), "write it on one line, without control characters")
        return value


def _unknown(key: str, known: tuple[str, ...], what: str = "key", place: str = "") -> str:
    close = get_close_matches(key, known, 1)
    return f"unknown {what} '{visible(key, 60)}'{place}" + (f"; did you mean '{close[0]}'?" if close else "")
