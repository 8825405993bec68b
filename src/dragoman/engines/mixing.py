"""Has a reply given each text its own translation? What shows that answers changed places, or one stands for many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

# What a translation keeps letter for letter: tokens, marks, numbers of two digits and more, and names, which are taken
# for such inside of a sentence only, where a capital is no matter of grammar.
_ANCHOR = re.compile(r"⟦\d+⟧|</?[a-z]+[0-9]*/?>|\d(?:[.,\u00a0\u202f]?\d)+|(?<=[\w,;] )[A-Z][a-z]{3,}")
_SEPARATOR = re.compile(r"(?<=\d)[.,\u00a0\u202f](?=\d)")
_LONG = 20  # characters from which on two texts do not come out the same by chance
_LONG_DENSE = 8  # of a script that writes a word in one or two
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")


def mixed_up(sources: Sequence[str], answers: Sequence[str]) -> str:
    """Why `answers` cannot be those to `sources`, one each, or "".

    They are told apart by what only one source has: when it stands in another's answer and not in its own, the answers
    have changed places, and then the rest of the reply is not to be trusted either. Texts that have nothing of their
    own cannot be told apart; a reply of nothing else passes.
    """
    rows = [_anchors(text) for text in sources]
    given = [_anchors(text) for text in answers]
    holders = Counter(anchor for row in rows for anchor in row)
    for at, row in enumerate(rows):
        for anchor in row:
            if holders[anchor] > 1 or anchor in given[at]:
                continue
            if any(anchor in other for place, other in enumerate(given) if place != at):
                return f"{anchor} of text {at + 1} stands in the translation of another"
    places: dict[str, int] = {}
    for at, answer in enumerate(answers):
        first = places.setdefault(answer.strip().casefold(), at)
        if first != at and _is_long(answer) and _are_unlike(sources[first], sources[at]):
            return f"texts {first + 1} and {at + 1} have the same translation"
    return ""


def _anchors(text: str) -> frozenset[str]:
    return frozenset(_SEPARATOR.sub("", anchor) for anchor in _ANCHOR.findall(text))


def _is_long(text: str) -> bool:
    return len(text) >= (_LONG_DENSE if _DENSE.search(text) else _LONG)


def _are_unlike(one: str, other: str) -> bool:
    """True when the two share less than half of their words, or of their letters where words are not spaced."""
    first, second = _units(one), _units(other)
    return 2 * len(first & second) < len(first | second)


def _units(text: str) -> set[str]:
    return set(text.casefold() if _DENSE.search(text) else re.findall(r"\w+", text.casefold()))
