"""The rule files themselves: what stands in them can be used."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from dragoman.segmentation.rules import CLASSES, rules_of

FIELDS = {
    *CLASSES, "starters", "words", "ordinals", "months", "reporting", "continues", "openings", "unfinished", "solid",
    "dot_needs", "like", "exclaiming", "denied", "year_first", "numbered",
}  # fmt: skip
TABLES = {
    file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
    for file in (files("dragoman.segmentation") / "data").iterdir()
    if file.name.endswith(".toml")
}
NEEDED = {
    "en", "es", "fr", "de", "it", "pt", "nl", "ru", "uk", "pl", "cs", "ar", "fa", "he", "ur", "hi", "tr", "el", "ja",
    "zh", "ko", "sv", "da", "no", "fi", "ro", "hu", "id", "vi", "th", "am", "hy", "bn",
}  # fmt: skip


def test_the_languages_of_our_newsrooms_have_rules_of_their_own() -> None:
    assert NEEDED - set(TABLES) == set()


@pytest.mark.parametrize("code", sorted(TABLES))
def test_a_rule_file_holds_known_fields_and_clean_words(code: str) -> None:
    table = TABLES[code]
    assert set(table) <= FIELDS
    assert table.get("like", "en") in TABLES
    for name in CLASSES:
        words = str(table.get(name, "")).split()
        assert [word for word in words if word.endswith(".")] == []
    assert [word for word in str(table.get("starters", "")).split() if word != word.lower()] == []


def test_a_language_adds_to_the_one_it_is_like() -> None:
    assert rules_of("sk").classes("napr") and rules_of("sk").classes("tj")


def test_case_tells_an_abbreviation_from_a_word() -> None:
    english = rules_of("en")
    assert english.classes("Mr") and not english.classes("mr")
    assert english.classes("MR", among_capitals=True) and not english.classes("MR")
    assert english.classes("approx") and english.classes("Approx")
