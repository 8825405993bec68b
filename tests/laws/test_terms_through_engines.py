"""Whatever an engine does to tokens: every mention of a term is rendered or said not to be."""

from __future__ import annotations

import asyncio
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.engines.faithful import Kept, faithful
from dragoman.engines.masking import read_marks
from dragoman.engines.probing import UNKNOWN, Survey, probe
from dragoman.engines.tampering import DAMAGES, TamperingEngine
from dragoman.glossary import Form, Glossary, Rendering, Term, Verdict, find_terms, verify
from dragoman.glossary.doubts import NOT_RENDERED, doubts
from dragoman.model import Batch, Capabilities, Key, Request

GLOSSARY = Glossary(
    (
        Term(
            "Lake Council", kind="organisation", renderings={"es": Rendering("Consejo del Lago", forbidden=("Junta",))}
        ),
        Term("Council", kind="organisation", renderings={"es": Rendering("Consejo")}),
        Term("Mayor", kind="title", renderings={"es": Rendering("alcalde", forms=(Form("alcaldesa"),))}),
        Term("Ines Vidal", kind="person", renderings={"es": Rendering("Inés Vidal", gender="feminine")}),
        Term("Port Almera", kind="place", renderings={"es": Rendering("Puerto Almera", forbidden=("Port Almera",))}),
        Term("ceasefire", renderings={"es": Rendering("alto el fuego", admitted=("tregua",))}),
        Term("G20", renderings={"es": Rendering("G20", keep=True)}),
        Term("Andes", kind="place", renderings={"es": Rendering("los Andes", number="plural")}),
    )
)
FORMS = [form for term in GLOSSARY.terms for form in term.forms]
WORDS = ["reports", "from", "said", "the", "in", "of", "<em>old</em>", "it", "met", "and", "18", "(late)", "<br/>"]

pieces = st.lists(st.one_of(st.sampled_from(FORMS), st.sampled_from(WORDS)), min_size=1, max_size=9)


def sentence(row: list[str], chance: random.Random) -> str:
    """The pieces as a text whose tags come once each, with possessives and punctuation."""
    out: list[str] = []
    for piece in row:
        if piece.startswith("<") and piece in out:
            continue
        out.append(piece + chance.choice(["", "", "", ",", "'s", "’s", ":"]) if piece in FORMS else piece)
    return " ".join(out) + chance.choice([".", "", "?", "!", "…"])


def ask(engine: TamperingEngine, texts: list[str], survey: Survey = UNKNOWN) -> list[Kept]:
    batch = Batch("en", "es", tuple(Request(Key(text), text) for text in texts))
    return asyncio.run(faithful(engine, batch, 60, GLOSSARY, survey))


def assert_nothing_is_lost_in_silence(text: str, kept: Kept) -> None:
    mentions = find_terms(text, GLOSSARY, "en")
    assert kept.draft.text is not None or kept.draft.reason
    if kept.draft.text is None:
        assert len(kept.lost) >= len(mentions)
        return
    judged = verify(text, kept.draft.text, "es", GLOSSARY)
    lost = [each for each in judged if each.verdict not in (Verdict.EXACT, Verdict.FORM)]
    assert len(kept.lost) == len(lost)
    assert kept.total == len(judged) >= len(mentions)
    said = [line for line in doubts(text, kept.draft.text, "es", GLOSSARY) if line.startswith(NOT_RENDERED)]
    assert bool(said) == bool(lost)
    assert sorted(read_marks_of(kept.draft.text)) == sorted(read_marks_of(text))


def read_marks_of(text: str) -> list[str]:
    return [part.tag for part in read_marks(text) if not isinstance(part, str)]


@settings(max_examples=60, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=6), st.integers(0, 2**32))
def test_every_term_is_rendered_or_flagged_whatever_the_engine_does(rows: list[list[str]], seed: int) -> None:
    chance = random.Random(seed)
    texts = list(dict.fromkeys(sentence(row, chance) for row in rows))
    for text, kept in zip(texts, ask(TamperingEngine(seed), texts), strict=True):
        assert_nothing_is_lost_in_silence(text, kept)


@settings(max_examples=20, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=6), st.integers(0, 2**32))
def test_the_same_holds_for_names_that_stand_in_for_terms(rows: list[list[str]], seed: int) -> None:
    chance = random.Random(seed)
    engine = TamperingEngine(seed, share=0)
    survey = asyncio.run(probe(engine, "en", "es", 60))
    texts = list(dict.fromkeys(sentence(row, chance) for row in rows))
    for text, kept in zip(texts, ask(TamperingEngine(seed, share=0.5), texts, survey), strict=True):
        assert_nothing_is_lost_in_silence(text, kept)


@settings(max_examples=20, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=6), st.integers(0, 2**32))
def test_the_same_holds_for_an_engine_that_keeps_tags_itself(rows: list[list[str]], seed: int) -> None:
    chance = random.Random(seed)
    texts = list(dict.fromkeys(sentence(row, chance) for row in rows))
    engine = TamperingEngine(seed, caps=Capabilities(markup=True, terms=True))
    for text, kept in zip(texts, ask(engine, texts), strict=True):
        assert_nothing_is_lost_in_silence(text, kept)


@settings(max_examples=40, deadline=None)
@given(pieces, st.integers(0, 2**32))
def test_an_engine_that_leaves_tokens_alone_renders_every_term(row: list[str], seed: int) -> None:
    text = sentence(row, random.Random(seed))
    (kept,) = ask(TamperingEngine(seed, share=0), [text])
    assert kept.lost == ()


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_kind_of_damage_is_survived_or_told(damage: str) -> None:
    texts = [f"The Lake Council met in Port Almera {count} times." for count in range(20)]
    for text, kept in zip(texts, ask(TamperingEngine(7, share=1, damages=[damage]), texts), strict=True):
        assert_nothing_is_lost_in_silence(text, kept)
