"""The tables of forms: all of them can be read, and what they make keeps the laws."""

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.glossary.inflection import shapes
from dragoman.glossary.letters import folded
from dragoman.glossary.tables import table_of

TABLES = files("dragoman.glossary") / "data" / "inflection"
LANGUAGES = sorted(file.name.removesuffix(".toml") for file in TABLES.iterdir() if file.name.endswith(".toml"))
KEYS = {
    "lemma", "stem", "not", "least", "sure", "near", "before", "after", "capital", "common", "reflexive",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_can_be_read_and_says_nothing_unknown(language: str) -> None:
    raw = tomllib.loads((TABLES / f"{language}.toml").read_text(encoding="utf-8"))
    assert table_of(f"{language}-XX").is_known
    assert {key for row in raw.get("class", ()) for key in row} <= KEYS
    assert not any(re.search(r"\w", name) and not name.isdigit() for name in raw.get("changes", {}))
    explained = (TABLES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in explained or f"[{key}]" in explained or f"[[{key}]]" in explained for key in raw)


@pytest.mark.parametrize("language", LANGUAGES)
@given(word=st.text(alphabet="abcčdeéfghiklłmnoópqrsśtuvyzаеийкностяьاترسکيوएकतनי", min_size=1, max_size=9))
def test_a_word_is_a_sure_shape_of_itself_and_sure_shapes_are_near(language: str, word: str) -> None:
    word = folded(word, language)
    made = shapes(word, language)
    assert made.is_sure(word)
    assert not made.sure & made.near
    assert all(made.is_near(shape) for shape in made.sure)


def test_words_set_apart_are_no_forms_of_one_another_in_either_direction() -> None:
    assert not shapes("puerto", "es").is_near("puerta")
    assert not shapes("puerto", "es").is_near("puertas")
    assert not shapes("puerta", "es").is_near("puerto")
    assert shapes("puerto", "es").is_sure("puertos")


def test_what_a_language_takes_for_one_letter_is_one() -> None:
    assert folded("أحمد", "ar") == folded("احمد", "ar")
    assert folded("फ़िल्म", "hi") == folded("फिल्म", "hi")
    assert folded("IŞIK", "tr") == folded("ışık", "tr") != folded("işik", "tr")
    assert folded("INTEL", "en") == folded("intel", "en")
