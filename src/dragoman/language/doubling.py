"""Which words may stand twice in a row in a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.language.facts import table
from dragoman.language.tags import primary

_NEAR = 60  # characters before a word in which its clause may begin
_BEGINS_CLAUSE = re.compile(r"[,;:–—(](?: [^\s,;:–—(]+){0,2} ?\Z")


@dataclass(frozen=True, slots=True)
class Doubling:
    """Where `only` is not None, just these words and `forms` are wrong when doubled; else all but `right`. `unspaced`
    finds doubled words in a script without blanks. Those of `clausal` are right only
    where a clause begins."""

    only: frozenset[str] | None
    right: frozenset[str]
    unspaced: re.Pattern[str] | None
    forms: re.Pattern[str] | None = None
    clausal: frozenset[str] = frozenset()

    def is_wrong(self, word: str, before: str = "") -> bool:
        """Whether a word should not stand twice behind a text."""
        if word in self.clausal and not _BEGINS_CLAUSE.search(before[-_NEAR:]):
            return True
        if self.only is None:
            return word not in self.right
        return word in self.only or (self.forms is not None and self.forms.fullmatch(word) is not None)


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
        re.compile(forms) if (forms := facts["forms"].get(code)) else None,
        frozenset(facts["clausal"].get(code, "").split()),
    )
