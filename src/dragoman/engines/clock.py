"""Time as a value: what waits is given a clock, so that a test turns it by hand."""

from __future__ import annotations

import asyncio
import datetime
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


def _utc() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is seconds that never go back, `utc` the time of day, `sleep` waits so many seconds."""

    now: Callable[[], float] = time.monotonic
    utc: Callable[[], datetime.datetime] = _utc
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    def until_tomorrow(self) -> float:
        """Seconds until the next day of UTC begins, by which services count their quotas."""
        here = self.utc()
        morning = datetime.datetime.combine(here.date() + datetime.timedelta(days=1), datetime.time(), datetime.UTC)
        return (morning - here).total_seconds()


REAL = Clock()
