"""Whether the words beside a name say that it is the term meant: Chad the country, not Chad the man."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dragoman.glossary.canonical import Canonical, is_unspaced
from dragoman.glossary.entries import Term
from dragoman.glossary.folding import fold

_NEAR = 5  # words on either side
_BESIDE = 2
_WINDOW = 150  # characters looked at on either side
_WINDOW_UNSPACED = 12
_ARTICLES = frozenset(("the", "a", "an", "el", "la", "los", "las", "le", "les", "der", "die", "das", "dem", "den"))


@dataclass(frozen=True, slots=True)
class _Table:
    """One row of data/neighbours.toml, folded; see there for the meaning of each field."""

    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    names: str = ""


def is_known(kind: str, language: str) -> bool:
    """True when the usual neighbours of a kind are known in a language (BCP 47)."""
    return _table(kind, language) != _Table()


def is_meant(term: Term, place: Canonical, start: int, end: int, running: str, language: str) -> bool:
    """True when the neighbours of start..end in `place`, which is `running` made comparable, admit the term."""
    if any(_stands(word, place, start, end, _BESIDE) for word in term.unless):
        return False
    if any(_stands(word, place, start, end, _NEAR) for word in term.only):
        return True
    if not term.ambiguous:
        return not term.only
    first, last = place.span(start, end)
    table = _table(term.kind, language)
    if table == _Table():
        return not term.only and term.case == "exact" and running[:first].strip() != ""
    before = place.skeleton[max(0, start - _WINDOW) : start].split()[-_NEAR:]
    after = place.skeleton[end : end + _WINDOW].split()[:_NEAR]
    if table.names and _has_name_beside(running, first, last, table, before, after):
        return table.names == "for"
    head = [word for word in before if word not in _ARTICLES][-1:]
    return (
        not table.before.isdisjoint(head)
        or not table.after.isdisjoint(word for word in after[:2] if word != "s")
        or not table.near.isdisjoint((*before, *after))
    )


def _has_name_beside(running: str, first: int, last: int, table: _Table, before: list[str], after: list[str]) -> bool:
    """True when a capitalised word that is none of the table's stands directly before or behind, only a blank between.
    A word that begins the text tells nothing."""
    known = table.before | table.after | table.near | _ARTICLES
    if running[last : last + 1] == " " and running[last + 1 : last + 2].isupper() and after and after[0] not in known:
        return True
    if running[first - 1 : first] != " " or not before or before[-1] in known:
        return False
    head = running[:first].rstrip().rpartition(" ")
    return bool(head[0].strip()) and head[2][:1].isupper()


def _stands(word: str, place: Canonical, start: int, end: int, reach: int) -> bool:
    """True when `word` stands among the `reach` words before or behind start..end."""
    folded = _folded(word)
    if is_unspaced(folded[:1] or " "):
        around = place.text[max(0, start - _WINDOW_UNSPACED) : start] + "\n" + place.text[end : end + _WINDOW_UNSPACED]
        return folded in around
    before = place.skeleton[max(0, start - _WINDOW) : start].split()[-reach:]
    after = place.skeleton[end : end + _WINDOW].split()[:reach]
    return any(f" {folded} " in f" {' '.join(words)} " for words in (before, after))


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    from dragoman.glossary.canonical import skeleton

    text = fold(word).text
    return text if is_unspaced(text[:1] or " ") else " ".join(skeleton(text).split())


@cache
def _table(kind: str, language: str) -> _Table:
    row = _tables().get(language.partition("-")[0].lower(), {}).get(kind, {})
    return _Table(
        _set(row.get("before", ())), _set(row.get("after", ())), _set(row.get("near", ())), row.get("names", "")
    )


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_folded, words))


@cache
def _tables() -> dict[str, dict[str, Any]]:
    source = files("dragoman.glossary") / "data" / "neighbours.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
