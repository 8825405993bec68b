"""The house style of a language: read with care, obeyed by the checks, told to the engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.glossary.terms import Glossary
from dragoman.language.style import Style
from dragoman.model import Block, ConfigError, Pair, Segment, State, Translation
from dragoman.project import Project, read_project
from dragoman.project.style import read_style
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.style import formality_of, house_style, said_to_engines
from tests.newsroom import Newsroom

EVERYTHING = """\
quotes = ["«»", "“”"]
digits = ["arab", "latn"]
group = "\\u202f"
decimal = ","
percent = "space"
currency = "after"
dash = "– with spaces"
date = "9 mai"
time = "16 h 30"
formality = "formal"
headlines = "sentence"
as_source = "sentences"
advice = ["Say it plainly."]
[spacing]
";" = "\\u202f"
inside_quotes = ["\\u202f", "\\u00a0"]
[spelling]
"clef" = "clé"
[[forbidden]]
words = ["invalide"]
instead = "personne handicapée"
"""


def project_of(folder: Path, **styles: str) -> Project:
    tags = sorted(tag.replace("_", "-") for tag in styles)
    config = f'source = "en"\nlanguages = {tags!r}\n[policy]\nformality = "less"\n'
    (folder / "dragoman.toml").write_text(config, encoding="utf-8")
    for tag, text in styles.items():
        place = folder / "locales" / tag.replace("_", "-")
        place.mkdir(parents=True)
        if text:
            (place / "style.toml").write_text(text, encoding="utf-8")
    return read_project(folder)


def found(language: str, style: str, source: str, target: str, *checks: str) -> list[str]:
    house = read_style(style.encode(), "style.toml")
    rules = Rules("en", language, "a.md", "a.md.po", punctuation=house.punctuation, style=house)
    pair = Pair(Segment((source,), (source,), Block(0)), Translation(target, State.APPROVED))
    return [finding.check for finding in run([pair], rules, checks)]


@given(st.text(alphabet='abq[]="«»”\n uot.{},\\1', max_size=80))
def test_whatever_stands_in_the_file_is_a_style_or_an_error_the_house_can_mend(text: str) -> None:
    try:
        assert isinstance(read_style(text.encode(), "locales/fr/style.toml"), Style)
    except ConfigError as error:
        assert error.where is not None and error.where.path == "locales/fr/style.toml"


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('digits = "latn"\nqoutes = ["«»"]', 2, "unknown setting 'qoutes'", "did you mean 'quotes'?"),
        ('formality = "formel"', 1, "'formality' is 'formel'", "did you mean 'formal'?"),
        ('as_source = ["quote"]', 1, "'as_source' is 'quote'", "did you mean 'quotes'?"),
        ('digits = "arabic"', 1, "'digits' is 'arabic'", "did you mean 'arab'?"),
        ("[[forbidden]]\nword = ['x']", 2, "unknown setting 'word' in [forbidden]", "did you mean 'words'?"),
    ],
)
def test_a_slip_is_told_with_its_line_and_the_name_that_is_meant(text: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_style(text.encode(), "locales/fr/style.toml")
    error = caught.value
    assert (str(error.where), error.message, error.hint) == (f"locales/fr/style.toml:{line}", message, hint)


@pytest.mark.parametrize(
    "text",
    [
        'quotes = ["«", "»"]',
        '[spacing]\n";" = "x"',
        '[spacing]\nab = " "',
        'group = "12"',
        "advice = 3",
        '[spelling]\n"clef" = ""',
        "[[forbidden]]\ninstead = 'x'",
        "quotes = [",
    ],
)
def test_what_is_no_style_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        read_style(text.encode(), "s.toml")


CASES = [
    ("fr", 'quotes = ["“”"]', "“Yes,” he said.", "« Oui », a-t-il dit.", "quotes"),
    ("de", 'quotes = ["»«", "›‹"]', "“Yes,” he said.", "„Ja“, sagte er.", "quotes"),
    ("he", 'quotes = ["„”"]', "He said “yes”.", "הוא אמר “כן”.", "quotes"),
    ("fr", '[spacing]\n":" = "\\u202f"', "One: two.", "Un\u00a0: deux.", "punctuation-spacing"),
    ("fr", '[spacing]\n"?" = ""', "Who?", "Qui\u202f?", "punctuation-spacing"),
    ("ar", 'digits = "arab"', "It has 45 seats.", "فيها 45 مقعدا.", "digit-style"),
    ("fa", 'digits = "arabext"', "It has 45 seats.", "45 صندلی دارد.", "digit-style"),
    ("hi", 'digits = "latn"', "It has 45 seats.", "इसमें ४५ सीटें हैं।", "digit-style"),
    ("de", 'group = "\\u00a0"', "It has 1,250 seats.", "Es hat 1.250 Sitze.", "number-format"),
    ("ar", 'decimal = "٫"', "It is 3.5 metres.", "يبلغ 3.5 أمتار.", "number-format"),
    ("ru", 'percent = "close"', "It is 35%.", "Это 35\u00a0%.", "number-format"),
    ("de", 'currency = "after"', "It costs €39.", "Es kostet € 39.", "currency"),
    ("ru", 'as_source = ["quotes"]', "It reports a so-called strike.", "Она сообщает о «забастовке».", "quotes"),
    ("ja", 'as_source = "sentences"', "It rained. Rivers rose.", "雨が降り、川が増水した。", "sentence-count"),
    ("fr", 'as_source = "spaces"', "It rained.  Rivers rose.", "Il a plu. Les rivières ont monté.", "double-space"),
    ("ja", 'currency = "before"', "It costs ¥500.", "価格は500¥だ。", "currency"),
]


@pytest.mark.parametrize(("language", "style", "source", "target", "check"), CASES)
def test_a_check_obeys_the_house(language: str, style: str, source: str, target: str, check: str) -> None:
    assert (found(language, style, source, target, check), found(language, "", source, target, check)) == ([check], [])


@pytest.mark.parametrize(
    ("language", "style", "source", "target", "check"),
    [
        ("de", 'quotes = ["»«", "›‹"]', "“Yes,” he said.", "»Ja«, sagte er.", "quotes"),
        ("ar", 'digits = "arab"', "The COVID-19 ward has 45 beds.", "يضم جناح COVID-19 ٤٥ سريرا.", "digit-style"),
        ("de", 'group = "\\u00a0"', "It has 1,250 seats.", "Es hat 1\u202f250 Sitze.", "number-format"),
        ("fr", '[spacing]\n"?" = ""\n"!" = ""', "Who? He!", "Qui? Lui!", "punctuation-spacing"),
        ("fr", '[spacing]\n":" = " "', "One: two.", "Un : deux.", "punctuation-spacing"),
        ("de", 'currency = "after"', "€5 to €10", "5 € bis 10 €", "currency"),
    ],
)
def test_what_the_house_wants_is_no_finding(language: str, style: str, source: str, target: str, check: str) -> None:
    assert found(language, style, source, target, check) == []


def test_avoided_words_are_found_by_forbidden_and_the_style_wins_over_the_glossary(tmp_path: Path) -> None:
    project = project_of(tmp_path, fr=EVERYTHING, tr='[spelling]\n"herşey" = "her şey"')
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "style.toml").write_text(
        '[[style]]\nlanguage = "fr"\nforbidden = ["Invalide", "infirme"]\ninstead = "x"\n', encoding="utf-8"
    )
    rules = [(rule.language, rule.forbidden, rule.instead, str(rule.where)) for rule in words(project).style]
    assert rules == [
        ("fr", ("clef",), "clé", "locales/fr/style.toml:18"),
        ("fr", ("invalide",), "personne handicapée", "locales/fr/style.toml:19"),
        ("tr", ("herşey",), "her şey", "locales/tr/style.toml:2"),
        ("fr", ("infirme",), "x", "glossary/style.toml:1"),
    ]


def test_engines_are_told_every_rule_once_and_the_style_decides_how_readers_are_addressed(tmp_path: Path) -> None:
    project = project_of(tmp_path, fr=EVERYTHING, es="")
    assert said_to_engines(project, words(project), "fr") == (
        "quotation marks, the outer first: «», “”",
        "inside quotation marks: a narrow no-break space (U+202F) or a no-break space (U+00A0)",
        "before signs: ; a narrow no-break space (U+202F)",
        "numbers in figures: Arabic digits (٠–٩) or Latin digits (0–9)",
        "digits are grouped with a narrow no-break space (U+202F)",
        "decimals stand behind ,",
        "the percent sign stands behind the number, with a space",
        "signs of currencies stand after the amount",
        "dashes: – with spaces",
        "dates: 9 mai",
        "times: 16 h 30",
        "capitals of headlines: as in a sentence",
        "as many sentences as the source has",
        "Say it plainly.",
        "never “clef”, but “clé”",
        "never “invalide”, but “personne handicapée”",
    )
    assert (formality_of(project, "fr"), formality_of(project, "es")) == ("more", "less")
    assert said_to_engines(project, words(project), "es") == ()


def test_a_language_has_the_style_of_its_very_tag(tmp_path: Path) -> None:
    project = project_of(tmp_path, zh='digits = "latn"', zh_Hans="")
    assert (house_style(project, "zh").digits, house_style(project, "zh-Hans")) == (("latn",), Style())


def test_the_style_is_shown_and_a_slip_in_it_stops_every_command_before_it_begins(newsroom: Newsroom) -> None:
    (newsroom.folder / "locales" / "es").mkdir(parents=True, exist_ok=True)
    style = newsroom.folder / "locales" / "es" / "style.toml"
    style.write_text('formality = "formal"\n', encoding="utf-8")
    out = newsroom.run("style", "-l", "es")
    assert out == "locales/es/style.toml: readers are addressed in the formal way [advice]\n"
    style.write_text('formality = "fromal"\n', encoding="utf-8")
    for command in ("check", "extract", "translate", "style"):
        assert newsroom.run(command, code=2) == ""
        assert newsroom.errors == (
            "error: locales/es/style.toml:1: 'formality' is 'fromal'\n  hint: did you mean 'formal'?\n"
        )


def words(project: Project) -> Glossary:
    troubles: list = []  # type: ignore[type-arg]
    glossary = read_glossary(project, troubles)
    assert troubles == []
    return glossary
