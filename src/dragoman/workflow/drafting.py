"""Many lots at once through their chains of engines, in one event loop; what is made is put down as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence

from dragoman.engines.faithful import Kept
from dragoman.model import DragomanError, EngineError
from dragoman.workflow.asking import Asking
from dragoman.workflow.lots import Lot
from dragoman.workflow.putting import Made, Writer
from dragoman.workflow.reading import Trouble
from dragoman.workflow.routes import Ready
from dragoman.workflow.stopping import Stopping
from dragoman.workflow.translated import TranslateReport
from dragoman.workflow.wanted import Wanted

AT_ONCE = 64
"""Lots on their way together: enough to keep a server busy that takes many requests at a time."""

GRACE_S = 30.0
"""How long what is on its way is waited for when the run is told to stop."""


class Drafting:
    """A run's lots on their way. `quit` is called once when the run is told to stop: nothing more is to be sent.

    Law: which engine drafts a text, and what is written of it, does not depend on the order in which answers come.
    """

    def __init__(
        self,
        asking: Asking,
        writer: Writer,
        report: TranslateReport,
        stopping: Stopping,
        quit: Callable[[], None],
        told: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._asking = asking
        self._writer = writer
        self._report = report
        self._stopping = stopping
        self._quit = quit
        self._told = told  # of how many texts more are done with

    async def run(self, lots: Iterator[Lot]) -> None:
        """Drafts lot after lot until there is none left, or the run is told to stop."""
        heard = asyncio.create_task(self._stopping.heard())
        running: set[asyncio.Task[None]] = set()
        try:
            await asyncio.sleep(0)
            for lot in lots:
                while len(running) >= AT_ONCE and not self._stopping:
                    running = await _some(running, heard)
                if self._stopping:
                    break
                running.add(asyncio.create_task(self._lot(lot)))
                await asyncio.sleep(0)  # what has been read is sent before the next is read
            while running and not self._stopping:
                running = await _some(running, heard)
            if running:
                self._quit()
                await _all(running, GRACE_S)
        finally:
            await _cancelled([heard, *running])

    async def _lot(self, lot: Lot) -> None:
        try:
            await self._chain(lot)
        except DragomanError as error:
            self._report.troubles.append(Trouble(lot.path, error))

    async def _chain(self, lot: Lot) -> None:
        """The texts down the chain: what one engine left goes to the next."""
        left: Sequence[Wanted] = lot.texts
        for ready in lot.route.engines:
            if not left or self._stopping:
                break
            left = await self._ask(ready, lot, left)
        self._told(len(left))

    async def _ask(self, ready: Ready, lot: Lot, texts: Sequence[Wanted]) -> Sequence[Wanted]:
        """What is left of `texts` after one engine."""
        row, name = lot.job.row, ready.setup.name
        try:
            answers = await self._asking.ask(ready, lot, texts)
        except EngineError as error:
            row.because(name, error.message, len(texts))
            return texts
        pairs = list(zip(texts, answers, strict=True))
        good = [(each, kept.draft) for each, kept in pairs if kept.draft.text]
        made = [Made(each, draft, name, self._asking.inputs(ready, lot, each)) for each, draft in good]
        written = await self._writer.put(lot.path, lot.job.language, made)
        if made:
            done = row.proposed if lot.is_proposals else row.drafted
            done[name] = done.get(name, 0) + sum(written)
            row.left -= sum(each.over is None for each, _ in good)
            if not lot.is_proposals:
                _count_terms(row.terms, answers)
            self._told(len(made))
        for _, kept in pairs:
            if not kept.draft.text:
                row.because(name, kept.draft.reason)
        return [each for each, kept in pairs if not kept.draft.text]


async def _some(running: set[asyncio.Task[None]], heard: asyncio.Task[None]) -> set[asyncio.Task[None]]:
    """Those still running when one has ended, or the run has been told to stop. A fault of ours is raised."""
    await asyncio.wait({*running, heard}, return_when=asyncio.FIRST_COMPLETED)
    return _unfinished(running)


async def _all(running: set[asyncio.Task[None]], within_s: float) -> None:
    await asyncio.wait(running, timeout=within_s)
    _unfinished(running)


def _unfinished(running: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    for task in running:
        if task.done() and not task.cancelled():
            task.result()
    return {task for task in running if not task.done()}


async def _cancelled(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _count_terms(counts: dict[str, int], kept: Sequence[Kept]) -> None:
    for one in kept:
        if not one.draft.text:
            continue
        numbers = (one.restored, one.chosen, one.substituted, one.heeded, len(one.lost))
        for name, number in zip(("restored", "chosen", "substituted", "heeded", "lost"), numbers, strict=True):
            if number:
                counts[name] = counts.get(name, 0) + number
