"""Whether and when a failed request is asked again: full jitter, or when the service says, within a patience."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.model.errors import EngineError

FIRST_S = 0.5
MOST_S = 30.0


@dataclass
class Patience:
    """What one request may still be given: `retries`, until `deadline` (a time of the clock).

    Full jitter (Brooker, Exponential Backoff And Jitter, 2015): a time drawn evenly between nothing and a bound that
    doubles, so that requests that failed together do not come back together.
    """

    retries: int
    deadline: float
    draw: Callable[[float, float], float] = field(default=random.uniform)
    tried: int = 0

    def wait_s(self, error: EngineError, now: float) -> float | None:
        """How long to wait before asking again; None when that is no use or out of patience."""
        if error.again != "later" or self.tried >= self.retries:
            return None
        bound = min(MOST_S, FIRST_S * 2**self.tried)
        wait_s = error.after_s if error.after_s is not None else self.draw(0.0, bound)
        if now + wait_s > self.deadline:
            return None
        self.tried += 1
        return max(wait_s, 0.0)
