"""Laws of asking: whatever an engine does, each text gets its own answer once, within the limits and the budget."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.engines.asking import Asked, Budget, Manners, Sent
from dragoman.memory.ledger import NANO, Ledger
from dragoman.model import Batch, Draft, EngineError, Key, Request
from tests.clock import HandClock
from tests.scripted import ACTIONS, PAID, PRICE, ScriptedEngine, answer

law = settings(max_examples=120, deadline=None)
texts = st.lists(st.text("abcdé中ا", min_size=1, max_size=6), min_size=1, max_size=12)
scripts = st.lists(st.sampled_from(ACTIONS), max_size=10)
limits = st.builds(
    lambda items, characters, octets, concurrency: replace(
        PAID, max_items=items, max_characters=characters, max_bytes=octets, concurrency=concurrency
    ),
    st.integers(0, 4),
    st.sampled_from([0, 5, 9]),
    st.sampled_from([0, 8, 15]),
    st.integers(0, 4),
)
manners = st.builds(
    Manners,
    in_flight=st.integers(0, 3),
    per_minute=st.sampled_from([0, 3, 50]),
    characters_per_minute=st.sampled_from([0, 20]),
    retries=st.integers(0, 3),
    deadline_s=st.just(0.02),
    failures=st.integers(1, 4),
    rest_s=st.just(20.0),
    patience_s=st.sampled_from([30.0, 200.0]),
)


def batch(texts: Sequence[str], target: str = "es") -> Batch:
    return Batch("en", target, tuple(Request(Key(text), text) for text in texts))


async def ask(asked: Asked, batches: Sequence[Batch]) -> list[list[Draft] | EngineError]:
    """What each batch gets, when all are asked at once."""
    found = await asyncio.gather(*(asked.translate(one) for one in batches), return_exceptions=True)
    for each in found:
        if isinstance(each, BaseException) and not isinstance(each, EngineError):
            raise each
    return found  # type: ignore[return-value]


@law
@given(st.lists(texts, min_size=1, max_size=3), scripts, limits, manners)
def test_each_request_has_one_draft_that_is_its_own_or_says_why_not(
    rows: list[list[str]], script: list[str], caps: object, how: Manners
) -> None:
    engine = ScriptedEngine(script, caps)  # type: ignore[arg-type]
    asked = Asked(engine, manners=how, clock=HandClock().clock)
    for row, found in zip(rows, asyncio.run(ask(asked, [batch(row) for row in rows])), strict=True):
        if isinstance(found, EngineError):
            continue
        for text, draft in zip(row, found, strict=True):
            assert draft.reason if draft.text is None else draft.text == answer(text)
    for call in engine.calls:
        assert len(set(call)) == len(call)
        assert not engine.caps.max_items or len(call) <= engine.caps.max_items
        assert not engine.caps.max_characters or sum(map(len, call)) <= engine.caps.max_characters
        assert not engine.caps.max_bytes or len("".join(call).encode()) <= engine.caps.max_bytes
    most = how.in_flight or engine.caps.concurrency
    assert not most or engine.most_in_flight <= most


@law
@given(st.lists(texts, min_size=1, max_size=3), scripts, limits, manners)
def test_nothing_that_was_answered_is_ever_asked_again_and_the_ledger_knows_every_bill(
    rows: list[list[str]], script: list[str], caps: object, how: Manners
) -> None:
    engine = ScriptedEngine(script, caps)  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        for row in rows:  # each a run of its own
            with closing(Ledger(path)) as ledger:
                asked = Asked(engine, manners=how, ledger=ledger, clock=HandClock().clock)
                known = set(engine.given)
                before = len(engine.calls)
                asyncio.run(ask(asked, [batch(row), batch(row[::-1])]))
                assert not known & {text for call in engine.calls[before:] for text in call}
        with closing(sqlite3.connect(path)) as connection:
            (paid,) = connection.execute("SELECT total(cost) FROM requests WHERE state = 'done'").fetchone()
            (unsure,) = connection.execute("SELECT total(expected) FROM requests WHERE state = 'uncertain'").fetchone()
            (left,) = connection.execute("SELECT count(*) FROM requests WHERE state = 'asked'").fetchone()
            kept = {text for (text,) in connection.execute("SELECT text FROM answers")}
            (shares,) = connection.execute("SELECT total(cost) FROM answers").fetchone()
    assert (int(paid + unsure), left) == (engine.bill * int(PRICE.amount * NANO) // 1_000_000, 0)
    assert kept == {answer(text) for text in engine.given}
    assert int(shares) <= int(paid)


@law
@given(st.lists(texts, min_size=1, max_size=4), scripts, limits, st.integers(0, 60))
def test_the_budget_is_never_exceeded(rows: list[list[str]], script: list[str], caps: object, most: int) -> None:
    engine = ScriptedEngine(script, caps)  # type: ignore[arg-type]
    budget = Budget(PRICE.amount * most / 1_000_000, "EUR")
    asked = Asked(engine, manners=Manners(deadline_s=0.02), budget=budget, clock=HandClock().clock)
    asyncio.run(ask(asked, [batch(row) for row in rows]))
    assert engine.bill <= most
    assert budget.spent == PRICE.amount * engine.bill / 1_000_000
    assert budget.reserved == 0


@law
@given(st.lists(texts, min_size=1, max_size=3), scripts, limits, manners)
def test_what_is_told_is_what_was_sent(rows: list[list[str]], script: list[str], caps: object, how: Manners) -> None:
    told: list[Sent] = []
    engine = ScriptedEngine(script, caps)  # type: ignore[arg-type]
    asked = Asked(engine, manners=how, saw=told.append, clock=HandClock().clock)
    asyncio.run(ask(asked, [batch(row) for row in rows]))
    assert sorted(list(sent.texts) for sent in told if sent.outcome == "asked") == sorted(engine.calls)
    assert sum(sent.outcome != "asked" for sent in told) == len(engine.calls)
    paid = sum((sent.cost for sent in told if sent.outcome != "asked"), Decimal(0))
    assert paid == PRICE.amount * engine.bill / 1_000_000


@law
@given(texts, scripts, manners, st.integers(0, 12))
def test_after_a_stop_nothing_new_is_sent_and_what_was_on_its_way_comes_home(
    row: list[str], script: list[str], how: Manners, turns: int
) -> None:
    engine = ScriptedEngine(script, replace(PAID, max_items=1))
    asked = Asked(engine, manners=how, clock=HandClock().clock)

    async def run() -> tuple[int, list[Draft] | EngineError]:
        task = asyncio.create_task(asked.translate(batch(row)))
        for _ in range(turns):
            await asyncio.sleep(0)
        asked.stop()
        await asyncio.sleep(0)
        before = len(engine.calls)
        (found,) = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(found, list | EngineError)
        return before, found

    before, found = asyncio.run(run())
    assert len(engine.calls) == before
    if isinstance(found, list):
        home = {text for text, draft in zip(row, found, strict=True) if draft.text is not None}
        assert home == engine.given
