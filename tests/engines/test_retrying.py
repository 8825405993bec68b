"""Asking again: only where it helps, spread out, within a patience."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.retrying import FIRST_S, MOST_S, Patience
from dragoman.model import EngineError


def busy(after_s: float | None = None) -> EngineError:
    return EngineError("busy", again="later", after_s=after_s)


def test_each_wait_is_drawn_from_twice_the_last_up_to_a_bound() -> None:
    bounds: list[tuple[float, float]] = []
    patience = Patience(8, 1e9, lambda low, high: bounds.append((low, high)) or high)
    for _ in range(8):
        patience.wait_s(busy(), 0)
    assert bounds == [(0, min(MOST_S, FIRST_S * 2**at)) for at in range(8)]


def test_the_service_says_when() -> None:
    assert Patience(1, 100.0).wait_s(busy(7.5), 0) == 7.5


def test_what_asking_again_does_not_help_is_not_asked_again() -> None:
    for again in ("no", "smaller", "exhausted"):
        assert Patience(9, 1e9).wait_s(EngineError("no", again=again), 0) is None  # type: ignore[arg-type]


@given(st.lists(st.one_of(st.none(), st.floats(0, 500)), max_size=30), st.integers(0, 6), st.floats(0, 1000))
def test_no_more_retries_than_allowed_and_none_after_the_deadline(
    waits: list[float | None], retries: int, deadline: float
) -> None:
    patience = Patience(retries, deadline)
    now, tried = 0.0, 0
    for after_s in waits:
        wait_s = patience.wait_s(busy(after_s), now)
        if wait_s is not None:
            now += wait_s
            tried += 1
            assert wait_s >= 0 and now <= deadline
    assert tried <= retries
