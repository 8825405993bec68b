"""A small newsroom, its desk, the page served, and a browser to look at it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dragoman.project import Project, read_project
from dragoman.review.desk import Desk
from dragoman.review.server import Review
from dragoman.review.serving import Serving
from dragoman.workflow.extract import extract
from dragoman.workflow.reading import articles
from tests.browsing import chromium

ARTICLE = "articles/ferry.md"
WHO = "Lea Martin <lea@example.org>"
SETTINGS = """\
source = "en"
languages = ["es", "ar"]
articles = ["articles"]
locales = "locales"
glossary = "glossary"

[formats.markdown]
front_matter = ["title", "description"]

[checks.max_length]
"meta:title" = 60
"""
FERRY = """\
---
title: Ferry crews return to work
description: The strike ends after nine days.
deadline: 2026-12-01
reviewer: Lea Martin
---

The ferries sail again on **Friday**. The Harbour Board met Nadia Rahimi twice. No passenger was hurt.

Tickets cost 14 euros. They are sold at [the pier](https://example.org/pier).
"""
SPANISH = {
    "Ferry crews return to work": "Las tripulaciones vuelven al trabajo",
    "The strike ends after nine days.": "La huelga termina tras nueve días.",
    "The ferries sail again on <strong>Friday</strong>.": "Los barcos navegan de nuevo el <strong>viernes</strong>.",
    "The Harbour Board met Nadia Rahimi twice.": "La Junta del Puerto se reunió dos veces con Nadia Rahimi.",
    "No passenger was hurt.": "Ningún pasajero resultó herido.",
    "Tickets cost 14 euros.": "Los billetes cuestan 14 euros.",
    "They are sold at <a>the pier</a>.": "Se venden en <a>el muelle</a>.",
}
TERMS = """\
[[term]]
source = "Harbour Board"
kind = "organisation"
es = { approved = "Junta del Puerto", forbidden = ["Consejo del Puerto"] }
ar = { approved = "هيئة الميناء" }
"""


def newsroom_in(folder: Path, text: str = FERRY, settings: str = SETTINGS) -> Project:
    """A newsroom of one article in two languages, extracted."""
    (folder / "articles").mkdir(parents=True)
    (folder / "glossary").mkdir()
    (folder / "articles/ferry.md").write_text(text, encoding="utf-8")
    (folder / "glossary/terms.toml").write_text(TERMS, encoding="utf-8")
    (folder / "dragoman.toml").write_text(settings, encoding="utf-8")
    project = read_project(folder)
    report = extract(project, articles(project), project.languages)
    assert report.troubles == []
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return newsroom_in(tmp_path / "courier")


@pytest.fixture
def desk(project: Project) -> Desk:
    return Desk(project, WHO)


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The address of the desk's page, as long as the block lasts."""
    serving = Serving(Review(desk), 0)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not serving.server.started and time.monotonic() < until:
        time.sleep(0.01)
    try:
        yield serving.address
    finally:
        serving.server.should_exit = True
        thread.join(timeout=20)


@pytest.fixture(scope="module")  # Playwright's loop runs as long as this: other modules have loops of their own
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running
