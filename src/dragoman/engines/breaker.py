"""When to leave a failing engine alone: a breaker that opens after failures in a row and tries again after a rest."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


@dataclass
class Breaker:
    """Closed, it lets everything through. `failures` in a row, or failing for `patience_s`, open it for `rest_s`; then
    one request is let through as a trial: when that works it is closed, else it is open again. Failures that come back
    after it opened (their requests were on their way) open it no longer.

    Times are seconds of one clock, given with each call.
    """

    failures: int
    rest_s: float
    patience_s: float = inf
    in_a_row: int = 0
    failing_since: float = inf
    open_until: float = 0.0  # 0: closed
    is_trying: bool = False
    reason: str = ""  # of the last failure, in words
    is_hopeless: bool = False  # the last failure was one that asking again does not mend

    @property
    def is_open(self) -> bool:
        return self.open_until > 0

    def wait_s(self, now: float) -> float:
        """How long nothing may be sent; 0 when it may, and then, if it was open, the caller makes the trial."""
        if not self.is_open:
            return 0.0
        if now < self.open_until:
            return self.open_until - now
        if self.is_trying:
            return self.rest_s
        self.is_trying = True
        return 0.0

    def is_vain(self) -> bool:
        """True when waiting for it is no use: asking again does not help, or it has failed for too long."""
        return self.is_open and (self.is_hopeless or self.open_until - self.failing_since > self.patience_s)

    def has_worked(self) -> None:
        """An answer came: all is well again."""
        self.in_a_row, self.failing_since, self.open_until = 0, inf, 0.0
        self.is_trying = self.is_hopeless = False

    def has_failed(self, now: float, *, is_trial: bool = False, is_hopeless: bool = False, counts: bool = True) -> None:
        """`counts` is False when the engine lives and only asked for a pause."""
        self.in_a_row += counts
        self.failing_since = min(self.failing_since, now)
        is_due = self.in_a_row >= self.failures or now - self.failing_since > self.patience_s
        if is_trial or (is_due and not self.is_open):
            self.open_until, self.is_trying, self.is_hopeless = now + self.rest_s, False, is_hopeless

    def is_left(self) -> None:
        """The trial was given up without an outcome: another may make it."""
        self.is_trying = False

    def open_for(self, now: float, rest_s: float) -> None:
        """Nothing is sent for so long: the quota is used up."""
        self.in_a_row += 1
        self.failing_since = min(self.failing_since, now)
        self.open_until, self.is_trying, self.is_hopeless = now + rest_s, False, True
