"""Pairs the sentences of a text with those of its translation, in order; some may have no partner.

By length and by what must survive a translation (Gale and Church 1993, with anchors): numbers, names in the same
script, question marks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import repeat

from dragoman.language.amounts import amounts
from dragoman.language.connectives import joints
from dragoman.language.dated import dates
from dragoman.language.lengths import signed
from dragoman.segmentation.sentences import split_sentences

_SKIPPED, _MERGED = 2.2, 3.2  # costs of a sentence without a partner, and of two that are one
_STEPS = [(1, 1, 0.0), (2, 1, _MERGED), (1, 2, _MERGED), (2, 2, 4.8), (3, 1, 6.4), (1, 3, 6.4)]
_ANCHOR, _LOST, _NEW = 1.3, 0.7, 0.5  # what shared anchors weigh, and a number or day that is lost or new
_JOINED = 0.6  # what a sign between clauses says for two sentences that were joined
_UNJOINED = 1.4  # what it costs when nothing joins them
_THERE = 0.16  # how far from its place, as a part of the sentence
_WIDTH = 4  # sentences that one side may be ahead of the other, besides those that it has more
_COSTLY = 12.0  # the most that a length costs
_INEXACT = 0.18  # the least spread of a sentence's length within a text: sentences give and take
_APART = 1.5  # by how much the cheapest sentence to leave out must be cheaper than the next, to be named
_IN_STEP = 2.0  # how far the lengths of sentences that go in step may lie from the expected
_LONGEST = 9  # digits of a number
_ORDINARY, _SHORT, _LONG = 80, 2.0, 0.5  # characters whose spread is 1, and the bounds of the others'

_STOPS = ".!?。！？؟۔।"
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[\w,;:’'\"»”] )[A-ZÀ-ÖØ-Þ][\w’'-]{2,}")
_BREAK = re.compile(r"(?<!\d)[,;:()\[\]—–،؛、；，：（）]|[,;:](?=\s)|\s-\s|·")
_COPIED = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,@/-]*[A-Za-z0-9]|[0-9]")
_NOTE = re.compile(r"\s?[(（]([^()（）]{1,80})[)）]")


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a translation is for a source, and how far single ones lie from that."""

    rate: float
    spread: float

    def far(self, given: float, made: float, least: float = 0.0) -> float:
        """How far the length of a translation lies from the expected, in spreads of at least `least`; below 0 it is
        too short. Both as English would have them."""
        scale = min(_SHORT, max(_LONG, math.sqrt(_ORDINARY / given)))
        return math.log(made / given) / max(self.spread * scale, least)


@dataclass(frozen=True)
class Part:
    """A sentence: its place, its length as English would have it, and its text; `told` is that without notes that only
    say again what the other side has."""

    start: int
    end: int
    size: float
    text: str
    told: str
    language: str

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What must survive a translation: numbers, and the beginnings of names."""
        anchors = {str(int(number)) for number in _NUMBER.findall(self.text) if len(number) < _LONGEST}
        return frozenset(anchors | {name[:4].lower() for name in _NAME.findall(self.text)})

    @cached_property
    def worded(self) -> frozenset[str]:
        """The anchors, with the amounts, weekdays and months that are named in words."""
        dated = dates(self.text, self.language)
        found = {f"weekday {day.number}" for day in dated.weekdays if day.is_sure}
        found |= {f"month {month.number}" for month in dated.months if month.is_sure}
        counted = amounts(self.text, self.language).items
        return self.anchors | found | {str(one.value) for one in counted if one.is_sure and one.value is not None}

    @cached_property
    def asks(self) -> bool:
        return self.text.rstrip("\"”»' )").endswith(("?", "؟", "？"))

    @cached_property
    def breaks(self) -> int:
        """How many signs stand between its clauses."""
        return len(_BREAK.findall(self.told))


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of both sides that belong together; one row is empty where there is no partner."""

    ours: tuple[int, int]
    theirs: tuple[int, int]


def stops(text: str) -> int:
    """How many signs that may end a sentence a text has."""
    return sum(map(text.count, _STOPS))


def alike(source: str, target: str) -> frozenset[str]:
    """The numbers and Latin words that stand in both: as long in every language."""
    return frozenset(_COPIED.findall(source)) & frozenset(_COPIED.findall(target))


def parts(text: str, language: str, rate: float, same: frozenset[str], *, is_signed: bool = False) -> list[Part]:
    """The sentences of a text. `rate`: how many characters it has for one of English; `same`: see alike. `is_signed`:
    measure words for percent as signs, as the other side has them."""
    if stops(text) < 2:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return [_part(text, start, end, language, rate, same, is_signed)] if start < end else []
    return [_part(text, start, end, language, rate, same, is_signed) for start, end in split_sentences(text, language)]


