"""Struck at its system calls one by one, `dragoman site` leaves the old site whole, or the new one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.test_files_crash import HERE, SOURCE, pytestmark

__all__ = ["pytestmark"]  # the same conditions hold here
MODES = ("kill", "torn", "enospc", "eio", "rofs")
ROOT = HERE.parents[1]


def struck(folder: Path, *options: str) -> dict[str, dict[str, object]]:
    """How the rounds of each mode went (see site_rounds)."""
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", folder / "fault.so", HERE / "fault.c", "-ldl"], check=True)
    faults = {"LD_PRELOAD": folder / "fault.so", "FAULT_ROOT": folder / "newsroom", "FAULT_COUNTER": folder / "counter"}
    path = os.pathsep.join([str(SOURCE), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.site_rounds", folder / "newsroom", *options],
        env=os.environ | {"PYTHONPATH": path} | {name: str(value) for name, value in faults.items()},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    print(found)
    return found


def wrong(found: dict[str, dict[str, object]]) -> dict[str, object]:
    return {mode: [tally["problems"], tally["where"]] for mode, tally in found.items() if tally["problems"]}


def test_a_few_strikes_leave_a_whole_site(tmp_path: Path) -> None:
    found = struck(tmp_path, "--every", "60", "--modes", "kill,torn,enospc")
    assert wrong(found) == {}
    assert all(tally["struck"] for tally in found.values())


@pytest.mark.long
@pytest.mark.parametrize("options", [[], ["--all"]], ids=["a few pages change", "every page changes"])
@pytest.mark.parametrize("mode", MODES)
def test_no_strike_leaves_a_broken_site(tmp_path: Path, mode: str, options: list[str]) -> None:
    found = struck(tmp_path, "--modes", mode, *options)
    assert wrong(found) == {}
    assert found[mode]["struck"]
