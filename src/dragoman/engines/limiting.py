"""How fast an engine may be asked: never more than so much within any minute."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

from dragoman.engines.clock import Clock

WINDOW_S = 60.0


@dataclass
class Limit:
    """At most `most` (requests, or characters) in any `window_s` seconds; 0 is no limit.

    Law: whatever is asked for, and when, no window holds more than `most` – but one thing larger than that, which goes
    alone. (A bucket that leaks lets twice as much through where a burst meets the refill.)
    """

    most: int
    window_s: float = WINDOW_S
    _passed: deque[tuple[float, int]] = field(default_factory=deque)
    _sum: int = 0

    def wait_s(self, now: float, amount: int) -> float:
        """How long `amount` has to wait; 0 when it may pass."""
        if not self.most:
            return 0.0
        self._forget(now)
        over = self._sum + min(amount, self.most) - self.most
        for then, passed in self._passed:
            if over <= 0:
                break
            over -= passed
            until = then + self.window_s
            if over <= 0:
                return until - now
        return 0.0

    def has_passed(self, now: float, amount: int) -> None:
        if self.most:
            amount = min(amount, self.most)
            self._passed.append((now, amount))
            self._sum += amount

    def _forget(self, now: float) -> None:
        while self._passed and self._passed[0][0] + self.window_s <= now:
            self._sum -= self._passed.popleft()[1]


class Turnstile:
    """Lets requests through one by one, first come first served, each as soon as its limits allow."""

    def __init__(self, per_minute: int, characters_per_minute: int, clock: Clock) -> None:
        self._requests = Limit(per_minute)
        self._characters = Limit(characters_per_minute)
        self._clock = clock
        self._not_before = 0.0
        self._queue = asyncio.Lock()

    def renew(self) -> None:
        """Another event loop begins: nobody waits any more, and what has passed still counts."""
        self._queue = asyncio.Lock()

    def is_free(self) -> bool:
        """True when nobody has to wait, ever."""
        return not (self._requests.most or self._characters.most or self._not_before > self._clock.now())

    def hold_until(self, then: float) -> None:
        """Nobody passes before `then`: the service has said when it wants to be asked again."""
        self._not_before = max(self._not_before, then)

    async def through(self, characters: int) -> None:
        """Waits for its turn, and takes it."""
        async with self._queue:
            while (wait_s := self._wait_s(characters)) > 0:
                await self._clock.sleep(wait_s)
            now = self._clock.now()
            self._requests.has_passed(now, 1)
            self._characters.has_passed(now, characters)

    def _wait_s(self, characters: int) -> float:
        now = self._clock.now()
        return max(self._not_before - now, self._requests.wait_s(now, 1), self._characters.wait_s(now, characters))
