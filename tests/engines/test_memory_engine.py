"""The memory engine repeats approvals only where the policy says so."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from dragoman.engines.guard import guarded
from dragoman.engines.memory import MemoryEngine
from dragoman.memory import Memory
from dragoman.model import Batch, Draft, EngineSettings, Key, Request


def drafts(memory: Memory | None, accept: str, keys: Sequence[Key]) -> list[Draft]:
    engine = MemoryEngine(EngineSettings(recall=memory.recall if memory else None, accept=accept))
    return asyncio.run(guarded(engine, Batch("en", "es", tuple(Request(key, key.text) for key in keys)), 5))


def remembered() -> Memory:
    memory = Memory()
    memory.add("es", Key("Ferry returns", "headline"), "Vuelve el ferri", "a.md")
    memory.add("es", Key("2,000"), "2.000", "a.md")
    memory.add("es", Key("See <a>it</a>"), "Véalo", "a.md")
    return memory


def test_the_same_text_in_the_same_context_is_approved_when_the_policy_accepts_it() -> None:
    key = Key("Ferry returns", "headline")
    assert drafts(remembered(), "exact-context", [key]) == [Draft("Vuelve el ferri", "exact-context", approved=True)]
    assert drafts(remembered(), "", [key]) == [Draft("Vuelve el ferri", "exact-context")]


def test_the_same_text_in_another_context_is_only_a_draft() -> None:
    assert drafts(remembered(), "exact-context", [Key("Ferry returns")]) == [Draft("Vuelve el ferri", "exact")]


def test_numbers_are_asked_for_too_because_people_write_them_anew() -> None:
    assert drafts(remembered(), "exact-context", [Key("2,000")]) == [Draft("2.000", "exact-context", approved=True)]


def test_an_approved_text_without_its_marks_is_not_repeated() -> None:
    (draft,) = drafts(remembered(), "exact-context", [Key("See <a>it</a>")])
    assert draft.text is None
    assert "lost: <a> </a>" in draft.reason


def test_what_nobody_approved_stays_empty() -> None:
    nothing = Draft(None, reason="nobody has approved a translation of this text yet")
    assert drafts(remembered(), "", [Key("Unknown")]) == [nothing]
    assert drafts(None, "", [Key("Unknown")]) == [nothing]
