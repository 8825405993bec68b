"""Every check has a page, and every page says the same four things."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "checks"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHECKS = sorted(PROJECT["entry-points"]["dragoman.checks"])
HEADINGS = ["## What it finds", "## Why it matters", "## Example", "## How to mend"]


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_has_its_page(name: str) -> None:
    lines = (PAGES / f"{name}.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"# {name}"
    assert [line for line in lines if line.startswith("## ")] == HEADINGS


@pytest.mark.parametrize("name", sorted(PROJECT["entry-points"]["dragoman.source_checks"]))
def test_a_check_of_sources_has_its_page(name: str) -> None:
    lines = (PAGES.parent / "source_checks" / f"{name}.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"# {name}"
    assert [line for line in lines if line.startswith("## ")] == HEADINGS


def test_there_is_no_page_without_a_check() -> None:
    assert sorted(page.stem for page in PAGES.glob("*.md")) == CHECKS


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_has_its_golden_cases(name: str) -> None:
    assert (Path(__file__).parent / name / "cases.toml").is_file()
