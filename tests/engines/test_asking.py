"""Asking with manners: what people will meet."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.clock import HandClock
from tests.scripted import PAID, PRICE, ScriptedEngine, answer

from dragoman.engines.asking import BUDGET_REACHED, STOPPED, Asked, Budget, Manners, Sent
from dragoman.memory.ledger import Ledger
from dragoman.model import (
    Batch,
    Capabilities,
    ConfigError,
    Draft,
    EngineError,
    FileError,
    Key,
    Previous,
    Price,
    Request,
    Surroundings,
    TermChoice,
)


def batch(*texts: str, target: str = "es") -> Batch:
    return Batch("en", target, tuple(Request(Key(text), text) for text in texts))


def run(asked: Asked, *texts: str) -> list[Draft]:
    return asyncio.run(asked.translate(batch(*texts)))


def made(*texts: str) -> list[Draft]:
    return [Draft(answer(text), "model-1", billed=len(text)) for text in texts]


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def test_the_same_text_is_sent_once_in_a_batch() -> None:
    engine = ScriptedEngine()
    assert run(Asked(engine), "a", "b", "a") == made("a", "b", "a")
    assert engine.calls == [["a", "b"]]


def test_the_same_text_is_sent_once_by_batches_at_the_same_time() -> None:
    engine = ScriptedEngine()
    asked = Asked(engine)

    async def both() -> list[list[Draft]]:
        return await asyncio.gather(asked.translate(batch("a", "b")), asked.translate(batch("b", "c")))

    assert asyncio.run(both()) == [made("a", "b"), made("b", "c")]
    assert engine.calls == [["a", "b"], ["c"]]


def test_when_the_batch_that_sends_a_text_is_cancelled_the_next_one_sends_it() -> None:
    engine = ScriptedEngine(["hang"])
    asked = Asked(engine)

    async def one_leaves() -> list[Draft]:
        first = asyncio.create_task(asked.translate(batch("a")))
        await asyncio.sleep(0.01)
        second = asyncio.create_task(asked.translate(batch("a")))
        await asyncio.sleep(0.01)
        first.cancel()
        return await second

    assert asyncio.run(one_leaves()) == made("a")
    assert engine.calls == [["a"], ["a"]]


def test_a_kept_answer_costs_nothing_and_nothing_is_sent_for_it(path: Path) -> None:
    told: list[Sent] = []
    engine = ScriptedEngine()
    for texts in (["a", "bb"], ["bb", "c", "a"]):
        with closing(Ledger(path)) as ledger:
            drafts = run(Asked(engine, ledger=ledger, saw=told.append), *texts)
    assert drafts == [Draft("es:bb", "model-1", billed=0), *made("c"), Draft("es:a", "model-1", billed=0)]
    assert engine.calls == [["a", "bb"], ["c"]]
    assert [(sent.outcome, sent.texts, sent.cost) for sent in told] == [
        ("asked", ("a", "bb"), Decimal("0.00006")),
        ("answered", ("a", "bb"), Decimal("0.00006")),
        ("remembered", ("bb", "a"), 0),
        ("asked", ("c",), Decimal("0.00002")),
        ("answered", ("c",), Decimal("0.00002")),
    ]
    assert rows(path, "SELECT texts, characters FROM reuses") == [(2, 3)]


def test_what_another_run_had_answered_meanwhile_is_not_sent(path: Path) -> None:
    """Looked up again just before sending: here the slot came free late."""
    with closing(Ledger(path)) as ledger:
        engine = ScriptedEngine(caps=replace(PAID, concurrency=1, max_items=1))
        asked = Asked(engine, ledger=ledger)
        other = Asked(ScriptedEngine(), ledger=ledger)

        async def both() -> list[Draft]:
            task = asyncio.create_task(asked.translate(batch("a", "b")))
            while not engine.calls:
                await asyncio.sleep(0)
            await other.translate(batch("b"))
            return await task

        assert [draft.text for draft in asyncio.run(both())] == ["es:a", "es:b"]
        assert engine.calls == [["a"]] or engine.calls == [["a"], ["b"]]


def test_an_engine_that_stays_here_is_kept_only_when_it_says_its_version(path: Path) -> None:
    class Local(ScriptedEngine):
        number = "1"

        def version(self, source: str, target: str) -> str:
            return self.number

    with closing(Ledger(path)) as ledger:
        plain, versioned = ScriptedEngine(caps=Capabilities()), Local(caps=Capabilities())
        for engine in (plain, versioned):
            for _ in range(2):
                run(Asked(engine, ledger=ledger), "a")
        versioned.number = "2"
        run(Asked(versioned, ledger=ledger), "a")
    assert (len(plain.calls), len(versioned.calls)) == (2, 2)
    assert rows(path, "SELECT state, currency, cost FROM requests") == [("done", "", 0)] * 2


def asks(path: Path, caps: Capabilities, *batches: Batch) -> int:
    engine = ScriptedEngine(caps=caps)
    with closing(Ledger(path)) as ledger:
        for one in batches:
            asyncio.run(Asked(engine, ledger=ledger).translate(one))
    return len(engine.calls)


def test_surroundings_matter_only_to_an_engine_that_uses_them(path: Path) -> None:
    here = batch("a")
    there = replace(here, around=Surroundings(headline="Bridge opens"))
    beside = replace(here, requests=(replace(here.requests[0], before="Before."),))
    assert asks(path, PAID, here, there, beside) == 1
    assert asks(path, replace(PAID, context=True), here, there, beside, here) == 3


def test_terms_matter_where_they_stand_and_to_an_engine_that_heeds_them(path: Path) -> None:
    here = batch("a")
    told = replace(here, requests=(replace(here.requests[0], terms=(TermChoice("a", "uno"),)),))
    again = replace(here, requests=(replace(here.requests[0], terms=(TermChoice("a", "uno"),), missed=("a",)),))
    assert asks(path, PAID, here, told, again) == 1
    assert asks(path, replace(PAID, terms=True), here, told, again, told) == 3


def test_a_redraft_is_another_question(path: Path) -> None:
    here = batch("a")
    again = replace(here, requests=(replace(here.requests[0], previous=Previous("old", "viejo")),))
    assert asks(path, replace(PAID, redrafts=True), here, again) == 2


def test_an_answer_without_a_text_is_paid_but_not_kept(path: Path) -> None:
    engine = ScriptedEngine(["none"])
    with closing(Ledger(path)) as ledger:
        asked = Asked(engine, ledger=ledger)
        assert run(asked, "aa", "b") == [Draft(None, "model-1", "it has no word for it", billed=2), *made("b")]
        assert run(asked, "aa")[0].text == "es:aa"
    assert engine.calls == [["aa", "b"], ["aa"]]
    assert rows(path, "SELECT state, billed FROM requests") == [("done", 3), ("done", 2)]


def test_a_busy_service_is_asked_again_when_it_wants() -> None:
    hand = HandClock()
    assert run(Asked(ScriptedEngine(["pause", "pause"]), clock=hand.clock), "a") == made("a")
    assert hand.now >= 1014


def test_a_limit_holds_from_one_event_loop_to_the_next() -> None:
    hand = HandClock()
    asked = Asked(ScriptedEngine(), manners=Manners(per_minute=2), clock=hand.clock)
    times = []
    for text in "abcde":
        run(asked, text)
        times.append(hand.now)
    assert times == [1000, 1000, 1060, 1060, 1120]


def test_a_dead_service_is_left_alone_before_long_and_says_why() -> None:
    hand = HandClock()
    engine = ScriptedEngine(["later"] * 1000, replace(PAID, max_items=1))
    asked = Asked(engine, manners=Manners(retries=2), clock=hand.clock)
    for _ in range(20):
        with pytest.raises(EngineError, match="it said later"):
            run(asked, *"abcdefgh")
    assert len(engine.calls) < 60
    assert hand.now < 1000 + 900


def test_a_refused_key_is_not_tried_again_and_again() -> None:
    engine = ScriptedEngine(["no"] * 1000, replace(PAID, max_items=1))
    with pytest.raises(EngineError, match="it said no"):
        run(Asked(engine, clock=HandClock().clock), *map(str, range(100)))
    assert len(engine.calls) < 5 + 3  # those that were on their way


def test_a_used_up_quota_ends_the_day() -> None:
    hand = HandClock()
    engine = ScriptedEngine(["exhausted"])
    asked = Asked(engine, clock=hand.clock)
    for _ in range(3):
        with pytest.raises(EngineError, match="it said exhausted"):
            run(asked, "a")
    assert len(engine.calls) == 1
    hand.now += 18 * 3600
    assert run(asked, "a") == made("a")


def test_what_did_not_fit_is_asked_in_halves_down_to_the_text_that_never_fits() -> None:
    class Picky(ScriptedEngine):
        async def translate(self, batch: Batch) -> Sequence[Draft]:
            drafts = await super().translate(batch)
            if any(request.text == "c" for request in batch.requests):
                raise EngineError("the answer breaks off", again="smaller")
            return drafts

    engine = Picky(caps=replace(PAID, concurrency=1))
    assert run(Asked(engine), *"abcd") == [*made("a", "b"), Draft(None, reason="the answer breaks off"), *made("d")]
    assert engine.calls == [["a", "b", "c", "d"], ["a", "b"], ["c", "d"], ["c"], ["d"]]


def test_a_request_without_an_answer_in_time_is_uncertain_spend(path: Path) -> None:
    engine = ScriptedEngine(["hang"])
    with closing(Ledger(path)) as ledger:
        manners = Manners(deadline_s=0.05)
        assert run(Asked(engine, manners=manners, ledger=ledger, clock=HandClock().clock), "abc") == made("abc")
    assert rows(path, "SELECT state, expected, cost, reason FROM requests") == [
        ("uncertain", 60_000, 0, "scripted gave no answer within 0.05 s"),
        ("done", 60_000, 60_000, ""),
    ]


def test_a_request_that_cannot_have_been_billed_is_not(path: Path) -> None:
    engine = ScriptedEngine(["unsent"])
    budget = Budget(Decimal("0.00006"), "EUR")
    with closing(Ledger(path)) as ledger:
        asked = Asked(engine, ledger=ledger, budget=budget, clock=HandClock().clock)
        assert run(asked, "abc") == made("abc")
    assert rows(path, "SELECT state FROM requests") == [("unbilled",), ("done",)]


def test_a_cancelled_request_is_uncertain_spend(path: Path) -> None:
    engine = ScriptedEngine(["hang"])
    budget = Budget(Decimal(1), "EUR")

    async def cancelled(asked: Asked) -> None:
        task = asyncio.create_task(asked.translate(batch("abc")))
        while not engine.calls:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with closing(Ledger(path)) as ledger:
        asyncio.run(cancelled(Asked(engine, ledger=ledger, budget=budget)))
    assert rows(path, "SELECT state, expected, reason FROM requests") == [
        ("uncertain", 60_000, "cut off before the answer came")
    ]
    assert (budget.spent, budget.reserved) == (Decimal("0.00006"), 0)


def test_an_idempotent_engine_bills_a_repetition_once(path: Path) -> None:
    engine = ScriptedEngine(["later"], replace(PAID, idempotent=True))
    with closing(Ledger(path)) as ledger:
        run(Asked(engine, ledger=ledger, clock=HandClock().clock), "abc")
    assert len(set(engine.tokens)) == 1
    assert rows(path, "SELECT state FROM requests") == [("unbilled",), ("done",)]


def test_what_the_budget_does_not_allow_is_not_sent() -> None:
    engine = ScriptedEngine(caps=replace(PAID, max_items=2, concurrency=1))
    budget = Budget(Decimal("0.0001"), "EUR")  # five characters
    drafts = run(Asked(engine, budget=budget), "aa", "bb", "c", "dddd")
    assert drafts == [*made("aa", "bb", "c"), Draft(None, reason=BUDGET_REACHED)]
    assert (budget.is_reached, budget.left) == (True, 0)


def test_a_service_that_bills_more_than_expected_is_expected_to_do_it_again() -> None:
    class Dear(ScriptedEngine):
        async def translate(self, batch: Batch) -> Sequence[Draft]:
            return [replace(draft, billed=3 * (draft.billed or 0)) for draft in await super().translate(batch)]

    engine = Dear(caps=replace(PAID, max_items=1, concurrency=1))
    budget = Budget(Decimal("0.0002"), "EUR")  # ten characters
    drafts = run(Asked(engine, budget=budget), *"abcdef")
    assert [draft.text for draft in drafts] == ["es:a", "es:b", "es:c", None, None, None]
    assert budget.spent == Decimal("0.00018")


def test_a_budget_in_another_currency_is_refused() -> None:
    with pytest.raises(ConfigError, match="the budget is in USD, but engine scripted is priced in EUR"):
        Asked(ScriptedEngine(), budget=Budget(Decimal(1), "USD"))


def test_tokens_are_estimated_until_the_service_says(path: Path) -> None:
    class Silent(ScriptedEngine):
        async def translate(self, batch: Batch) -> Sequence[Draft]:
            return [replace(draft, billed=None) for draft in await super().translate(batch)]

    engine = Silent(caps=replace(PAID, price=Price(Decimal(3), "USD", "tokens")))
    with closing(Ledger(path)) as ledger:
        run(Asked(engine, ledger=ledger), "six ch")
    assert rows(path, "SELECT unit, currency, expected, cost FROM requests") == [("tokens", "USD", 18_000, 18_000)]
    assert rows(path, "SELECT flags FROM answers") == [("estimated",)]


def test_a_text_that_is_too_large_by_itself_is_never_sent() -> None:
    engine = ScriptedEngine(caps=replace(PAID, max_characters=4, max_bytes=6))
    assert run(Asked(engine), "abcde", "ab", "éééé") == [
        Draft(None, reason="longer than the 4 characters that the engine takes"),
        *made("ab"),
        Draft(None, reason="larger than the 6 bytes that the engine takes"),
    ]


def test_after_a_stop_texts_say_that_they_were_not_asked() -> None:
    engine = ScriptedEngine(caps=replace(PAID, max_items=1, concurrency=1))
    asked = Asked(engine)

    async def stopped() -> list[Draft]:
        task = asyncio.create_task(asked.translate(batch(*"abc")))
        while not engine.calls:
            await asyncio.sleep(0)
        asked.stop()
        return await task

    assert asyncio.run(stopped()) == [*made("a"), *[Draft(None, reason=STOPPED)] * 2]


def test_when_the_intent_cannot_be_written_nothing_is_sent(path: Path) -> None:
    engine = ScriptedEngine()
    budget = Budget(Decimal(1), "EUR")
    with closing(Ledger(path)) as ledger:
        asked = Asked(engine, ledger=ledger, budget=budget)
        with closing(Ledger(path)) as other:
            other._writer.submit(lambda made: made.execute("DROP TABLE requests")).result()
        with pytest.raises(FileError, match="the ledger cannot be"):
            run(asked, "a")
    assert (engine.calls, budget.reserved, budget.spent) == ([], 0, 0)


def test_prices_are_exact_however_they_are_shared_out(path: Path) -> None:
    caps = replace(PAID, price=Price(Decimal("0.0375"), "USD"))
    with closing(Ledger(path)) as ledger:
        run(Asked(ScriptedEngine(caps=caps), ledger=ledger), "a", "bb", "ccc", "d")
    assert rows(path, "SELECT cost FROM answers ORDER BY text") == [(38,), (75,), (112,), (38,)]
    assert rows(path, "SELECT cost FROM requests") == [(263,)]


def test_an_asked_engine_is_an_engine_without_limits_on_a_batch() -> None:
    asked = Asked(ScriptedEngine(caps=replace(PAID, max_items=2, max_bytes=9, max_characters=5)))
    assert asked.caps == replace(PAID, max_characters=5, concurrency=0)
    assert (asked.name, asked.missing("en", "es"), asked.caps.price) == ("scripted", "", PRICE)
