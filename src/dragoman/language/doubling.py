"""Which words may stand twice in a row in a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.language.facts import table
from dragoman.language.tags import primary


@dataclass(frozen=True, slots=True)
class Doubling:
    """Where `only` is not None, just these words are wrong when doubled; else all but `right`. `unspaced` finds doubled
    words in a script without blanks."""

    only: frozenset[str] | None
    right: frozenset[str]
    unspaced: re.Pattern[str] | None

    def is_wrong(self, word: str) -> bool:
        return word in self.only if self.only is not None else word not in self.right


@cache
def doubling_of(language: str) -> Doubling:
    facts = table("doubling")
    code = primary(language)
    doubles = code in facts["anything"]["languages"]
    pattern = facts["unspaced"].get(code)
    return Doubling(
        frozenset(facts["wrong"].get(code, "").split()) if doubles else None,
        frozenset(facts["right"].get(code, "").split()),
        re.compile(pattern) if pattern else None,
    )
