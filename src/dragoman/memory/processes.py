"""Which processes still live: so that what a dead one left behind is known for what it is."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path


def this_process() -> str:
    """A name that no other process had or will have: the machine's boot, the number, and when it began."""
    return _name(os.getpid())  # not kept: a fork is another process


def is_alive(name: str) -> bool:
    """False only when the process of that name has certainly ended.

    Where the system has no /proc, a number that was given to another process since looks alive.
    """
    boot, _, rest = name.partition(" ")
    number, _, began = rest.partition(" ")
    if boot != _boot() or not number.isdecimal():
        return False
    if began:
        return _began(int(number)) == began
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # another user's
    return True


def _name(number: int) -> str:
    return f"{_boot()} {number} {_began(number)}".rstrip()


@cache
def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return "unknown-boot"


def _began(number: int) -> str:
    """Ticks from the boot to the process's start (Linux: field 22 of /proc/PID/stat); "" when unknown or a zombie."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]
