"""What is judged to be no translation, what is only remarked on, and that no good translation is refused."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.docs.pages import ROOT

from dragoman.catalog import Catalog
from dragoman.engines.guard import guarded
from dragoman.engines.judging import astray, doubts, fault, odd
from dragoman.engines.loops import loops
from dragoman.language.evidence import evidence
from dragoman.language.facts import table
from dragoman.model import Batch, Capabilities, Draft, Key, Request, State

ANSWERS = Path(__file__).parent / "answers"


def cases(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads((ANSWERS / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return found


FAULTY, GOOD = cases("faulty"), cases("good")


def approved() -> Iterator[tuple[str, str, str]]:
    """Source, approved text and language of everything the sample newsroom has translated."""
    for path in sorted(ROOT.glob("locales/*/*.po")):
        catalog = Catalog.parse(path.read_bytes(), path.name)
        for key in catalog.keys:
            known = catalog.translation(key)
            if known is not None and known.state is State.APPROVED:
                yield key.text, known.text, path.parent.name


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: f"{case['rule']}-{case['to']}")
def test_a_faulty_answer_is_rejected_or_remarked_on_by_its_rule(case: dict[str, str]) -> None:
    asked = case["source"], case["answer"], case.get("from", "en"), case["to"]
    remark = fault(*asked)
    if case["must"] == "reject":
        assert remark is not None
        assert remark.rule == case["rule"]
    else:
        assert remark is None
        assert case["rule"] in [each.rule for each in odd(*asked)]


@pytest.mark.parametrize("case", GOOD, ids=lambda case: f"{case['to']}-{case['source'][:24]}")
def test_a_good_translation_that_looks_like_a_bad_answer_passes(case: dict[str, str]) -> None:
    asked = case["source"], case["answer"], case.get("from", "en"), case["to"]
    assert fault(*asked) is None
    assert [each.rule for each in odd(*asked)] == case.get("doubts", [])


def test_nothing_that_people_approved_in_the_sample_newsroom_is_rejected() -> None:
    pairs = list(approved())
    assert len(pairs) > 200 and len({language for *_, language in pairs}) == 6
    rejected = [(pair, remark) for *pair, language in pairs if (remark := fault(*pair, "en", language))]
    assert rejected == []


def test_the_cases_are_many() -> None:
    assert len(FAULTY) >= 60 and len(GOOD) >= 60


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["es", "ru", "ar", "zh-Hans", "sw", "und", "x"]))
def test_any_texts_in_any_language_are_judged_without_an_error(source: str, answer: str, language: str) -> None:
    fault(source, answer, "en", language)
    odd(source, answer, "en", language)


def test_a_remark_is_one_printable_line_for_the_entry() -> None:
    source, draft = "The fire destroyed 14 houses.", "El incendio destruyó 15 casas \u202e."
    assert doubts(source, draft, "es") == ["Draft to check: the number 14 of the source is not there"]


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("no no no no", 4),
        ("no no no", 0),
        ("one two one two one two one two", 4),
        ("a long road and a short road and a wide road", 0),
        ("x a b c a b c a b c a b c y", 4),
    ],
)
def test_a_loop_is_a_phrase_that_stands_four_times_in_a_row(text: str, copies: int) -> None:
    assert loops(text.split()) == copies


def test_short_texts_that_say_nothing_alone_are_told_together() -> None:
    pairs = [
        ("The mill is old.", "Le moulin est vieux."),
        ("The river is high.", "La rivière est haute."),
        ("Who pays?", "Qui paie ?"),
        ("They are there.", "Ils sont là."),
        ("For the pupils", "Pour les élèves"),
        ("She is with them.", "Elle est avec eux."),
        ("But where?", "Mais où ?"),
        ("More, after the rain", "Plus, après la pluie"),
        ("Ana Ruiz", "Ana Ruiz"),
    ]
    assert [fault(*pair, "en", "es") for pair in pairs] == [None] * len(pairs)
    assert astray(pairs, "en", "es") == [0, 1, 2, 3, 4, 5, 6, 7]
    assert astray(pairs, "en", "fr") == []


def test_words_that_two_languages_share_are_no_evidence_between_them() -> None:
    found = evidence(["la", "casa", "de", "los", "vientos", "que", "no", "se", "vende"], "fr")
    assert (found.language, found.own) == ("es", 0)
    assert evidence(["la", "de"], "es").other == 0


def test_every_language_of_a_profile_has_enough_words() -> None:
    assert {
        code: len(words.split()) for code, words in table("function_words")["words"].items() if len(words.split()) < 25
    } == {}


class Scripted:
    """Answers in order what it is told."""

    name = "scripted"
    caps = Capabilities()

    def __init__(self, answers: Sequence[str]) -> None:
        self.answers = answers

    def missing(self, source: str, target: str) -> str:
        return ""

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        return [Draft(text) for text in self.answers]

    def close(self) -> None:
        pass


def test_the_guard_refuses_what_is_no_translation_and_says_why() -> None:
    pairs = [
        ("The museum opens in May.", "Sure! El museo abre en mayo."),
        ("The museum opens in June.", "Here is the translation:\n\nEl museo abre en junio."),
        ("The bridge was closed for two days.", "The bridge was closed for two days."),
        ("See <a>it</a> in May.", "Véalo <a>aquí</a> en mayo."),
    ]
    batch = Batch("en", "es", tuple(Request(Key(source), source) for source, _ in pairs))
    engine = Scripted([answer for _, answer in pairs])
    engine.caps = Capabilities(markup=True)
    drafts = asyncio.run(guarded(engine, batch, 5))
    assert drafts == [
        Draft(None, reason="the answer is no translation: it begins by answering somebody"),
        Draft(None, reason="the answer is no translation: it talks about the translation"),
        Draft(None, reason="the answer is no translation: it is the source itself"),
        Draft("Véalo <a>aquí</a> en mayo."),
    ]


@pytest.mark.parametrize("turn", [str.upper, str.lower])
def test_a_copy_in_other_capitals_is_a_copy(turn: Callable[[str], str]) -> None:
    text = "The council will vote on the new bus line."
    assert fault(text, turn(text), "en", "es") is not None
