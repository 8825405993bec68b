"""Words that turn a sentence into its opposite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.language.facts import table


@dataclass(frozen=True, slots=True)
class _Negation:
    words: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    parts: tuple[str, ...]


def negations(text: str, words: Iterable[str], language: str = "") -> Counter[str]:
    """How often each negating word, affix or character stands in `text`, whose words are given.

    `language` is a BCP 47 tag; the empty one, and one we have no facts of, stand for every language together.
    """
    facts = _facts(language.partition("-")[0].lower())
    found: Counter[str] = Counter()
    for word in words:
        folded = word.casefold()
        if folded in facts.words or folded.startswith(facts.prefixes) or folded.endswith(facts.suffixes):
            found[folded] += 1
    for part in facts.parts:
        if count := text.count(part):
            found[part] += count
    return found


@cache
def _facts(language: str) -> _Negation:
    facts = table("negation")
    rows = [facts[language]] if language in facts else list(facts.values())

    def gather(kind: str) -> set[str]:
        return {entry.casefold() for row in rows for entry in row.get(kind, ())}

    return _Negation(
        frozenset(gather("words")),
        tuple(sorted(gather("prefixes"))),
        tuple(sorted(gather("suffixes"))),
        tuple(sorted(gather("parts"))),
    )
