"""Sentences in the languages of articles. Each line of examples/<language>.txt is a text, cut where ‖ stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.segmentation.reasons import REASONS
from dragoman.segmentation.rules import rules_of
from dragoman.segmentation.sentences import Decision, explain_sentences, split_sentences

# What cannot be seen or typed in a line: a line break, a blank that does not break, a point mark.
_SIGNS = {"⏎": "\n", "⍽": "\u00a0", "￼": "\N{OBJECT REPLACEMENT CHARACTER}"}


def _examples() -> list[tuple[str, str]]:
    folder = Path(__file__).parent / "examples"
    return [
        (file.stem, line)
        for file in sorted(folder.glob("*.txt"))
        for line in file.read_text("utf-8").split("\n")
        if line
    ]


def _typed(line: str) -> str:
    for sign, character in _SIGNS.items():
        line = line.replace(sign, character)
    return line


@pytest.mark.parametrize(("language", "line"), _examples())
def test_sentences_end_where_a_reader_ends_them(language: str, line: str) -> None:
    line = _typed(line)
    text = line.replace("‖", "")
    assert [text[start:end] for start, end in split_sentences(text, language)] == [
        sentence.strip() for sentence in line.split("‖")
    ]


def test_a_language_is_known_by_its_primary_subtag_in_any_case() -> None:
    text = "Er kam am 3. Oktober. Dann ging er."
    for tag in ("de", "DE", "de-AT", "de_CH", "de-Latn-DE-1996"):
        assert split_sentences(text, tag) == [(0, 21), (22, 35)]


def test_blank_text_has_no_sentence() -> None:
    assert [split_sentences(text, "en") for text in ("", " ", "\n\u2028\t")] == [[], [], []]


def test_text_without_letters_is_one_sentence() -> None:
    assert split_sentences(" ... ?! ... ", "en") == [(1, 11)]


def test_a_point_with_a_blank_before_it_begins_the_next_sentence() -> None:
    point = "\N{OBJECT REPLACEMENT CHARACTER}"
    assert split_sentences(f"One.{point} Two. {point} Three.", "en") == [(0, 5), (6, 10), (11, 19)]


def test_a_point_between_two_sentences_without_a_blank_parts_them() -> None:
    point = "\N{OBJECT REPLACEMENT CHARACTER}"
    assert split_sentences(f"One line.{point}Two lines.", "en") == [(0, 10), (10, 20)]


def test_a_forgotten_blank_parts_plain_words_only() -> None:
    assert len(split_sentences("It was over.The crowd left.", "en")) == 2
    assert len(split_sentences("Open Node.Js or www.the.The or Amazon.Com now.", "en")) == 1


def test_thai_is_not_cut_at_spaces_or_abbreviations() -> None:
    assert len(split_sentences("นายกรัฐมนตรีกล่าวว่า เศรษฐกิจดีขึ้น เมื่อ พ.ศ. 2566 ที่กรุงเทพฯ", "th")) == 1


def test_a_lone_bracket_joins_nothing() -> None:
    assert len(split_sentences("It began (late. Then it rained. It stopped.", "en")) == 3


def test_small_letters_follow_only_a_plain_word() -> None:
    assert len(split_sentences("They signed the treaty. von der Leyen left.", "en")) == 2
    assert len(split_sentences("The approx. five people and the dipl. others left.", "en")) == 1


def test_every_stop_but_the_last_has_a_reason() -> None:
    text = "Dr. Okoye left at 5 p.m. Monday. “Why?” Ms. Diaz asked. It was late."
    assert explain_sentences(text, "en") == [
        Decision((2, 3), 4, False, "abbreviation-title", "Dr"),
        Decision((21, 22), 22, False, "no-blank", ""),
        Decision((23, 24), 25, False, "abbreviation-general", "p.m"),
        Decision((31, 32), 33, True, "full-stop", ""),
        Decision((37, 38), 40, False, "reporting-verb", ""),
        Decision((42, 43), 44, False, "abbreviation-title", "Ms"),
        Decision((54, 55), 56, True, "full-stop", ""),
    ]


def test_every_rule_decides_in_some_example() -> None:
    deciding = {
        decision.rule
        for language, line in _examples()
        for decision in explain_sentences(_typed(line).replace("‖", ""), language)
    }
    assert deciding == {reason.name for reason in REASONS}


def test_rules_of_ones_own_stand_in_place_of_those_of_the_language() -> None:
    english = rules_of("en")
    own = replace(english, abbreviations={**english.abbreviations, "fwd": frozenset({"title"})})
    text = "They passed it to Fwd. Abara again."
    assert (len(split_sentences(text, "en")), len(split_sentences(text, "en", own))) == (2, 1)


def test_a_row_of_bullets_is_no_row_of_sentences() -> None:
    assert split_sentences("• • • Bread", "en") == [(0, 11)]
    assert split_sentences("• • Bread • Butter", "en") == [(0, 9), (10, 18)]
