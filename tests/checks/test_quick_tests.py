"""What checks ask before they read a text must never say no where reading it would find something."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.amounts import amounts, may_count
from dragoman.language.number_words import heard, places_of, spelled, vocabulary

LANGUAGES = st.sampled_from(["en", "es", "fr", "de", "ar", "fa", "he", "hi", "ru", "tr", "ja", "zh-Hans"])
SAID = """one İki двадцать ثلاثة سهٔ twenty-one l’un veinte dreißig ÜÇ三十 نه\u200cصد तीन 12 1.250 IV ½ «vier» cien%
zwölf- ² שלוש zweiundvierzig quatre‑vingts"""
WORDS = st.sampled_from(SAID.split())
LETTERS = st.text(st.characters(exclude_categories=["M", "Cs"]), max_size=4)  # a mark belongs to a letter before it
TEXTS = st.lists(st.one_of(WORDS, LETTERS), max_size=14).map(" ".join)


@given(TEXTS)
def test_every_word_with_a_place_is_heard(text: str) -> None:
    assert spelled(text).known <= heard(text)


@given(TEXTS, LANGUAGES)
def test_words_that_are_sought_are_found_where_they_are_spelled(text: str, language: str) -> None:
    wanted = vocabulary(language).words.keys()
    said = spelled(text)
    placed = [(word, *span) for word, span in zip(said.words, said.spans, strict=True) if word in wanted]
    found = places_of(text, wanted)
    assert [each for each in found if each in placed] == placed


@given(TEXTS, LANGUAGES)
def test_a_text_that_surely_counts_nothing_has_no_sure_amount(text: str, language: str) -> None:
    if not may_count(text, language):
        assert [item for item in amounts(text, language).items if item.is_sure] == []
