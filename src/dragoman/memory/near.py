"""Texts of one article that say the same in other words, as a standfirst and the first paragraph do.

Most of the shorter one's telling words stand in the longer one: words of four letters or more by their beginnings, so
that `opens` is `opened`, and numbers; in scripts without blanks each two neighbouring characters. Words that many texts
of the article have, such as the name of its town, lead from none to another, but count once two are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from dragoman.memory.grams import grams

NEAR = 0.6
"""How much of the shorter text stands in the longer one: of two texts of an article a tenth as a rule."""

_TELLING = 4  # letters
_STEM = 5
_LEAST = 4  # telling words: of fewer, most stand in any long text
_COMMON = 12  # texts: a word that more of them have leads to none
_COMPARED = 8  # texts for each


def near_repeats(texts: Sequence[str], threshold: float = NEAR) -> dict[int, tuple[int, float]]:
    """For each text that nearly repeats an earlier one: which, and how much of the shorter stands in the longer.

    The time it takes grows with the texts, not with their square. The very same text is no near repeat.
    """
    found: dict[int, tuple[int, float]] = {}
    holders: dict[str, list[int]] = defaultdict(list)
    stems = [_stems(text) for text in texts]
    for at, own in enumerate(stems):
        if len(own) >= _LEAST:
            votes = Counter(there for stem in own if len(holders[stem]) <= _COMMON for there in holders[stem])
            best = max(
                ((_held(own, stems[there]), -there) for there, _ in votes.most_common(_COMPARED)
                 if texts[there] != texts[at]),
                default=(0.0, 0),
            )  # fmt: skip
            if best[0] >= threshold:
                found[at] = (-best[1], best[0])
            for stem in own:
                holders[stem].append(at)
    return found


def _held(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other))


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        gram[:_STEM]
        for gram in grams(text)
        if len(gram) >= _TELLING or gram[0].isdigit() or (len(gram) == 2 and not gram.isascii() and gram[0] > "\u0dff")
    )
