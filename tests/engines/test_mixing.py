"""Answers that changed places, or that stand for several texts, are told from translations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.servers import phrasebook

from dragoman.engines.mixing import mixed_up

TEXTS = phrasebook.article()
RIGHT = phrasebook.translate(TEXTS)


@given(st.lists(st.sampled_from(range(len(TEXTS))), unique=True))
def test_right_answers_are_never_taken_for_others(rows: list[int]) -> None:
    assert mixed_up([TEXTS[row] for row in rows], [RIGHT[row] for row in rows]) == ""


@given(st.permutations(range(len(TEXTS))).filter(lambda rows: rows[1] != 1 or rows[3] != 3 or rows[4] != 4))
def test_answers_whose_numbers_went_elsewhere_are_found(rows: list[int]) -> None:
    assert mixed_up(TEXTS, [RIGHT[row] for row in rows]) != ""


@pytest.mark.parametrize(
    ("sources", "answers", "reason"),
    [
        (["It opened in 1920.", "Nobody came."], ["Vino nadie.", "Abrió en 1920."], "1920 of text 1"),
        (["It cost 2,500 euros.", "Nobody came."], ["Vino nadie.", "Costó 2.500 euros."], "2500 of text 1"),
        (["We met Fatima today.", "Nobody came."], ["Vino nadie.", "Hoy vimos a Fatima."], "Fatima of text 1"),
        (["See ⟦0⟧.", "Nobody came."], ["Vino nadie.", "Véase ⟦0⟧."], "⟦0⟧ of text 1"),
    ],
)
def test_what_one_text_alone_has_tells_its_translation(sources: list[str], answers: list[str], reason: str) -> None:
    assert mixed_up(sources, answers) == f"{reason} stands in the translation of another"


@pytest.mark.parametrize(
    ("sources", "answers"),
    [
        (["Read on", "Read more"], ["Seguir leyendo", "Seguir leyendo"]),  # short
        (["He said that it was late.", "She said that it was late."], ["Dijo que ya era tarde."] * 2),  # alike
        (["He came at 5 p.m.", "About 17 people."], ["Llegó a las 17:00.", "Unas 17 personas."]),
        (["In 1920 it opened.", "In 1920 it closed."], ["Cerró en 1920.", "Abrió en 1920."]),  # both have it
        (["Twelve came.", "It has 12 rooms."], ["Vinieron doce.", "Tiene doce salas."]),
        ([], []),
    ],
)
def test_what_happens_in_good_translations_is_let_pass(sources: list[str], answers: list[str]) -> None:
    assert mixed_up(sources, answers) == ""


@pytest.mark.parametrize(
    ("sources", "answer"),
    [
        (["The council met on Monday.", "Rain fell in the north."], "El ayuntamiento se reunió el lunes."),
        (["The council met on Monday.", "Rain fell in the north."], "市议会星期一召开了会议。"),
    ],
)
def test_one_answer_for_two_unlike_texts_is_none(sources: list[str], answer: str) -> None:
    assert mixed_up(sources, [answer, answer]) == "texts 1 and 2 have the same translation"
