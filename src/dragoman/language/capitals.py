"""Where a text begins with a capital, and in which languages that says anything."""

from __future__ import annotations

from functools import cache

from dragoman.language.facts import table
from dragoman.language.scripts import writing_of
from dragoman.language.tags import primary


@cache
def has_case(language: str) -> bool:
    """True when the language is surely written in a script with capitals."""
    writing = writing_of(language)
    cased = set(table("capitals")["cased"])
    return writing is not None and cased.issuperset(writing.scripts)


@cache
def before_capital(language: str) -> tuple[str, ...]:
    """What may stand in small letters before the first capital: 's in 's Avonds."""
    return tuple(table("capitals")["before"].get(primary(language), ()))


@cache
def small_beginnings() -> tuple[str, ...]:
    """Prefixes that keep their small letter at the beginning of a sentence."""
    return tuple(table("capitals")["small"]["words"])


@cache
def always_capital() -> frozenset[str]:
    """English words with a capital anywhere, in small letters."""
    return frozenset(table("capitals")["english"]["words"].split())


@cache
def calendar_words() -> frozenset[str]:
    """English days and months that are hardly ever names, in small letters."""
    return frozenset(table("capitals")["calendar"]["words"].split())


@cache
def has_capital_nouns(language: str) -> bool:
    return primary(language) in table("capitals")["nouns"]["languages"]


@cache
def double_capitals(language: str) -> tuple[str, ...]:
    """Two capitals that begin a word as one letter."""
    return tuple(table("capitals")["double"].get(primary(language), ()))
