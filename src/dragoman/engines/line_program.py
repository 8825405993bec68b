"""A program that stays alive between questions and answers each with a line of JSON, supervised."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, InvalidStateError
from typing import IO

from dragoman.model.errors import EngineError
from dragoman.model.visible import visible

_LONGEST = 4_000_000  # bytes of an answer: more is a program running wild
_KEPT = 2_000  # bytes of stderr, the last ones
_SHOWN = 160  # characters of them in a message
_ENDING_S = 0.5  # for the last words of a program that has died


class LineProgram:
    """A running program, in a process group of its own. Questions and answers belong together by their numbers, so
    several may be on their way at once and answers come in any order.

    Threads of its own read its output and its errors, so that neither can fill up and stop it. When it ends, or writes
    what is no answer, whoever waits gets an EngineError.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], secrets: Sequence[str] = ()) -> None:
        self._called = command[0].rpartition("/")[2]
        self._secrets = [secret for secret in secrets if secret]
        self._waiting: dict[int, Future[Mapping[str, object]]] = {}
        self._forgotten: set[int] = set()
        self._table = threading.Lock()  # of the two above
        self._writing = threading.Lock()
        self._errors = b""
        self._fault = ""
        self._is_over = False  # its output has ended: no answer comes any more
        self._is_killed = False
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=dict(environment),
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise EngineError(f"{self._called} cannot be started: {error}", sent=False) from error
        self._draining = self._start(self._drain)
        self._start(self._read)

    @property
    def is_alive(self) -> bool:
        return not self._is_over and self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, number: int, line: str) -> Future[Mapping[str, object]]:
        """Sends a question (JSON on one line, with its number as `id`); its answer is still to come. Writing may wait
        for the program to read, so never call it from an event loop."""
        waiting: Future[Mapping[str, object]] = Future()
        with self._table:
            self._waiting[number] = waiting
        pipe = self._process.stdin
        try:
            with self._writing:
                assert pipe is not None  # noqa: S101 - asked for as a pipe
                pipe.write(line.encode("utf-8", "replace") + b"\n")
                pipe.flush()
        except (OSError, ValueError):
            self._fail()
        if not self.is_alive:
            self._fail()
        return waiting

    def forget(self, number: int) -> None:
        """Nobody waits for this answer any more; it may still come."""
        with self._table:
            if self._waiting.pop(number, None) is not None:
                self._forgotten.add(number)

    def close(self) -> None:
        """Ends the program and all it started. May be called twice."""
        self._is_over = True
        self._kill()
        self._process.wait()
        pipe = self._process.stdin
        with contextlib.suppress(OSError, ValueError):
            assert pipe is not None  # noqa: S101 - asked for as a pipe
            pipe.close()  # the other two are closed by the threads that read them
        self._fail()

    def _start(self, work: object) -> threading.Thread:
        thread = threading.Thread(target=work, name="dragoman-command", daemon=True)  # type: ignore[arg-type]
        thread.start()
        return thread

    def _read(self) -> None:
        """Hands each line of the output to whoever waits for it, until it ends or makes no sense."""
        pipe = self._process.stdout
        while line := _line(pipe):
            if not line.strip():
                continue
            if fault := self._take(line):
                self._fault = fault
                self._kill()
                break
        self._is_over = True
        with contextlib.suppress(subprocess.TimeoutExpired):  # it may have closed its output and live on
            self._process.wait(_ENDING_S)
        self._kill()
        self._draining.join(_ENDING_S)
        self._fail()
        with contextlib.suppress(OSError, ValueError):
            assert pipe is not None  # noqa: S101 - asked for as a pipe
            pipe.close()

    def _take(self, line: bytes) -> str:
        """Hands one line over; what is wrong with it, or ""."""
        if len(line) > _LONGEST:
            return f"wrote a line of more than {_LONGEST // 1_000_000} MB"
        try:
            answer = json.loads(line)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            return f"wrote a line that is no JSON object ({self._shown(line)}); what is for people belongs on stderr"
        number = answer.get("id")
        with self._table:
            if isinstance(number, bool) or not isinstance(number, int):
                return "wrote an answer without the id of its question"
            if number in self._forgotten:
                self._forgotten.remove(number)
                return ""
            waiting = self._waiting.pop(number, None)
        if waiting is None:
            return f"answered a question that nobody asked (id {number})"
        with contextlib.suppress(InvalidStateError):  # cancelled meanwhile
            waiting.set_result(answer)
        return ""

    def _drain(self) -> None:
        pipe = self._process.stderr
        assert pipe is not None  # noqa: S101 - asked for as a pipe
        with contextlib.suppress(OSError, ValueError):
            while part := os.read(pipe.fileno(), 4096):
                self._errors = (self._errors + part)[-_KEPT:]
            pipe.close()

    def _fail(self) -> None:
        """Everyone who still waits is told what happened."""
        with self._table:
            waiting = list(self._waiting.values())
            self._waiting.clear()
        if not waiting:
            return
        error = self._error()
        for each in waiting:
            with contextlib.suppress(InvalidStateError):
                each.set_exception(error)

    def _error(self) -> EngineError:
        if self._fault:
            return EngineError(f"{self._called} {self._fault}")
        last = self._shown((self._errors.strip().splitlines() or [b""])[-1])
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_ENDING_S)
        status = self._process.returncode
        how = f"was ended by signal {-status}" if status is not None and status < 0 else f"ended with status {status}"
        return EngineError(f"{self._called} {how}" + (f": {last}" if last else ""), again="later")

    def _shown(self, line: bytes) -> str:
        """The program's own words, safe to print, without what it was told in confidence."""
        text = line.decode("utf-8", "replace")
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return visible(text.strip(), _SHOWN)

    def _kill(self) -> None:
        """Once: later its number may be another program's."""
        if self._is_killed:
            return
        self._is_killed = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)


def _line(pipe: IO[bytes] | None) -> bytes:
    """The next line, b"" at the end; of one that is too long only so much as shows it."""
    assert pipe is not None  # noqa: S101 - asked for as a pipe
    try:
        return pipe.readline(_LONGEST + 1)
    except (OSError, ValueError):
        return b""
