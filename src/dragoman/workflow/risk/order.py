"""Segments in the order in which a person should look at them: the riskiest first, each with its reasons.

The order hides nothing and approves nothing: every pair is in it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.glossary.terms import Glossary
from dragoman.model import Finding, Key, Pair
from dragoman.workflow.risk.signs import NOTHING, Beside, Signs, signs
from dragoman.workflow.risk.weights import BASE, DEFAULT, Weights, logistic

_TELLING = 0.005  # what a reason moves the score by, at least; what is at stake is always told
_ALWAYS = (
    "errors",
    "warnings",
    "stale",
    "rivals",
    "term",
    "number",
    "name",
    "quotation",
    "negation",
    "unknown",
    "unsure",
)


class Reason(NamedTuple):
    """`weight` is what the score would be lower without it; below 0 for what speaks for the draft. `words` are for
    people, and harmless to print."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Risk:
    """One pair's: its key, and its `place` among the pairs that were ranked, for a key may stand there twice.

    `score` is 0 … 1, roughly the share of the words that will be edited; 1 for a pair without a text. `reasons` are
    the gravest first. `has_stakes`: a number, a name, a quotation or a negation stands in the source.
    """

    key: Key
    place: int
    score: float
    reasons: tuple[Reason, ...]
    has_stakes: bool = False


def rank(
    pairs: Sequence[Pair],
    findings: Iterable[Finding] = (),
    *,
    source: str,
    language: str,
    glossary: Glossary | None = None,
    beside: Beside = NOTHING,
    weights: Weights = DEFAULT,
) -> tuple[Risk, ...]:
    """The pairs of one article, the riskiest first; see `in_order`. `findings` are what the checks found in it,
    `source` and `language` the BCP 47 tags of the two sides."""
    return in_order(
        assess(pairs, findings, source=source, language=language, glossary=glossary, beside=beside, weights=weights)
    )


def assess(
    pairs: Sequence[Pair],
    findings: Iterable[Finding] = (),
    *,
    source: str,
    language: str,
    glossary: Glossary | None = None,
    beside: Beside = NOTHING,
    weights: Weights = DEFAULT,
) -> list[Risk]:
    """The risk of each pair of one article, in the article's order: for those who rank several articles together."""
    found = signs(pairs, findings, source=source, language=language, glossary=glossary or Glossary(), beside=beside)
    return [_risk(pair, place, each, weights) for place, (pair, each) in enumerate(zip(pairs, found, strict=True))]


def in_order(risks: Sequence[Risk]) -> tuple[Risk, ...]:
    """Each of them once, by score; among equals as they stood.

    Law: one with something at stake is in the last third only when more than two thirds of all have; then it is the
    least risky of those that are there. So a reader who stops early has seen what must not be wrong.
    """
    by_score = sorted(risks, key=lambda risk: -risk.score)  # stable: among equals as they stood
    ahead = len(by_score) - len(by_score) // 3
    staked = sum(risk.has_stakes for risk in by_score)
    if staked > ahead:
        return tuple(by_score)
    room = ahead - staked  # for those without stakes before the last third
    first: list[Risk] = []
    last: list[Risk] = []
    for risk in by_score:
        if risk.has_stakes or room:
            room -= not risk.has_stakes
            first.append(risk)
        else:
            last.append(risk)
    return tuple(first + last)


def _risk(pair: Pair, place: int, found: Signs, weights: Weights) -> Risk:
    parts = [(sign, weights.get(sign.name, 0.0) * sign.value) for sign in found.of]
    odds = weights[BASE] + sum(part for _, part in parts)
    score = logistic(odds)
    reasons = [Reason(sign.name, round(score - logistic(odds - part), 4), sign.words) for sign, part in parts]
    told = [one for one in reasons if one.name in _ALWAYS or abs(one.weight) >= _TELLING]
    told.sort(key=lambda reason: -reason.weight)
    if found.is_missing:
        return Risk(pair.segment.key, place, 1.0, (Reason("missing", 1.0, "no translation"), *told), found.has_stakes)
    return Risk(pair.segment.key, place, round(score, 4), tuple(told), found.has_stakes)
