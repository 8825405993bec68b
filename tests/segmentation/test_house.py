"""A newsroom's rules over ours: whose word counts where, and what is told of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.segmentation.abbreviations import read_abbreviations
from dragoman.segmentation.house import HouseRules, Ruling
from dragoman.segmentation.sentences import explain_sentences, split_sentences
from dragoman.segmentation.srx import read_srx
from tests.laws.test_segmentation import languages, texts
from tests.segmentation.srx_files import Rules, srx


def house(*rules: tuple[str, str, str], builtin: bool = True, lines: str = "", language: str = "en") -> HouseRules:
    file = read_srx(srx(("House", list(rules))), "house.srx")
    return HouseRules(language, read_abbreviations(lines.encode(), "abbreviations.txt"), (file,), builtin)


def cut(rules: HouseRules, text: str) -> list[str]:
    return [text[start:end] for start, end in rules.sentences(text)]


def test_an_exception_of_the_newsroom_takes_a_border_of_ours_away() -> None:
    rules = house(("no", r"\bMarbix!", r"\s"))
    assert cut(rules, "He works for Marbix! Later he left. All went well.") == [
        "He works for Marbix! Later he left.",
        "All went well.",
    ]


def test_a_break_of_the_newsroom_stands_where_we_have_none() -> None:
    assert cut(house(("yes", ";", r"\s")), "It rained; it poured. All left.") == [
        "It rained;",
        "it poured.",
        "All left.",
    ]


def test_where_no_rule_of_the_newsroom_fits_ours_decide() -> None:
    text = "Dr. Okoye came at 5 p.m. on Monday. He left."
    assert cut(house(("no", "x", "y")), text) == cut(HouseRules("en"), text)


def test_only_the_rules_of_the_newsroom_count_when_ours_are_switched_off() -> None:
    assert cut(house(("yes", r"\?", r"\s"), builtin=False), "Why? I left. Bye.") == ["Why?", "I left. Bye."]
    assert cut(house(("no", "x", "y"), builtin=False), "Why? I left.") == ["Why? I left."]


def test_a_rule_may_name_its_place_before_or_behind_the_blank() -> None:
    for rule in (("no", r"Marbix!", r"\s"), ("no", r"Marbix!\s", ""), ("no", r"Marbix!\s+", r"\w")):
        assert cut(house(rule), "So Marbix!  Then it ended.") == ["So Marbix!  Then it ended."]


def test_a_rule_that_breaks_before_a_closing_quote_has_its_way() -> None:
    assert cut(house(("yes", r"\.", "”")), "“It is over.” He left.") == ["“It is over.", "” He left."]


def test_the_blank_edges_of_a_text_are_no_borders() -> None:
    assert cut(house(("yes", "", r"\s"), ("yes", r"\s", "")), " a b ") == ["a", "b"]


def test_abbreviations_and_rules_work_together() -> None:
    rules = house(("yes", ";", r"\s"), lines="Aldm. title")
    assert cut(rules, "Ask Aldm. Okoye; she knows. Go.") == ["Ask Aldm. Okoye;", "she knows.", "Go."]


def test_every_ruling_tells_who_said_so() -> None:
    rules = house(("no", r"\bMarbix!", r"\s"), ("yes", ";", r"\s"), lines="Aldm. title\n-Dr.")
    text = "Aldm. Li met Dr. Mo; all at Marbix! Then she left. Bye."
    assert rules.rulings(text) == [
        Ruling(5, 6, False, "abbreviation-title", "Aldm", "abbreviations.txt:1"),
        Ruling(16, 17, True, "full-stop", "", "abbreviations.txt:2"),
        Ruling(20, 21, True, "srx", "", "house.srx:9", "rule 2 of House"),
        Ruling(35, 36, False, "srx", "", "house.srx:7", "rule 1 of House"),
        Ruling(50, 51, True, "full-stop"),
    ]


def test_a_stop_of_which_no_rule_speaks_is_told_as_well() -> None:
    assert house(("yes", r"\?", r"\s"), builtin=False).rulings("Why? I left. Bye.") == [
        Ruling(4, 5, True, "srx", "", "house.srx:7", "rule 1 of House"),
        Ruling(12, 13, False, "no-rule"),
    ]


SIDES = ["", r"\.", r"\s", r"[.?!]+", r"\w", "“", r"\bMr\.", r"\p{Lu}", "。", r"\s+\p{Ll}"]
rules_of_houses: st.SearchStrategy[Rules] = st.lists(
    st.tuples(st.sampled_from(["yes", "no"]), st.sampled_from(SIDES), st.sampled_from(SIDES)), max_size=3
)


@given(rules_of_houses, texts, languages, st.booleans())
def test_the_laws_of_sentences_hold_under_any_rules(rules: Rules, text: str, language: str, builtin: bool) -> None:
    made = house(*rules, builtin=builtin, language=language)
    spans = made.sentences(text)
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()
    borders = {ruling.next for ruling in made.rulings(text) if ruling.is_border}
    assert {start for start, _ in spans[1:]} == borders


@given(texts, languages)
def test_a_newsroom_without_rules_has_ours(text: str, language: str) -> None:
    plain = HouseRules(language)
    assert plain.sentences(text) == split_sentences(text, language)
    decisions = explain_sentences(text, language)
    assert [(ruling.next, ruling.is_border, ruling.rule) for ruling in plain.rulings(text)] == [
        (decision.next, decision.is_border, decision.rule) for decision in decisions
    ]
