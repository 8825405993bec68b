"""How long a translation is, beside its source."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from dragoman.language.facts import table
from dragoman.language.tags import primary


@lru_cache(maxsize=1024)
def growth(source_language: str, language: str) -> float:
    """How many characters a translation has for one of its source, roughly, in news."""
    facts = table("lengths")
    rates, other = facts["characters"], facts["other"]
    return float(rates.get(primary(language), other)) / float(rates.get(primary(source_language), other))


@lru_cache(maxsize=1024)
def spread(source_language: str, language: str) -> float:
    """How far the length of a translation lies from what `growth` lets expect: the standard deviation of its logarithm
    for 80 characters as English would have them."""
    facts = table("lengths")
    spreads, other = facts["spread"], facts["other_spread"]
    found = math.hypot(spreads.get(primary(language), other), spreads.get(primary(source_language), other))
    return max(found, float(facts["least_spread"]))


def signed(text: str, language: str) -> str:
    """`text` with a sign for each word that says percent: what one language spells out another writes as %."""
    words = _percent(primary(language))
    return words.sub("%", text) if words else text


@cache
def _percent(code: str) -> re.Pattern[str] | None:
    facts = table("amounts").get(code, {})
    words = [
        word for word in f"{facts.get('percent', '')}|{facts.get('percent_before', '')}".split("|") if len(word) > 1
    ]
    ordered = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:\s|\b)(?:{ordered})", re.IGNORECASE) if words else None
