"""The names of countries and territories in each language, from CLDR."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def territories(tag: str) -> frozenset[str]:
    """What a language (BCP 47) calls the countries and territories of the world; empty for a language CLDR lacks."""
    try:
        names = Locale.parse(tag, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(name for code, name in names.items() if code.isalpha())
