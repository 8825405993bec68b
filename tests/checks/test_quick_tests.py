"""What checks ask before they read a text must never say no where reading it would find something."""

from __future__ import annotations

import re
import sys
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.checks import char_width, control_chars, normalisation, wrong_language
from dragoman.checks.filled_in import PLACEHOLDER, placeholders
from dragoman.checks.joined import Joined
from dragoman.checks.leaning import summed
from dragoman.checks.rules import Rules
from dragoman.checks.sides import Row
from dragoman.language import dated
from dragoman.language.amounts import amounts, may_count
from dragoman.language.chatter import _FENCE, _FORM, _LEFTOVER, _SIGN_OF_FENCE, _SIGN_OF_FORM
from dragoman.language.number_words import heard, spelled, vocabulary
from dragoman.language.telling import telling
from dragoman.model import Block, Pair, Segment, State, Translation

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
    assert telling(text, language).places_of(wanted) == placed


@given(TEXTS, LANGUAGES)
def test_a_text_that_surely_counts_nothing_has_no_sure_amount(text: str, language: str) -> None:
    if not may_count(text, language):
        assert [item for item in amounts(text, language).items if item.is_sure] == []


@given(TEXTS, LANGUAGES)
def test_every_word_that_a_reader_asks_for_is_told(text: str, language: str) -> None:
    words = vocabulary(language)
    told = telling(text, language).known
    assert told <= heard(text)
    if language not in ("ja", "zh-Hans"):
        assert {word for word in heard(text) if words.read(word)} <= told


TIMES = """May half past five quarter to six at 5 9pm 10:30 à 10.30 h 14h lunes Montag um 8 Uhr в семь вечера الساعة
3/5/2026 5. 月 三点 下午3時 साढ़े पाँच बजे a las diez"""
DATED = st.sampled_from(TIMES.split())


@given(st.lists(st.one_of(DATED, LETTERS), max_size=10).map(" ".join), LANGUAGES)
def test_a_text_in_which_nothing_can_be_a_date_has_none_by_the_full_reading(text: str, language: str) -> None:
    quick = dated.dates(text, language)
    with mock.patch.object(dated, "_may_date", lambda *_: True):
        full = dated.dates.__wrapped__(text, language)
    if quick == dated.NONE:
        assert (full.weekdays, full.months, full.days, full.times) == ((), (), (), ())


SPEECH = """the and of with Bank of America el la de los que por para Casa del Pueblo l'eau der und die nicht в и на что
的 の Mary Mill “quoted” río Fluss река"""
SPOKEN = st.sampled_from(SPEECH.split())
PROSE = st.lists(SPOKEN, max_size=60).map(" ".join)


@given(st.lists(st.tuples(PROSE, PROSE), min_size=1, max_size=3), st.sampled_from(["es", "fr", "de", "ru", "ja", "zh"]))
def test_a_text_that_surely_speaks_its_own_language_speaks_no_other(texts: list[tuple[str, str]], tag: str) -> None:
    rules = Rules("en", tag, "", "")
    pairs = [
        Pair(Segment((source,), (source,), Block(at, "body")), Translation(target, State.APPROVED))
        for at, (source, target) in enumerate(texts)
    ]
    rows = Row(pairs).sides("en", tag)
    if rows and wrong_language._is_surely_right(rows, summed(wrong_language._leanings(rows, rules)), rules):
        assert wrong_language._another(wrong_language._text(rows), rules) == ""


@given(st.lists(st.sampled_from([*'"{[<(#`*~: 1)\n', "id", "text", "</segment>", "[INST]"]), max_size=8).map("".join))
def test_a_text_without_the_signs_of_a_form_is_none(text: str) -> None:
    may_be_form = bool(_SIGN_OF_FORM.search(text) or _FORM.match(text))
    found = _LEFTOVER.search(text) is not None, _FENCE.search(text) is not None
    assert not (found[0] and not may_be_form)
    assert not (found[1] and not _SIGN_OF_FENCE.search(text))


SIGNS = ("(", "«", "](", "--", "ﷺ", "€", "<", " \u00a0", "\r")
PIECES = st.lists(st.sampled_from([*SIGNS, "a", " ", "\n", "-", "]", "\u00a0", "é"]), max_size=6).map("".join)


@given(st.lists(PIECES, max_size=6), st.sets(st.sampled_from(SIGNS)))
def test_the_texts_that_hold_a_sign_are_found_in_the_joined_text(texts: list[str], signs: set[str]) -> None:
    held = {number for number, text in enumerate(texts) if any(sign in text for sign in signs)}
    assert Joined(texts).holding(signs) == held


@given(st.lists(PIECES, max_size=6), st.sampled_from(["[(«]", "-(?=-)", "[é€](?<=[a-z].)", "[<(]+"]))
def test_the_texts_that_match_a_pattern_are_found_in_the_joined_text(texts: list[str], form: str) -> None:
    pattern = re.compile(form)
    assert Joined(texts).matching(pattern) == {number for number, text in enumerate(texts) if pattern.search(text)}


@pytest.mark.parametrize("pattern", [char_width._ANY, control_chars._CONTROLS, normalisation._FORMS])
def test_no_character_that_is_looked_for_is_an_everyday_one(pattern: re.Pattern[str]) -> None:
    wanted = [chr(code) for code in range(sys.maxunicode + 1) if pattern.match(chr(code))]
    assert Joined(wanted).odd == set(range(len(wanted)))


FILLED_IN = """{name} {{ x }} {% if %} ${a} $t(b) %(c)s %d %1$s %name% 50% 5%d -- --help ---help a--b /etc/hosts http://a/b
C:\\\\new \\n <%= d %> % - < { $ / %|x| %5% {0}"""


@given(
    st.lists(st.sampled_from(FILLED_IN.split()) | LETTERS, max_size=8).flatmap(
        lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words))
    )
)
def test_what_is_filled_in_is_found_as_the_pattern_finds_it(text: str) -> None:
    assert [match.span() for match in placeholders(text)] == [match.span() for match in PLACEHOLDER.finditer(text)]
