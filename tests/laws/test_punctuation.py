"""What the checks of punctuation keep to, whatever the texts and the language, however long the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.language.facts import table
from dragoman.language.punctuation import punctuation_of
from dragoman.language.quote_marks import marks
from dragoman.model import Block, Finding, Pair, Segment, State, Translation, read_tags

CHECKS = (
    "brackets",
    "double-space",
    "edge-space",
    "end-punctuation",
    "inverted-punctuation",
    "punctuation-script",
    "punctuation-spacing",
    "quotes",
)
LANGUAGES = sorted(set(table("punctuation")) - {"kinds", "everywhere", "default"})
SIGNS = " \u00a0\u202f\t\n.,;:!?…،؛؟۔।。、，！？：；()[]（）«»‹›„“”\"'‘’「」『』¿¡—-&<>/1a Aяبא中か\u0939\u0940\u200f"
TEXTS = st.text(alphabet=st.sampled_from(SIGNS), max_size=40) | st.text(max_size=20)
LENGTH = 100_000


def pair(source: str, target: str, block: int = 0) -> Pair:
    segment = Segment(read_tags(source), (source,), Block(block, "body"))
    return Pair(segment, Translation(target, State.APPROVED), 3)


def asked(source: str, target: str, language: str, name: str) -> list[Finding]:
    return run([pair(source, target)], Rules("en", language, "a.md", "a.md.po"), [name])


@pytest.mark.parametrize("name", CHECKS)
@given(source=TEXTS, target=TEXTS, language=st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=150)
def test_a_finding_stands_within_its_translation(name: str, source: str, target: str, language: str) -> None:
    spans = [(found.start, found.end) for found in asked(source, target, language, name) if found.start is not None]
    assert [(start, end) for start, end in spans if not 0 <= start <= (end or 0) <= len(target)] == []


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("language", ["fr", "zh-Hans", "es"])
@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "(",
        ")",
        "(）",
        "«",
        "„",
        '"',
        "' ",
        "‘",
        "a ",
        ". ",
        "a.",
        ",a",
        "¿",
        "?",
        "…",
        "<b> ",
        "&a",
        "<a ",
        "\n",
        "，中 ",
        ") (",
    ],
)
def test_a_long_hostile_text_is_judged_to_the_end(name: str, language: str, piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    assert isinstance(asked(f"{text}a", f"a{text}a", language, name), list)


@given(st.lists(TEXTS, max_size=4))
def test_each_quotation_mark_has_one_partner_at_most(texts: list[str]) -> None:
    found = marks(texts, ("«»", "“”"))
    every = [mark for both in found.pairs for mark in both] + list(found.alone)
    assert len(set(every)) == len(every)
    assert [mark for mark in every if texts[mark.text][mark.at] != mark.sign] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_of_the_table_is_whole(language: str) -> None:
    facts = punctuation_of(language)
    kinds = set(table("punctuation")["kinds"])
    assert set(facts.signs) == kinds
    assert facts.lacks <= kinds
    assert [mark for mark in (*facts.quotes, *facts.brackets) if len(mark) != 2] == []
    assert facts.straight in ("right", "note", "wrong")
    assert [sign for sign in "".join(facts.signs.values()) if sign in facts.misplaced] == []
