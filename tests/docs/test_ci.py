"""docs/ci.md is true: its exit codes, the workflows it shows, and where they take other people's code from."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from dragoman.reports.kinds import KINDS
from tests.docs.pages import DOCS, ROOT
from tests.newsroom import Newsroom

_PAGE = (DOCS / "ci.md").read_text(encoding="utf-8")
_BLOCKS = [yaml.safe_load(text) for text in re.findall(r"^```yaml\n(.*?)^```", _PAGE, re.S | re.M)]
_GITHUB, _GITLAB, _HOOKS = _BLOCKS
_ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def steps(value: Any) -> Iterator[dict[str, Any]]:
    for job in value["jobs"].values():
        yield from job["steps"]


def all_well(room: Newsroom) -> list[str]:
    room.run("extract")
    room.approve("es")
    room.approve("ar")
    return ["check"]


def a_finding(room: Newsroom) -> list[str]:
    room.run("extract")
    return ["check"]


def a_damaged_file(room: Newsroom) -> list[str]:
    room.run("extract")
    room.catalog().write_text('msgid "x\nmsgstr ""\n', encoding="utf-8")
    return ["check"]


def no_engine(room: Newsroom) -> list[str]:
    room.run("extract")
    return ["translate", "-e", "memory"]


CAUSES = {"0": all_well, "1": a_finding, "2": a_damaged_file, "3": no_engine}


def test_the_page_tells_these_exit_codes() -> None:
    assert re.findall(r"^\| (\d+) \|", _PAGE, re.M) == list(CAUSES)


@pytest.mark.parametrize("code", CAUSES)
def test_every_exit_code_of_the_page_comes_about_as_it_says(newsroom: Newsroom, code: str) -> None:
    newsroom.run(*CAUSES[code](newsroom), code=int(code))


def test_usage_is_2_and_the_mark_decides_between_0_and_1(newsroom: Newsroom) -> None:
    newsroom.run("check", "--format", "pdf", code=2)
    newsroom.run("extract")
    newsroom.run("translate", "-e", "pseudo")
    with (newsroom.folder / "dragoman.toml").open("a", encoding="utf-8") as file:
        file.write('\n[checks.severity]\nunreviewed = "warning"\n')
    only = ("check", "--only", "unreviewed", "--fail-on")
    assert [newsroom.run(*only, mark, code=code) != "" for mark, code in (("error", 0), ("warning", 1))] == [True] * 2
    newsroom.run(*only, "never", code=0)


def test_every_form_is_in_the_table() -> None:
    table = _PAGE.partition("## Forms of report")[2].partition("\n\n`--report")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    assert [name for row in rows[1:] for name in re.findall(r"`(\w+)`", row)] == list(KINDS)


def test_other_peoples_code_is_named_by_its_commit() -> None:
    used = [step["uses"] for step in steps(_GITHUB) if "uses" in step]
    used += [step["uses"] for step in _ACTION["runs"]["steps"] if "uses" in step]
    used += [f"{one['repo']}@{one['rev']}" for one in _HOOKS["repos"]]
    assert used
    assert [name for name in used if not re.fullmatch(r"[\w./-]+@(COMMIT|[0-9a-f]{40})", name)] == []
    assert "`COMMIT` stands for that id" in _PAGE


def test_no_script_of_the_page_has_a_place_that_a_runner_fills_in() -> None:
    scripts = [step["run"] for step in steps(_GITHUB) if "run" in step]
    assert scripts
    assert [script for script in scripts if "${{" in script] == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_scripts_of_the_page_are_scripts() -> None:
    scripts = [step["run"] for step in steps(_GITHUB) if "run" in step] + _GITLAB["translations"]["script"]
    for script in scripts:
        done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")


def test_what_the_page_gives_to_the_action_and_takes_from_it_is_there() -> None:
    [ours] = [step for step in steps(_GITHUB) if step.get("uses", "").startswith("OWNER/dragoman@")]
    assert set(ours["with"]) <= set(_ACTION["inputs"])
    taken = set(re.findall(r"steps\.dragoman\.outputs\.([\w-]+)", _PAGE))
    assert taken <= set(_ACTION["outputs"])
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in _HOOKS["repos"][0]["hooks"]] == [hook["id"] for hook in offered]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize("there", ["", "41\n42\n"])
def test_the_comment_is_made_once_and_then_replaced(newsroom: Newsroom, there: str) -> None:
    """The step runs as it stands, with a program in place of gh that writes down what it is asked."""
    [step] = [step for step in steps(_GITHUB) if "run" in step]
    fake = newsroom.folder / "gh"
    fake.write_text(f'#!/bin/sh\necho "$*" >> asked\ncase "$*" in *--jq*) printf "{there}";; esac\n', encoding="utf-8")
    fake.chmod(0o755)
    given = {"COMMENT": "a b.md", "NUMBER": "7", "GITHUB_REPOSITORY": "desk/news"}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        cwd=newsroom.folder,
        env={"PATH": f"{newsroom.folder}:/usr/bin:/bin", **given},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    last = (newsroom.folder / "asked").read_text(encoding="utf-8").splitlines()[-1]
    new = "api --silent repos/desk/news/issues/7/comments -F body=@a b.md"
    old = "api --silent -X PATCH repos/desk/news/issues/comments/42 -F body=@a b.md"
    assert last == (old if there else new)
