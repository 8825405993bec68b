"""What omission says of a sentence that is gone, and the laws of comparing."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.checks.gaps import NONE, gaps
from dragoman.checks.text import check_text

_SOURCE = "The dam was built in 1954. Today 300 villages drink its water. It is now to be raised by 12 metres."


def _told(target: str) -> list[str]:
    return [one.message for one in check_text(_SOURCE, target, language="de", checks=["omission"])]


def test_a_sentence_that_numbers_set_apart_is_named() -> None:
    target = "Heute trinken 300 Dörfer ihr Wasser. Sie soll nun um 12 Meter erhöht werden."
    assert _told(target) == ["“The dam was built in 1954.” is not translated"]


def test_a_sentence_that_nothing_sets_apart_is_named_with_a_doubt() -> None:
    source = "The mayor opened the old market. The guests praised the new stalls. The band played in the square."
    target = "Die Bürgermeisterin eröffnete den alten Markt. Die Kapelle spielte auf dem Platz."
    told = check_text(source, target, language="de", checks=["omission"])
    assert [one.message.split(",")[0] for one in told] == ["a sentence is not translated"]


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["ar", "he", "hi", "ja", "th", "tr", "zh-Hans"]))
def test_every_gap_is_a_place_in_its_text(source: str, target: str, language: str) -> None:
    found = gaps(source, target, "en", language)
    assert all(0 <= gap.start < gap.end <= len(source) and gap.at <= len(target) for gap in found.lacking)
    assert all(0 <= gap.start < gap.end <= len(target) and gap.at <= len(source) for gap in found.added)


@given(st.text(max_size=300))
def test_a_text_lacks_nothing_of_itself(text: str) -> None:
    assert gaps(text, text, "en", "en") == NONE
