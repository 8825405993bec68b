"""The sample newsroom's site, built once, and a browser to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dragoman.project import read_project
from dragoman.workflow.merge import merge
from dragoman.workflow.reading import articles
from dragoman.workflow.site import build_site
from tests.browsing import chromium

ROOT = Path(__file__).parents[2]
ADDRESS = "https://example.org/courier/"
SETTINGS = f'\n[site]\ntitle = "The Almera Courier"\naddress = "{ADDRESS}"\n'


def newsroom_at(folder: Path, settings: str = SETTINGS) -> Path:
    """A copy of the sample newsroom."""
    for part in ("articles", "glossary", "locales"):
        shutil.copytree(ROOT / part, folder / part)
    config = (ROOT / "dragoman.toml").read_text(encoding="utf-8").partition("\n[site]")[0]
    (folder / "dragoman.toml").write_text(config + settings, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. One language is published as drafts, so that pages with a notice are there."""
    settings = f'{SETTINGS}\n[policy.fa]\npublish = "draft-labelled"\n'
    project = read_project(newsroom_at(tmp_path_factory.mktemp("courier"), settings))
    merge(project, articles(project), project.languages)
    assert build_site(project).troubles == []
    return project.file(project.site.folder)


def pages_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.fixture(scope="module")  # Playwright's loop runs as long as this: other modules have loops of their own
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running
