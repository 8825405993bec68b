"""check --fix over good prose of eleven languages that a machine has damaged, and over places where it must not go."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import check_text
from dragoman.checks.rules import Rules
from dragoman.model import Block, Pair, Segment, State, Translation, read_tags
from dragoman.workflow.fixing import mend
from dragoman.workflow.matter import matter

CORPUS = Path(__file__).parents[1] / "checks" / "corpus"
LANGUAGES = ("ar", "de", "es", "fa", "fr", "he", "hi", "ja", "ru", "tr", "zh-Hans")
Damage = Callable[[str, int], str]


def mended(source: str, target: str, language: str) -> tuple[str, int]:
    """The text after mending, and how many were left."""
    segment = Segment(read_tags(source), (source,), Block(1, "body"))
    pair = Pair(segment, Translation(target, State.DRAFT), 1)
    fixed, left = mend([pair], Rules("en", language, "a.md", "a.md.po"), (State.DRAFT,))
    return (fixed[0].after if fixed else target), left


@cache
def clean(language: str) -> tuple[tuple[str, str], ...]:
    """The labelled pairs of a language that have nothing wrong, and of which no check says so: a length that is called
    wrong is not, with one sign that nobody sees more or less."""
    found: dict[str, str] = {}
    for file in sorted(CORPUS.glob(f"*/{language}.toml")):
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["pair"]:
            is_clean = not row["findings"] and not row.get("also") and row.get("source_language", "en") == "en"
            if is_clean and not check_text(row["source"], row["target"], language=language):
                found[row["source"]] = row["target"]
    return tuple(found.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_good_prose_is_left_alone(language: str) -> None:
    assert len(clean(language)) >= 20


def between(text: str, at: int, pattern: str) -> tuple[int, int]:
    """One of the places of a pattern outside of marks; the text's end where there is none."""
    plain = re.sub(r"<[^<>]*>", lambda match: "\ufffc" * len(match.group()), text)
    places = [match.span() for match in re.finditer(pattern, plain)]
    return places[at % len(places)] if places else (len(text), len(text))


def put(sign: str, pattern: str) -> Damage:
    """`sign` in one of the places of a pattern."""

    def damage(text: str, at: int) -> str:
        start, end = between(text, at, pattern)
        return text[:start] + sign + text[end:] if end < len(text) else text

    return damage


INSIDE = r"(?<=[^\W\d_])(?=[^\W\d_])"
BLANK = r"(?<=\w) (?=\w)"
DAMAGES: tuple[Damage, ...] = (
    *(put(sign, BLANK) for sign in ("  ", "\x0b", "\x0c", "\x85", "\u2028", " \u2029")),
    *(put(sign, INSIDE) for sign in ("\u200b", "\ufeff", "\x07", "\x00", "\x9f", "\x1f", "\u200b\ufeff")),
    lambda text, at: " " * (at % 3) + text + "\n" * (at % 2),
    lambda text, _: unicodedata.normalize("NFD", text),
    lambda text, _: text.replace("fi", "\ufb01"),
)
FAULTS = st.lists(st.tuples(st.sampled_from(DAMAGES), st.integers(0, 400)), min_size=1, max_size=6)


@given(st.sampled_from(LANGUAGES), st.integers(0, 10_000), FAULTS)
def test_what_a_machine_damaged_comes_back_as_it_was(
    language: str, number: int, faults: list[tuple[Damage, int]]
) -> None:
    pairs = clean(language)
    source, target = pairs[number % len(pairs)]
    text = target
    for damage, at in faults:
        text = damage(text, at)
    assert mended(source, text, language) == (target, 0)


