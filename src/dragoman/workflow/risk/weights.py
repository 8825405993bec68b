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
        BASE: -1.5,
        # what people and checks said
        "rivals": 3.0,
        "stale": 1.5,
        "errors": 2.5,
        "warnings": 1.2,
        "touched": -1.0,
        "approved": -3.0,
        # what must not be wrong
        "number": 0.1,
        "name": 0.2,
        "quotation": 0.2,
        "negation": 0.3,
        "term": 0.1,
        # what the draft looks like
        "unknown": 1.5,
        "ratio": 1.0,
        "unsure": 2.0,
        "second": 2.0,
        "distance": 0.8,
        # what the source looks like
        "length": 0.3,
        "clauses": 0.6,
        "choices": 1.2,
        "long": 0.0,
        "cut": 0.4,
        "question": 0.4,
        "marks": 0.3,
    }
)


def logistic(odds: float) -> float:
    """The chance that log-odds stand for."""
    if odds >= 0:
        return 1.0 / (1.0 + math.exp(-odds))
    return math.exp(odds) / (1.0 + math.exp(odds))
