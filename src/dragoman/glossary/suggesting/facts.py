"""What tells names from other words with a capital, by language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Facts:
    """Lists of small-letter words: data/suggesting/README.md says what each is for."""

    small: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    ands: frozenset[str] = frozenset()
    honorifics: frozenset[str] = frozenset()
    saints: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    portfolios: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    speaks: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()


@cache
def facts_of(language: str) -> Facts:
    """The facts of a language (BCP 47); bare ones when there is no file for it."""
    file = files("dragoman.glossary") / "data" / "suggesting" / f"{language.partition('-')[0].lower()}.toml"
    if not file.is_file():
        return Facts()
    rows: Mapping[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
    known = {field.name for field in fields(Facts)}
    lists = {("ands" if name == "and" else name): frozenset(text.split()) for name, text in rows.items()}
    return Facts(**{name: words for name, words in lists.items() if name in known})