MIXED = [
    ("fa", "They are going home.", "آن\u200c\u200bها به خانه می\u200b\u200cروند .", "آن\u200cها به خانه می\u200cروند."),
    ("fa", "In 1404 and 1405.", "در سال ۱۴۰۴ و 1405 و ٦.", "در سال ۱۴۰۴ و ۱۴۰۵ و ۶."),
    ("ar", "Use {0} of {1}.", "استخدم {0} من {1} و١٢  كتابا.", "استخدم {0} من {1} و١٢ كتابا."),
    ("ar", "On 12.05.2026 it opened.", "افتتح ١٢ مرة في 12.05.2026.", "افتتح ١٢ مرة في ١٢.٠٥.٢٠٢٦."),
    ("ar", "It was 2.5 of 1,250.", "كانت ١٢ ثم 2.5 من 1,250.", "كانت ١٢ ثم ٢٫٥ من ١٬٢٥٠."),
    ("ar", "The boy", "اﻟﻮﻟﺪ\ufe77", "الولد\u064e"),
    ("ar", "“Yes,” he said.", "( نعم ) ,قال", "(نعم)، قال"),
    ("hi", "It has 12,500 seats.", "१९वीं सदी में 12,500 सीटें थीं।", "१९वीं सदी में १२,५०० सीटें थीं।"),
    ("hi", "The bridge is open.", "क\u093cलम  ज़मीन।", "क\u093cलम ज़मीन।"),
    ("fr", "“He said ‘yes’,” she said.", "\"Il a dit 'oui'\", dit-elle.", "«\u00a0Il a dit “oui”\u00a0», dit-elle."),
    ("fr", "Fish &amp; chips; tea?", "Poisson &amp; frites; thé?", "Poisson &amp; frites\u202f; thé\u202f?"),
    ("fr", "Use std::vector: it grows!", "Avec std::vector: il grandit!", "Avec std::vector\u00a0: il grandit\u202f!"),
    ("fr", "“<b>Yes</b>,” he said.", "«<b>Oui</b>», a-t-il dit.", "«\u00a0<b>Oui</b>\u00a0», a-t-il dit."),
    ("ru", "“He said ‘yes’,” she said.", '"Он сказал "да"", — сказала она.', "«Он сказал „да“», — сказала она."),
    ("ru", "“He said ‘yes’,” she said.", "«Он сказал: “да”», — сказала она.", "«Он сказал: „да“», — сказала она."),
    ("de", "“He said ‘yes’,” she said.", "\"Er sagte 'ja'\", sagte sie.", "„Er sagte ‚ja‘“, sagte sie."),
    ("de", "“He said ‘yes’,” she said.", '„Er sagte "ja"“, sagte sie.', "„Er sagte ‚ja‘“, sagte sie."),
    ("zh-Hans", "“He said ‘yes’,” she said.", '“他说"好"”,她说.', "“他说‘好’”，她说。"),
    ("zh-Hans", "It fell to 7.9%.", "降至7.\x9f9%,他说.", "降至7.9%，他说。"),
    ("ja", "It cost 12,500.", "ｶﾞｽは１２,５００円.", "ガスは12,500円。"),
    ("ja", "“Where?” she asked.", '"どこですか？"と彼女は尋ねた.', "「どこですか？」と彼女は尋ねた。"),
    ("zh-Hans", "“Who will pay?” he asked.", '"谁来付钱？"他问.', "“谁来付钱？”他问。"),
    ("he", "“Yes,” she said.", '"כן"  , אמרה צה"ל .', '"כן", אמרה צה"ל.'),
    ("tr", "“Yes,” she said.", "«Evet»,dedi\x0b.", "«Evet», dedi."),
    ("es", "See <a>the map</a> now.", "Vea  <a> el mapa</a> ahora.", "Vea <a>el mapa</a> ahora."),
    ("es", "See <a>the map</a> now.", "Vea <a>el  mapa </a> ahora.", "Vea <a>el mapa</a> ahora."),
    ("es", "<b>See</b> <a>the map</a>.", "<b>Vea </b> <a> el mapa</a>.", "<b>Vea</b> <a>el mapa</a>."),
    ("es", "Who?", "¿ Quién  ?", "¿Quién?"),
    ("es", "A family 👩\u200d🚒 here", "Una  familia 👩\u200d🚒 aquí", "Una familia 👩\u200d🚒 aquí"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "before", "after"), MIXED)
def test_faults_of_several_kinds_are_mended_together(language: str, source: str, before: str, after: str) -> None:
    assert mended(source, before, language)[0] == after
    assert mended(source, after, language)[0] == after


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("es", "red alert", "\x1b[31malerta\x1b[0m roja"),  # the rest of the sequence would stay
        ("ja", "Tokyo", "\ufff9東京\ufffaとうきょう\ufffb"),  # the reading would join the word
        ("es", "a twenty-year plan", "un plan franco\x1eitaliano"),  # a hyphen of some editors
        ("ar", "Version {0}", "الإصدار {0} و١٢"),
        ("es", "10² metres", "10² metros"),
    ],
)
def test_what_is_not_plain_is_left(language: str, source: str, target: str) -> None:
    assert mended(source, target, language)[0] == target


def test_a_text_with_hundreds_of_decomposed_letters_is_mended_at_once() -> None:
    target = "Él decidió aún más. " * 40
    assert mended("He decided. " * 40, unicodedata.normalize("NFD", target), "es")[0] == target


def test_one_fix_that_is_in_doubt_does_not_hold_up_the_others() -> None:
    after, left = mended("The bridge is open.", "पुल  खुला है .", "hi")
    assert (after, left) == ("पुल खुला है .", 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dos palabras", "dospalabras"),
        ("10²", "102"),
        ("7.9", "7。9 9"),
        ("कि", "क"),
        ("5%", "5"),
        ("l’an", "lan"),
        ("<b>a</b>", "a"),
        ("12 500", "12500"),
    ],
)
def test_matter_tells_apart_what_says_something_else(one: str, other: str) -> None:
    assert matter(one) != matter(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("e\u0301l", "él"),
        ("الجســر", "الجسر"),
        ("１２,５００", "12,500"),
        ('"no",dijo', "«no», dijo"),
        ("٢٫٥٪", "2.5%"),
        ("o\ufb01cina", "oficina"),
        ("他说，好。", "他说, 好."),
        ("a\u200bb\x07c", "abc"),
    ],
)
def test_matter_is_the_same_where_only_the_form_differs(one: str, other: str) -> None:
    assert matter(one) == matter(other)
