"""Terms, redrafts and orders in articles, end to end: a scripted model behind a real server, and everything between."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from tests.servers.openai import MODEL, ChatServer, Script

from dragoman.engines.faithful import Kept, faithful
from dragoman.engines.openai import OpenAIEngine
from dragoman.glossary import Glossary, Rendering, Term
from dragoman.model import Batch, EngineSettings, Key, Request

TERMS = Glossary((Term("ceasefire", renderings={"es": Rendering("alto el fuego", forbidden=("tregua",))}),))
TEXT = "The ceasefire has held since Monday."
FORBIDDEN = "La tregua se mantiene desde el lunes."
RIGHT = "El alto el fuego se mantiene desde el lunes."
MASKED = "El <term/> se mantiene desde el lunes."


def translated(script: Script) -> tuple[Kept, list[dict[str, Any]]]:
    """What becomes of TEXT, and the segment of each question."""
    with ChatServer(script) as server:
        engine = OpenAIEngine(EngineSettings({"base_url": server.url, "model": MODEL}))
        batch = Batch("en", "es", (Request(Key(TEXT), TEXT),))
        (kept,) = asyncio.run(faithful(engine, batch, 20, TERMS))
        return kept, [question["segments"][0] for question in server.questions()]


def test_a_model_that_heeds_the_table_is_asked_once() -> None:
    def script(segment: Mapping[str, Any], question: Mapping[str, Any]) -> str:
        return RIGHT if any(term["use"] == "alto el fuego" for term in segment["terms"]) else FORBIDDEN

    kept, asked = translated(script)
    assert (kept.draft.text, kept.heeded, kept.lost) == (RIGHT, 1, ())
    assert [segment.get("missed") for segment in asked] == [None]
    assert asked[0]["terms"] == [{"source": "ceasefire", "use": "alto el fuego", "never": ["tregua"]}]


def test_a_model_that_ignores_a_term_is_told_and_heeds_it() -> None:
    kept, asked = translated(lambda segment, question: RIGHT if "missed" in segment else FORBIDDEN)
    assert (kept.draft.text, kept.heeded, kept.lost) == (RIGHT, 1, ())
    assert [segment.get("missed") for segment in asked] == [None, ["ceasefire"]]


def test_from_a_model_that_never_heeds_a_term_it_is_hidden() -> None:
    kept, asked = translated(lambda segment, question: MASKED if "<term/>" in segment["text"] else FORBIDDEN)
    assert (kept.draft.text, kept.restored, kept.lost) == (RIGHT, 1, ())
    assert [segment.get("missed") for segment in asked[:3]] == [None, ["ceasefire"], ["ceasefire"]]
    assert [segment["text"] for segment in asked[3:]] == ["The <term/> has held since Monday."]


def test_a_model_that_breaks_the_token_too_has_its_own_word_replaced_or_the_loss_is_said() -> None:
    kept, _ = translated(lambda segment, question: FORBIDDEN)
    assert kept.draft.text == "El alto el fuego se mantiene desde el lunes."
    assert (kept.substituted, kept.lost) == (1, ())
