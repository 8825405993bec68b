"""A baseline: an old archive starts clean, and what changes is told again."""

from __future__ import annotations

import json

from tests.newsroom import Newsroom


def count(newsroom: Newsroom, *arguments: str, code: int | None = None) -> tuple[int, object]:
    found = json.loads(newsroom.run("check", *arguments, "--format", "json", code=code))
    return len(found["findings"]), found["known"]


def test_what_an_archive_began_with_is_not_told_again(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    told, _ = count(newsroom, code=1)
    assert told > 10
    assert f"locales/baseline.json: {told} findings known from now on\n" == newsroom.run("check", "--write-baseline")
    assert count(newsroom, code=0) == (0, told)
    assert count(newsroom, "--no-baseline", code=1) == (told, 0)
    assert f"{told} in the baseline" in newsroom.run("check", code=0)


def test_a_changed_text_brings_its_findings_back(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("check", "--write-baseline")
    newsroom.edit("14 months", "15 months")
    newsroom.run("extract")
    told, _ = count(newsroom, code=1)
    assert told == 2  # one missing text in each language
    assert "2 rows of locales/baseline.json are about nothing any more" in newsroom.errors


def test_the_file_holds_no_text_and_has_one_finding_a_line(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("check", "--write-baseline")
    file = newsroom.folder / "locales/baseline.json"
    text = file.read_text(encoding="utf-8")
    rows = json.loads(text)["findings"]
    assert rows == sorted(rows)
    assert text.count("\n") == len(rows) + 2
    assert "closed" not in text
    before = file.read_bytes()
    newsroom.run("check", "--write-baseline")
    assert file.read_bytes() == before


def test_one_language_is_written_anew_and_the_others_stay(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("check", "--write-baseline")
    newsroom.approve("es")
    newsroom.run("check", "--write-baseline", "-l", "es")
    rows = json.loads((newsroom.folder / "locales/baseline.json").read_text(encoding="utf-8"))["findings"]
    assert {row[1] for row in rows if row[0] == "missing"} == {"ar"}


def test_a_damaged_or_conflicted_baseline_is_told_with_a_way_out(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("check", "--write-baseline")
    file = newsroom.folder / "locales/baseline.json"
    for damage in ("<<<<<<< HEAD\n", "{}", '{"version": 1, "findings": [["a"]]}', '{"version": 9, "findings": []}'):
        file.write_text(damage, encoding="utf-8")
        newsroom.run("check", code=2)
        assert "is no baseline that this version reads" in newsroom.errors
        assert "dragoman check --write-baseline" in newsroom.errors


def test_a_part_of_the_checks_is_no_baseline(newsroom: Newsroom) -> None:
    newsroom.run("check", "--write-baseline", "--only", "missing", code=2)
    assert "leave out --only and --changed-from" in newsroom.errors
