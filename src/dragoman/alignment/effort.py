"""How much of a text was edited, in words: what a draft cost whoever corrected it."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from dragoman.alignment.words import tokens


def edited_words(before: str, after: str) -> int:
    """The fewest words to be put in, taken out or replaced that make one text the other. Words are `tokens`."""
    return 0 if before == after else int(Levenshtein.distance(tokens(before), tokens(after)))


def edit_rate(before: str, after: str) -> float:
    """The edited words as a share of the longer text: 0 for the same words, 1 where none is left in its place."""
    if before == after:
        return 0.0
    return float(Levenshtein.normalized_distance(tokens(before), tokens(after)))
