"""Names of territories, cities, languages and currencies in each language, from CLDR."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from dragoman.language.facts import table
from dragoman.language.tags import primary

if TYPE_CHECKING:
    from babel import Locale

KINDS = ("territories", "cities", "languages", "currencies")


@cache
def names(kind: str, tag: str) -> Mapping[str, str]:
    """The names of one of KINDS in a language (BCP 47), by code; those fit for running text only.

    Left out are display forms, which explain themselves in brackets or part two names by a dash or comma, and what
    CLDR has no name for. Empty for a language that CLDR does not know.
    """
    locale = _locale(tag)
    if locale is None:
        return {}
    found = _KINDS[kind](locale)
    return {code: name for code, name in found.items() if name and not any(sign in name for sign in _DISPLAY)}


@cache
def variants(code: str, tag: str) -> tuple[str, ...]:
    """Other names that texts in a language have for a territory or city: Turkey, the UK."""
    return tuple(table("names").get(primary(tag), {}).get("variants", {}).get(code, ()))


def is_ambiguous(name: str, tag: str) -> bool:
    """True for a name that means something else, too, in a language: Chad, Jordan, Polish."""
    return name in table("names").get(primary(tag), {}).get("ambiguous", ())


_DISPLAY = ("(", "（", "[", " - ", " – ", ",", "，", "/")
_REGIONS = ("002", "003", "005", "009", "019", "142", "150")  # continents; CLDR's other regions are statisticians'


def _territories(locale: Locale) -> dict[str, str]:
    passed = table("names")["no_territory"]
    return {
        code: name
        for code, name in locale.territories.items()
        if (code in _REGIONS or (len(code) == 2 and code.isalpha())) and code not in passed
    }


def _cities(locale: Locale) -> dict[str, str]:
    is_english = locale.language == "en"
    found = {}
    for zone in _zones():
        city = locale.time_zones.get(zone, {}).get("city", "")
        found[zone] = city or (zone.rpartition("/")[2].replace("_", " ") if is_english else "")
    return found


@cache
def _zones() -> tuple[str, ...]:
    """The time zones that are named after a city in some language: Arabic has the fullest list."""
    from babel import Locale

    passed = table("names")["no_city"]
    zones = [str(zone) for zone in Locale.parse("ar").time_zones]
    return tuple(zone for zone in zones if "/" in zone and not zone.startswith("Etc/") and zone not in passed)


_KINDS: Mapping[str, Callable[[Locale], Mapping[str, str]]] = {
    "territories": _territories,
    "cities": _cities,
    "languages": lambda locale: {code: name for code, name in locale.languages.items() if "_" not in code},
    "currencies": lambda locale: locale.currencies,
}


@cache
def _locale(tag: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
