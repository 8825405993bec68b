"""The hooks: ours fetch nothing, and those we offer run commands that dragoman has and that write nothing."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.cli import run

_ROOT = Path(__file__).resolve().parents[2]
_OURS: dict[str, Any] = yaml.safe_load((_ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
_OFFERED: list[dict[str, Any]] = yaml.safe_load((_ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("check", "name"),
    [("validate-config", ".pre-commit-config.yaml"), ("validate-manifest", ".pre-commit-hooks.yaml")],
)
def test_pre_commit_accepts_the_file(check: str, name: str) -> None:
    done = subprocess.run([sys.executable, "-m", "pre_commit", check, name], cwd=_ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_our_own_hooks_fetch_nothing_and_run_what_the_lock_installed() -> None:
    assert [repository["repo"] for repository in _OURS["repos"]] == ["local"]
    hooks = _OURS["repos"][0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system"}
    tools = [Path(shlex.split(hook["entry"])[0]) for hook in hooks]
    assert {tool.parent for tool in tools} == {Path(".venv/bin")}
    assert [tool.name for tool in tools if not Path(sys.executable).with_name(tool.name).exists()] == []


def test_the_offered_hooks_are_these() -> None:
    assert {hook["id"]: hook["entry"] for hook in _OFFERED} == {
        "dragoman-extract-check": "dragoman extract --check",
        "dragoman-check": "dragoman check",
    }


@pytest.mark.parametrize("hook", _OFFERED, ids=lambda hook: hook["id"])
def test_an_offered_hook_runs_a_command_with_options_it_has(
    hook: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    program, command, *options = shlex.split(hook["entry"])
    assert (program, run([command, "--help"])) == ("dragoman", 0)
    page = capsys.readouterr().out
    assert [option for option in options if option not in page] == []
