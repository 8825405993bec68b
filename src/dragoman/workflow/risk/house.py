"""What a house's own edits say of risk: weights learned from drafts and what people made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from dragoman.alignment.effort import edited_words
from dragoman.alignment.words import tokens
from dragoman.glossary.terms import Glossary
from dragoman.model import Key, Pair, State, Translation
from dragoman.workflow.risk.early import found_early
from dragoman.workflow.risk.learning import Example, fit
from dragoman.workflow.risk.signs import Beside, signs
from dragoman.workflow.risk.weights import BASE, DEFAULT, Weights

LEAST = 200
"""Drafts that people went through, edited or not: fewer say too little."""

_MOST = 2_000  # more would take seconds, and say no more
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class House:
    """What the order goes by in one language. `edits` is how many drafts there are to learn from; `is_learned` is
    False where they are too few, or order no better than the weights that every house begins with."""

    weights: Weights
    edits: int = 0
    is_learned: bool = False


USUAL = House(DEFAULT)


def source_digest(text: str) -> bytes:
    """The digest under which the ledger keeps the answers to a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


Answers = Mapping[bytes, Sequence[tuple[str, str]]]
"""What engines answered, as (engine, text), by the digest of the text that they were asked for."""


def went_through(pair: Pair) -> bool:
    """Whether a person approved what an engine had drafted, edited or not: the origin, which editors keep, tells."""
    now = pair.translation
    if now is None or now.state is not State.APPROVED or now.origin is None or pair.together:
        return False
    return now.origin.engine != "memory"


def seconds_of(pairs: Iterable[Pair], answers: Answers) -> dict[Key, str]:
    """What another engine than the one of the draft answered to the same text, the first that differs in its engine."""
    found: dict[Key, str] = {}
    for pair in pairs:
        origin = pair.translation.origin if pair.translation else None
        if origin is None:
            continue
        for engine, text in answers.get(source_digest(pair.segment.text), ()):
            if engine != origin.engine:
                found.setdefault(pair.segment.key, text)
    return found


def examples_of(
    pairs: Sequence[Pair], answers: Answers, *, source: str, language: str, glossary: Glossary
) -> list[Example]:
    """The drafts of one article that people went through, with what they made of them.

    Only drafts whose text the ledger still has, edited or not: of others an edited one would be lost and an unedited
    one not. So texts with terms or marks, which engines see masked, teach nothing.
    """
    drafted: list[Pair] = []
    finals: dict[int, str] = {}
    for pair in pairs:
        draft = _draft(pair, answers) if went_through(pair) else None
        if draft is not None and pair.translation is not None:
            finals[len(drafted)] = pair.translation.text
            pair = replace(pair, translation=draft)
        drafted.append(pair)
    if not finals:
        return []
    beside = Beside(seconds=seconds_of([drafted[at] for at in finals], answers))
    found = signs(drafted, (), source=source, language=language, glossary=glossary, beside=beside)
    return [_example(drafted[at], final, found[at].values) for at, final in finals.items()]


def learn(examples: Sequence[Example], usual: Weights = DEFAULT) -> House:
    """The weights that the examples teach, where there are enough and they order what they were not taught by better
    than `usual` does."""
    rows = sorted(examples, key=_sorted_by)[:_MOST]
    if len(rows) < LEAST:
        return House(usual, len(rows))
    taught = sum(_found(rows[fold::_FOLDS], fit(_without(rows, fold), usual)) for fold in range(_FOLDS))
    begun = sum(_found(rows[fold::_FOLDS], usual) for fold in range(_FOLDS))
    return House(fit(rows, usual), len(rows), True) if taught > begun else House(usual, len(rows))


def _draft(pair: Pair, answers: Answers) -> Translation | None:
    """What the engine made, letter for letter: the origin's digest proves it."""
    origin = pair.translation.origin if pair.translation else None
    if origin is None:
        return None
    for engine, text in answers.get(source_digest(pair.segment.text), ()):
        if engine == origin.engine and origin.made(text):
            return Translation(text, State.DRAFT, origin)
    return None


def _example(pair: Pair, final: str, values: Mapping[str, float]) -> Example:
    draft = pair.translation.text if pair.translation else ""
    words = len(tokens(draft))
    return Example(values, min(1.0, edited_words(draft, final) / max(1, words)), words)


def _sorted_by(example: Example) -> bytes:
    """In no order that says anything, and always the same."""
    return hashlib.sha256(repr((sorted(example.values.items()), example.rate, example.words)).encode()).digest()


def _without(rows: Sequence[Example], fold: int) -> Iterator[Example]:
    return chain.from_iterable(rows[other::_FOLDS] for other in range(_FOLDS) if other != fold)


def _found(rows: Sequence[Example], weights: Weights) -> float:
    scores = [weights[BASE] + sum(weights.get(name, 0.0) * value for name, value in row.values.items()) for row in rows]
    order = sorted(range(len(rows)), key=lambda at: -scores[at])
    return found_early(order, [row.rate * row.words for row in rows], [row.words for row in rows])
