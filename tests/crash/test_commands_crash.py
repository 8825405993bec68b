"""Struck at their system calls one by one, the commands that write lose nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.test_files_crash import HERE, SOURCE, TESTS, pytestmark

__all__ = ["pytestmark"]  # the same conditions hold here
COMMANDS = ("extract", "translate --engine pseudo", "correct articles/harbour.md", "merge")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crash") / "project"
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    subprocess.run([sys.executable, HERE / "newsroom.py", folder], check=True, env=environment, capture_output=True)
    return folder


def bad(project: Path, command: str, *options: str) -> dict[str, int]:
    report = project.parent / "report.json"
    line = f"{sys.executable} -m dragoman {command}"
    harness = [sys.executable, HERE / "harness.py", "--project", project, "--cmd", line, "--json", report, *options]
    subprocess.run(harness, env=os.environ | {"PYTHONPATH": str(SOURCE)})
    found: dict[str, dict[str, int]] = json.loads(report.read_text())
    return {test: tally["bad"] for test, tally in found.items()}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_few_strikes_at_a_command_do_no_harm(project: Path, command: str) -> None:
    options = ["--tests", "points,enospc,race", "--max-points", "3", "--n", "4"]
    assert bad(project, command, *options) == {"baseline": 0, "points": 0, "enospc": 0, "race": 0}


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_no_strike_at_a_command_does_harm(project: Path, command: str) -> None:
    assert bad(project, command) == dict.fromkeys(("baseline", "kill", *TESTS), 0)