def align(
    ours: Sequence[Part], theirs: Sequence[Part], measure: Measure, *, can_skip: bool
) -> tuple[list[Bead], float]:
    """The cheapest way to pair the sentences in order, and its cost."""
    steps = [*_STEPS, (1, 0, _SKIPPED), (0, 1, _SKIPPED)] if can_skip else _STEPS
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    widest = abs(len(ours) - len(theirs)) + _WIDTH
    for i in range(len(ours) + 1):
        for j in range(max(0, i - widest), min(len(theirs), i + widest) + 1):
            here = best.get((i, j))
            if here is None:
                continue
            for di, dj, price in steps:
                to = (i + di, j + dj)
                if to[0] > len(ours) or to[1] > len(theirs):
                    continue
                fit = _match(ours[i : to[0]], theirs[j : to[1]], measure) if di and dj else 0.0
                cost = here[0] + price + fit
                if to not in best or cost < best[to][0]:
                    best[to] = (cost, (i, j))
    end = (len(ours), len(theirs))
    if end not in best:
        return [], math.inf
    beads = []
    while end != (0, 0):
        before = best[end][1]
        beads.append(Bead((before[0], end[0]), (before[1], end[1])))
        end = before
    return beads[::-1], best[len(ours), len(theirs)][0]


def in_step(ours: Sequence[Part], theirs: Sequence[Part], measure: Measure) -> list[Bead]:
    """Each sentence with the one of the same place, where all fit well; else none."""
    if len(ours) != len(theirs):
        return []
    if len(ours) > 1 and not all(map(_is_in_step, ours, theirs, repeat(measure))):
        return []
    return [Bead((at, at + 1), (at, at + 1)) for at in range(len(ours))]


def is_told_apart(ours: Sequence[Part], theirs: Sequence[Part], measure: Measure) -> bool:
    """Whether leaving one sentence out, and no other, lets the rest be paired well. Linear: before the one left out
    sentences pair with their like, behind it with the one before."""
    before = [_match([one], [other], measure) for one, other in zip(ours, theirs, strict=False)]
    behind = [_match([one], [other], measure) for one, other in zip(ours[1:], theirs, strict=True)]
    cost = sum(behind)
    costs = [cost]
    for left, right in zip(before, behind, strict=True):
        cost += left - right
        costs.append(cost)
    costs.sort()
    return len(costs) < 2 or costs[1] - costs[0] >= _APART


def _part(text: str, start: int, end: int, language: str, rate: float, same: frozenset[str], is_signed: bool) -> Part:
    piece = text[start:end]
    told = piece
    if same and ("(" in piece or "（" in piece):
        told = _NOTE.sub(lambda note: "" if _is_copied(note.group(1), same) else note.group(), piece)
    if is_signed:
        told = signed(told, language)
    return Part(start, end, _length(told, rate, same), piece, told, language)


def _is_copied(note: str, same: frozenset[str]) -> bool:
    """True for a note in brackets that only has what the other side has, too: a name as its own language spells it."""
    words = _COPIED.findall(note)
    return bool(words) and same.issuperset(words) and 2 * sum(map(len, words)) > len(note)


def _length(piece: str, rate: float, same: frozenset[str]) -> float:
    """How long a sentence would be in English; blanks in place of addresses count for nothing."""
    copied = sum(len(word) for word in _COPIED.findall(piece) if word in same) if same else 0
    return max((len(" ".join(piece.split())) - copied) / rate + copied, 1.0)


def _match(ours: Sequence[Part], theirs: Sequence[Part], measure: Measure) -> float:
    """How ill sentences fit together: by length, anchors and questions."""
    z = measure.far(sum(part.size for part in ours), sum(part.size for part in theirs), _INEXACT)
    cost = min(z * z / 2, _COSTLY)
    one, other = _anchors(ours), _anchors(theirs)
    if one:
        shared = len(one & other) / len(one)
        cost += _ANCHOR * (0.4 - shared)
    lost, new = sum(map(_is_sure, one - other)), sum(map(_is_sure, other - one))
    cost += min(_LOST * lost, _LOST * 3) + min(_NEW * new, _NEW * 3)
    if len(ours) > len(theirs):
        cost += _joining(ours, theirs)
    elif len(ours) < len(theirs):
        cost += _joining(theirs, ours)
    if any(part.asks for part in ours) != any(part.asks for part in theirs):
        cost += _ANCHOR
    return cost


def _is_in_step(one: Part, other: Part, measure: Measure) -> bool:
    return abs(measure.far(one.size, other.size, _INEXACT)) < _IN_STEP and one.asks == other.asks


def _anchors(row: Sequence[Part]) -> frozenset[str]:
    return row[0].worded if len(row) == 1 else frozenset().union(*(part.worded for part in row))


def _is_sure(anchor: str) -> bool:
    """True for a number, a weekday, a month."""
    return anchor[0].isdigit() or " " in anchor


def _joining(many: Sequence[Part], few: Sequence[Part]) -> float:
    """What it costs that sentences were joined: where a stop was there mostly is a comma or colon, or a word that
    joins."""
    if len(few) != 1 or len(many) != 2:
        return _UNJOINED
    [one], border = few, many[0].size / (many[0].size + many[1].size)
    if any(abs(place / len(one.text) - border) < _THERE for place in _breaks(one.text)):
        return -_JOINED
    if any(abs(place / len(one.text) - border) < _THERE for place in joints(one.text, one.language)):
        return _JOINED / 2
    return _UNJOINED


@lru_cache(maxsize=1024)
def _breaks(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _BREAK.finditer(text))
