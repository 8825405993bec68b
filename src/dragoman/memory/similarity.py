"""How similar two source texts are.

The similarity is 1 − d / n: d is the Levenshtein distance in characters, n the length of the longer text, both of the
folded texts: Unicode NFC, each run of blanks as one, every tag as one character, so that a mark more or less counts as
little as a comma. From this, a match loses 0.03 for each number and for each name that only one of the two texts has,
at most 0.12. Texts that are not the very same are at most 0.99 alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from dragoman.alignment.words import words
from dragoman.memory.grams import TAG

ALMOST = 0.99
_EACH = 0.03
_MOST = 0.12
_ONE_TAG = "\ufffc"
_BLANKS = re.compile(r"\s+")


def folded(text: str) -> str:
    """`text` as it is compared."""
    if "<" in text:
        text = TAG.sub(_ONE_TAG, text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _BLANKS.sub(" ", text).strip()


def nearest(query: str, texts: Mapping[int, str], threshold: float, limit: int) -> list[tuple[int, float]]:
    """The keys of those `texts` that are at least `threshold` alike, best first; all of them folded."""
    found = process.extract(query, texts, scorer=Levenshtein.normalized_similarity, score_cutoff=threshold, limit=limit)
    return [(key, score) for _, score, key in found]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text must not get wrong: its numbers, and the words that it writes like names or that are `known` ones."""

    numbers: Counter[str]
    names: Counter[str]
    known: tuple[str, ...] = ()


def facts(text: str, known: Collection[str] = ()) -> Facts:
    """The facts of `text`. A word with a capital counts as a name unless it begins the text; `known` names count where
    they stand in it, also in scripts without capitals."""
    if "<" in text:
        text = TAG.sub(" ", text)
    found = words(text)
    numbers = Counter(word for word in found if any(map(str.isdigit, word)))
    names = Counter(word for word in found[1:] if word[0].isupper())
    return Facts(numbers, names, tuple(name for name in known if name in text))


def penalty(query: Facts, text: str) -> float:
    """What a match loses for numbers and names that differ."""
    other = facts(text)
    lost = _difference(query.numbers, other.numbers) + _difference(query.names, other.names)
    lost += sum(name not in text for name in query.known if name not in query.names)
    return min(_EACH * lost, _MOST)


def _difference(first: Counter[str], second: Counter[str]) -> int:
    """How many items one has that the other lacks; of two that stand for each other, one."""
    if first == second:
        return 0
    return max((first - second).total(), (second - first).total())
