"""What is said of a splitter is fair: its borders, its stability, and where its sentences stand in the text."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.segmentation.processes import Splitter
from benchmarks.segmentation.scores import Paragraph, Score, is_stable, score
from benchmarks.segmentation.sets import read_sets
from benchmarks.segmentation.splitters import _characters, located
from benchmarks.segmentation.worst import WORST
from hypothesis import given
from hypothesis import strategies as st

TEXT = "The ferry is late. Nobody knows why. “It sails at 9,” she said."
PARAGRAPH = Paragraph(TEXT, (18, 36, 63))


@given(st.lists(st.text("ab. \n\u0301语", min_size=1), min_size=1))
def test_pieces_that_are_the_text_are_found_where_they_stand(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans, exact = located(text, pieces)
    assert exact
    assert [text[start:end] for start, end in spans] == [piece.strip() for piece in pieces if piece.strip()]


def test_sentences_of_a_tool_that_changes_the_text_are_scored_by_their_letters() -> None:
    changed = ["The ferry is late.", "Nobody knows why.", '"It sails at 9," she said.']
    spans, exact = located(TEXT, changed)
    assert not exact
    assert score([PARAGRAPH], [spans]) == Score(2, 0, 0)


def test_offsets_that_leave_letters_out_or_cross_are_not_exact() -> None:
    assert located(TEXT, [(0, 18), (19, 63)]) == ([(0, 18), (19, 63)], True)
    assert not located(TEXT, [(0, 18), (20, 63)])[1]
    assert not located(TEXT, [(0, 19), (18, 63)])[1]


def test_borders_missed_and_invented_count_against_a_tool() -> None:
    found = score([PARAGRAPH], [[(0, 18), (19, 40), (41, 63)]])
    assert (found, round(found.f1, 1)) == (Score(1, 1, 1), 50.0)


def test_a_border_that_moves_when_a_sentence_goes_is_not_stable() -> None:
    whole = [(0, 18), (19, 36), (37, 63)]
    assert is_stable(PARAGRAPH, whole, [(0, 17), (18, 44)], [(0, 18), (19, 36)]) == (True, True)
    assert is_stable(PARAGRAPH, whole, [(0, 44)], [(0, 36)]) == (False, False)


def test_offsets_in_utf_16_become_characters() -> None:
    assert _characters("a😀b. c", [1, 3, 4, 5, 7]) == [1, 2, 3, 4, 6]


def test_a_worst_paragraph_is_as_long_as_it_is_asked_to_be() -> None:
    assert {kind: len(make(1000)) for kind, make in WORST.items()} == dict.fromkeys(WORST, 1000)


def test_sets_and_golden_rules_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "sets.json"
    held = {
        "news": {"lang": "en", "paras": [{"text": TEXT, "ends": [18, 36, 63]}]},
        "en": [{"text": "One. Two.", "exp": ["One. ", "Two."], "set": "CLEAN_EN"}],
    }
    file.write_text(json.dumps(held), encoding="utf-8")
    treebanks, rules = read_sets([file])
    assert [(one.name, one.borders) for one in treebanks] == [("news", 2)]
    assert [(rule.language, rule.counts) for rule in rules] == [("en", False)]


def test_a_splitter_answers_from_its_own_process_and_says_what_it_cannot_do(tmp_path: Path) -> None:
    with Splitter("dragoman", sys.executable) as ours:
        answer = ours.ask("en", [TEXT], 60)
        assert answer is not None
        assert answer.spans == (((0, 18), (19, 36), (37, 63)),)
        assert answer.inexact == frozenset()
    assert Splitter("dragoman", str(tmp_path / "python")).missing != ""
