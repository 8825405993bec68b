"""Weights learned from a house's own edits."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.glossary.terms import Glossary
from dragoman.model import Block, Origin, Pair, Segment, State, Translation, digest
from dragoman.workflow.risk.early import found_early
from dragoman.workflow.risk.house import LEAST, House, examples_of, learn, seconds_of, source_digest
from dragoman.workflow.risk.learning import Example, fit
from dragoman.workflow.risk.weights import BASE, DEFAULT

SHARE = st.floats(0, 1)
EXAMPLES = st.lists(
    st.builds(
        Example, st.dictionaries(st.sampled_from(["number", "unknown", "second"]), SHARE), SHARE, st.integers(0, 60)
    ),
    max_size=12,
)


def taught(count: int, *, by: str, seed: int = 1) -> list[Example]:
    """Drafts of which those with the sign `by` were edited much, and all others little."""
    source = random.Random(seed)
    rows = []
    for _ in range(count):
        values = {name: 1.0 for name in ("number", "name", "quotation") if source.random() < 0.5}
        rows.append(Example(values, 0.6 if by in values else 0.1, source.randint(5, 30)))
    return rows


def test_without_examples_the_weights_are_those_at_the_beginning() -> None:
    assert fit([], DEFAULT) == dict(DEFAULT)


@settings(deadline=None)
@given(EXAMPLES, st.randoms(use_true_random=False))
def test_the_order_of_the_examples_changes_no_weight(examples: list[Example], source: random.Random) -> None:
    shuffled = source.sample(examples, len(examples))
    assert fit(examples, DEFAULT) == fit(shuffled, DEFAULT)


@settings(deadline=None)
@given(EXAMPLES)
def test_weights_of_signs_that_no_example_has_stay(examples: list[Example]) -> None:
    found = fit(examples, DEFAULT)
    assert {name: found[name] for name in ("rivals", "errors", "stale")} == {"rivals": 3.0, "errors": 2.5, "stale": 1.5}


def test_what_was_edited_more_often_weighs_more() -> None:
    found = fit(taught(300, by="number"), DEFAULT)
    assert found["number"] > 1 > found["name"]


def test_the_more_examples_the_farther_the_weights_go() -> None:
    few, many = (fit(taught(count, by="number"), DEFAULT)["number"] for count in (10, 300))
    assert DEFAULT["number"] < few < many


def test_too_few_examples_teach_nothing() -> None:
    assert learn(taught(LEAST - 1, by="number")) == House(DEFAULT, LEAST - 1, False)


def test_enough_examples_teach_and_always_the_same() -> None:
    house = learn(taught(LEAST, by="number"))
    assert (house.edits, house.is_learned) == (LEAST, True)
    assert house == learn(taught(LEAST, by="number")[::-1])


def test_examples_without_a_pattern_do_not_replace_the_usual_weights() -> None:
    rows = [Example({"number": 1.0}, 0.3, 10)] * LEAST
    assert learn(rows) == House(DEFAULT, LEAST, False)


def test_a_part_of_the_effort_counts_as_a_part_of_the_segment_was_read() -> None:
    assert found_early([1, 0], [4, 6], [10, 10], 0.75) == 6 + 4 * 5 / 10


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=9), SHARE)
def test_no_order_finds_more_than_there_is(rows: list[tuple[int, int]], part: float) -> None:
    efforts, words = [effort for effort, _ in rows], [count for _, count in rows]
    assert 0 <= found_early(range(len(rows)), efforts, words, part) <= sum(efforts)


def approved(source: str, draft: str, final: str, *, engine: str = "apertium", at: int = 0) -> Pair:
    origin = Origin(engine, "eng-spa", "2026-11-22", digest(draft))
    return Pair(Segment((source,), (source,), Block(at)), Translation(final, State.APPROVED, origin), at + 1)


def examples(pairs: list[Pair], answers: dict[str, list[tuple[str, str]]]) -> list[tuple[float, int]]:
    told = {source_digest(source): rows for source, rows in answers.items()}
    found = examples_of(pairs, told, source="en", language="es", glossary=Glossary())
    return [(round(one.rate, 3), one.words) for one in found]


def test_edited_and_unedited_drafts_teach_where_the_ledger_has_them() -> None:
    pairs = [
        approved("It rained.", "Llovió.", "Llovió."),
        approved("It snowed again.", "Nevó otra vez.", "Volvió a nevar.", at=1),
    ]
    answers = {
        "It rained.": [("apertium", "Llovió.")],
        "It snowed again.": [("deepl", "Nevó de nuevo."), ("apertium", "Nevó otra vez.")],
    }
    assert examples(pairs, answers) == [(0.0, 2), (0.75, 4)]


@pytest.mark.parametrize(
    "pair",
    [
        approved("It rained.", "Llovía.", "Llovió."),  # another draft than the ledger's
        approved("It rained.", "Llovió.", "Llovió.", engine="memory"),  # a person's text
        Pair(Segment(("It rained.",), ("It rained.",), Block(0)), Translation("Llovió.", State.APPROVED)),
        Pair(Segment(("It rained.",), ("It rained.",), Block(0)), None),
    ],
)
def test_what_is_no_draft_of_the_ledger_teaches_nothing(pair: Pair) -> None:
    assert examples([pair], {"It rained.": [("apertium", "Llovió."), ("memory", "Llovió.")]}) == []


def test_the_second_engine_is_another_than_the_drafts() -> None:
    pair = approved("It rained.", "Llovió.", "Llovió.")
    told = {source_digest("It rained."): [("apertium", "Llovió."), ("deepl", "Ha llovido.")]}
    assert seconds_of([pair], told) == {pair.segment.key: "Ha llovido."}


def test_every_sign_has_a_weight_at_the_beginning() -> None:
    from dragoman.workflow.risk import signs

    text = signs.__loader__.get_source(signs.__name__)  # type: ignore[union-attr]
    assert text is not None
    assert [name for name in DEFAULT if name != BASE and f'"{name}"' not in text] == []
