"""The limits: whatever is asked for, no minute holds more than is allowed."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import HandClock

from dragoman.engines.limiting import Limit, Turnstile


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 90)), max_size=40), st.integers(1, 20))
def test_no_window_holds_more_than_the_limit(wishes: list[tuple[int, int]], most: int) -> None:
    limit = Limit(most)
    now, passed = 0.0, []
    for amount, later in wishes:
        now += later
        now += limit.wait_s(now, amount)
        assert limit.wait_s(now, amount) == 0
        limit.has_passed(now, amount)
        passed.append((now, amount))
    for then, amount in passed:
        inside = [one for when, one in passed if then - 60 < when <= then]
        assert sum(inside) <= most or inside == [amount]


@given(st.lists(st.integers(1, 30), max_size=40), st.integers(1, 20))
def test_nobody_waits_without_need(amounts: list[int], most: int) -> None:
    limit = Limit(most)
    now = 0.0
    for amount in amounts:
        wait_s = limit.wait_s(now, amount)
        if wait_s > 1:
            assert limit.wait_s(now + wait_s - 1, amount) > 0
        now += wait_s
        limit.has_passed(now, amount)


def test_without_a_limit_nobody_waits() -> None:
    assert Limit(0).wait_s(0, 10**9) == 0


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=30), st.integers(1, 5), st.integers(50, 400))
def test_a_turnstile_lets_through_in_order_and_within_both_limits(
    wishes: list[int], per_minute: int, characters: int
) -> None:
    hand = HandClock()
    passed: list[tuple[float, int, int]] = []

    async def run() -> None:
        gate = Turnstile(per_minute, characters, hand.clock)

        async def go(at: int, amount: int) -> None:
            await gate.through(amount)
            passed.append((hand.now, at, amount))

        await asyncio.gather(*(go(at, amount) for at, amount in enumerate(wishes)))

    asyncio.run(run())
    assert [at for _, at, _ in passed] == list(range(len(wishes)))
    for then, _, amount in passed:
        inside = [one for when, _, one in passed if then - 60 < when <= then]
        assert len(inside) <= per_minute
        assert sum(inside) <= characters or inside == [amount]


def test_a_service_that_says_when_it_wants_to_be_asked_again_is_not_asked_before() -> None:
    hand = HandClock()

    async def run() -> float:
        gate = Turnstile(0, 0, hand.clock)
        gate.hold_until(hand.now + 17)
        assert not gate.is_free()
        await gate.through(5)
        return hand.now

    assert asyncio.run(run()) == 1017
