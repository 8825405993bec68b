"""Whole processes measured from outside, each with a time limit."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: seconds by the clock, CPU seconds (its children's too), peak memory in MB.

    `code` is its exit code; None when it was ended at the limit, and then the figures are lower bounds.
    """

    wall: float
    cpu: float
    peak: float
    code: int | None


def measure(
    command: Sequence[str], *, limit: float, folder: Path | None = None, env: Mapping[str, str] | None = None
) -> Run:
    """Runs `command`, its output thrown away; ends it after `limit` seconds."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    late = False
    peak = 0.0
    while True:
        peak = max(peak, _peak(process.pid))
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        wall = time.perf_counter() - begun
        if pid:
            break
        if wall > limit and not late:
            late = True
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.001 if wall < 1 else 0.01)
    process.returncode = os.waitstatus_to_exitcode(status)  # it has been reaped here
    code = None if late else process.returncode
    return Run(wall, used.ru_utime + used.ru_stime, peak or used.ru_maxrss / 1024, code)


def _peak(pid: int) -> float:
    """What a process has needed so far, in MB; 0 where the system does not tell.

    What wait4 says of small processes is the memory of the one that started them.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    line = next((line for line in status.split("\n") if line.startswith("VmHWM:")), "")
    return int(line.split()[1]) / 1024 if line else 0.0


def machine() -> str:
    """The facts a figure is nothing without."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, columns aligned; the first to the left, the others to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = [
        [
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in (head, rule, *rows)
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
