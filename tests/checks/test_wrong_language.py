"""wrong-language without the extra `language-id`, on any text, and on attacks."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.test_check_cases import found_in

from dragoman import check_text
from dragoman.checks import wrong_language
from dragoman.checks.rules import Rules
from dragoman.language import identifying

CASES = tomllib.loads((Path(__file__).parent / "wrong-language" / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_without_the_extra_plain_cases_are_found_and_good_texts_pass(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wrong_language, "can_identify", lambda: False)
    monkeypatch.setattr(wrong_language, "identify", lambda text: "")
    rules = Rules("en", case["language"], "a", "b")
    found = found_in(case.get("pairs", [case]), rules, "wrong-language")
    assert bool(found) == (bool(case["expect"]) and not case.get("by_letters"))


def test_an_identifier_that_is_not_installed_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identifying, "can_identify", lambda: False)
    identifying.identify.cache_clear()
    assert identifying.identify("The council has approved the budget on Monday after a long debate.") == ""
    identifying.identify.cache_clear()


@given(st.text(max_size=300), st.sampled_from(["ar", "de", "fa", "he", "hi", "ja", "ru", "th", "tr", "zh-Hans", "und"]))
def test_any_text_is_judged_without_an_error(text: str, language: str) -> None:
    for finding in check_text("The bridge is open.", text, language=language, checks=["wrong-language"]):
        assert finding.check == "wrong-language"


@pytest.mark.parametrize("text", ["“" * 100_000, "'a" * 50_000, "ｱ" * 100_000, "の" * 100_000, "\u0301a" * 50_000])
def test_attacks_are_judged_in_linear_time(text: str) -> None:
    for language in ("es", "ja", "zh-Hans", "ar"):
        check_text("The bridge is open.", text, language=language, checks=["wrong-language"])
