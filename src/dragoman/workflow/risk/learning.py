"""Weights fitted to what a house has edited: a logistic regression drawn to the weights it begins with.

The share of edited words is fitted as it is (fractional logit: Papke and Wooldridge 1996), each segment counts by its
words, and Newton's steps lead to the one best point: the same examples give the same weights, in any order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.workflow.risk.weights import BASE, Weights, logistic

STRENGTH = 8.0
"""How many segments of an average length the weights at the beginning stand for."""

_STEPS = 25
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that a person went through: its signs by name (0 … 1), the share of its words that were edited, and how
    many words it has."""

    values: Mapping[str, float]
    rate: float
    words: int


def fit(examples: Iterable[Example], prior: Weights, strength: float = STRENGTH) -> dict[str, float]:
    """The weights that explain the examples best, not farther from `prior` than they have reason to be.

    Law: without examples they are `prior`.
    """
    rows = sorted(examples, key=lambda one: (sorted(one.values.items()), one.rate, one.words))
    if not rows:
        return dict(prior)
    names = [BASE, *sorted(name for name in prior if name != BASE)]
    mean = sum(max(1, one.words) for one in rows) / len(rows)
    table: list[_Row] = []
    for one in rows:
        values = [1.0, *(one.values.get(name, 0.0) for name in names[1:])]
        table.append((values, one.rate, max(1, one.words) / mean))
    start = [prior[name] for name in names]
    found = list(start)
    holds = [strength / 10 if name == BASE else strength for name in names]  # the level is the house's own
    best = _loss(table, found, start, holds)
    for _ in range(_STEPS):
        step = _solved(*_slope(table, found, start, holds))
        scale = 1.0
        while scale > 1e-4:
            tried = [weight - scale * change for weight, change in zip(found, step, strict=True)]
            loss = _loss(table, tried, start, holds)
            if loss <= best:
                break
            scale /= 2
        else:
            break
        is_there = best - loss < _CLOSE
        found, best = tried, loss
        if is_there:
            break
    return {name: round(weight, 6) for name, weight in zip(names, found, strict=True)}


_Row = tuple[list[float], float, float]


def _loss(table: Sequence[_Row], weights: list[float], start: list[float], holds: list[float]) -> float:
    loss = 0.0
    for values, rate, count in table:
        odds = _dot(values, weights)
        loss += count * (max(odds, 0.0) + math.log1p(math.exp(-abs(odds))) - rate * odds)
    drawn = zip(weights, start, holds, strict=True)
    return loss + sum(hold * (weight - first) ** 2 for weight, first, hold in drawn) / 2


def _slope(
    table: Sequence[_Row], weights: list[float], start: list[float], holds: list[float]
) -> tuple[list[list[float]], list[float]]:
    """The second derivatives of the loss, and the first ones."""
    size = len(weights)
    first = [hold * (weight - begun) for weight, begun, hold in zip(weights, start, holds, strict=True)]
    second = [[holds[at] if at == other else 0.0 for other in range(size)] for at in range(size)]
    for values, rate, count in table:
        chance = logistic(_dot(values, weights))
        off, bend = count * (chance - rate), count * chance * (1 - chance)
        there = [at for at, value in enumerate(values) if value]
        for at in there:
            first[at] += off * values[at]
            row, much = second[at], bend * values[at]
            for other in there:
                row[other] += much * values[other]
    return second, first


def _solved(table: list[list[float]], right: list[float]) -> list[float]:
    """What the table must be multiplied with to give `right`: elimination, the table being positive definite."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(table, right, strict=True)]
    for at in range(size):
        pivot = rows[at][at]
        for below in range(at + 1, size):
            times = rows[below][at] / pivot
            if times:
                for column in range(at, size + 1):
                    rows[below][column] -= times * rows[at][column]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(rows[at][other] * found[other] for other in range(at + 1, size))
        found[at] = (rows[at][size] - rest) / rows[at][at]
    return found


def _dot(values: Sequence[float], weights: Sequence[float]) -> float:
    return sum(value * weight for value, weight in zip(values, weights, strict=True))
