"""A model's faults, met by all that stands around an engine: each text ends right, or without one and a reason."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.clock import HandClock
from tests.servers.openai import MODEL, ChatServer

from dragoman.engines.asking import Asked
from dragoman.engines.faithful import faithful
from dragoman.engines.openai import OpenAIEngine
from dragoman.glossary import Glossary
from dragoman.memory.ledger import Ledger
from dragoman.model import Batch, EngineSettings, Key, Request

PHRASES = {
    "The museum opened in 1967.": "El museo abrió en 1967.",
    "The bridge is closed.": "El puente está cerrado.",
    "Nobody was hurt.": "Nadie resultó herido.",
    "See <a>the map</a> of the 14 islands.": "Vea <a>el mapa</a> de las 14 islas.",
    "Ana Ruiz thanked the volunteers.": "Ana Ruiz dio las gracias a los voluntarios.",
}
ONCE = (
    "", "missing id", "extra id", "doubled id", "shifted ids", "no text", "doubled key", "two objects", "truncated",
    "cut without a word", "no JSON", "null", "tool call", "no choices", "broken JSON", "too long", "page", "error 200",
    "429", "500", "refusal", "content filter", "filtered", "reordered", "fenced",
)  # fmt: skip


def right(segment: Mapping[str, Any], question: Mapping[str, Any]) -> str:
    return PHRASES[segment["text"]]


async def translated(asked: Asked) -> list[tuple[str | None, str]]:
    batch = Batch("en", "es", tuple(Request(Key(text), text) for text in PHRASES))
    return [(kept.draft.text, kept.draft.reason) for kept in await faithful(asked, batch, 60, Glossary(()))]


def engine(server: ChatServer) -> OpenAIEngine:
    return OpenAIEngine(EngineSettings({"base_url": server.url, "model": MODEL, "timeout": 10}))


@pytest.mark.parametrize("fault", ONCE)
def test_one_fault_costs_no_text_and_nothing_is_paid_again(fault: str, tmp_path: Path) -> None:
    with ChatServer(right) as server, closing(Ledger(tmp_path / "ledger.db")) as ledger:
        server.faults.append(fault)
        first = asyncio.run(translated(Asked(engine(server), ledger=ledger, clock=HandClock().clock)))
        asked = len(server.received)
        second = asyncio.run(translated(Asked(engine(server), ledger=ledger, clock=HandClock().clock)))
        assert first == second == [(text, "") for text in PHRASES.values()]
        assert len(server.received) == asked


SPOILT = {
    "copied": lambda text: text,
    "chatter": lambda text: f"Sure! Here is the translation: {text}",
    "escaped": lambda text: f"&quot;{text}&quot;",
    "another language": lambda text: "Le musée a été ouvert par la ville pour les enfants et pour les écoles.",
    "empty": lambda text: "",
    "loop": lambda text: "no no no no no no no no",
}


@pytest.mark.parametrize("name", SPOILT)
def test_one_spoilt_text_is_left_without_a_draft_and_the_others_have_theirs(name: str, tmp_path: Path) -> None:
    victim = "Ana Ruiz thanked the volunteers for their work on the islands in the spring."

    def script(segment: Mapping[str, Any], question: Mapping[str, Any]) -> str:
        return SPOILT[name](segment["text"]) if segment["text"] == victim else PHRASES[segment["text"]]

    texts = [*PHRASES, victim]
    batch = Batch("en", "es", tuple(Request(Key(text), text) for text in texts))
    with ChatServer(script) as server, closing(Ledger(tmp_path / "ledger.db")) as ledger:
        asked = Asked(engine(server), ledger=ledger, clock=HandClock().clock)
        drafts = [kept.draft for kept in asyncio.run(faithful(asked, batch, 60, Glossary(())))]
    assert [draft.text for draft in drafts] == [*PHRASES.values(), None]
    assert drafts[-1].reason.startswith("the answer is ")


def test_a_text_that_is_always_declined_costs_no_other_its_draft(tmp_path: Path) -> None:
    with ChatServer(right) as server, closing(Ledger(tmp_path / "ledger.db")) as ledger:
        server.declines = "Nobody was hurt."
        found = asyncio.run(translated(Asked(engine(server), ledger=ledger, clock=HandClock().clock)))
    reason = "127.0.0.1 declined to translate this text"
    assert found == [(None, reason) if text == PHRASES[server.declines] else (text, "") for text in PHRASES.values()]
