"""What holds for the name of any change: it is the same both ways, and facts are never called less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.alignment import ChangeClass, classify, describe, describe_all
from dragoman.alignment.words import pieces
from dragoman.language.facts import table

LANGUAGES = ["", "en", "de", "ar", "fa", "he", "hi", "th", "zh-Hans", "ja", "ko", "tr", "vi", "xx", "pt-BR", "no tag"]
LATIN = (
    "boats 14 1,250 two Two Valmora not NATO <em>x</em> <br/> https://a.example/b may June 5% € XIX – . , “quoted” é"
    " e\u0301 co-operate \u00ad ½ ²"
)
OTHERS = "١٤ १४ سفينة ليس שלום नाव 三人 不 เรือ ไม่ ZWNJ\u200cx \u202e \x07 \U0001f600"
WORDS = tuple(f"{LATIN} {OTHERS}".split(" "))
texts = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join) | st.text(max_size=12)
languages = st.sampled_from(LANGUAGES)


@given(texts, texts, languages)
def test_a_change_and_its_revert_have_one_name(old: str, new: str, language: str) -> None:
    names = frozenset(("Valmora", "三人"))
    assert classify(old, new, names, language) is classify(new, old, names, language)


@given(texts, languages)
def test_no_change_is_one_of_blank_space(text: str, language: str) -> None:
    assert classify(text, f"  {text}\n", (), language) is ChangeClass.WHITESPACE


@given(texts, texts, languages)
def test_a_change_is_described_without_losing_the_words_that_went(old: str, new: str, language: str) -> None:
    change = describe(old, new, (), language)
    assert change == describe(old, new, (), language)
    assert all(edit.before in old and edit.after in new for edit in change.edits if "…" not in edit.before + edit.after)
    if old != new:
        assert change.kind is classify(old, new, (), language)
    assert describe_all({0: (old, new)}, (), language) == {0: change}


@given(st.lists(st.sampled_from(WORDS), max_size=5), st.sampled_from([13, 15, 1250, 7]), st.data())
def test_another_number_is_never_called_less(row: list[str], number: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(row)))
    old, new = ([*row[:at], str(value), *row[at:]] for value in (number, number + 2))
    assert classify(" ".join(old), " ".join(new), (), "en").is_grave


@given(st.lists(st.sampled_from(["boats", "left", "the", "old", "pier"]), min_size=1, max_size=5), st.data())
def test_a_negating_word_of_any_language_is_a_negation(row: list[str], data: st.DataObject) -> None:
    facts = table("negation")
    language = data.draw(st.sampled_from(sorted(facts)))
    entry = facts[language]
    word = data.draw(st.sampled_from([*entry.get("words", ()), *entry.get("parts", ())]))
    at = data.draw(st.integers(0, len(row)))
    new = " ".join([*row[:at], word, *row[at:]])
    assert classify(" ".join(row), new, (), language) is ChangeClass.NEGATION


@given(st.lists(st.sampled_from(["boats", "left", "the", "pier"]), min_size=1, max_size=4), st.data())
def test_a_counting_word_of_any_language_for_another_is_a_number(row: list[str], data: st.DataObject) -> None:
    facts = table("numbers")
    language = data.draw(st.sampled_from(sorted(facts)))
    values = {name: forms.split() for name, forms in facts[language].items() if name.isdigit() and name != "1"}
    one, other = data.draw(st.lists(st.sampled_from(sorted(values)), min_size=2, max_size=2, unique=True))
    old, new = (" ".join([*row, data.draw(st.sampled_from(values[name]))]) for name in (one, other))
    assert classify(old, new, (), language) in (ChangeClass.NUMBER, ChangeClass.NEGATION)


@given(texts)
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text
