"""The site in a real browser: direction, widths, keyboard, accessibility, and what hostile texts may do there."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.site.conftest import pages_of

WIDTHS = (360, 768, 1440)
SAMPLE = [
    "index.html",
    "en/index.html",
    "ar/index.html",
    "en/night-train.html",
    "ar/water-taxi.html",
    "fa/heritage-site.html",
    "zh-Hans/water-forum.html",
    "ru/rector-election.html",
    "desk/index.html",
    "desk/glossary.html",
    "desk/ar/heritage-site.html",
]
RTL = ("ar/", "fa/")


def look_at(browser: Browser, site: Path, pages: list[str]) -> dict[str, list[str]]:
    """What is wrong with each of the pages, at every width."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    wrong: dict[str, list[str]] = {}
    for name in pages:
        said.clear()
        found = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto((site / name).as_uri())
            room = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if room > 0:
                found.append(f"{room} px too wide at {width}")
        direction = page.evaluate("getComputedStyle(document.body).direction")
        if direction != ("rtl" if name.startswith(RTL) else "ltr"):
            found.append(f"runs {direction}")
        if not page.evaluate("document.documentElement.lang"):
            found.append("has no language")
        if found + said:
            wrong[name] = found + said
    page.close()
    return wrong


def violations(browser: Browser, site: Path, pages: list[str], scheme: str = "light") -> dict[str, list[str]]:
    """What axe-core finds on each of the pages."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    wrong = {}
    for name in pages:
        page.goto((site / name).as_uri())
        found = Axe().run(page).response["violations"]
        if found:
            wrong[name] = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
    context.close()
    return wrong


def test_pages_fit_every_width_and_run_as_their_language_does(browser: Browser, site: Path) -> None:
    assert look_at(browser, site, SAMPLE) == {}


@pytest.mark.long
def test_every_page_fits_every_width_and_runs_as_its_language_does(browser: Browser, site: Path) -> None:
    assert look_at(browser, site, pages_of(site)) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(browser: Browser, site: Path, scheme: str) -> None:
    assert violations(browser, site, SAMPLE, scheme) == {}


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(browser: Browser, site: Path, scheme: str) -> None:
    assert violations(browser, site, pages_of(site), scheme) == {}


def test_the_switcher_leads_from_language_to_language(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "en/water-taxi.html").as_uri())
    for language in ("es", "ar", "zh-Hans", "en"):
        page.click(f'nav.languages a[hreflang="{language}"]')
        assert page.evaluate("document.documentElement.lang") == language
        assert page.get_attribute("nav.languages [aria-current]", "hreflang") == language
    page.close()


@pytest.mark.parametrize("name", ["en/night-train.html", "ar/water-taxi.html", "desk/ar/heritage-site.html"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, site: Path, name: str) -> None:
    page = browser.new_page()
    page.goto((site / name).as_uri())
    wanted = page.evaluate("document.querySelectorAll('a[href], [tabindex=\"0\"]').length")
    reached = [step(page) for _ in range(wanted)]
    assert [one for one in reached if one["outline"] in ("none", "0px")] == []
    assert len({one["place"] for one in reached}) == wanted
    assert reached[0]["text"] == page.evaluate("document.querySelector('.skip').textContent")
    page.close()


def step(page: Page) -> dict[str, str]:
    page.keyboard.press("Tab")
    found: dict[str, str] = page.evaluate(
        """() => { const at = document.activeElement, all = [...document.querySelectorAll('*')];
        return {place: String(all.indexOf(at)), text: at.textContent, outline: getComputedStyle(at).outlineStyle}; }"""
    )
    return found


def test_a_term_shows_its_rendering_to_the_keyboard_too(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "desk/ar/heritage-site.html").as_uri())
    term = page.locator(".term").first
    assert not term.locator(".tip").is_visible()
    term.focus()
    assert term.locator(".tip").is_visible()
    page.close()
