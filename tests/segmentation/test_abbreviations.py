"""abbreviations.txt: what a line means, and what is told of a wrong one."""

from __future__ import annotations

import pytest

from dragoman.model import ConfigError
from dragoman.segmentation.abbreviations import read_abbreviations
from dragoman.segmentation.house import HouseRules


def cut(lines: str, text: str, language: str = "en") -> list[str]:
    rules = HouseRules(language, read_abbreviations(lines.encode(), "abbreviations.txt"))
    return [text[start:end] for start, end in rules.sentences(text)]


class TestLines:
    def test_an_abbreviation_ends_a_sentence_only_before_a_word_that_begins_one(self) -> None:
        text = "He joined Marbix Hldg. Ltd. under Novak Hldg. Group. It was Hldg. The rest left."
        assert cut("", text)[0] == "He joined Marbix Hldg."
        for line in ("Hldg.", "Hldg", "  Hldg.   # a company", "Hldg. general"):
            assert cut(line, text) == [
                "He joined Marbix Hldg. Ltd. under Novak Hldg. Group.",
                "It was Hldg.",
                "The rest left.",
            ]

    def test_a_class_behind_it_says_what_the_dot_means(self) -> None:
        text = "Read Encl. 5 first. Then Encl. The box is empty."
        assert cut("Encl. number", text) == ["Read Encl. 5 first.", "Then Encl.", "The box is empty."]
        assert cut("Encl. title", text) == ["Read Encl. 5 first.", "Then Encl. The box is empty."]

    def test_small_letters_fit_capitals_too_and_capitals_only_themselves(self) -> None:
        assert cut("svgs. title", "The Svgs. Bank and the svgs. Bank.") == ["The Svgs. Bank and the svgs. Bank."]
        assert cut("Svgs. title", "The Svgs. Bank. Its svgs. Bank left.")[0] == "The Svgs. Bank."

    def test_one_that_we_ship_is_taken_away(self) -> None:
        text = "Ask Dr. Okoye about it."
        assert cut("", text) == [text]
        assert cut("-Dr.", text) == ["Ask Dr.", "Okoye about it."]
        assert cut("-Dr. title", text) == [text], "it is the beginning of a road's name as well"

    def test_the_last_word_on_an_abbreviation_counts(self) -> None:
        text = "Ask Aldm. Okoye about it."
        assert cut("Aldm. title\n-Aldm.", text) == ["Ask Aldm.", "Okoye about it."]
        assert cut("-Aldm.\nAldm. title", text) == [text]

    def test_blanks_inside_count_for_nothing(self) -> None:
        for line in ("q. v. inside", "q.v. inside", "q. v inside"):
            for text in ("Siehe q. v. Foo und q.v. Bar.", "Siehe q.v. Foo."):
                assert cut(line, text, "de") == [text]

    def test_comments_blank_lines_byte_order_marks_and_line_ends_of_any_kind_do_no_harm(self) -> None:
        data = b"\xef\xbb\xbf# House list\r\n\r\nHldg.\r\n\tEncl. number # as in \xe2\x80\x9cEncl. 5\xe2\x80\x9d\r\n"
        found = read_abbreviations(data, "a.txt")
        assert [(line.word, line.kind, str(line.where)) for line in found] == [
            ("Hldg", "general", "a.txt:3"),
            ("Encl", "number", "a.txt:4"),
        ]

    @pytest.mark.parametrize(
        ("language", "line", "text"),
        [
            ("ru", "гр. title", "Суд допросил гр. Иванова вчера."),
            ("el", "υπλγ. title", "Μίλησε ο υπλγ. Νίκου χθες."),
            ("hi", "मे. title", "यह मे. राम का है।"),
            ("he", "גב. title", "דיברה גב. לוי אתמול."),
            ("de", "Vtw. title", "Es kam Vtw. Meier."),
        ],
    )
    def test_abbreviations_of_any_script(self, language: str, line: str, text: str) -> None:
        assert cut(line, text, language) == [text]

    def test_rules_have_a_name_that_changes_with_what_they_say_alone(self) -> None:
        def version(lines: str) -> str:
            return HouseRules("en", read_abbreviations(lines.encode())).version

        assert version("") == HouseRules("en").version
        assert "house" not in version("")
        assert version("Hldg.") == version("# ours\n\nHldg general # here") != version("Hldg. title")


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        ("Hldg.\nAldm. titel", "unknown class 'titel'", "did you mean 'title'?"),
        (
            "Hldg.\nAldm. person",
            "unknown class 'person'",
            "known: title, number, month, inside, general, unit, final",
        ),
        ("Hldg.\n12.", "'12.' holds no letter", "write one abbreviation a line, such as Ald."),
        ("Hldg.\n-", "'-' holds no letter", "write one abbreviation a line, such as Ald."),
        (
            f"Hldg.\n{'x' * 27}.",
            f"{'x' * 27!r} is longer than 26 characters",
            "write one abbreviation a line; explain it behind a #",
        ),
    ],
)
def test_a_wrong_line_is_told_with_its_place_and_the_way_out(lines: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_abbreviations(lines.encode(), "locales/en/abbreviations.txt")
    assert (str(caught.value.where), caught.value.message, caught.value.hint) == (
        "locales/en/abbreviations.txt:2",
        message,
        hint,
    )


def test_a_file_that_is_no_utf_8_is_told_with_its_line() -> None:
    with pytest.raises(ConfigError, match="not UTF-8: byte 0xe4") as caught:
        read_abbreviations(b"Hldg.\nB\xe4r.\n", "a.txt")
    assert str(caught.value.where) == "a.txt:2"
