"""A splitter in its process: asked, timed and, at the limit, ended and started again."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

Span = tuple[int, int]
_SPLITTERS = Path(__file__).parent / "splitters.py"
_GLANCE = 0.1  # seconds between two looks at a process that does not answer
_PATIENCE = 20  # times the limit by the clock, after which a process that does nothing is ended too


@dataclass(frozen=True, slots=True)
class Answer:
    """Spans of each text in characters, the texts whose sentences are not the text, CPU seconds of the tool's work."""

    spans: tuple[tuple[Span, ...], ...]
    inexact: frozenset[int]
    seconds: float


class TooSlowError(Exception):
    """The tool did not answer within the limit, and was ended."""


class Splitter:
    """One tool. `missing` says why it cannot run, "" when it can; `version` is its package's."""

    def __init__(self, name: str, python: str, arguments: Sequence[str] = ()) -> None:
        self.name = name
        self.version = self.missing = ""
        self._command = [python, str(_SPLITTERS), *(arguments or [name])]
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = b""
        if not Path(python).exists():
            self.missing = f"no {python}"
            return
        try:
            said = self._start()
        except (EOFError, TooSlowError):
            said = {"missing": "does not start"}
        self.version, self.missing = str(said.get("version", "")), str(said.get("missing", ""))

    def ask(self, language: str, texts: Sequence[str], limit: float) -> Answer | None:
        """The tool's sentences; None when it has no rules for the language. TooSlowError after `limit` seconds."""
        if self._process is None:
            self._start()
        said = self._exchange({"language": language, "texts": list(texts)}, limit)
        if "unsupported" in said:
            return None
        spans = said["spans"]
        inexact = said["inexact"]
        assert isinstance(spans, list) and isinstance(inexact, list)
        return Answer(
            tuple(tuple((start, end) for start, end in found) for found in spans),
            frozenset(inexact),
            float(str(said["seconds"])),
        )

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            self._process = None

    def __enter__(self) -> Splitter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _start(self) -> dict[str, object]:
        env = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"}
        self._buffer = b""
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env
        )
        return self._answer(120)

    def _exchange(self, request: dict[str, object], limit: float) -> dict[str, object]:
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        return self._answer(limit)

    def _answer(self, limit: float) -> dict[str, object]:
        """One line of the process. The limit is of CPU seconds where the system tells them: others work here too."""
        assert self._process is not None and self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        begun, spent = time.monotonic(), _cpu(self._process.pid)
        while b"\n" not in self._buffer:
            if not select.select([pipe], [], [], _GLANCE)[0]:
                waited = time.monotonic() - begun
                if waited > limit and (waited > _PATIENCE * limit or _cpu(self._process.pid) - spent > limit):
                    self.close()
                    raise TooSlowError
                continue
            some = os.read(pipe, 1 << 20)
            if not some:
                self.close()
                raise EOFError(f"{self.name} ended without an answer")
            self._buffer += some
        line, _, self._buffer = self._buffer.partition(b"\n")
        found: dict[str, object] = json.loads(line)
        return found


def _cpu(pid: int) -> float:
    """CPU seconds of a process so far; the clock's where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return float(time.monotonic())
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def splitters(names: Sequence[str], peers_python: str | None, srx: Sequence[str]) -> list[Splitter]:
    """dragoman first, then the peers of `peers_python`, then every NAME=FILE of SRX rules."""
    made = [Splitter("dragoman", sys.executable)]
    if peers_python:
        made += [Splitter(name, peers_python) for name in names]
    for given in srx:
        name, _, file = given.partition("=")
        made.append(Splitter(f"{name} SRX", sys.executable, ["srx", file]))
    return made
