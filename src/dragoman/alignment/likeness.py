"""How like two texts are: by their words in order, by their letters, and by the words they share in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from dragoman.alignment.words import words

_ANY_ORDER = 0.9  # the worth of words that both have, in another order
_SOME = 0.25  # of the words in order: of two clauses turned round the longer one is
_CONTAINED = 0.6  # how like a text is to one that it stands in, or nearly
_ENOUGH = 8  # words: fewer stand in any long text
_NEARLY = 0.9
_LONG = 7  # letters: a longer word tells no more


@dataclass(frozen=True)
class Spelled:
    """A text with its words, in lower case, each as one character: strings are compared fastest."""

    text: str
    words: str
    weights: dict[str, int]

    @cached_property
    def bag(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def weight(self) -> int:
        """How much its words tell: about their letters, for short words are those that every sentence has."""
        return sum(self.weights[word] * count for word, count in self.bag.items())


class Speller:
    """Spells texts so that they can be compared with one another; each text once."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}
        self._weights: dict[str, int] = {}
        self._spelled: dict[str, Spelled] = {}

    def spell(self, text: str) -> Spelled:
        found = self._spelled.get(text)
        if found is None:
            found = Spelled(text, "".join(map(self._number, words(text.lower()))), self._weights)
            self._spelled[text] = found
        return found

    def _number(self, word: str) -> str:
        number = self._numbers.get(word)
        if number is None:
            place = len(self._numbers) % 0x100000
            number = chr(place if place < 0xD800 else place + 0x800)  # no surrogates
            self._numbers[word] = number
            self._weights[number] = max(self._weights.get(number, 0), 2 * min(len(word), _LONG) - 1)
        return number


def likeness(one: Spelled, other: Spelled) -> float:
    """0 … 1; texts that have nothing to do with each other share about a sixth, one in a hundred of them half."""
    in_order = Indel.normalized_similarity(one.words, other.words)
    best = max(in_order, by_letters(one, other))
    if best >= _ANY_ORDER:
        return best
    if in_order >= _SOME:
        best = max(best, _ANY_ORDER * in_any_order(one, other))
    shorter = min(len(one.words), len(other.words))
    if best < _CONTAINED and shorter >= _ENOUGH:
        common = in_order * (len(one.words) + len(other.words)) / 2
        if common >= _NEARLY * shorter:
            return _CONTAINED
    return best


def by_letters(one: Spelled, other: Spelled) -> float:
    """For texts of few words, where a typo changes half of them. Half of the letters of any two texts are alike."""
    return 2 * Indel.normalized_similarity(one.text, other.text, score_cutoff=0.5) - 1


def in_any_order(one: Spelled, other: Spelled) -> float:
    return 2 * _common(one, other) / ((one.weight + other.weight) or 1)


def held(part: Spelled, whole: Spelled) -> float:
    """How much of `part` stands in `whole`, in any order: 0 … 1."""
    return _common(part, whole) / (part.weight or 1)


def fit(whole: Spelled, parts: Sequence[Spelled], wanted: float = 0.0) -> float:
    """How well the parts together spell the whole; 0 when less than wanted."""
    size = sum(len(part.words) for part in parts)
    if 2 * min(len(whole.words), size) < wanted * (len(whole.words) + size):
        return 0.0
    joined = "".join(part.words for part in parts)
    return Indel.normalized_similarity(whole.words, joined, score_cutoff=wanted)


def _common(one: Spelled, other: Spelled) -> int:
    small, large = (one.bag, other.bag) if len(one.bag) < len(other.bag) else (other.bag, one.bag)
    weights = one.weights
    return sum(weights[word] * min(count, large[word]) for word, count in small.items() if word in large)
