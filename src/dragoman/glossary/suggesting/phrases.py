"""Rows of words that articles repeat, in scripts without capitals: all that tells a name there.

C-value (Frantzi, Ananiadou and Mima 2000): how often a row stands, without what its longer rows account for, weighed by
its length; and borders by the variety of what stands beside it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dragoman.glossary.canonical import is_unspaced
from dragoman.glossary.suggesting.grams import Gram, Target, target
from dragoman.model.marks import Span

_LEAST = 3  # times
_WORDS = 2  # of a row at least
_CHARACTERS = 3  # the same where no blanks part words: two make any ordinary word
_VARIETY = 2  # different neighbours on either side
_SCORE = 2.0
_COMMON = 0.08  # share of the segments; a word in more of them is no part of a name's edge
_MANY = 50  # segments that such shares are told from
_LETTERS = 2000  # looked at


@dataclass(frozen=True, slots=True)
class Phrase:
    """A repeated row of words as it is first spelled, and the number of the text of each mention, in order."""

    text: str
    places: tuple[int, ...]


def has_capitals(texts: Iterable[str]) -> bool:
    """True for texts of a script with capitals, by their first letters; for no text, too."""
    letters = list(islice((letter for text in texts for letter in text if letter.isalpha()), _LETTERS))
    return 2 * sum(map(_has_case, letters)) >= len(letters)


def phrases(texts: Sequence[str], language: str) -> list[Phrase]:
    """The rows of two words or more, or of three characters where no blanks part words, that stand three times with
    different neighbours; the highest C-value first. A row inside a longer one that stands as often is left out."""
    targets = [target(text, language) for text in texts]
    common = _common(targets)
    counts: Counter[Gram] = Counter()
    for _, _, gram in _grams(targets, common):
        counts[gram] += 1
    often = {gram for gram, count in counts.items() if count >= _LEAST}
    places: dict[Gram, list[int]] = defaultdict(list)
    spelled: dict[Gram, str] = {}
    sides: dict[Gram, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    longer: dict[Gram, list[int]] = defaultdict(list)
    for index, span, gram in _grams(targets, common):
        if gram not in often:
            continue
        places[gram].append(index)
        here = targets[index]
        spelled.setdefault(gram, here.slice(span))
        sides[gram][0].add(here.words.at(span[0] - 1) or f"begins {index}")
        sides[gram][1].add(here.words.at(span[1]) or f"ends {index}")
    for gram in often:
        for part in _inner(gram):
            if part in often:
                longer[part].append(counts[gram])
    scored = [(_value(gram, counts[gram], longer[gram]), gram) for gram in often]
    found = [
        (score, gram)
        for score, gram in scored
        if score >= _SCORE and all(len(side) >= _VARIETY for side in sides[gram])
    ]
    found.sort(key=lambda pair: (-pair[0], places[pair[1]][0], pair[1]))
    return [Phrase(spelled[gram], tuple(places[gram])) for _, gram in found]


def _has_case(letter: str) -> bool:
    """True for a letter with a capital. Georgian has them in Unicode, for whole headlines, and writes names without."""
    return letter.lower() != letter.upper() and not "\u10d0" <= letter <= "\u10ff"


def _grams(targets: Sequence[Target], common: frozenset[str]) -> Iterator[tuple[int, Span, Gram]]:
    for index, here in enumerate(targets):
        for span, gram in here.grams():
            if (
                len(gram) >= (_CHARACTERS if is_unspaced(gram[0][0]) else _WORDS)
                and gram[0] not in common
                and gram[-1] not in common
            ):
                yield index, span, gram


def _common(targets: Sequence[Target]) -> frozenset[str]:
    """Stems that stand in too many texts to tell anything."""
    if len(targets) < _MANY:
        return frozenset()
    counts: Counter[str] = Counter()
    for here in targets:
        counts.update(set(here.stems))
    return frozenset(stem for stem, count in counts.items() if count > _COMMON * len(targets))


def _inner(gram: Gram) -> set[Gram]:
    size = len(gram)
    return {gram[start:end] for start in range(size) for end in range(start + 2, size + 1) if end - start < size}


def _value(gram: Gram, count: int, longer: Sequence[int]) -> float:
    """The C-value; 0 for a row that a longer one accounts for."""
    if longer and max(longer) == count:
        return 0.0
    alone = count - (sum(longer) / len(longer) if longer else 0.0)
    return math.log2(len(gram)) * alone
