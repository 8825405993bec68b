"""Takes the pictures of the review page: `python -m tests.review.screenshots` writes those of docs/images anew."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dragoman.project import read_project
from dragoman.review.desk import Desk
from dragoman.workflow.demo import demo
from tests.review.conftest import served

FOLDER = Path(__file__).parents[2] / "docs" / "images"
FORUM = "article?article=articles/water-forum.md&language="
TRAIN = "article?article=articles/night-train.md&language="
# name, where, colours, the keys that are pressed there
SHOTS = (
    ("review-desk", "", "light", ""),
    ("review-arabic", f"{FORUM}ar", "light", ""),
    ("review-chinese", f"{FORUM}zh-Hans", "dark", "e"),
    ("review-russian", f"{FORUM}ru", "light", "r"),
    ("review-preview", f"{FORUM}ar", "light", "p"),
    ("review-queue", f"{TRAIN}es", "light", "q"),
)


def take(folder: Path = FOLDER) -> None:
    """Runs the demonstration and writes a JPEG of each shot."""
    folder.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as made:
        list(demo(Path(made) / "demo"))  # before Playwright, which has an event loop of its own
        desk = Desk(read_project(Path(made) / "demo"), "Ana Ruiz <ana@example.org>")
        with served(desk) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            for name, where, colours, keys in SHOTS:
                page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=colours)  # type: ignore[arg-type]
                page.goto(address + where)
                _wait(page, bool(where))
                for key in keys:
                    page.keyboard.press(key)
                    page.wait_for_timeout(2500)
                page.screenshot(path=folder / f"{name}.jpg", type="jpeg", quality=72)
                page.close()
            browser.close()


def _wait(page: Page, is_article: bool) -> None:
    page.wait_for_selector("body[data-ready]" if is_article else "#board tbody tr")
    page.wait_for_timeout(4000)


if __name__ == "__main__":
    take()
