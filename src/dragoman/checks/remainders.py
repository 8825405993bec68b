"""Stretches of a source that stand in its translation as they are: sentences and clauses that nobody translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dragoman.checks.sides import Side
from dragoman.language.evidence import is_word_of
from dragoman.language.scripts import writing_of

_WORDS, _SMALL = 4, 3  # of a stretch, and those of them without a capital: with capitals it may be a name
_FEW = 2  # small words of a shorter stretch that has a function word, between languages of different scripts
_SHORTEST = b"\1\1\1"  # words of both sides in a row
_CHARACTERS, _LONG = 25, 5  # characters and words of a sentence without function words
_TITLE = 6  # small words that a title has at most
_STOP = re.compile("[.!?。！？।؟۔…]")
_BORDER = re.compile('[.!?。！？।؟۔…"“”„«»‹›()（）「」『』《》\\[\\]]')  # no stretch goes over it
_BLANK = " \u00a0\u202f.,!?"
_OPENING, _CLOSING = "\"“„«‹‘'(（「『《[", "\"”“»›’')）」』》]"


def remainders(source: Side, target: Side) -> Iterator[tuple[int, int]]:
    """Their places in the running text of the target. Titles and names in quotation marks or brackets are let be."""
    known = source.vocabulary
    if known.isdisjoint(target.said) or _SHORTEST not in bytes(map(known.__contains__, target.said)):
        return
    shared = set(source.running.split()).intersection(target.running.split())
    if len(shared) < _FEW or sum(map(str.islower, shared)) < _FEW:  # words at the ends of a stretch may have signs
        return
    pairs = {(one, other) for (one, _, _), (other, _, _) in pairwise(source.words)}
    is_same_script = _scripts(source.language) == _scripts(target.language)
    row: list[tuple[str, int, int]] = []
    for word in target.words:
        if row and ((row[-1][0], word[0]) not in pairs or _BORDER.search(target.running, row[-1][2], word[1])):
            yield from _told(row, source, target, is_same_script)
            row = []
        row.append(word)
    yield from _told(row, source, target, is_same_script)


def _told(
    row: list[tuple[str, int, int]], source: Side, target: Side, is_same_script: bool
) -> Iterator[tuple[int, int]]:
    if len(row) < len(_SHORTEST):
        return
    text, start, end = target.running, row[0][1], row[-1][2]
    small = sum(text[at : at + 1].islower() for _, at, _ in row)
    has_function = any(is_word_of(word, source.language, but_not=target.language) for word, _, _ in row)
    if is_same_script:
        is_left = len(row) >= _WORDS and small >= _SMALL and has_function
        is_left |= len(row) >= _LONG and small >= _SMALL and end - start >= _CHARACTERS
    else:
        is_left = (len(row) >= _WORDS and small >= _SMALL) or (small >= _FEW and has_function)
    is_left &= small > _TITLE or not _is_set_apart(text, start, end)
    if is_left and text.strip() != source.running.strip():
        yield start, end + bool(_STOP.match(text, end))


def _scripts(language: str) -> tuple[str, ...]:
    writing = writing_of(language)
    return writing.scripts if writing else ()


def _is_set_apart(text: str, start: int, end: int) -> bool:
    """True between quotation marks or brackets: a title, or a name as its own language spells it."""
    before, behind = text[:start].rstrip()[-1:], text[end:].lstrip(_BLANK)[:1]
    return bool(before) and bool(behind) and before in _OPENING and behind in _CLOSING
