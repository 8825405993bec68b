"""Names of days and months, from CLDR."""

from __future__ import annotations

from functools import cache

from dragoman.language.tags import primary


@cache
def days_and_months(tag: str) -> frozenset[str]:
    """The full names of days and months as texts in a language (BCP 47) write them, English days also in the plural;
    empty where CLDR has none."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import get_day_names, get_month_names

    try:
        locale = Locale.parse(primary(tag), sep="-")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    found: set[str] = set()
    for context in ("format", "stand-alone"):
        found.update(get_day_names("wide", context, locale).values())
        found.update(get_month_names("wide", context, locale).values())
    if primary(tag) == "en":
        found.update([f"{name}s" for name in found])
    return frozenset(found)
