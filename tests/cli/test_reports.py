"""`check --report`: several forms in one run, and never in the place of somebody's work."""

from __future__ import annotations

import json

import pytest

from tests.newsroom import Newsroom


def test_a_report_is_written_beside_what_is_printed(newsroom: Newsroom) -> None:
    place = newsroom.folder / "out.sarif"
    out = newsroom.run(
        "check", "-l", "es", "--only", "missing", "--format", "jsonl", "--report", f"sarif:{place}", code=1
    )
    results = json.loads(place.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [one["ruleId"] for one in results] == [json.loads(line)["check"] for line in out.splitlines()]


@pytest.mark.parametrize("name", ["articles/bridge.md", "dragoman.toml", "locales/es/bridge.md.po"])
def test_a_report_never_replaces_a_file_of_the_project(newsroom: Newsroom, name: str) -> None:
    newsroom.run("extract")
    before = (newsroom.folder / name).read_bytes()
    newsroom.run("check", "--report", f"html:{name}", code=2)
    assert (newsroom.folder / name).read_bytes() == before


@pytest.mark.parametrize("said", ["html", "html:", ":x", "pdf:x"])
def test_a_report_that_does_not_exist_is_told(newsroom: Newsroom, said: str) -> None:
    newsroom.run("check", "--report", said, code=2)
    assert f"{said!r} is no report" in newsroom.errors


@pytest.mark.parametrize("more", [(), ("--source",), ("--fix", "--diff", "--approved"), ("--changed-from", "HEAD")])
def test_a_check_writes_nothing(newsroom: Newsroom, more: tuple[str, ...]) -> None:
    newsroom.run("extract")
    newsroom.run("translate", "-e", "pseudo")
    newsroom.commit()
    before = {path: path.stat().st_mtime_ns for path in newsroom.folder.rglob("*") if ".git" not in path.parts}
    newsroom.run("check", *more, code=None)
    assert {path: path.stat().st_mtime_ns for path in newsroom.folder.rglob("*") if ".git" not in path.parts} == before
