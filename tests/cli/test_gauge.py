"""What a long run shows of itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dragoman.cli.gauge import money, told
from dragoman.workflow.translated import Standing


@pytest.mark.parametrize(
    ("standing", "seconds", "line"),
    [
        (Standing(0, 4000), 0.0, "0 of 4,000 segments"),
        (Standing(1200, 4000), 4.0, "1,200 of 4,000 segments, 300 a second, 9 s left"),
        (
            Standing(30, 4000, (("EUR", Decimal("0.421")),)),
            60.0,
            "30 of 4,000 segments, 30 a minute, 0.42 EUR, 2.2 h left",
        ),
        (Standing(1000, 61_000), 10.0, "1,000 of 61,000 segments, 100 a second, 10 min left"),
        (Standing(5, 5), 2.0, "5 of 5 segments, 2 a second"),
    ],
)
def test_rate_cost_and_time_left_stand_in_one_line(standing: Standing, seconds: float, line: str) -> None:
    assert told(standing, seconds) == line


@pytest.mark.parametrize(
    ("amount", "said"),
    [("0", "0.00 EUR"), ("12.346", "12.35 EUR"), ("0.0004", "0.0004 EUR"), ("1234567", "1,234,567.00 EUR")],
)
def test_money_is_told_to_the_first_digit_that_says_something(amount: str, said: str) -> None:
    assert money(Decimal(amount), "EUR") == said
