"""Hostile translations hold what they promise: every addition on either side, and the marks of their source."""

from __future__ import annotations

from hypothesis import given
from tests.laws.strategies import contents

from dragoman.engines.hostile import ADDITIONS, hostile
from dragoman.model import Content, Mark, from_text, to_text


@given(contents())
def test_the_marks_of_a_text_stay(content: Content) -> None:
    text = to_text(content)
    marks = [part for part in content if isinstance(part, Mark)]
    assert [part for part in from_text(hostile(text), content) if isinstance(part, Mark)] == marks


def test_over_its_turns_a_text_meets_every_addition_on_either_side() -> None:
    met = [hostile("Ferry", turn).split(" Ferry ") for turn in range(len(ADDITIONS))]
    assert {before for before, _ in met} == {after for _, after in met} == {to_text((said,)) for said in ADDITIONS}


def test_the_same_text_is_met_with_the_same() -> None:
    assert hostile("Ferry") == hostile("Ferry") != hostile("Ferries")
