"""A run that is told to stop: the first signal ends it in order, the second at once."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """Whether a run is to stop. `signal` is the number of the signal that said so, 0 while none has."""

    def __init__(self) -> None:
        self.signal = 0
        self._heard: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def __bool__(self) -> bool:
        return self.signal != 0

    def stop(self, number: int) -> None:
        """Nothing new is to be begun; what is on its way is waited for."""
        self.signal = self.signal or number
        if self._loop is not None and self._heard is not None:
            self._loop.call_soon_threadsafe(self._heard.set)

    async def heard(self) -> None:
        """Waits until the run is told to stop."""
        self._loop, self._heard = asyncio.get_running_loop(), asyncio.Event()
        if self:
            return
        await self._heard.wait()


@contextmanager
def stoppable() -> Iterator[Stopping]:
    """A Stopping that SIGINT and SIGTERM tell; the second of them ends all with a KeyboardInterrupt.

    Only the main thread gets signals; elsewhere, and where a caller ignores them, nobody tells it.
    """
    stopping = Stopping()
    if threading.current_thread() is not threading.main_thread():
        yield stopping
        return

    def handle(number: int, _: FrameType | None) -> None:
        if stopping:
            raise KeyboardInterrupt
        stopping.stop(number)

    former = {each: signal.getsignal(each) for each in _SIGNALS}
    try:
        for each, handler in former.items():
            if handler is not signal.SIG_IGN:
                signal.signal(each, handle)
        yield stopping
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)
