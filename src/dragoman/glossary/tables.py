"""One language's table of forms, read from data/inflection/LANGUAGE.toml; README.md there explains each field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from dragoman.glossary.chains import Chain, read_chains
from dragoman.glossary.letters import folded
from dragoman.language.cldr import names

Change: TypeAlias = tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
"""What a stem's end becomes: the first pattern that fits decides, each of its results makes a stem."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands instead of a citation form's ending: the changes of the stem, by name, then letters."""

    changes: str
    letters: str


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The endings of the words that `fits` takes; its group 1 is the ending of the citation form.

    `before`, `after`: only for a word that stands before, or behind, another of its rendering; `capital`: only for
    words with a capital, or without; None for both. `common`: not for the names of countries, whose adjective would
    look the same.
    """

    fits: re.Pattern[str]
    sure: tuple[Ending, ...]
    near: tuple[Ending, ...]
    before: bool
    after: bool
    capital: bool | None
    common: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One language's file; every word in it is folded as the language compares it."""

    paradigms: tuple[Paradigm, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)
    irregular: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    chains: tuple[Chain, ...] = ()
    fronts: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = ()
    inner: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = ()
    contractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variants: tuple[tuple[re.Pattern[str], str], ...] = ()
    bare_capitals: Mapping[int, int] = field(default_factory=dict)
    particles: re.Pattern[str] | None = None
    traps: tuple[str, ...] = ()
    hyphen_joins: bool = True
    capitals_tell: bool = False
    countries: frozenset[str] = frozenset()
    is_known: bool = False


@cache
def table_of(language: str) -> Table:
    """The table for a BCP 47 tag; an empty one for a language without."""
    name = language.partition("-")[0].lower()
    source = files("dragoman.glossary") / "data" / "inflection" / f"{name}.toml"
    if not name.isalpha() or not source.is_file():
        return Table()
    table = _read(_fold(tomllib.loads(source.read_text(encoding="utf-8")), name))
    if any(paradigm.common for paradigm in table.paradigms):
        countries = frozenset(folded(country, name) for country in names("territories", name).values())
        return replace(table, countries=countries)
    return table


def _fold(value: Any, language: str) -> Any:
    """Every text in `value` folded; keys stay as they are."""
    if isinstance(value, str):
        return folded(value, language)
    if isinstance(value, list):
        return [_fold(each, language) for each in value]
    if isinstance(value, dict):
        return {key: _fold(each, language) for key, each in value.items()}
    return value


def _read(raw: Mapping[str, Any]) -> Table:
    letters: Mapping[str, str] = raw.get("letters", {})
    groups: dict[str, str] = {}
    for name, text in raw.get("groups", {}).items():
        groups[name] = _spread(text, groups)

    def pattern(text: str) -> str:
        for name, members in letters.items():
            text = text.replace(f"<{name.lower()}>", f"[{members}]")
        return text

    changes = {
        name: tuple((re.compile(pattern(rule[0])), tuple(rule[1:])) for rule in rules)
        for name, rules in raw.get("changes", {}).items()
    }
    return Table(
        paradigms=tuple(
            _paradigm(each, groups, "".join(changes), pattern)
            for row in raw.get("class", ())
            for each in _with_reflexive(row, groups, raw.get("reflexive", {}), letters)
        ),
        changes=changes,
        irregular=_related(raw.get("irregular", ())),
        apart=_related(raw.get("apart", ())),
        chains=read_chains(raw.get("chain", ())),
        fronts=_fronts(raw.get("fronts", ()), pattern),
        inner=_fronts(raw.get("inner", ()), pattern),
        contractions={word: tuple(to) for word, to in raw.get("contractions", {}).items()},
        variants=tuple((re.compile(pattern(old)), new) for old, new in raw.get("variants", ())),
        bare_capitals=str.maketrans(*raw.get("bare_capitals", ("", ""))),
        particles=re.compile(pattern(raw["particles"])) if "particles" in raw else None,
        traps=tuple(raw.get("traps", ())),
        hyphen_joins=raw.get("hyphen_joins", True),
        capitals_tell=raw.get("capitals_tell", False),
        is_known=True,
    )


def _paradigm(
    row: Mapping[str, Any], groups: Mapping[str, str], changes: str, pattern: Callable[[str], str]
) -> Paradigm:
    """`lemma` are the endings of the citation form ("-" is none), `stem` what must stand before it, `not` what must
    not; `least` letters of stem at least (2 when nothing is said)."""
    ending = "|".join("" if each == "-" else pattern(each) for each in row["lemma"].split())
    stem = rf"(?:{pattern(row['stem'])})" if "stem" in row else ""
    unless = "".join(f"(?<!{pattern(each)})" for each in row["not"].split("|")) if "not" in row else ""
    return Paradigm(
        re.compile(rf"^(?=.{{{row.get('least', 2)},}}(?:{ending})$).*?{stem}{unless}({ending})$"),
        tuple(_endings(row.get("sure", ""), groups, changes)),
        tuple(_endings(row.get("near", ""), groups, changes)),
        row.get("before", False),
        row.get("after", False),
        row.get("capital"),
        row.get("common", False),
    )


def _with_reflexive(
    row: Mapping[str, Any], groups: Mapping[str, str], reflexive: Mapping[str, str], letters: Mapping[str, str]
) -> Iterator[Mapping[str, Any]]:
    """The class, and the same with the reflexive suffix behind every ending where the row asks for it."""
    yield row
    if not row.get("reflexive"):
        return
    suffix, after_vowel = reflexive["suffix"], reflexive["after_vowel"]

    def extended(text: str) -> str:
        return " ".join(
            token.removesuffix("-") + (after_vowel if token[-1] in letters["V"] else suffix)
            for token in _spread(text, groups).split()
        )

    yield {
        **row,
        "lemma": " ".join(each.removesuffix("-") + suffix for each in row["lemma"].split()),
        "sure": extended(row.get("sure", "")),
        "near": extended(row.get("near", "")),
    }


def _endings(text: str, groups: Mapping[str, str], changes: str) -> Iterator[Ending]:
    for token in dict.fromkeys(_spread(text, groups).split()):
        letters = token.lstrip(changes)
        yield Ending(token[: len(token) - len(letters)], "" if letters == "-" else letters)


def _spread(text: str, groups: Mapping[str, str]) -> str:
    """`text` with each group it names written out: @name, or CHANGE@name to put a change, or letters, before each."""
    tokens: list[str] = []
    for token in text.split():
        front, at, name = token.partition("@")
        tokens.extend(front + each for each in groups[name].split()) if at else tokens.append(token)
    return " ".join(tokens)


def _fronts(
    rows: Iterable[list[str]], pattern: Callable[[str], str]
) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """What the beginning of a word, where the pattern fits, may become; "-" is nothing."""
    return tuple(
        (re.compile(pattern(old)), tuple("" if each == "-" else each for each in new.split())) for old, new in rows
    )


def _related(rows: Iterable[str]) -> dict[str, frozenset[str]]:
    """The words that stand in a row with each word."""
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        members = frozenset(row.split())
        for word in members:
            found[word] = found.get(word, frozenset()) | (members - {word})
    return found
