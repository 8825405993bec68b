"""What speaks of risk: the load of a sentence, words left as they were, the work that an edit was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.alignment.effort import edit_rate, edited_words
from dragoman.alignment.words import pieces, tokens
from dragoman.glossary.terms import Glossary
from dragoman.language.leftovers import leftovers
from dragoman.language.load import Load, load
from dragoman.language.stakes import Stakes, stakes
from dragoman.model.sureness import sureness_of, with_sureness
from dragoman.workflow.risk import rank
from tests.laws.strategies import texts
from tests.workflow.risk.test_order import pair, told

LANGUAGES = st.sampled_from(["en", "es", "fr", "de", "ar", "fa", "he", "hi", "th", "zh-Hans", "ja", "tr", "ru", "xx"])


@given(texts, LANGUAGES)
def test_any_text_has_a_load_in_bounds(text: str, language: str) -> None:
    found = load(text, language)
    assert found.words >= 1
    assert all(0 <= share <= 1 for share in (found.clauses, found.choices, found.long))


@given(texts, texts)
def test_edits_are_none_for_the_same_words_and_never_more_than_there_are(one: str, other: str) -> None:
    assert edited_words(one, one) == 0 == edit_rate(one, one)
    assert edited_words(one, other) == edited_words(other, one) <= max(len(tokens(one)), len(tokens(other)))
    assert 0 <= edit_rate(one, other) <= 1


@given(texts)
def test_tokens_are_the_pieces_of_a_text_without_its_blanks(text: str) -> None:
    assert list(tokens(text)) == [piece for piece in pieces(text) if not piece.isspace()]


@given(texts, texts, LANGUAGES, LANGUAGES)
def test_leftovers_stand_on_both_sides(source: str, target: str, one: str, other: str) -> None:
    assert all(word in source and word in target for word in leftovers(source, target, one, other))


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Boats sank.", "en", Load(2)),
        ("Boats, which were blue, sank.", "en", Load(5, clauses=3 / 5)),
        ("Did boats set out?", "en", Load(4, choices=2 / 4, asks=True)),
        ("Harbour news", "en", Load(2, is_cut=True)),
        ("Extraordinary boats sank.", "en", Load(3, long=1 / 3)),
        ("船は三月に港へ着いた。", "ja", Load(5)),
        ("هل وصلت القوارب؟", "ar", Load(3, asks=True)),
        ("नाव आ गई।", "hi", Load(3)),
    ],
)
def test_the_load_of_a_sentence(text: str, language: str, wanted: Load) -> None:
    assert load(text, language) == wanted


@pytest.mark.parametrize(
    ("source", "target", "language", "wanted"),
    [
        ("A dusty lantern hung there.", "Una dusty lantern colgaba allí.", "es", ["dusty", "lantern"]),
        ("Clara had a hotel.", "Clara tenía un hotel.", "es", ["hotel"]),  # unless it is known
        ("The end of the pier.", "El fin of el muelle.", "es", ["of"]),
        ("He said no to a fan.", "Dijo no a un fan.", "es", ["fan"]),
        ("A lantern hung there.", "كان هناك lantern معلق.", "ar", ["lantern"]),
        ("A lantern hung there.", "那里挂着一盏灯。", "zh-Hans", []),
        ("The colour of the sea.", "The color of the sea.", "en-US", []),
    ],
)
def test_words_left_as_in_the_source(source: str, target: str, language: str, wanted: list[str]) -> None:
    assert leftovers(source, target, "en", language) == wanted


def test_words_known_in_the_target_language_are_not_left_over() -> None:
    assert leftovers("Clara had a hotel.", "Clara tenía un hotel.", "en", "es", {"hotel"}) == []


@pytest.mark.parametrize("text", ["A" * 100_000, "“" * 100_000, "1 " * 50_000, "A. B. " * 20_000, "<a>" * 30_000])
def test_a_hostile_text_is_ranked_all_the_same(text: str) -> None:
    [risk] = rank([pair(text, text)], source="en", language="es")
    assert 0 <= risk.score <= 1


def test_what_a_text_must_not_get_wrong() -> None:
    assert stakes("Mayor Ines Duarte said “no” twice in 2019.", "en") == Stakes(True, True, True, True, True)
    assert stakes("It rained on Monday.", "en") == Stakes()


def test_terms_numbers_and_names_that_are_right_speak_for_the_draft() -> None:
    glossary = Glossary.of(
        [("terms.toml", b'[[term]]\nsource = "tide table"\nes = { approved = "tabla de mareas" }\n')], source="en"
    )
    rows = [
        pair("Ines has the tide table of 2019.", "Ines tiene la tabla de mareas de 2019."),
        pair("Ines has the tide table of 2019.", "Inés tiene el horario de 2018.", context="caption", at=1),
    ]
    right, wrong = sorted(rank(rows, source="en", language="es", glossary=glossary), key=lambda risk: risk.place)
    assert "settled" in told(right) and "settled" not in told(wrong)
    assert right.score < wrong.score


@given(st.floats(0, 1))
def test_a_probability_comes_back_from_the_detail_to_the_hundredth(probability: float) -> None:
    found = sureness_of(with_sureness("model 7.1", probability))
    assert found is not None and abs(found - probability) <= 0.005 + 1e-9


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan"), float("inf")])
def test_what_is_no_probability_is_left_out(probability: float) -> None:
    assert with_sureness("model", probability) == "model"


@pytest.mark.parametrize("detail", ["", "p=2", "map=0.41", "p=0.412", "p=1.50x"])
def test_other_words_of_a_detail_are_no_probability(detail: str) -> None:
    assert sureness_of(detail) is None
