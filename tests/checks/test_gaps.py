"""What omission and addition say of sentences and clauses that are gone or new, and the laws of comparing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.checks.gaps import NONE, gaps
from dragoman.checks.text import check_text
from dragoman.language.connectives import joints, unmatched

CHECKS = ["omission", "addition"]
LANGUAGES = ["en", "ar", "de", "es", "fa", "fr", "he", "hi", "ja", "ru", "tr", "zh-Hans"]
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


def test_a_sentence_that_a_counted_word_and_a_weekday_set_apart_is_named() -> None:
    source = "Seven boats sank in the storm. The harbour is closed. Divers will look for them on Tuesday."
    target = "Семь лодок затонули во время шторма. Во вторник их будут искать водолазы."
    told = check_text(source, target, language="ru", checks=["omission"])
    assert [one.message for one in told] == ["“The harbour is closed.” is not translated"]


def test_two_sentences_joined_where_the_stop_was_are_no_omission() -> None:
    source = "The well had been dry since the spring. On Monday the water came back."
    target = "Le puits était à sec depuis le printemps, mais l’eau est revenue lundi."
    assert gaps(source, target, "en", "fr") == NONE


def test_a_name_that_is_repeated_in_brackets_as_its_own_language_spells_it_is_no_addition() -> None:
    source = "Rua das Redes on Monday evening, an hour before the flood."
    target = "周一傍晚、洪水到来前一小时的鲁阿达斯雷德斯街（Rua das Redes）。"
    assert gaps(source, target, "en", "zh-Hans") == NONE


def test_a_clause_more_on_either_side_is_told() -> None:
    source = "The city will repair the old aqueduct next year."
    longer = "The city will repair the old aqueduct next year, because engineers fear that it may fall on the houses."
    target = "La ciudad reparará el viejo acueducto el año que viene."
    more = (
        "La ciudad reparará el viejo acueducto el año que viene, porque los ingenieros temen que caiga sobre las casas."
    )
    told = [
        [(one.check, one.severity.value) for one in check_text(given, made, language="es", checks=CHECKS)]
        for given, made in ((source, target), (longer, more), (longer, target), (source, more))
    ]
    assert told == [[], [], [("omission", "warning")], [("addition", "warning")]]


@pytest.mark.parametrize(
    ("language", "target", "left"),
    [
        ("he", "החוף פתוח עד תשע. Lifeguards leave at six. הכניסה חופשית.", "Lifeguards leave at six."),
        ("ja", "橋は再び赤く塗られる、as it was before the war。", "as it was before the war。"),
        ("fr", "Le pont sera repeint en rouge, as it was before the war.", "as it was before the war."),
        ("fr", "Le pont sera repeint en rouge, comme dans le film « As it was before the war ».", ""),
        ("de", "Die Brücke am Old Town of London wird wieder rot.", ""),
    ],
)
def test_what_was_left_in_the_sources_language_is_told_but_for_names_and_titles(
    language: str, target: str, left: str
) -> None:
    source = (
        "The bridge at the Old Town of London is red, as it was before the war. Lifeguards leave at six. It is open."
    )
    told = check_text(source, target, language=language, checks=["omission"])
    places = [target[one.start : one.end] for one in told if one.message.endswith("was left as in the source")]
    assert places == ([left] if left else [])


@pytest.mark.parametrize(
    ("text", "language", "other", "other_language", "kinds"),
    [
        ("Le port ferme parce que la houle monte.", "fr", "The port closes.", "en", ("cause",)),
        ("Le port ferme parce que la houle monte.", "fr", "The port closes, as the swell rises.", "en", ()),
        ("Der Hafen, der seit Mai leer steht, brennt.", "de", "The harbour burns.", "en", ("relative",)),
        ("Der Hafen brennt.", "de", "The harbour burns.", "en", ()),
        ("وقال الوزير إن الميناء مغلق.", "ar", "The port is closed.", "en", ("speech",)),
        ("尽管下雨，港口仍开放。", "zh-Hans", "The port is open.", "en", ("concession",)),
        ("The port closes if it snows.", "en", "हिमपात में बंदरगाह बंद।", "hi", ("condition",)),
        ("The port closes if it snows.", "en", "Satama suljetaan.", "fi", ()),
    ],
)
def test_an_opened_clause_is_unmatched_where_nothing_on_the_other_side_may_stand_for_it(
    text: str, language: str, other: str, other_language: str, kinds: tuple[str, ...]
) -> None:
    assert unmatched(text, language, other, other_language) == kinds


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_every_clause_of_a_text_is_matched_by_itself(text: str, language: str) -> None:
    assert unmatched(text, language, text, language) == ()


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_every_joint_is_a_place_in_its_text(text: str, language: str) -> None:
    assert all(0 < place < len(text) for place in joints(text, language))


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["ar", "he", "hi", "ja", "th", "tr", "zh-Hans"]))
def test_every_gap_is_a_place_in_its_text(source: str, target: str, language: str) -> None:
    found = gaps(source, target, "en", language)
    assert all(0 <= gap.start < gap.end <= len(source) and gap.at <= len(target) for gap in found.lacking)
    assert all(0 <= gap.start < gap.end <= len(target) and gap.at <= len(source) for gap in found.added)


@given(st.text(max_size=300))
def test_a_text_lacks_nothing_of_itself(text: str) -> None:
    assert gaps(text, text, "en", "en") == NONE
