"""What a language knows about names in running text, read from data/suggesting."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from dragoman.glossary.entries import Kind
from dragoman.language.calendar import days_and_months
from dragoman.language.tags import primary
from dragoman.segmentation.rules import rules_of

_SORTS: tuple[Kind, ...] = ("organisation", "place", "work", "event", "law", "product")


@dataclass(frozen=True)
class Facts:
    """The fields of data/suggesting/README.md, in small letters. `heads` gives the kind of a head, `before` that of a
    name behind a word; `titles` are in words; `never` begin no name; `months` are short for days and months, and
    `abbreviations` keep the dot behind them."""

    nouns: bool
    never: frozenset[str]
    function: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    joins: frozenset[str]
    ands: frozenset[str]
    particles: frozenset[str]
    prefixes: frozenset[str]
    courtesy: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    modifiers: frozenset[str]
    portfolio: frozenset[str]
    roles: frozenset[str]
    heads: Mapping[str, Kind]
    first: frozenset[str]
    of: frozenset[str]
    before: Mapping[str, Kind]
    said: frozenset[str]
    where: frozenset[str]
    countries: frozenset[str]
    holidays: frozenset[str]
    nationalities: frozenset[str]
    inside: frozenset[str]
    sounding: frozenset[str]
    calendar: frozenset[str]
    months: frozenset[str]
    abbreviations: frozenset[str]

    def is_particle(self, word: str) -> bool:
        """True for a particle of names that is nothing else in the language."""
        return word in self.particles and word not in self.function

    @cached_property
    def longest_title(self) -> int:
        return max(map(len, self.titles), default=0)


@cache
def facts_of(language: str) -> Facts:
    """The facts for a BCP 47 tag, by its primary subtag; what holds everywhere for a language without a file."""
    code = primary(language)
    row, common, rules = _read(code), _read("common"), rules_of(language)

    def words(field: str) -> frozenset[str]:
        return frozenset((*row.get(field, "").split(), *common.get(field, "").split()))

    titles = (tuple(title.split()) for title in row.get("titles", "").split("|"))
    dotted = [word for name in ("title", "general") for word in _class(rules.abbreviations, name)]
    return Facts(
        row.get("nouns", False),
        words("function") | rules.starters,
        words("function"),
        words("articles"),
        words("indefinite"),
        words("joins"),
        words("and"),
        words("particles"),
        words("prefixes"),
        words("courtesy"),
        frozenset(title for title in titles if title),
        words("modifiers"),
        words("portfolio"),
        words("roles"),
        # a word of two kinds (a church, a theatre) is of the first
        {word: sort for sort in _SORTS[::-1] for word in row.get(sort, "").split()},
        words("first"),
        words("of"),
        {word: sort for sort in _SORTS for word in row.get("before", {}).get(sort, "").split()},
        words("said"),
        words("where"),
        words("countries"),
        words("holidays"),
        words("nationalities") | {f"{people}s" for people in words("nationalities")},
        words("inside"),
        frozenset("".join(row.get("sounding", "").split())),
        frozenset(name.lower() for name in days_and_months(language)),
        frozenset(word.lower() for word in _class(rules.abbreviations, "month")),
        frozenset(word.lower() for word in dotted),
    )


def _class(abbreviations: Mapping[str, frozenset[str]], name: str) -> list[str]:
    return [word for word, classes in abbreviations.items() if name in classes]


def _read(name: str) -> dict[str, Any]:
    path = files("dragoman.glossary") / "data" / "suggesting" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
