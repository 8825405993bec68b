"""What every check keeps to, whatever the texts hold: it never raises, repeats itself exactly, and prints safely."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import plugins
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.glossary import Glossary, Rendering, StyleRule, Term
from dragoman.model import Block, Finding, Key, Mark, Origin, Pair, Segment, State, Translation, join, label
from dragoman.model.visible import visible

RENDERINGS = {"es": Rendering("Foro del \u202eAgua", forbidden=("Foro",)), "ar": Rendering("آب")}
TERMS = Glossary(
    tuple(Term(source, kind="person", renderings=RENDERINGS) for source in ("Water Forum", "water", "\x1b[31m")),
    style=(
        StyleRule("es", ("Foro", "\x1b[31m"), "\u202eforo", "\u202e", ("Foro del Agua",), "allow"),
        StyleRule("ar", ("آب",)),
        StyleRule("zh-Hans", ("آب",), exact=True),
    ),
)
WORDS = ("Water Forum", "water", "Foro", "Foro del Agua", "آب", "\x1b[31m", "\u202e", "\ud800", " ")
TAGS = ("<a>", "</a>", "<code>", "</code>", "<b/>")
PIECES = st.one_of(st.sampled_from(WORDS + TAGS), st.text(max_size=8))
TEXTS = st.lists(PIECES, max_size=8).map("".join)
MARKS = st.sampled_from(
    [Mark("open", "a"), Mark("close", "a"), Mark("point", "br"), Mark("open", "code"), Mark("close", "code")]
)
CONTENTS = st.lists(st.one_of(PIECES, MARKS), max_size=6).map(join).map(label)
SEGMENTS = st.builds(
    lambda content, role: Segment(content, ("",), Block(0, role)), CONTENTS, st.sampled_from(["body", "headline"])
)
ORIGINS = st.builds(Origin, TEXTS, TEXTS, st.just("2026-11-22"), st.just("000000"))
TRANSLATIONS = st.builds(
    Translation, TEXTS, st.sampled_from(State), st.none() | ORIGINS, st.none() | st.builds(Key, TEXTS, TEXTS)
)
PAIRS = st.lists(st.builds(Pair, SEGMENTS, st.none() | TRANSLATIONS, st.integers(0, 99)), max_size=4)
UNTRANSLATED = st.lists(SEGMENTS, max_size=4).map(
    lambda segments: [Pair(segment, Translation(segment.text, State.APPROVED), 3) for segment in segments]
)
LANGUAGES = st.sampled_from(["es", "ar", "zh-Hans", "en"])


@pytest.mark.parametrize("name", plugins.names(plugins.CHECKS))
@given(pairs=PAIRS | UNTRANSLATED, language=LANGUAGES)
@settings(deadline=None, max_examples=60)
def test_a_check_never_raises_and_says_the_same_again_in_words_safe_to_print(
    name: str, pairs: list[Pair], language: str
) -> None:
    rules = Rules("en", language, "a.md", "a.md.po", TERMS)
    found = run(pairs, rules, [name])
    assert run(pairs, rules, [name]) == found
    for finding in found:
        assert isinstance(finding, Finding)
        assert (finding.check, finding.language, finding.article) == (name, language, "a.md")
        assert visible(finding.message) == finding.message
        assert visible(finding.hint) == finding.hint


@given(TEXTS, st.integers(0, 9))
@settings(deadline=None)
def test_visible_text_is_settled_on_one_line_and_can_be_encoded(text: str, limit: int) -> None:
    shown = visible(text, limit)
    assert visible(shown) == shown
    assert len(shown.splitlines()) <= 1
    shown.encode()


def test_visible_text_keeps_letters_and_spells_out_controls() -> None:
    assert visible("\x1b[31mآتش‌بس\r\n\t\u202eabc\u2066\x9b\U000e0041") == (
        "\\x1b[31mآتش‌بس\\r\\n\\t\\u202eabc\\u2066\\x9b\\U000e0041"
    )
