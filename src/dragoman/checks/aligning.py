"""Pairs the sentences of a text with those of its translation, in order; some may have no partner.

By length and by what must survive a translation (Gale and Church 1993, with anchors): numbers, names in the same
script, question marks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dragoman.checks.measuring import Measure, Part, size_of
from dragoman.language.connectives import joints

_SKIPPED, _MERGED = 2.2, 3.2  # costs of a sentence without a partner, and of two that are one
_STEPS = [(1, 1, 0.0), (2, 1, _MERGED), (1, 2, _MERGED), (2, 2, 4.8), (3, 1, 6.4), (1, 3, 6.4)]
_ANCHOR, _LOST, _NEW = 1.3, 0.7, 0.5  # what shared anchors weigh, and a number or day that is lost or new
_SHARED = 0.4  # the part of anchors that is shared by chance
_JOINED = 0.6  # what a sign between clauses says for two sentences that were joined
_UNJOINED = 1.4  # what it costs when nothing joins them
_ASIDE = min(_SKIPPED, _MERGED - _JOINED)  # the least cost of a step that is not straight, for each sentence more
_ROUNDED = 1e-6
_THERE = 0.16  # how far from its place, as a part of the sentence
_COSTLY = 12.0  # the most that a length costs
_INEXACT = 0.18  # the least spread of a sentence's length within a text: sentences give and take
_APART = 1.5  # by how much the cheapest sentence to leave out must be cheaper than the next, to be named
_ROWS = 64  # numbers of sentences whose straight way is kept
_IN_STEP = 2.0  # how far the lengths of sentences that go in step may lie from the expected


class Bead(NamedTuple):
    """Sentences of both sides that belong together; one row is empty where there is no partner."""

    ours: tuple[int, int]
    theirs: tuple[int, int]


class _Stretch(NamedTuple):
    """Sentences of one side in a row, taken as one."""

    parts: Sequence[Part]
    size: float
    anchors: frozenset[str]
    sure: frozenset[str]
    asks: bool


class Fit:
    """How ill stretches of both sides fit together: by length, anchors and questions. Each is looked at once."""

    def __init__(self, ours: Sequence[Part], theirs: Sequence[Part], measure: Measure) -> None:
        self.ours, self.theirs, self.measure = ours, theirs, measure
        self._our: dict[tuple[int, int], _Stretch] = {}
        self._their: dict[tuple[int, int], _Stretch] = {}
        self._costs: dict[tuple[int, int, int, int], float] = {}

    def cost(self, at: int, end: int, there: int, until: int) -> float:
        """For ours[at:end] and theirs[there:until]."""
        key = at, end, there, until
        found = self._costs.get(key)
        if found is None:
            one = self._our.get((at, end)) or self._our.setdefault((at, end), _stretch(self.ours[at:end]))
            other = self._their.get((there, until)) or self._their.setdefault(
                (there, until), _stretch(self.theirs[there:until])
            )
            found = self._costs[key] = _match(one, other, self.measure)
        return found

    def straight(self) -> float:
        """What a plain way costs, so that the cheapest costs no more: one by one, or one by one but for two that are
        joined. Infinite where the numbers of sentences differ by more."""
        ours, theirs = len(self.ours), len(self.theirs)
        few = min(ours, theirs)
        if abs(ours - theirs) > 1:
            return math.inf
        more, there = ours > theirs, theirs > ours
        cost = sum((self.cost(at + more, at + more + 1, at + there, at + there + 1) for at in range(few)), 0.0)
        if ours == theirs:
            return cost
        found = math.inf
        for at in range(few):  # `cost` is that of all before `at` one by one, and of all from `at` on beside their like
            cost -= self.cost(at + more, at + more + 1, at + there, at + there + 1)
            found = min(found, cost + _MERGED + self.cost(at, at + 1 + more, at, at + 1 + there))
            cost += self.cost(at, at + 1, at, at + 1)
        return found

    def gains(self) -> list[float]:
        """By how much shared anchors can lower the cost of our sentences from each on, at most."""
        there = frozenset().union(*(part.worded for part in self.theirs))
        found = [0.0]
        for part in reversed(self.ours):
            found.append(found[-1] + (0.0 if part.worded.isdisjoint(there) else _ANCHOR * (1 - _SHARED)))
        return found[::-1]


def align(fit: Fit, *, can_skip: bool) -> tuple[list[Bead], float]:
    """The cheapest way to pair the sentences in order, and its cost. What is surely dearer than a plain way is not
    looked at."""
    many, others = len(fit.ours), len(fit.theirs)
    most, gains = fit.straight() + _ROUNDED, fit.gains()
    steps = [*_STEPS, (1, 0, _SKIPPED), (0, 1, _SKIPPED)] if can_skip else _STEPS
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(many + 1):
        for j in range(others + 1):
            here = best.get((i, j))
            if here is None:
                continue
            for di, dj, price in steps:
                to = (i + di, j + dj)
                if to[0] > many or to[1] > others:
                    continue
                cost = here[0] + price
                least = cost - gains[i] + _ASIDE * abs(many - to[0] - others + to[1])
                if least - (_JOINED if di != dj else 0.0) > most:
                    continue
                cost += fit.cost(i, to[0], j, to[1]) if di and dj else 0.0
                if to not in best or cost < best[to][0]:
                    best[to] = (cost, (i, j))
    end = (many, others)
    if end not in best:
        return [], math.inf
    beads = []
    while end != (0, 0):
        before = best[end][1]
        beads.append(Bead((before[0], end[0]), (before[1], end[1])))
        end = before
    return beads[::-1], best[many, others][0]


def in_step(ours: Sequence[Part], theirs: Sequence[Part], measure: Measure) -> Sequence[Bead]:
    """Each sentence with the one of the same place, where all lengths fit; else none."""
    if len(ours) != len(theirs):
        return ()
    if len(ours) > 1:
        for one, other in zip(ours, theirs, strict=True):
            if not _is_in_step(one, other, measure):
                return ()
    return _straight(len(ours))


@lru_cache(maxsize=_ROWS)
def _straight(count: int) -> tuple[Bead, ...]:
    return tuple(Bead((at, at + 1), (at, at + 1)) for at in range(count))


def is_told_apart(fit: Fit) -> bool:
    """Whether leaving one sentence out, and no other, of the side that has one more lets the rest be paired well.
    Linear: before the one left out sentences pair with their like, behind it with the one before."""
    more, there = len(fit.ours) > len(fit.theirs), len(fit.theirs) > len(fit.ours)
    count = min(len(fit.ours), len(fit.theirs))
    before = [fit.cost(at, at + 1, at, at + 1) for at in range(count)]
    behind = [fit.cost(at + more, at + more + 1, at + there, at + there + 1) for at in range(count)]
    cost = sum(behind)
    costs = [cost]
    for left, right in zip(before, behind, strict=True):
        cost += left - right
        costs.append(cost)
    costs.sort()
    return len(costs) < 2 or costs[1] - costs[0] >= _APART


def _stretch(parts: Sequence[Part]) -> _Stretch:
    anchors = parts[0].worded if len(parts) == 1 else frozenset().union(*(part.worded for part in parts))
    sure = frozenset(filter(_is_sure, anchors))
    return _Stretch(parts, size_of(parts), anchors, sure, any(part.asks for part in parts))


def _match(one: _Stretch, other: _Stretch, measure: Measure) -> float:
    """How ill two stretches fit together."""
    z = measure.far(one.size, other.size, _INEXACT)
    cost = min(z * z / 2, _COSTLY)
    if one.anchors:
        cost += _ANCHOR * (_SHARED - len(one.anchors & other.anchors) / len(one.anchors))
    cost += min(_LOST * len(one.sure - other.sure), _LOST * 3) + min(_NEW * len(other.sure - one.sure), _NEW * 3)
    if len(one.parts) > len(other.parts):
        cost += _joining(one, other)
    elif len(one.parts) < len(other.parts):
        cost += _joining(other, one)
    return cost + _ANCHOR * (one.asks != other.asks)


def _is_in_step(one: Part, other: Part, measure: Measure) -> bool:
    return abs(measure.far(one.size, other.size, _INEXACT)) < _IN_STEP and one.asks == other.asks


def _is_sure(anchor: str) -> bool:
    """True for a number, a weekday, a month."""
    return anchor[0].isdigit() or " " in anchor


def _joining(many: _Stretch, few: _Stretch) -> float:
    """What it costs that sentences were joined: where a stop was there mostly is a comma or colon, or a word that
    joins."""
    if len(few.parts) != 1 or len(many.parts) != 2:
        return _UNJOINED
    [one], border = few.parts, many.parts[0].size / many.size
    if any(abs(place / len(one.text) - border) < _THERE for place in one.places):
        return -_JOINED
    if any(abs(place / len(one.text) - border) < _THERE for place in joints(one.text, one.language)):
        return _JOINED / 2
    return _UNJOINED
