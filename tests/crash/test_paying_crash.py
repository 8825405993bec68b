"""Killed at any moment, a paying run loses nothing, pays nothing twice that was committed, and owns up to the rest."""

from __future__ import annotations

import random
import shutil
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.crash.killing import Account, Load, kill_anytime, kill_at_writes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="runs are forked, and struck by LD_PRELOAD")
needs_cc = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler to build the fault injector")

LOAD = Load(count=300)
SMALL = Load(count=30)


def must_hold(account: Account, load: Load) -> None:
    """What may vary is put aside; the rest must be as it is."""
    assert account.worst <= load.window
    assert replace(account, kills=0, paid_again=0, worst=0, uncertain=0, over_reported=0) == Account()


@pytest.mark.parametrize("kills", [12, pytest.param(200, marks=pytest.mark.long)])
def test_a_run_killed_at_any_moment_pays_nothing_twice_that_was_committed(tmp_path: Path, kills: int) -> None:
    must_hold(kill_anytime(tmp_path, LOAD, kills, signal.SIGKILL, random.Random(kills), 0.02), LOAD)


@pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.long)])
def test_a_run_told_to_end_pays_nothing_twice(tmp_path: Path, kills: int) -> None:
    account = kill_anytime(tmp_path, LOAD, kills, signal.SIGTERM, random.Random(kills), 0.02)
    assert account == Account(kills=account.kills)


@needs_cc
@pytest.mark.parametrize("most", [6, pytest.param(10**6, marks=pytest.mark.long)])
def test_a_run_killed_at_a_write_of_the_ledger_pays_nothing_twice_that_was_committed(tmp_path: Path, most: int) -> None:
    account, calls = kill_at_writes(tmp_path, SMALL, most, random.Random(most), 0.01)
    must_hold(account, SMALL)
    assert calls > 20
