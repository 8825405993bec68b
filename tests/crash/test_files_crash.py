"""Struck at its system calls one by one, a writer built on dragoman.files loses nothing."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman

HERE = Path(__file__).parent
SOURCE = Path(dragoman.__file__).parents[1]  # what is tested here, even while it is being installed anew
TESTS = ("points", "torn", "enospc", "eio", "rofs", "fsize", "race", "abandon", "twice")

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="faults are injected by LD_PRELOAD"),
    pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler to build the fault injector"),
    pytest.mark.skipif(shutil.which("msgfmt") is None, reason="no msgfmt (gettext) to judge PO files"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crash") / "project"
    subprocess.run(
        [sys.executable, HERE / "sample.py", folder], check=True, env=os.environ | {"PYTHONPATH": str(SOURCE)}
    )
    return folder


def bad(project: Path, writer: str, *options: str) -> dict[str, int]:
    """How many runs of each test went badly; what went wrong is printed."""
    report = project.parent / f"{writer}.json"
    command = shlex.join([sys.executable, str(HERE / writer)])
    harness = [sys.executable, HERE / "harness.py", "--project", project, "--cmd", command, "--json", report]
    subprocess.run([*harness, *options], env=os.environ | {"PYTHONPATH": str(SOURCE)})
    found: dict[str, dict[str, int]] = json.loads(report.read_text())
    return {test: tally["bad"] for test, tally in found.items()}


@pytest.mark.parametrize("test", TESTS)
def test_a_few_strikes_do_no_harm(project: Path, test: str) -> None:
    options = ["--tests", test, "--max-points", "8", "--depth", "2", "--n", "8", "--hook", str(HERE / "sample.py")]
    assert bad(project, "writer.py", *options) == {"baseline": 0, test: 0}


@pytest.mark.long
def test_no_strike_does_harm(project: Path) -> None:
    found = bad(project, "writer.py", "--hook", str(HERE / "sample.py"))
    assert found == dict.fromkeys(("baseline", "kill", *TESTS), 0)


def test_the_harness_finds_out_a_careless_writer(project: Path) -> None:
    found = bad(project, "naive.py", "--tests", "points,torn,race", "--max-points", "8")
    assert {test for test, count in found.items() if count} == {"points", "torn", "race"}
