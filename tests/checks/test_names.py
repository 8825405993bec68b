"""Laws of names: what counts as one, how two spellings are compared, and when the check must be silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import check_text
from dragoman.language.capital_words import may_mention
from dragoman.language.mentions import mentions
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
