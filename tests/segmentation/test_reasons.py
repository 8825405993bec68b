"""The rules that decide, as people read of them."""

from __future__ import annotations

from pathlib import Path

from dragoman.segmentation.reasons import REASONS

PAGE = Path(__file__).parents[2] / "docs" / "segmentation.md"


def test_the_page_lists_every_rule_and_no_other() -> None:
    rows = [f"| `{reason.name}` | {'border' if reason.is_border else '–'} | {reason.meaning} |" for reason in REASONS]
    table = PAGE.read_text("utf-8").partition("## The rules")[2].partition("## Abbreviations")[0]
    assert [line for line in table.splitlines() if line.startswith("| `")] == rows


def test_the_page_names_every_language_with_a_file() -> None:
    data = Path(__file__).parents[2] / "src" / "dragoman" / "segmentation" / "data"
    codes = sorted(file.stem for file in data.glob("*.toml") if file.stem != "common")
    said = PAGE.read_text("utf-8").partition("Languages with a file of their own:")[2].partition(".")[0]
    assert said.split() == codes


def test_names_of_rules_are_distinct() -> None:
    names = [reason.name for reason in REASONS]
    assert sorted(set(names)) == sorted(names)
