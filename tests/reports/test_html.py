"""The page for browsers: it fits, is accessible in light and dark, and shows the places that real checks found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from dragoman import Catalog
from dragoman.model import State, Translation
from dragoman.reports.as_html import render
from dragoman.reports.report import Report
from tests.newsroom import Newsroom
from tests.reports.test_hostile import ATTACKS, report_of
from tests.site.conftest import browser, newsroom_at

__all__ = ["browser"]

FAULTS = {
    "ar": ("14 شهراً", "٢٤ شهراً  وهذا النص العربي طويل", "  "),
    "zh-Hans": ("", "桥梁关闭了24个月,然后 重新开放。", ""),
    "es": ("", "Estuvo cerrado  durante 24 meses", "  "),
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The report on the sample newsroom, with a fault put into every fifth text of three languages."""
    from dragoman.cli import run

    folder = newsroom_at(tmp_path_factory.mktemp("faulty"))
    for language, (_, text, _) in FAULTS.items():
        for path in sorted((folder / "locales" / language).rglob("*.po")):
            catalog = Catalog.read(path)
            for key in catalog.keys[::5]:
                catalog.put(key, Translation(text, State.APPROVED), over=catalog.translation(key))
            path.write_bytes(catalog.data)
    place = folder / "report.html"
    languages = [part for language in FAULTS for part in ("-l", language)]
    assert run(["check", "-C", str(folder), *languages, "--format", "short", "--report", f"html:{place}"]) == 1
    yield place


def hostile(folder: Path) -> Path:
    place = folder / "hostile.html"
    place.write_text(render(report_of(" ".join(ATTACKS) + "x" * 400)), encoding="utf-8", errors="backslashreplace")
    return place


def nothing(folder: Path) -> Path:
    place = folder / "nothing.html"
    place.write_text(render(Report([], 3)), encoding="utf-8")
    return place


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(browser: Browser, page: Path, tmp_path: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    tab = context.new_page()
    found = {}
    for file in (page, hostile(tmp_path), nothing(tmp_path)):
        tab.goto(file.as_uri())
        rows = Axe().run(tab).response["violations"]
        found[file.name] = [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in rows]
    context.close()
    assert found == {"report.html": [], "hostile.html": [], "nothing.html": []}


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_page_is_no_wider_than_the_window(browser: Browser, page: Path, tmp_path: Path, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800})
    wide = {}
    for file in (page, hostile(tmp_path), nothing(tmp_path)):
        tab.goto(file.as_uri())
        wide[file.name] = tab.evaluate("document.documentElement.scrollWidth")
    tab.close()
    assert wide == dict.fromkeys(wide, width)


def test_the_marked_places_are_those_of_the_checks(browser: Browser, page: Path) -> None:
    tab = browser.new_page()
    tab.goto(page.as_uri())
    rows = tab.evaluate(
        """[...document.querySelectorAll('tbody tr')].filter(row => row.querySelector('mark')).map(row => [
            row.querySelector('td:last-child').lang, row.querySelector('.check').textContent,
            row.querySelector('mark').textContent, getComputedStyle(row.querySelector('td:last-child')).direction])"""
    )
    tab.close()
    shown = {tuple(row) for row in rows}
    print(sorted(shown))
    assert {("ar", "rtl"), ("zh-Hans", "ltr"), ("es", "ltr")} <= {(row[0], row[3]) for row in shown}
    assert ("es", "double-space", "  ", "ltr") in shown


def test_a_report_asks_for_nothing_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("console", lambda message: said.append(message.text))
    file = hostile(tmp_path)
    tab.goto(file.as_uri())
    tab.close()
    assert (asked, said) == ([file.as_uri()], [])


def test_the_report_of_a_newsroom_is_written_as_a_page(newsroom: Newsroom) -> None:
    place = newsroom.folder / "out" / "page.html"
    place.parent.mkdir()
    newsroom.run("extract")
    newsroom.run("check", "--report", f"html:{place}", code=1)
    assert place.read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="en">')
