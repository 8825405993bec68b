"""Laws of the checks of letters, words, addresses and markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import check_text
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.language.graphemes import boundaries, count_graphemes
from dragoman.language.style import Style
from dragoman.model import Block, Pair, Segment, State, Translation
from dragoman.model.visible import visible

CHECKS = [
    *("bidi", "capitalisation", "char-width", "control-chars", "duplicate-word", "emails", "encoding", "homoglyph"),
    *("kashida", "max-length", "normalisation", "placeholders", "repetition", "unsafe-markup", "urls"),
    *("wrong-letters", "wrong-script", "zero-width"),
    *("length-ratio", "llm-chatter", "negation", "omission", "addition", "sentence-count"),
]
LANGUAGES = [
    "ar",
    "ca",
    "de",
    "de-CH",
    "el",
    "en",
    "es",
    "fa",
    "fr",
    "he",
    "hi",
    "ja",
    "ru",
    "sr",
    "th",
    "tr",
    "ug",
    "zh-Hans",
    "zh-Hant",
]
PIECES = st.sampled_from(
    [
        *"aàbİıi̇ñßςσ日本語の字們们カーﾊ٣ـيیكکъыіäм́ष्टि שלום ,.;:!?…«»\"'()[]{}<>&%$=/\\@#-_+·~`|",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u202e",
        "\u2066",
        "\u2069",
        "\u0301",
        "\u00ad",
        "\ufeff",
        "\x00",
        "\x1b",
        "\ud800",
        "<a>",
        "</a>",
        "<b/>",
        "<code>",
        "</code>",
        "https://a.example/b",
        "a@b.example",
        "javascript:",
        "{name}",
        "%s",
        "Ã©",
        "&eacute;",
        "&lt;",
        "word ",
        "the ",
        "de la ",
        "ПРИВЕТ ",
        "\U0001f468",
        "\U0001f1eb\U0001f1f7",
        "\n",
        "\u2028",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS | st.text(max_size=20), TEXTS | st.text(max_size=20), st.sampled_from(LANGUAGES))
def test_no_text_makes_a_check_raise_and_places_stand_in_the_target(source: str, target: str, language: str) -> None:
    for finding in check_text(source, target, language=language, checks=CHECKS):
        assert finding.start is None or 0 <= finding.start <= (finding.end or 0) <= len(target)
        assert (visible(finding.message), visible(finding.hint)) == (finding.message, finding.hint)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_what_the_source_has_is_never_markup_that_it_lacks(text: str, language: str) -> None:
    alike = ["control-chars", "emails", "placeholders", "unsafe-markup", "urls", "zero-width"]
    assert check_text(text, text, language=language, checks=alike) == []


WORST = {
    "bidi": "\u202a\u2067",
    "capitalisation": "AAa'",
    "char-width": "Ａ1,",
    "control-chars": "\x01a",
    "duplicate-word": "a-a a-a ",
    "emails": "a.b-c@d-",
    "encoding": "Ã©â€?a&a",
    "homoglyph": "aа1O",
    "kashida": "بـ\u064e",
    "normalisation": "n\u0303ﬁ\u0316\u0301",
    "placeholders": "%(a{{a${/a/--a",
    "length-ratio": "ab",
    "llm-chatter": "(translation note: sure! ",
    "negation": "not only 不仅ない ",
    "repetition": "a b a c ",
    "sentence-count": "A. b? 。",
    "unsafe-markup": "<a b='\" j a v a=on[](&#{{\\x",
    "urls": "https://a(www.](<",
    "wrong-letters": "ıdeı ıls.lσ",
    "wrong-script": "a ж(中 ",
    "zero-width": "\u200b\u200ca",
}


@pytest.mark.parametrize("check", sorted(WORST))
@pytest.mark.parametrize("language", ["tr", "ca", "he"])
def test_a_hundred_thousand_of_its_worst_characters_are_read(check: str, language: str) -> None:
    piece = WORST[check]
    for text in (piece * (100_000 // len(piece)), *(character * 100_000 for character in dict.fromkeys(piece))):
        check_text("A source.", text, language=language, checks=[check])


@given(TEXTS)
def test_characters_as_readers_see_them_are_never_more_than_code_points(text: str) -> None:
    assert bool(text) <= count_graphemes(text) <= len(text)
    assert [*boundaries(text)][:1] == ([0] if text else [])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("e\u0301", 1),
        ("\r\n", 1),
        ("\n\r", 2),
        ("क्षत्रिय", 3),
        ("हिन्दी", 2),
        ("한국", 2),
        ("\u1112\u1161\u11ab", 1),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", 1),
        ("\U0001f1eb\U0001f1f7\U0001f1e9", 2),
        ("\U0001f44d\U0001f3fd", 1),
        ("กำ", 1),
        ("שָׁלוֹם", 4),
        ("เมือง", 4),
        ("❤\ufe0f", 1),
        ("a\u200db", 2),
        ("日本", 2),
    ],
)
def test_examples_of_characters_as_readers_see_them(text: str, count: int) -> None:
    assert count_graphemes(text) == count


def test_full_width_digits_are_right_where_the_house_writes_them() -> None:
    segment = Segment(("45 seats",), ("45 seats",), Block(0, "body"))
    pairs = [Pair(segment, Translation("４５席", State.APPROVED))]
    plain = Rules("en", "ja", "a.md", "a.md.po")
    house = replace(plain, style=Style(digits=("fullwide",)))
    found = [[each.check for each in run(pairs, rules, ["char-width", "digit-style"])] for rules in (plain, house)]
    assert found == [["char-width"], []]
