"""The breaker: opens after failures in a row, rests, tries once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.breaker import Breaker


def failing(times: int, now: float = 100.0) -> Breaker:
    breaker = Breaker(3, 30.0, 300.0)
    for _ in range(times):
        breaker.has_failed(now)
    return breaker


def test_it_opens_after_so_many_failures_in_a_row_and_rests() -> None:
    assert failing(2).wait_s(100) == 0
    assert failing(3).wait_s(100) == 30
    assert failing(3).wait_s(129) == 1


def test_an_answer_in_between_begins_the_row_anew() -> None:
    breaker = failing(2)
    breaker.has_worked()
    breaker.has_failed(100)
    breaker.has_failed(100)
    assert not breaker.is_open


def test_after_the_rest_one_tries_and_the_others_wait() -> None:
    breaker = failing(3)
    assert [breaker.wait_s(130) for _ in range(3)] == [0, 30, 30]


def test_a_trial_that_works_closes_it() -> None:
    breaker = failing(3)
    breaker.wait_s(130)
    breaker.has_worked()
    assert [breaker.wait_s(130) for _ in range(3)] == [0, 0, 0]


def test_a_trial_that_fails_opens_it_for_another_rest() -> None:
    breaker = failing(3)
    breaker.wait_s(130)
    breaker.has_failed(131, is_trial=True)
    assert breaker.wait_s(131) == 30


def test_a_trial_that_is_given_up_is_another_ones_to_make() -> None:
    breaker = failing(3)
    breaker.wait_s(130)
    breaker.is_left()
    assert breaker.wait_s(130) == 0


def test_failures_that_come_back_late_open_it_no_longer() -> None:
    breaker = failing(3)
    breaker.has_failed(120)
    assert breaker.wait_s(120) == 10


def test_it_is_vain_to_wait_when_asking_again_does_not_help_or_it_has_failed_for_long() -> None:
    assert not failing(3).is_vain()
    breaker = failing(2)
    breaker.has_failed(100, is_hopeless=True)
    assert breaker.is_vain()
    breaker = failing(3)
    for now in range(130, 500, 30):
        breaker.wait_s(now)
        breaker.has_failed(now, is_trial=True)
    assert breaker.is_vain()


def test_a_used_up_quota_closes_the_door_for_as_long_as_is_said() -> None:
    breaker = Breaker(3, 30.0)
    breaker.open_for(100, 3600)
    assert (breaker.wait_s(100), breaker.is_vain()) == (3600, True)


def test_a_service_that_asks_for_pauses_all_the_time_is_left_alone_at_last() -> None:
    breaker = Breaker(3, 30.0, 300.0)
    for now in range(100, 400, 60):
        breaker.has_failed(now, counts=False)
    assert not breaker.is_open
    breaker.has_failed(401, counts=False)
    assert breaker.is_open


events = st.lists(st.tuples(st.sampled_from(["ask", "works", "fails", "left"]), st.integers(0, 40)), max_size=60)


@given(events, st.integers(1, 4))
def test_while_it_is_open_nobody_passes_but_one_trial_after_each_rest(
    events: list[tuple[str, int]], failures: int
) -> None:
    breaker = Breaker(failures, 30.0)
    now, trials, passed_since = 0.0, 0, 0
    for event, seconds in events:
        now += seconds
        was_open = breaker.is_open
        match event:
            case "ask":
                passes = breaker.wait_s(now) == 0
                assert passes or was_open
                if was_open and passes:
                    trials += 1
                    assert trials == 1 and now >= breaker.open_until
            case "works":
                breaker.has_worked()
                trials, passed_since = 0, 0
            case "fails":
                breaker.has_failed(now, is_trial=bool(trials))
                passed_since += 1
                trials = 0
                assert breaker.is_open == (was_open or passed_since >= failures)
            case _:
                breaker.is_left()
                trials = 0
