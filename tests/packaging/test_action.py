"""The GitHub Action: nothing that somebody else wrote is ever part of a script, and nothing hostile runs."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.newsroom import Newsroom

_ROOT = Path(__file__).resolve().parents[2]
_ACTION: dict[str, Any] = yaml.safe_load((_ROOT / "action.yml").read_text(encoding="utf-8"))
_STEPS: list[dict[str, Any]] = _ACTION["runs"]["steps"]
_BASH = shutil.which("bash")

HOSTILE = (
    "$(touch x)",
    "`touch x`",
    "; touch x",
    "a\ntouch x\n",
    "' ; touch x; '",
    '" ; touch x; "',
    "| touch x",
    "&& touch x #",
    "${IFS}$(touch${IFS}x)",
    "a[$(touch x)]",
    "--report=html:x",
    "-h",
    "*",
    "%0A::set-output name=a::b",
)
_NAMES = {name: f"DRAGOMAN_{name.upper().replace('-', '_')}" for name in _ACTION["inputs"]}


def start(folder: Path, inputs: dict[str, str], program: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the action's step as a runner does; `program` is what stands in for dragoman."""
    assert _BASH is not None
    [step] = _STEPS
    place, temporary = folder / "bin", folder / "temp"
    place.mkdir()
    temporary.mkdir()
    (place / "dragoman").write_text(program, encoding="utf-8")
    (place / "dragoman").chmod(0o755)
    given = {variable: inputs.get(name, _ACTION["inputs"][name]["default"]) for name, variable in _NAMES.items()}
    where = {"PATH": f"{place}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(temporary)}
    runner = where | {"GITHUB_OUTPUT": str(folder / "output"), "DRAGOMAN_ACTION": str(_ROOT)}
    script = folder / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    return subprocess.run(
        [_BASH, "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=folder,
        env=os.environ | given | runner | {"DRAGOMAN_SKIP_INSTALL": "1"} | more,
        capture_output=True,
        timeout=60,
    )


RECORD = '#!/bin/sh\nprintf "%s\\0" "$@" > asked\n'


def asked(folder: Path) -> list[str]:
    """The arguments that the program was called with."""
    return (folder / "asked").read_text(encoding="utf-8").split("\0")[:-1]


needs_bash = pytest.mark.skipif(_BASH is None, reason="bash is not installed")


def test_no_script_has_a_place_that_a_runner_fills_in() -> None:
    assert [step["run"] for step in _STEPS if "${{" in step["run"]] == []
    assert [key for step in _STEPS for key in step if key not in ("id", "shell", "env", "run")] == []


def test_every_input_comes_by_the_environment_alone() -> None:
    [step] = _STEPS
    expected = {variable: f"${{{{ inputs.{name} }}}}" for name, variable in _NAMES.items()}
    assert step["env"] == expected | {"DRAGOMAN_ACTION": "${{ github.action_path }}"}
    used = set(re.findall(r"\$\{?(DRAGOMAN_[A-Z_]+)", step["run"])) - {"DRAGOMAN_SKIP_INSTALL"}
    assert used == set(step["env"])
    # a variable outside of quotes would be split and expanded; in [[ ]] it is not
    bare = re.sub(r'"[^"\n]*"', "", re.sub(r"\[\[.*?\]\]", "", step["run"]))
    assert re.findall(r"\$\{?DRAGOMAN_\w+", bare) == []


@needs_bash
@pytest.mark.parametrize(("name", "text"), list(itertools.product(_ACTION["inputs"], HOSTILE)))
def test_a_hostile_input_runs_nothing_and_is_one_argument(tmp_path: Path, name: str, text: str) -> None:
    inputs = {name: text}
    done = start(tmp_path, inputs, RECORD)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["asked", "bin", "output", "step.sh", "temp"]
    assert done.returncode == 0, done.stderr
    lines = [line for line in text.split("\n") if line]
    temporary = tmp_path / "temp"
    head = [f"--report=sarif:{temporary}/dragoman.sarif", f"--report=comment:{temporary}/dragoman-comment.md"]
    project = text if name == "project" else "."
    expected = ["check", "--format=github", f"--project={project}", *head]
    expected += [f"--{name}={text}"] if name in ("fail-on", "changed-from") else []
    expected += [f"--language={word}" for word in text.split()] if name == "languages" else []
    expected += [f"--report={line}" for line in lines] if name == "report" else []
    assert asked(tmp_path) == [*expected, "--", *(lines if name == "paths" else [])]


@needs_bash
@pytest.mark.parametrize("text", HOSTILE)
def test_all_inputs_hostile_at_once_run_nothing(tmp_path: Path, text: str) -> None:
    done = start(tmp_path, dict.fromkeys(_ACTION["inputs"], text), RECORD)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["asked", "bin", "output", "step.sh", "temp"]
    assert (tmp_path / "output").read_text(encoding="utf-8").splitlines() == [
        f"sarif={tmp_path}/temp/dragoman.sarif",
        f"comment={tmp_path}/temp/dragoman-comment.md",
        "exit-code=0",
    ]


@needs_bash
@pytest.mark.parametrize("text", [text for text in HOSTILE if text != "-h"])
def test_a_hostile_version_is_refused_before_pip_sees_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "python3").mkdir()
    fake = tmp_path / "python3" / "python3"
    fake.write_text("#!/bin/sh\n", encoding="utf-8")  # makes no environment, so that nothing could be installed
    fake.chmod(0o755)
    place = f"{fake.parent}{os.pathsep}{os.environ['PATH']}"
    done = start(tmp_path, {"version": text}, RECORD, DRAGOMAN_SKIP_INSTALL="", PATH=place)
    assert (done.returncode, done.stderr) == (2, b"version: write it as in 0.1.0\n")
    assert not (tmp_path / "x").exists()


@needs_bash
def test_with_every_option_it_judges_and_leaves_its_reports(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.run("extract")
    newsroom.commit()
    newsroom.edit("It had been closed for 14 months.", "It had been closed for 15 months.")
    other = newsroom.folder / "articles" / "a b.md"
    other.write_text("# Ferry\n", encoding="utf-8")
    inputs = {
        "paths": "articles/bridge.md\narticles/a b.md\n",
        "languages": "es  ar",
        "fail-on": "warning",
        "changed-from": "HEAD",
        "report": f"junit:{tmp_path}/junit.xml\nhtml:{tmp_path}/page.html",
        "project": ".",
    }
    done = start(newsroom.folder, inputs, f'#!/bin/sh\nexec "{sys.executable}" -m dragoman "$@"\n')
    assert done.returncode == 1, done.stderr
    assert {line.partition(b"file=")[0] for line in done.stdout.splitlines()} <= {
        b"::error ",
        b"::warning ",
        b"::notice ",
    }
    sarif = json.loads((newsroom.folder / "temp" / "dragoman.sarif").read_text(encoding="utf-8"))
    assert {one["properties"]["article"] for one in sarif["runs"][0]["results"]} == {
        "articles/bridge.md",
        "articles/a b.md",
    }
    comment = (newsroom.folder / "temp" / "dragoman-comment.md").read_text(encoding="utf-8")
    assert comment.startswith("<!-- dragoman check -->\n")
    assert (tmp_path / "junit.xml").exists()
    assert (tmp_path / "page.html").exists()
    assert "exit-code=1" in (newsroom.folder / "output").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("code", [0, 1, 2, 3])
@needs_bash
def test_its_exit_code_is_that_of_the_check(tmp_path: Path, code: int) -> None:
    done = start(tmp_path, {}, f"#!/bin/sh\nexit {code}\n")
    assert done.returncode == code
    assert f"exit-code={code}" in (tmp_path / "output").read_text(encoding="utf-8").splitlines()
