"""Hand-written pairs in each language: forms of an approved rendering pass, words that only look like it do not."""

import tomllib
from pathlib import Path

import pytest

from dragoman.glossary import Verdict, verify_term

HERE = Path(__file__).parent / "pairs"
LANGUAGES = sorted(file.stem for file in HERE.glob("*.toml"))


def pairs(language: str, kind: str) -> list[tuple[str, str]]:
    rows = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))[kind]
    return [(approved, target) for approved, target in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_rendering_is_at_least_plausible(language: str) -> None:
    found = {pair: verify_term(*pair, language) for pair in pairs(language, "accept")}
    assert {pair for pair, verdict in found.items() if verdict is Verdict.MISSING} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_that_only_looks_like_a_rendering_passes(language: str) -> None:
    found = {pair: verify_term(*pair, language) for pair in pairs(language, "reject")}
    assert {pair: verdict for pair, verdict in found.items() if verdict is not Verdict.MISSING} == {}


def test_there_are_two_hundred_pairs_in_ten_languages() -> None:
    counts = [len(pairs(language, kind)) for language in LANGUAGES for kind in ("accept", "reject")]
    assert len(LANGUAGES) >= 10
    assert sum(counts) >= 200
