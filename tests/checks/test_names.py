"""Laws of names: what counts as one, how two spellings are compared, and when the check must be silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import check_text
from dragoman.checks.sides import Side
from dragoman.language.capital_words import may_mention, name_words
from dragoman.language.exonyms import folded, forms_of
from dragoman.language.mentions import mentions
from dragoman.language.places import may_stand_in
from dragoman.language.skeletons import closeness, fold, may_transliterate, skeleton

LATIN = ["de", "es", "fr", "it", "nl", "pl", "pt", "tr"]
LETTERS = "abdefghilmnorstuvw"
WORDS = st.text(LETTERS, min_size=3, max_size=9)
NAMES = WORDS.map(str.capitalize)
SPOKEN = st.sampled_from(["Reporters asked {} about the fire.", "The prize went to {} on Friday.", "“No,” {} said."])
SIGNS = st.text("aA zZ.,’'-“”éÖŁ東アبאа1")


@given(SIGNS)
def test_mentions_stand_in_order_where_they_say(text: str) -> None:
    found = mentions(text)
    assert [mention.start for mention in found] == sorted({mention.start for mention in found})
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(word in text[mention.start : mention.end].lower() for mention in found for word in mention.words)


@given(st.lists(st.one_of(NAMES, WORDS), max_size=8).map(" ".join))
def test_the_cheap_question_loses_no_mention(text: str) -> None:
    capitalised = [word for word in text.split() if word[0].isupper()]
    assert may_mention(capitalised) or not mentions(text)


@given(WORDS, st.text("абвгдемноابתשラミ王a", max_size=9))
def test_closeness_is_a_share_and_a_name_is_closest_to_itself(name: str, word: str) -> None:
    assert not word or 0 <= closeness(name, word) <= 1
    assert closeness(name, name) == (1.0 if skeleton(name) else 0.0)


@given(WORDS)
def test_folding_is_done_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize("language", LATIN)
@given(name=st.lists(NAMES, min_size=1, max_size=3).map(" ".join), sentence=SPOKEN)
def test_a_name_that_stands_as_it_is_is_never_missed(language: str, name: str, sentence: str) -> None:
    source = sentence.format(name)
    assert check_text(source, source, language=language, checks=["names"]) == []
    assert check_text(source, f"… {name} …", language=language, checks=["names"]) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Okafor said the council would vote again.", [("okafor",)]),
        ("Nurses said the ward was full.", []),
        ("Mr Brown and Judge Stone left.", [("brown",), ("stone",)]),
        ("US Vice-President Amara Nwosu travelled with Foreign Minister Dubois.", [("amara", "nwosu"), ("dubois",)]),
        ("J. R. Holt met Ludwig van der Meer.", [("holt",), ("ludwig", "meer")]),
        ("It closes at 6 p.m. Bring an envelope and a pencil.", []),
        ("They met Khalid al-Rashid.", [("khalid", "rashid")]),
        ("The United Nations and the Red Cross met Parliament before Easter.", []),
        ("A spokeswoman for Thornbury Motors denied it, as did Harwick University.", [("thornbury",), ("harwick",)]),
        ("They crossed Lake Turkana and Lake Constance by boat.", [("turkana",)]),
        ("His novel “Kestrel Rising” won the Golden Quill Award.", []),
        ("Why Small Farms Matter More Than Okafor Thinks", []),
        ("MAYOR HOLLOWAY QUITS AFTER VOTE", []),
        ("Castellanos waited, but fans of Castellanos kept singing.", [("castellanos",)]),
        ("Castellanos resigned, but fans of Castellanos kept singing.", [("castellanos",)]),
        ("Kearney, 54, leads the party.", [("kearney",)]),
        ("Voters chose Helen Carpenter and Grace Adams.", [("helen", "carpenter"), ("grace", "adams")]),
        ("They flew from Geneva to Sri Lanka with King Charles.", []),
    ],
)  # fmt: skip
def test_capitals_tell_names(text: str, names: list[tuple[str, ...]]) -> None:
    assert [mention.words for mention in mentions(text)] == names


@pytest.mark.parametrize(
    ("name", "word", "is_close"),
    [
        ("okafor", "أوكافور", True),
        ("okafor", "أديمي", False),
        ("knight", "נייט", True),
        ("hughes", "хьюз", True),
        ("stanley", "इस्टैनली", True),
        ("thornbury", "金斯利", False),
        ("laura", "ローラ", True),
        ("mansour", "حداد", False),
        ("jürgen", "یورگن", True),
    ],
)
def test_names_are_compared_by_their_sounds(name: str, word: str, is_close: bool) -> None:
    assert (closeness(name, word) >= 0.64) is is_close


@pytest.mark.parametrize(
    ("name", "word", "may"),
    [
        ("sokolov", "sokolow", True),
        ("netanyahu", "nétanyahou", True),
        ("whitcombe", "withcomb", False),
        ("romero", "romera", False),
    ],
)
def test_a_name_of_another_script_may_be_written_otherwise(name: str, word: str, may: bool) -> None:
    assert may_transliterate(name, word) is may


CAPITALS = st.lists(
    st.sampled_from(["Mr", "Mayor", "Helen", "Young", "Stone", "Port", "Bank", "Okafor", "Mark", "The"])
)


@given(
    CAPITALS.map(" ".join),
    st.sampled_from(["{} said no.", "On Friday {} left the port.", "the {} of {}, a judge, won."]),
)
def test_what_may_be_named_has_the_words_of_every_mention(run: str, sentence: str) -> None:
    text = sentence.replace("{}", run)
    known = {word.lower() for each in _runs(text) for word in name_words(each)}
    assert known.issuperset(word for mention in mentions(text) for word in mention.words)


def _runs(text: str) -> tuple[str, ...]:
    return Side(text, "en").runs


SPELLED = {
    "ru": "Марта Клейн",
    "ar": "مارتا كلاين",
    "fa": "مارتا کلاین",
    "he": "מרתה קליין",
    "ja": "マルタ・クライン",
    "zh-Hans": "玛尔塔·克莱因",
}


@pytest.mark.parametrize("language", SPELLED)
def test_a_spelling_that_was_met_before_changes_no_finding(language: str) -> None:
    source, other = "The prize went to Marta Klein.", "The prize went to Paul Weber."
    first = check_text(source, f"… {SPELLED[language]} …", language=language, checks=["names"])
    again = check_text(source, f"… {SPELLED[language]} …", language=language, checks=["names"])
    assert (first, again) == ([], [])
    found = check_text(other, f"… {SPELLED[language]} …", language=language, checks=["names"])
    assert "Paul Weber" in found[0].message


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("es", "Marta Kl\u200bein ganó."),
        ("de", "Marta Klein ge\u00adwann."),
        ("ru", "Марта Кл\u200bейн победила."),
        ("ar", "فازت مارتا كلا\u200bين."),
        ("ja", "マルタ・クラ\u200bインが勝った。"),
    ],
)
def test_a_character_that_nobody_sees_makes_no_other_name(language: str, target: str) -> None:
    assert check_text("Marta Klein won.", target, language=language, checks=["names"]) == []


def test_a_name_is_shown_where_it_stands_among_unseen_characters() -> None:
    target = "Lo\u200bs premios son de Marta Klein y Carlos Mo\u00adreno."
    (found,) = check_text("The prizes are for Marta Klein.", target, language="es", checks=["names"])
    assert target[found.start : found.end] == "Carlos Mo\u00adreno"


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fa", "fr", "he", "hi", "ja", "ru", "tr", "zh"])
def test_every_form_that_accuses_also_excuses(language: str) -> None:
    """A text with a sure form of a place names it, so that it is never said to name another instead."""
    for place, each in forms_of(language).items():
        for form in (*each.sure, *each.whole):
            assert may_stand_in(place, form, folded(form, language), language)


@pytest.mark.parametrize(
    ("language", "source", "target", "written"),
    [
        ("de", "A Swedish court ruled.", "Ein dänisches Gericht entschied.", "dänisches"),
        ("ru", "A Swedish court ruled.", "Датский суд вынес решение.", "датский"),
        ("zh-Hans", "A Swedish court ruled.", "丹麦法院作出裁决。", "丹麦"),
        ("fr", "The Danube rose.", "Le Rhin est monté.", "rhin"),
        ("he", "The Ministry of Health agreed.", "משרד החינוך הסכים.", "חינוך"),
        ("tr", "President Okafor left.", "Başbakan Okafor ayrıldı.", "başbakan"),
        ("es", "The IMF agreed.", "El BCE aceptó.", "BCE"),
        ("ar", "The Kurds left Norway.", "غادر الأكراد السويد.", "السويد"),
    ],
)
def test_what_stands_in_anothers_stead_is_named(language: str, source: str, target: str, written: str) -> None:
    (found,) = check_text(source, target, language=language, checks=["names"])
    assert found.message.startswith("the source names ")
    assert f"the translation “{written}”" in found.message


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("ru", "The council met after Mayor Okafor left.", "Совет собрался после ухода мэра Окафора."),
        ("fa", "The Kurds did not answer.", "کردها پاسخ ندادند و این کار را کردند."),
        ("fr", "A Swedish firm was compensated.", "Une entreprise suédoise a été indemnisée."),
        ("tr", "The Czech team drew.", "Çek takımı çekildi."),
        ("de", "Britta Holm plays for the Basque team.", "Britta Holm spielt für das baskische Team Basketball."),
        ("es", "Catalan growers sent a catalogue.", "Los cultivadores catalanes enviaron un catálogo."),
        ("ar", "The Nile fell.", "انخفض منسوب مياه للنيل."),
        ("hi", "The Chinese firm buys sugar.", "चीनी कंपनी चीनी ख़रीदती है।"),
        ("es", "Though Okafor left, the vote went on.", "Aunque Okafor se fue, la votación siguió."),
    ],
)
def test_a_word_that_looks_like_a_place_is_none(language: str, source: str, target: str) -> None:
    assert check_text(source, target, language=language, checks=["names"]) == []


@pytest.mark.parametrize("language", LATIN[:4])
@given(name=st.text("bdfgklmnprtv", min_size=1, max_size=2), at=st.integers(1, 4))
def test_a_letter_in_anothers_stead_is_told_where_names_stay(language: str, name: str, at: int) -> None:
    source = "Reporters asked Delgado about the fire."
    changed = "Delgado"[:at] + "x" + "Delgado"[at + 1 :]
    found = check_text(source, f"… {changed} {name}.", language=language, checks=["names"])
    assert ["Delgado" in finding.message for finding in found] == [True]


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("ru", "Министр Томас Хедмунд ушёл."),
        ("ar", "استقال الوزير توماس هيدموند."),
        ("ja", "トーマス・ヘドムンド大臣が辞任した。"),
    ],
)
def test_a_sound_in_anothers_stead_is_told(language: str, target: str) -> None:
    (found,) = check_text("The minister, Tomas Hedlund, resigned.", target, language=language, checks=["names"])
    assert found.message == "the translation spells “Tomas Hedlund” otherwise"
