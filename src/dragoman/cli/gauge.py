"""How far a long run is, on a terminal: segments a second, what it has cost, and the time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.workflow.translated import Standing


@contextmanager
def gauge() -> Iterator[tuple[Callable[[str], None], Callable[[Standing], None]]]:
    """Two functions: one shows what is being read, the other how far the drafting is. They show on a terminal only."""
    from dragoman.cli.output import progress

    with progress() as show:
        begun = 0.0

        def tell(standing: Standing) -> None:
            nonlocal begun
            begun = begun or time.monotonic()
            show(told(standing, time.monotonic() - begun))

        yield show, tell if sys.stderr.isatty() else lambda _: None


def told(standing: Standing, seconds: float) -> str:
    """`1,200 of 4,000 segments, 300 a second, 0.42 EUR, 9 s left`."""
    parts = [f"{standing.done:,} of {standing.total:,} segments"]
    rate = standing.done / seconds if seconds >= 1 else 0.0
    if rate:
        parts.append(f"{rate:,.0f} a second" if rate >= 1 else f"{rate * 60:,.0f} a minute")
    parts += [money(amount, currency) for currency, amount in standing.spent]
    if rate and standing.done < standing.total:
        parts.append(f"{_time((standing.total - standing.done) / rate)} left")
    return ", ".join(parts)


def money(amount: object, currency: str) -> str:
    """An amount to the hundredth, or to the first digit that says something."""
    from decimal import Decimal

    value = Decimal(str(amount))
    for places in (2, 3, 4, 5, 6):
        if value == 0 or round(value, places) != 0:
            return f"{value:,.{places}f} {currency}"
    return f"{value:f} {currency}"


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 90 * 60 else f"{seconds / 3600:.1f} h"
