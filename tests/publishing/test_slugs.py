"""Addresses made from titles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.slugs import slug

LANGUAGES = ["ar", "de", "es", "fr", "hi", "ja", "ru", "th", "tr", "uk", "zh-Hans"]


@given(st.text(max_size=200), st.sampled_from(LANGUAGES), st.booleans())
def test_a_slug_is_a_part_of_an_address_and_nothing_else(title: str, language: str, native: bool) -> None:
    made = slug(title, language, native=native)
    assert len(made) <= 80
    assert not re.search(r"[\s/?#&<>\"'.%:\\]|--|^-|-$", made)
    assert native or re.fullmatch("[a-z0-9-]*", made)
    assert slug(made, language, native=native) == made or not native


@pytest.mark.parametrize(
    ("language", "title", "made"),
    [
        ("de", "Über Größe: der Ölpreis", "ueber-groesse-der-oelpreis"),
        ("da", "Ny bro på Ærø", "ny-bro-paa-aeroe"),
        ("fr", "L’hôtel de ville s’ouvre à tous", "l-hotel-de-ville-s-ouvre-a-tous"),
        ("en", "The council’s new bridge", "the-councils-new-bridge"),
        ("es", "¿Cuánto cuesta el año?", "cuanto-cuesta-el-ano"),
        ("ru", "Новый ректор избран", "novyy-rektor-izbran"),
        ("uk", "Київ відкриває міст", "kyiv-vidkryvaie-mist"),
        ("tr", "Işık ve İstanbul", "isik-ve-istanbul"),
        ("zh-Hans", "港口重新开放", "gang-kou-zhong-xin-kai-fang"),
        ("ja", "水フォーラム、明日開幕", ""),
        ("ar", "منتدى المياه", ""),
        ("es", "…", ""),
    ],
)
def test_a_title_in_latin_letters(language: str, title: str, made: str) -> None:
    assert slug(title, language) == made


@pytest.mark.parametrize(
    ("language", "title", "made"),
    [
        ("ar", "منتدى المياه: يوم ثانٍ", "منتدى-المياه-يوم-ثانٍ"),
        ("hi", "जल मंच, कल", "जल-मंच-कल"),
        ("ja", "水フォーラム、明日開幕", "水フォーラム-明日開幕"),
        ("tr", "Işık ve İstanbul", "ışık-ve-istanbul"),
    ],
)
def test_a_title_in_its_own_letters(language: str, title: str, made: str) -> None:
    assert slug(title, language, native=True) == made


def test_a_long_title_is_cut_behind_a_word() -> None:
    assert slug("a bridge " * 30, "en") == "-".join(["a-bridge"] * 9)
