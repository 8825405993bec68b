"""A glossary's files read: every term that is sound, and a fault for everything that is not."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

from dragoman.glossary import csv_file, tbx_file, toml_file
from dragoman.glossary.checking import Row, StyleRow, rule_of, term_of
from dragoman.glossary.entries import StyleRule, Term
from dragoman.glossary.faults import Fault
from dragoman.language.tags import normalise
from dragoman.model.errors import ConfigError, Where

SUFFIXES = (".toml", ".csv", ".tsv", ".tbx")
_NAMED = re.compile(r"(?:^|[._-])([a-z]{2,3}(?:[_-](?:[A-Za-z]{4}|[A-Z]{2}))*)$")  # terms.es, terms_pt-BR, zh_Hans


Entry: TypeAlias = Term | StyleRule | Fault


class Found(NamedTuple):
    """What glossary files hold."""

    terms: tuple[Term, ...]
    faults: tuple[Fault, ...]
    style: tuple[StyleRule, ...] = ()


def read(path: Path, shown: str, source: str = "") -> Found:
    """What a glossary file holds, or those in a folder by file name, and what could not be used.

    `shown` names it in messages, `source` is the language of the articles. ConfigError when `path` is neither; a path
    that does not exist is an empty glossary.
    """
    if not path.exists():
        return Found((), ())
    if path.is_dir():
        # editors keep dotted files of their own
        found = sorted(file for file in path.glob("[!.]*") if file.suffix.lower() in SUFFIXES)
        sources = [(file, f"{shown}/{file.name}") for file in found]
    elif path.suffix.lower() in SUFFIXES:
        sources = [(path, shown)]
    else:
        names = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
        raise ConfigError("not a glossary", Where(shown), f"a glossary is a folder of {names} files, or one of them")
    claims = _Claims()
    for file, name in sources:
        for found_one in read_file(file, name, source):
            claims.put(found_one)
    return claims.found


def read_versions(files: Iterable[tuple[str, bytes]], source: str = "") -> Found:
    """The same for files as they once were: paths and bytes. Those that are no glossaries are passed over."""
    claims = _Claims()
    for shown, data in sorted(files):
        name = Path(shown)
        if name.suffix.lower() not in SUFFIXES or name.name.startswith("."):
            continue
        for found in read_data(data, shown, source):
            claims.put(found)
    return claims.found


def read_file(path: Path, shown: str, source: str = "") -> Iterator[Entry]:
    """The terms, rules of style and faults of one file."""
    data = _data(path, shown)
    if isinstance(data, Fault):
        yield data
    else:
        yield from read_data(data, shown, source)


def read_data(data: bytes, shown: str, source: str = "") -> Iterator[Entry]:
    """The same for the bytes of a file; `shown` is its path."""
    path = Path(shown)
    domain = path.stem
    for row in _rows(path, data, shown, source):
        if isinstance(row, Fault):
            yield row
            continue
        made, faults = rule_of(row, domain) if isinstance(row, StyleRow) else term_of(*row, domain)
        yield from faults
        if made:
            yield made


def _rows(path: Path, data: bytes, shown: str, source: str) -> Iterator[Row | StyleRow | Fault]:
    suffix = path.suffix.lower()
    if suffix == ".tbx":
        yield from tbx_file.rows(data, shown, source)
        return
    text = _text(data, shown)
    if isinstance(text, Fault):
        yield text
    elif suffix == ".toml":
        yield from toml_file.rows(text, shown)
    else:
        yield from csv_file.rows(text, shown, _language(path.stem))


def _language(stem: str) -> str:
    """The language that a file's name ends with, as in `terms.es.csv`; "" for none."""
    found = _NAMED.search(stem)
    if not found:
        return ""
    try:
        return normalise(found[1])
    except ConfigError:
        return ""


def _data(path: Path, shown: str) -> bytes | Fault:
    if not path.is_file():  # a device or a pipe would never end
        return Fault("not a regular file", Where(shown))
    try:
        return path.read_bytes()
    except OSError as error:
        return Fault(f"cannot be read: {error.strerror}", Where(shown))


def _text(data: bytes, shown: str) -> str | Fault:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # spreadsheets save "Unicode text" so
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Fault("not UTF-8", Where(shown, line), "save the file as UTF-8")


class _Claims:
    """The terms so far by their source forms: two entries of one concept are joined, two that differ are a fault.

    Case counts: Turkey is not turkey. Terms that need words beside them may share a form with others.
    """

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self._style: dict[StyleRule, None] = {}
        self._faults: list[Fault] = []
        self._seen: set[Term] = set()
        self._places: dict[str, int] = {}

    @property
    def found(self) -> Found:
        return Found(tuple(self.terms), tuple(self._faults), tuple(self._style))

    def put(self, entry: Entry) -> None:
        if isinstance(entry, Fault):
            self._faults.append(entry)
        elif isinstance(entry, StyleRule):
            self._style.setdefault(entry)
        else:
            self.add(entry)

    def add(self, term: Term) -> None:
        if term in self._seen:
            return
        self._seen.add(term)
        if term.is_conditional:
            self.terms.append(term)
            return
        index = self._places.get(_name(term.source), len(self.terms))
        joined = _joined(self.terms[index], term) if index < len(self.terms) else None
        if joined is None:
            index = len(self.terms)
        names = {form: _name(form) for form in (joined or term).forms}
        for form, name in names.items():
            other = self._places.get(name, index)
            if other != index and self.terms[other].renderings != term.renderings:
                self._faults.append(_clash(form, term, self.terms[other]))
                return
        if joined:
            self.terms[index] = joined
        elif all(name in self._places for name in names.values()):
            return  # it says nothing new
        else:
            self.terms.append(term)
        for name in names.values():
            self._places.setdefault(name, index)


def _name(form: str) -> str:
    return " ".join(form.split())


def _joined(first: Term, second: Term) -> Term | None:
    """Both as one term, as when each language has a file of its own; None when they contradict one another."""
    if any(tag in first.renderings and first.renderings[tag] != made for tag, made in second.renderings.items()):
        return None
    if first.kind and second.kind and first.kind != second.kind:
        return None
    if (first.case, first.keep, first.status) != (second.case, second.keep, second.status):
        return None
    return replace(
        first,
        aliases=(*first.aliases, *(alias for alias in second.aliases if alias not in first.forms)),
        kind=first.kind or second.kind,
        note=first.note or second.note,
        decision=first.decision or second.decision,
        renderings={**first.renderings, **second.renderings},
    )


def _clash(form: str, term: Term, other: Term) -> Fault:
    place = other.where or Where("the glossary")
    return Fault(
        f"'{form}' is also a source form at {place}, with other renderings",
        term.where or place,
        "put all its languages into one [[term]], or take the form out of one of them",
    )
