"""Whether a sentence surely denies, surely affirms, or leaves it open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from dragoman.language.facts import table
from dragoman.language.negation import negating_parts, negations
from dragoman.language.tags import primary


class Polarity(Enum):
    DENIES = "denies"
    AFFIRMS = "affirms"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class _Facts:
    unsure: frozenset[str]
    open: re.Pattern[str]
    ignore: re.Pattern[str] | None
    phrases: tuple[str, ...]
    doubles: bool  # one denial may take two words

    def neutral(self, text: str) -> bool:
        return any(phrase in text for phrase in self.phrases)


def polarity(text: str, words: Sequence[str], language: str) -> Polarity:
    """What `text`, whose words are `words`, does. OPEN where one word casts doubt: precision counts, not recall."""
    facts = _facts(primary(language))
    if facts is None:
        return Polarity.OPEN
    small = text.lower()
    if facts.ignore is not None:
        small = facts.ignore.sub(" ", small)
    found = negations(words, language) + negating_parts(small, language)
    if any(form not in facts.unsure for form in found):
        is_clear = (facts.doubles or found.total() == 1) and not facts.neutral(small)
        return Polarity.DENIES if is_clear else Polarity.OPEN
    return Polarity.OPEN if found or facts.open.search(small) else Polarity.AFFIRMS


@cache
def _facts(code: str) -> _Facts | None:
    """None where we know too little of a language."""
    row = table("polarity").get(code)
    if row is None:
        return None
    stems = r"\b(?:" + "|".join(map(re.escape, row["stems"])) + ")" if "stems" in row else "[?]"
    parts = [re.escape(part) for part in row.get("parts", ())]
    ignore = sorted(row.get("ignore", ()), key=len, reverse=True)
    return _Facts(
        frozenset(row.get("unsure", ())),
        re.compile("|".join(["[?？؟]", stems, *parts])),
        re.compile("|".join(map(re.escape, ignore))) if ignore else None,
        tuple(row.get("neutral", ())),
        bool(row.get("doubles", False)),
    )
