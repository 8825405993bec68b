"""A clock that tests turn: sleeping costs nothing, and whoever is to wake first does."""

from __future__ import annotations

import asyncio
import datetime
import heapq
from dataclasses import dataclass, field

from dragoman.engines.clock import Clock

_MORNING = datetime.datetime(2026, 11, 22, 6, tzinfo=datetime.UTC)
_TURNS = 8  # of the event loop, in which everybody who can go on does, before time moves


@dataclass
class HandClock:
    """`clock` is the value to pass in; `now` moves to the next sleeper's time when nobody else has anything to do."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)
    _wakes: list[tuple[float, int]] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.now, lambda: _MORNING + datetime.timedelta(seconds=self.now - 1000), self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        mine = (self.now + seconds, len(self.slept))
        heapq.heappush(self._wakes, mine)
        try:
            while True:
                for _ in range(_TURNS):
                    await asyncio.sleep(0)
                if self._wakes[0] == mine:
                    self.now = max(self.now, mine[0])
                    return
        finally:
            self._wakes.remove(mine)
            heapq.heapify(self._wakes)
