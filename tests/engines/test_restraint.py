"""Approved texts whose source changed, redrafted by engines that keep to the change and by engines that do not."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.servers.openai import MODEL, ChatServer

from dragoman.alignment.words import words
from dragoman.engines.openai import OpenAIEngine
from dragoman.engines.restraint import Unneeded, unneeded
from dragoman.language.evidence import is_word_of
from dragoman.model import Batch, EngineSettings, Key, Previous, Request

EDITS = Path(__file__).parent / "redrafts" / "edits.toml"


@dataclass(frozen=True)
class Redraft:
    """One changed source and its approved text, with what each kind of engine proposes."""

    language: str
    old: str
    approved: str
    new: str
    smallest: str
    over: str
    drop: str
    swapped: str  # what the over-editor says otherwise
    dropped: str  # what the summariser leaves out

    def proposal(self, behaviour: str) -> str:
        return {
            "keeps to it": self.smallest,
            "over-edits": self.over,
            "summarises": self.drop,
            "reverts": self.approved,
        }[behaviour]


def redrafts() -> list[Redraft]:
    found = []
    for text in tomllib.loads(EDITS.read_text(encoding="utf-8"))["text"]:
        for edit in text["edit"]:
            for language, approved in text["approved"].items():
                smallest = approved.replace(*edit[language], 1)
                over, out = text["over"][language], text["drop"][language]
                shorter = smallest.replace(out, "", 1) if out in smallest else approved.replace(out, "", 1)
                new = text["source"].replace(*edit["source"], 1)
                found.append(
                    Redraft(
                        language,
                        text["source"],
                        approved,
                        new,
                        smallest,
                        smallest.replace(*over, 1),
                        shorter,
                        over[0],
                        out,
                    )
                )
    return found


REDRAFTS = redrafts()


def flags(case: Redraft, proposal: str) -> tuple[Unneeded, ...]:
    return unneeded(case.old, case.approved, case.new, proposal, source_language="en", language=case.language)


def content(text: str, but_not: str, language: str) -> set[str]:
    """The words of `text` that say something and do not stand in `but_not`."""
    kept = {word for word in words(text) if not is_word_of(word.casefold(), language, but_not="")}
    return kept - set(words(but_not))


def proposals(behaviour: str) -> list[str]:
    """What an engine with a behaviour answers, asked over the wire with the approved text beside the new source."""
    known = {(case.new, case.approved): case.proposal(behaviour) for case in REDRAFTS}

    def script(segment: Mapping[str, Any], question: Mapping[str, Any]) -> str:
        return known[segment["text"], segment["previous"]["translation"]]

    async def ask(engine: OpenAIEngine) -> list[str]:
        made = []
        for case in REDRAFTS:
            request = Request(Key(case.new), case.new, previous=Previous(case.old, case.approved))
            (draft,) = await engine.translate(Batch("en", case.language, (request,)))
            made.append(draft.text or "")
        return made

    with ChatServer(script) as server:
        return asyncio.run(ask(OpenAIEngine(EngineSettings({"base_url": server.url, "model": MODEL}))))


def test_there_are_a_hundred_edits_and_each_changes_something() -> None:
    assert len(REDRAFTS) == 100
    assert all(
        len({case.approved, case.smallest, case.over, case.drop}) == 4 and case.old != case.new for case in REDRAFTS
    )


def test_of_the_smallest_change_nothing_is_flagged() -> None:
    made = proposals("keeps to it")
    assert {
        case.smallest: found for case, text in zip(REDRAFTS, made, strict=True) if (found := flags(case, text))
    } == {}


def missed(behaviour: str, unasked: Callable[[Redraft], tuple[str, str]]) -> list[tuple[str, str, set[str]]]:
    """The proposals in which a word was changed without need and not flagged."""
    found = []
    for case, text in zip(REDRAFTS, proposals(behaviour), strict=True):
        flagged = {word for each in flags(case, text) for word in words(each.before)}
        if unseen := content(*unasked(case), case.language) - flagged:
            found.append((case.language, text, unseen))
    return found


def test_each_wording_that_an_engine_changes_without_need_is_flagged() -> None:
    assert missed("over-edits", lambda case: (case.swapped, case.over)) == []


def test_what_an_engine_leaves_out_is_flagged() -> None:
    assert missed("summarises", lambda case: (case.dropped, case.drop)) == []


def test_an_engine_that_gives_the_approved_text_back_has_not_followed_the_source() -> None:
    for case, text in zip(REDRAFTS, proposals("reverts"), strict=True):
        assert flags(case, text) == (Unneeded("unchanged", case.approved, case.approved),)


OLD, NEW = "The fire in Alma destroyed 14 houses on Monday.", "The fire in Alma destroyed 15 houses on Monday."
APPROVED = "El incendio de Alma destruyó el lunes 14 casas."


@pytest.mark.parametrize(
    ("proposal", "expected"),
    [
        ("El incendio de Alma destruyó el lunes 15 casas.", []),
        ("El incendio de Alma destruyó el lunes quince casas.", []),
        ("El incendio de Alma destruyó el lunes 15 viviendas.", [("reworded", "casas", "viviendas")]),
        ("El incendio de Toro destruyó el lunes 15 casas.", [("name", "Alma", "Toro")]),
        ("El incendio destruyó 15 casas.", [("name", "de Alma", ""), ("reworded", "lunes", "")]),
        (
            "Quince hogares quedaron en ruinas por las llamas.",
            [("rewritten", APPROVED, "Quince hogares quedaron en ruinas por las llamas.")],
        ),
        (
            "El incendio de Alma, que ardió toda la noche, destruyó el lunes 15 casas.",
            [("added", "", "que ardió toda la noche")],
        ),
    ],
)
def test_what_is_flagged_says_what_stood_there_and_what_came(
    proposal: str, expected: list[tuple[str, str, str]]
) -> None:
    found = unneeded(OLD, APPROVED, NEW, proposal, source_language="en", language="es")
    assert [(each.kind, each.before, each.after) for each in found] == expected


def test_a_number_that_the_source_kept_may_not_change() -> None:
    old = "In 2024 the town had 14 schools."
    new = "In 2024 the town had 15 schools."
    found = unneeded(
        old, "En 2024 la ciudad tenía 14 escuelas.", new, "En 2025 la ciudad tenía 15 escuelas.",
        source_language="en", language="es",
    )  # fmt: skip
    assert Unneeded("number", "2024", "2025") in found


def test_words_that_agree_with_a_needed_change_are_part_of_it() -> None:
    old, new = "The new school opens in May.", "The new museum opens in May."
    approved, proposal = "La nueva escuela abre en mayo.", "El nuevo museo abre en mayo."
    assert unneeded(old, approved, new, proposal, source_language="en", language="es") == ()


def test_a_comma_needs_no_new_words() -> None:
    assert unneeded("A, b.", "Uno, dos.", "A b.", "Uno dos.", source_language="en", language="es") == ()


def test_scripts_without_blanks_are_compared_by_characters() -> None:
    old, new = "The fire destroyed 14 houses.", "The fire destroyed 15 houses."
    right, wrong = "大火烧毁了15座房屋。", "一场巨大的火灾把15座房屋全部夷为平地。"
    approved = "大火烧毁了14座房屋。"
    assert unneeded(old, approved, new, right, source_language="en", language="zh-Hans") == ()
    assert unneeded(old, approved, new, wrong, source_language="en", language="zh-Hans") != ()


SHREDS = st.lists(
    st.sampled_from(
        ["Ana", "14", "15", "casas", "el", "la", "no", "дом", "дня", "كتب", "大", "火", "<a>", "</a>", ",", "."]
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(SHREDS, SHREDS, SHREDS, SHREDS, st.sampled_from(["es", "ru", "ar", "zh-Hans", "sw", "x"]))
def test_any_texts_can_be_compared(old: str, approved: str, new: str, proposal: str, language: str) -> None:
    unneeded(old, approved, new, proposal, source_language="en", language=language)


@settings(max_examples=100, deadline=None)
@given(SHREDS, SHREDS)
def test_where_nothing_changed_nothing_is_unneeded(source: str, approved: str) -> None:
    assert unneeded(source, approved, source, approved, source_language="en", language="es") == ()


@settings(max_examples=100, deadline=None)
@given(SHREDS, SHREDS, SHREDS)
def test_where_the_source_kept_its_words_every_change_of_words_is_flagged(
    source: str, approved: str, proposal: str
) -> None:
    found = unneeded(source, approved, source, proposal, source_language="en", language="es")
    before, after = (
        [word.casefold() for word in words(text.replace("<a>", "").replace("</a>", ""))]
        for text in (approved, proposal)
    )
    assert bool(found) or before == after
