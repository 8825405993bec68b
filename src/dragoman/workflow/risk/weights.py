"""What each sign of risk weighs: the weights that every house begins with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

Weights: TypeAlias = Mapping[str, float]
"""By name of a sign, what a full one (1) adds to the log-odds that a word of the segment must be edited; "base" is what
stands without any."""

BASE = "base"

DEFAULT: Weights = MappingProxyType(
    {
        BASE: -1.1,
        # what people and checks said
        "rivals": 3.0,
        "stale": 1.5,
        "errors": 2.5,
        "warnings": 1.0,
        "touched": -1.0,
        "approved": -3.0,
        # what must not be wrong: little, for the order itself sees to it that these are not last
        "number": 0.1,
        "name": 0.1,
        "quotation": 0.4,
        "negation": 0.2,
        "term": 0.0,
        # what the draft looks like
        "unknown": 1.5,
        "settled": -1.0,
        "ratio": 0.5,
        "unsure": 2.0,
        "second": 1.7,
        "distance": 0.5,
        # what the source looks like
        "length": 0.1,
        "clauses": 0.5,
        "choices": 1.1,
        "long": -1.1,  # a long word has few meanings
        "cut": 0.2,
        "question": 0.4,
        "marks": 0.1,
    }
)
"""Chosen by reason, then by one half of benchmarks/risk; those of signs that it does not have by reason alone."""


def logistic(odds: float) -> float:
    """The chance that log-odds stand for."""
    if odds >= 0:
        return 1.0 / (1.0 + math.exp(-odds))
    return math.exp(odds) / (1.0 + math.exp(odds))
