"""How often Python looks for unreachable cycles while a command runs."""

from __future__ import annotations

import gc

_YOUNG = 50_000  # new objects until the young are looked through; Python's own is 700
_OLDER = 20  # such looks until the older are


def collect_rarely() -> None:
    """Lets the collector of cycles run rarely. For a process of our own only: a library leaves that to its host.

    A command makes millions of small objects that live as long as an article is at work, and no cycle: counting
    references frees them (tests/checks/test_check_running.py holds the checks to that). Looking through them every 700
    new ones took 6 to 10 % of a check's time; memory is the same. `gc.freeze` besides gave a command nothing that could
    be measured: the oldest objects are looked through only when they have grown by a quarter.
    """
    gc.set_threshold(_YOUNG, _OLDER, _OLDER)
