"""Language tags and the facts that hang on them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dragoman.language.tags import (
    autonym,
    direction,
    english_name,
    gettext_code,
    normalise,
    plural_forms,
    primary,
    sentence_gap,
)
from dragoman.model import ConfigError


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("ES", "es"),
        ("zh-hans", "zh-Hans"),
        ("pt_br", "pt-BR"),
        ("SR-LATN-rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
        ("iw", "he"),
        ("tlh", "tlh"),
        ("en-x-House", "en-x-house"),
        (" fr ", "fr"),
    ],
)
def test_tags_take_their_canonical_form(given: str, canonical: str) -> None:
    assert normalise(given) == canonical
    assert normalise(canonical) == canonical


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("en-UK", "did you mean en-GB?"),
        ("jp", "did you mean ja?"),
        ("spa", "did you mean es?"),
        ("zh-Hanx", "see the IANA registry of language subtags"),
        ("spanish!", "write one like es, zh-Hans or pt-BR (BCP 47)"),
        ("", "write one like es, zh-Hans or pt-BR (BCP 47)"),
        ("../es", "write one like es, zh-Hans or pt-BR (BCP 47)"),
        ("english", "see the IANA registry of language subtags"),
    ],
)
def test_a_wrong_tag_is_refused_with_a_way_out(given: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        normalise(given)
    assert caught.value.hint == hint


def test_the_primary_subtag_is_found_in_any_spelling() -> None:
    assert [primary(tag) for tag in ("zh-Hans", "pt_BR", "EN", "iw-IL", "", "*", "a-b")] == [
        "zh", "pt", "en", "he", "und", "und", "und",
    ]  # fmt: skip


def test_direction_follows_the_script() -> None:
    rtl = ("ar", "fa-IR", "he", "iw", "ur", "ps", "ckb", "yi", "dv", "az-Arab", "pa-PK", "ug")
    ltr = ("en", "hi", "zh-Hans", "az", "pa", "ar-Latn", "ur-Latn", "tr", "")
    assert {direction(tag) for tag in rtl} == {"rtl"}
    assert {direction(tag) for tag in ltr} == {"ltr"}


def test_gettext_writes_an_underscore() -> None:
    assert [gettext_code(tag) for tag in ("zh-hans", "pt-BR", "es")] == ["zh_Hans", "pt_BR", "es"]


def test_plural_forms_are_gettexts() -> None:
    assert plural_forms("zh-Hans") == "nplurals=1; plural=0;"
    assert plural_forms("fr-CA") == "nplurals=2; plural=(n > 1);"
    assert plural_forms("pt-BR") == "nplurals=2; plural=(n > 1);"
    assert plural_forms("pt-PT") == "nplurals=2; plural=(n != 1);"
    assert plural_forms("ar").startswith("nplurals=6;")
    assert plural_forms("tlh") == plural_forms("en")


def test_languages_have_names() -> None:
    assert english_name("es") == "Spanish"
    assert english_name("zh-Hans") == "Chinese (Simplified)"
    assert autonym("fr") == "français"
    assert english_name("tlh") == autonym("tlh") == "tlh"


def test_sentences_part_with_a_space_but_in_chinese_and_japanese() -> None:
    assert [sentence_gap(tag) for tag in ("es", "zh-Hant", "ja-JP", "th")] == [" ", "", "", " "]


def test_babel_is_loaded_only_when_a_name_is_asked_for() -> None:
    code = "import sys, dragoman.language.tags as t; t.direction('ar'); sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
