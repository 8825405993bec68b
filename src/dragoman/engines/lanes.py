"""Connections to one service, each with a client of its own, of which one request uses one.

httpx's pool looks, for every request, at each connection and from each of these at all of them: with 64 connections
that costs several milliseconds of CPU a request, more than all the rest of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx


class Lanes:
    """At most `most` clients of one event loop, made by `make` when all others are in use; the one used last is used
    next, so that no more connections stand open than are needed."""

    def __init__(self, make: Callable[[], httpx.AsyncClient], most: int) -> None:
        self._make = make
        self._free = [make()]  # at once, so that what cannot be made is told at once
        self._all = list(self._free)
        self._slots = asyncio.Semaphore(most)

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        """A client that nobody else uses meanwhile."""
        async with self._slots:
            if not self._free:
                self._all.append(self._make())
                self._free.append(self._all[-1])
            client = self._free.pop()
            try:
                yield client
            finally:
                self._free.append(client)

    async def aclose(self) -> None:
        for client in self._all:
            await client.aclose()
