"""How a language joins a term to the word before it, read from data/joining/LANGUAGE.toml (README.md is there)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dragoman.glossary.entries import Rendering


@dataclass(frozen=True, slots=True)
class Joining:
    """One language's file. Words are in small letters; `split` are the contractions read backwards."""

    articles: tuple[tuple[str, ...], ...] = ()
    contractions: Mapping[str, str] = field(default_factory=dict)
    contracts_names: bool = False
    split: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()
    elisions: Mapping[str, str] = field(default_factory=dict)
    vowels: re.Pattern[str] | None = None
    no_elision: tuple[str, ...] = ()
    full_feminine: tuple[str, ...] = ()
    variants: tuple[tuple[str, str, re.Pattern[str]], ...] = ()
    joins: tuple[tuple[str, str, str], ...] = ()
    possession: frozenset[str] = frozenset()
    feminine: re.Pattern[str] | None = None
    masculine: re.Pattern[str] | None = None
    title_is_before: bool = False
    title_takes_article: bool = False
    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def gender(self, rendering: Rendering) -> str:
        """`masculine`, `feminine`, or "" when neither the glossary tells nor the ending of its first word does."""
        if rendering.gender:
            return rendering.gender if rendering.gender in ("masculine", "feminine") else ""
        head = rendering.approved.partition(" ")[0].lower()
        for gender, ending in (("feminine", self.feminine), ("masculine", self.masculine)):
            if ending is not None and ending.search(head):
                return gender
        return ""

    def form_of(self, article: str, rendering: Rendering) -> str:
        """The form of `article` that agrees with a rendering whose gender is known; else the same."""
        gender = self.gender(rendering)
        for row in self.articles:
            if article in row and article not in self.ambiguous and gender:
                is_plural = rendering.number == "plural" if rendering.number else row.index(article) > 1
                return row[(gender == "feminine") + 2 * is_plural]
        return article

    def is_article(self, word: str) -> bool:
        return any(word in row for row in self.articles)

    @property
    def definite(self) -> tuple[str, ...]:
        """The forms of the definite article."""
        return self.articles[0] if self.articles else ()

    def wants_elision(self, word: str, following: str) -> bool:
        """True when `word` takes its short form before `following`."""
        if word not in self.elisions or self.vowels is None:
            return False
        head = following.lower()
        if not self.vowels.match(head) or head.startswith(self.no_elision):
            return False
        is_feminine = any(word == row[1] for row in self.articles)
        return not (is_feminine and head.startswith(self.full_feminine)) if self.full_feminine else True


@cache
def joining_of(language: str) -> Joining:
    """The file for a BCP 47 tag; an empty one for a language without."""
    name = language.partition("-")[0].lower()
    source = files("dragoman.glossary") / "data" / "joining" / f"{name}.toml"
    if not name.isalpha() or not source.is_file():
        return Joining()
    raw = tomllib.loads(source.read_text(encoding="utf-8"))
    contractions = dict(raw.get("contractions", ()))
    return Joining(
        articles=tuple(tuple(row) for row in raw.get("articles", ())),
        contractions=contractions,
        contracts_names=raw.get("contracts_names", False),
        split={one: _two(both) for both, one in contractions.items()},
        ambiguous=frozenset(raw.get("ambiguous", ())),
        elisions=dict(raw.get("elisions", ())),
        vowels=re.compile(raw["vowels"]) if "vowels" in raw else None,
        no_elision=tuple(raw.get("no_elision", ())),
        full_feminine=tuple(raw.get("full_feminine", ())),
        variants=tuple((word, other, re.compile(before)) for word, other, before in raw.get("variants", ())),
        joins=tuple((letters, head, made) for letters, head, made in raw.get("joins", ())),
        possession=frozenset(raw.get("possession", ())),
        feminine=re.compile(raw["feminine"]) if "feminine" in raw else None,
        masculine=re.compile(raw["masculine"]) if "masculine" in raw else None,
        title_is_before="titles" in raw,
        title_takes_article=raw.get("titles") == "article",
        cases={word: tuple(cases) for word, cases in raw.get("cases", {}).items()},
    )


def gender_of(rendering: Rendering, language: str) -> str:
    """The gender of a rendering in a language (BCP 47), "" when it is not known."""
    return joining_of(language).gender(rendering)


def _two(both: str) -> tuple[str, str]:
    first, _, second = both.partition(" ")
    return first, second
