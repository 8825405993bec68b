"""One writer for many: what arrives within a few milliseconds is one transaction, so that one fsync serves all."""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")
_Job = tuple[Callable[[sqlite3.Connection], object], "Future[object]"]

_LINGER_S = 0.002
_MOST = 512  # jobs of one transaction


class Writer:
    """A thread that owns a connection and is given work for it.

    Law: a future has its result only after the transaction with its work is on the disk. When a transaction fails, none
    of its work is done, and each of its futures has the error.
    """

    def __init__(self, connection: sqlite3.Connection, explain: Callable[[sqlite3.Error], Exception]) -> None:
        """`explain` gives the error that futures have instead of SQLite's."""
        self._connection = connection
        self._explain = explain
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="dragoman-ledger", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[sqlite3.Connection], T]) -> Future[T]:
        """The future of what `work` gives, once that is written. It runs on the writer's thread, in a transaction."""
        future: Future[T] = Future()
        self._jobs.put((work, future))  # type: ignore[arg-type]  # a Future of what work gives
        return future

    def close(self) -> None:
        """Writes all that was submitted, then ends."""
        self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        is_last = False
        while not is_last or not self._jobs.empty():  # work that a future's end calls for comes after the last
            job = self._jobs.get()
            if job is None:
                is_last = True
                continue
            group = [job]
            is_last = self._gather(group) or is_last
            self._write(group)

    def _gather(self, group: list[_Job]) -> bool:
        """More jobs, as long as they come; True when none will come any more."""
        until = time.monotonic() + _LINGER_S
        while len(group) < _MOST:
            try:
                job = self._jobs.get(timeout=max(until - time.monotonic(), 0))
            except queue.Empty:
                return False
            if job is None:
                return True
            group.append(job)
        return False

    def _write(self, group: list[_Job]) -> None:
        results: list[object] = []
        problem: BaseException | None = None
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            results = [work(self._connection) for work, _ in group]
            self._connection.execute("COMMIT")
        except BaseException as error:  # noqa: BLE001 - not swallowed: it is raised again where each result is awaited
            problem = error
            if self._connection.in_transaction:
                self._connection.rollback()
        for at, (_, future) in enumerate(group):
            if not future.set_running_or_notify_cancel():
                continue
            if problem is not None:
                future.set_exception(self._explain(problem) if isinstance(problem, sqlite3.Error) else problem)
            else:
                future.set_result(results[at])
