"""A row of tasks done by several processes of this program, or by this one alone."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from dragoman.model import DragomanError

_PR_SET_PDEATHSIG = 1  # Linux
_AHEAD = 2  # tasks that a process has in hand, so that it never waits for the next


class Crew:
    """Calls methods of `own`, or, with a `size`, of what `begin` makes in each of so many processes.

    They are begun when they are first needed, and end with this process, however it ends. `begin` and what is sent to
    and fro must be fit for pickle.
    """

    def __init__(self, own: Any, begin: Callable[[], Any], size: int) -> None:
        self._own, self._begin, self._size = own, begin, size
        self._hands: dict[Connection, Any] = {}

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for line in self._hands:
            line.close()
        for process in self._hands.values():
            process.terminate()  # it has nothing that would be lost
            process.join()
        self._hands.clear()

    def each(self, method: str, tasks: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """What the method gives for each task (its arguments), in no order. A DragomanError of it is raised here; of a
        bug in another process, a RuntimeError with its traceback."""
        if self._size == 0:
            for task in tasks:
                yield getattr(self._own, method)(*task)
            return
        self._hire()
        waiting = iter(tasks)
        busy = dict.fromkeys(self._hands, 0)
        for line in [*self._hands] * _AHEAD:
            busy[line] += self._give(line, method, waiting)
        while any(busy.values()):
            ready = wait([line for line, count in busy.items() if count])
            for line in [one for one in busy if one in ready]:
                found = self._take(line)
                busy[line] += self._give(line, method, waiting) - 1
                yield found

    def _hire(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would take our threads' locks along, but no threads
        while len(self._hands) < self._size:
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, self._begin), daemon=True)
            process.start()
            theirs.close()
            self._hands[ours] = process

    def _give(self, line: Connection, method: str, tasks: Iterator[tuple[Any, ...]]) -> int:
        """Sends the next task; how many that were."""
        for task in tasks:
            with suppress(BrokenPipeError):  # its end is told where its answer is missed
                line.send((method, task))
            return 1
        return 0

    def _take(self, line: Connection) -> Any:
        try:
            is_fine, found = line.recv()
        except (EOFError, ConnectionResetError):
            process = self._hands[line]
            process.join()
            raise DragomanError(
                f"a process that helped with the work was ended (code {process.exitcode})",
                hint="it may have run out of memory; what is done is kept, run the command again to go on",
            ) from None
        if is_fine:
            return found
        if isinstance(found, DragomanError):
            raise found
        raise RuntimeError(found)


def processes(tasks: int, least: int) -> int:
    """How many processes are worth their beginning for so many tasks, of which each should have `least`; 0 for none
    besides this one."""
    fitting = min(
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, tasks // least
    )
    return fitting if fitting > 1 else 0


def _work(line: Connection, begin: Callable[[], Any]) -> None:
    """What a process of the crew does until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's business
    _end_with_parent()
    own = None
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            method, task = line.recv()
            try:
                own = own or begin()
                answer: tuple[bool, Any] = (True, getattr(own, method)(*task))
            except DragomanError as error:
                answer = (False, error)
            except Exception:  # noqa: BLE001 - raised again where the work is given out
                answer = (False, traceback.format_exc())
            line.send(answer)


def _end_with_parent() -> None:
    """Has the system end this process in the instant in which its parent is killed, where it can: what is in hand must
    not be written beside the work of the next run. Elsewhere it ends when it has done that."""
    parent = multiprocessing.parent_process()
    with suppress(AttributeError, OSError):  # no such call here
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent is not None and os.getppid() != parent.pid:  # it was killed before that
        os._exit(1)
