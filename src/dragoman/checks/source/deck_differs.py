"""Finds what headline, standfirst and pull quotes say otherwise than the body: numbers, names, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from dragoman.checks.rules import Rules
from dragoman.checks.source.copy import DECK, Part, parts
from dragoman.language.amount import Amount
from dragoman.language.amounts import amounts
from dragoman.language.facts import table
from dragoman.language.quotations import quotations
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "deck-differs"
SEVERITY = Severity.ERROR
_QUOTES = "pullquote"
_HINT = "find out which is right, and mend the other"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NEAR = re.compile(r"[^\W\d_]+")
_RUN = 3  # words that two quotations share in a row, to be one
_SHARE = 0.6  # of the words of the deck's
_MOST = 400  # words of a quotation that is compared
_LETTERS = 6  # of a name that a slip can be told in
_BEHIND = 2  # words between a number and what it counts


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number, and the words behind it that may be what it counts."""

    text: str
    amount: Amount
    of: tuple[str, ...]


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each number of the deck that the body has otherwise (of the same thing, or with digits that are
    swapped), each name that it spells otherwise, and each quotation that it words otherwise. What only one of them has
    is no difference, and neither is a rounded number."""
    found = parts(pairs)
    deck = [part for part in found if part.role in DECK or part.role == _QUOTES]
    body = [part for part in found if part.role not in DECK and part.role != _QUOTES and not part.is_aside]
    if not deck or not body:
        return
    counted = [each for part in body for each in _numbers(part, rules.source)]
    names = _names(body)
    spoken = [words for part in body for words in _spoken(part)]
    for part in deck:
        if part.role != _QUOTES:
            for mine, theirs in _other_numbers(_numbers(part, rules.source), counted):
                yield _finding(part, f"“{visible(mine, 40)}” here, “{visible(theirs, 40)}” in the body", rules)
            for name, other in _other_names(part, names, rules):
                yield _finding(part, f"“{visible(name, 40)}” here, “{visible(other, 40)}” in the body", rules)
        if other := _other_words(part, spoken):
            yield _finding(part, f"the body quotes it otherwise: “{visible(other, 90)}”", rules)


def _finding(part: Part, message: str, rules: Rules) -> Finding:
    return rules.finding(NAME, rules.severity(NAME, SEVERITY), message, part.pairs[0], _HINT)


def _numbers(part: Part, language: str) -> list[_Counted]:
    found = []
    between = str(table("source_copy")["between"].get(primary(language), "")).split()
    for text in part.texts:
        for amount in amounts(text, language).items:
            if amount.is_sure and amount.values:
                behind = (word.lower() for word in _NEAR.findall(text[amount.end : amount.end + 40]))
                of = tuple(word for word in behind if len(word) > 2 and word not in between)[: _BEHIND + 1]
                found.append(_Counted(text[amount.start : amount.end], amount, of))
    return found


def _other_numbers(deck: Sequence[_Counted], body: Sequence[_Counted]) -> Iterator[tuple[str, str]]:
    """Numbers of the deck that the body lacks, each with the one that stands there for it."""
    there = {value for each in body for value in (*each.amount.values, *each.amount.parts)}
    here = {value for each in deck for value in each.amount.values}
    free = [each for each in body if here.isdisjoint(each.amount.values)]
    for mine in deck:
        if there.intersection(mine.amount.values) or (mine.amount.parts and set(mine.amount.parts) <= there):
            continue
        other = next((each for each in free if _is_other(mine, each)), None)
        if other is not None:
            yield mine.text, other.text


def _is_other(mine: _Counted, theirs: _Counted) -> bool:
    one, two = mine.amount.value, theirs.amount.value
    if one is None or two is None or not (mine.amount.is_figure and theirs.amount.is_figure) or not two:
        return False
    if abs(float(one) - float(two)) < 0.1 * abs(float(two)) and _is_rounder(mine, theirs):
        return False
    if _digits(mine) != _digits(theirs) and sorted(_digits(mine)) == sorted(_digits(theirs)):
        return len(_digits(mine)) > 1 and mine.amount.unit == theirs.amount.unit and _same_thing(mine, theirs, 3)
    return mine.amount.unit == theirs.amount.unit and _same_thing(mine, theirs, 1)


def _same_thing(mine: _Counted, theirs: _Counted, words: int) -> bool:
    """Whether both count the same: the first word behind them, or one of the first `words`."""
    ours, others = set(mine.of[:words]), set(theirs.of[:words])
    return bool(ours & others)


def _is_rounder(mine: _Counted, theirs: _Counted) -> bool:
    return len(_digits(mine).rstrip("0")) < len(_digits(theirs).rstrip("0"))


def _digits(counted: _Counted) -> str:
    return "".join(str(int(sign)) for sign in counted.text if sign.isdecimal())


def _names(body: Sequence[Part]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the body with a capital, and all its words in small letters."""
    words = [word for part in body for word in _NEAR.findall(part.text)]
    return frozenset(word for word in words if word[:1].isupper()), frozenset(word.lower() for word in words)


def _other_names(part: Part, names: tuple[frozenset[str], frozenset[str]], rules: Rules) -> Iterator[tuple[str, str]]:
    """Names of the deck that the body has in another spelling only."""
    capital, words = names
    known = {word for name in rules.names for word in _NEAR.findall(name)}
    for word in dict.fromkeys(_NEAR.findall(part.text)):
        if len(word) < _LETTERS or not word[:1].isupper() or word.lower() in words or word.isupper():
            continue
        near = [other for other in capital if _is_slip(word, other) and not (word in known and other in known)]
        if near:
            yield word, min(near)


def _is_slip(word: str, other: str) -> bool:
    """Whether two names differ by one letter that is lacking, added, changed or swapped, within the word."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 1 or word.lower() == other.lower():
        return False
    start = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    if start is None or word[-1] != other[-1]:
        return False  # Sweden and Swedes, Iran and Irans: forms, more often than slips
    rest, others = word[start:], other[start:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    )


def _spoken(part: Part) -> Iterator[list[str]]:
    """The words of each quotation of a part, longer than what decides."""
    for start, end in quotations(part.text, False):
        words = _WORD.findall(part.text[start:end])[:_MOST]
        if len(words) > 2 * _RUN:
            yield words


def _other_words(part: Part, spoken: Sequence[list[str]]) -> str:
    """The body's quotation that the deck repeats in other words, or ""."""
    quoted = list(_spoken(part))
    whole = _WORD.findall(part.text)[:_MOST]
    for mine in quoted or [whole]:
        for theirs in spoken:
            if _is_reworded(mine, theirs):
                return " ".join(theirs)
    return ""


def _is_reworded(mine: list[str], theirs: list[str]) -> bool:
    """Whether two rows of words share runs on both sides of a place where they differ."""
    ours, others = (["", *(word.lower() for word in row), ""] for row in (mine, theirs))  # both ends are words, too
    if len(set(ours) & set(others)) < _SHARE * len(set(ours)):
        return False
    blocks = [
        block
        for block in SequenceMatcher(None, ours, others, autojunk=False).get_matching_blocks()
        if block.size >= _RUN
    ]
    if len(blocks) < 2 or sum(block.size for block in blocks) < _SHARE * len(ours):
        return False
    return any(one.a + one.size < two.a for one, two in pairwise(blocks))
