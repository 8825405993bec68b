"""Words that turn a sentence into its opposite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.language.facts import table

_SHORTEST = 3  # letters of a word that a prefix can turn round: "in" + "to" is no opposite


@dataclass(frozen=True, slots=True)
class _Negation:
    words: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    parts: tuple[str, ...]
    alike: Mapping[str, str]
    opposites: tuple[str, ...]


def negations(words: Iterable[str], language: str = "") -> Counter[str]:
    """How often each negating word or affix stands among `words`; short forms count as the long ones (isn't, not).

    `language` is a BCP 47 tag; the empty one, and one we have no facts of, stand for every language together.
    """
    found: Counter[str] = Counter()
    code = language.partition("-")[0].lower()
    for word in words:
        if form := _counted(word, code):
            found[form] += 1
    return found


def negating_word(word: str, language: str = "") -> str:
    """What negates in one word, as `negations` counts it; "" when nothing does."""
    return _counted(word, language.partition("-")[0].lower())


def has_parts(language: str) -> bool:
    """True for a language whose negating characters or syllables stand in words that no blank ends."""
    return bool(_facts(language.partition("-")[0].lower()).parts)


def negating_parts(text: str, language: str = "") -> Counter[str]:
    """How often each negating character or syllable stands in a `text` whose script leaves no blanks between words."""
    facts = _facts(language.partition("-")[0].lower())
    counts = ((part, text.count(part)) for part in facts.parts)
    return Counter({part: count for part, count in counts if count})


def are_opposites(one: str, other: str, language: str = "") -> bool:
    """True when a prefix makes one word the other's opposite: legal, illegal."""
    facts = _facts(language.partition("-")[0].lower())
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return len(short) >= _SHORTEST and any(long == prefix + short for prefix in facts.opposites)


@lru_cache(maxsize=65536)
def _counted(word: str, code: str) -> str:
    """What negates in a word, as it is counted."""
    facts = _facts(code)
    form = _form(word.casefold(), facts)
    return facts.alike.get(form, form)


def _form(word: str, facts: _Negation) -> str:
    """What negates in a word: the word itself or its affix; "" when nothing does."""
    if word in facts.words:
        return word
    if word.startswith(facts.prefixes):
        return next(prefix for prefix in facts.prefixes if word.startswith(prefix))
    if word.endswith(facts.suffixes):
        return next(suffix for suffix in facts.suffixes if word.endswith(suffix))
    return ""


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
        {form: same for row in rows for form, same in row.get("alike", {}).items()},
        tuple(sorted(gather("opposites"))),
    )
