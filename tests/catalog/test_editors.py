"""Real programs open and save a catalog: nothing that a person approved is lost, and docs/po-editors.md is true.

Programs that are not installed are skipped, and said to be. Those with a window run under Xvfb and take seconds.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.po_editors import PO, TOOLS, Row, Tool, found, measure, project, versions

from dragoman import files
from dragoman.catalog import Catalog
from dragoman.workflow.extract import extract
from dragoman.workflow.reading import articles

PAGE = (Path(__file__).parents[2] / "docs" / "po-editors.md").read_text(encoding="utf-8")
WITH_WINDOWS = ("Poedit", "Lokalize", "OmegaT")
ALL = [pytest.param(name, marks=pytest.mark.long if name in WITH_WINDOWS else ()) for name in TOOLS]


def installed(name: str) -> Tool:
    if missing := TOOLS[name].missing:
        pytest.skip(f"{name} is not run: {missing} is not installed")
    return TOOLS[name]


@pytest.mark.parametrize("name", ALL)
def test_the_page_says_what_a_tool_does(name: str) -> None:
    tool = installed(name)
    told = re.search(rf"^\| {re.escape(name)} \| (?P<version>[^|]*) \| (?P<cells>.*) \|$", PAGE, re.M)
    assert told is not None, f"docs/po-editors.md has no row for {name}"
    if told["version"] != versions(name):
        pytest.skip(f"{name} {versions(name)} is not the version of the page, {told['version']}")
    assert Row(*told["cells"].split(" | ")) == measure(tool)


@pytest.mark.parametrize("name", ALL)
def test_no_approval_is_lost_and_no_draft_approved(name: str) -> None:
    tool = installed(name)
    with project() as opened:
        path = opened.file(PO)
        before = Catalog.parse(files.read(path))
        tool.save(path)
        extract(opened, articles(opened), opened.languages)
        catalog = Catalog.parse(files.read(path))
        for key in before.keys:
            was, now = before.translation(key), catalog.translation(key)
            if was is not None and was.state == "approved":
                assert now is not None and (now.text, now.state) == (was.text, was.state)
            elif now is not None:
                assert was is not None and now.state != "approved" and now.is_machine == was.is_machine
        first = files.read(path), found(opened)
        extract(opened, articles(opened), opened.languages)
        assert (files.read(path), found(opened)) == first
