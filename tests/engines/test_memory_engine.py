"""The memory engine repeats approvals only where the policy says so, and says where a text comes from."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from dragoman.engines.guard import guarded
from dragoman.engines.memory import MemoryEngine
from dragoman.model import Batch, Draft, EngineSettings, Key, Remembered, Request

APPROVED = {
    Key("Ferry returns", "headline"): Remembered("Vuelve el ferri", True, "a.md", same_neighbours=True),
    Key("Ferry returns", "caption"): Remembered("Vuelve el ferri", True, "a.md"),
    Key("Ferry returns"): Remembered("Vuelve el ferri", False, "a.md"),
    Key("2,000"): Remembered("2.000", True, "a.md", same_neighbours=True),
    Key("See <a>it</a>"): Remembered("Véalo", True, "a.md", same_neighbours=True),
    Key("Ferry returned"): Remembered("Vuelve el ferri", True, "a.md", similarity=0.929),
}


def drafts(accept: str, keys: Sequence[Key], *, approved: dict[Key, Remembered] = APPROVED) -> list[Draft]:
    engine = MemoryEngine(EngineSettings(recall=lambda request, _: approved.get(request.key), accept=accept))
    return asyncio.run(guarded(engine, Batch("en", "es", tuple(Request(key, key.text) for key in keys)), 5))


def test_the_same_text_between_the_same_neighbours_is_approved_when_the_policy_accepts_it() -> None:
    key = Key("Ferry returns", "headline")
    assert drafts("exact-context", [key]) == [Draft("Vuelve el ferri", "a.md", approved=True)]
    assert drafts("", [key]) == [Draft("Vuelve el ferri", "a.md")]


def test_the_same_text_in_another_role_or_between_others_is_only_a_draft() -> None:
    keys = [Key("Ferry returns"), Key("Ferry returns", "caption")]
    assert drafts("exact-context", keys) == [Draft("Vuelve el ferri", "a.md")] * 2


def test_numbers_are_asked_for_too_because_people_write_them_anew() -> None:
    assert drafts("exact-context", [Key("2,000")]) == [Draft("2.000", "a.md", approved=True)]


def test_a_similar_text_is_a_draft_that_says_how_alike_its_source_is() -> None:
    assert drafts("exact-context", [Key("Ferry returned")]) == [Draft("Vuelve el ferri", "a.md 92%")]


def test_an_approved_text_without_its_marks_is_not_repeated() -> None:
    (draft,) = drafts("exact-context", [Key("See <a>it</a>")])
    assert draft.text is None
    assert "lost: <a> </a>" in draft.reason


def test_what_nobody_approved_stays_empty() -> None:
    nothing = Draft(None, reason="nobody has approved a translation of this text yet")
    assert drafts("", [Key("Unknown")]) == [nothing]
    engine = MemoryEngine(EngineSettings())
    assert asyncio.run(engine.translate(Batch("en", "es", (Request(Key("Unknown"), "Unknown"),)))) == [nothing]
