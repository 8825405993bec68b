"""Which characters end sentences, by script and language; read from data/stops.toml."""

from __future__ import annotations

from functools import cache

from dragoman.language.facts import table


@cache
def marks_of(code: str) -> str:
    """Characters that may end a sentence in the language of a primary subtag, when what follows agrees."""
    facts = table("stops")
    return str(facts["marks"]) + str(facts["of"].get(code, ""))


@cache
def full_stops() -> str:
    """Characters that end a sentence by themselves, with or without a blank behind them."""
    return str(table("stops")["full"])


@cache
def doubled_stops() -> str:
    """Characters that end a sentence when they stand twice."""
    return str(table("stops")["doubled"])
