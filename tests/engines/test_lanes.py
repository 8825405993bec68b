"""Connections are shared out one by one."""

from __future__ import annotations

import asyncio

import httpx

from dragoman.engines.lanes import Lanes


def test_no_more_clients_are_made_than_allowed_and_the_last_used_is_used_next() -> None:
    made: list[httpx.AsyncClient] = []

    def make() -> httpx.AsyncClient:
        made.append(httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200))))
        return made[-1]

    async def run() -> tuple[int, bool]:
        lanes = Lanes(make, 3)
        in_use: list[httpx.AsyncClient] = []

        async def ask() -> None:
            async with lanes.client() as client:
                assert client not in in_use
                in_use.append(client)
                await asyncio.sleep(0)
                in_use.remove(client)

        await ask()
        alone = len(made)
        await asyncio.gather(*(ask() for _ in range(20)))
        async with lanes.client() as one:
            pass
        async with lanes.client() as other:
            is_same = one is other
        await lanes.aclose()
        return alone, is_same

    assert asyncio.run(run()) == (1, True)
    assert len(made) == 3
    assert all(client.is_closed for client in made)
