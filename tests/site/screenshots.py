"""Takes the pictures of the README: `python -m tests.site.screenshots` writes docs/images anew."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from dragoman.workflow.demo import demo

FOLDER = Path(__file__).parents[2] / "docs" / "images"
# name, page of the site, colours, width and height of the window
SHOTS = (
    ("front-page", "index.html", "light", 1120, 760),
    ("home-light", "en/index.html", "light", 1120, 760),
    ("home-dark", "fr/index.html", "dark", 1120, 760),
    ("article-arabic", "ar/water-forum.html", "light", 1120, 760),
    ("side-by-side", "desk/es/night-train.html", "light", 1120, 760),
    ("desk", "desk/index.html", "light", 1120, 760),
    ("phone-chinese", "zh-Hans/water-taxi.html", "light", 360, 760),
)


def take(folder: Path = FOLDER) -> None:
    """Runs the demonstration and writes a JPEG of each shot."""
    folder.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as made:
        list(demo(Path(made) / "demo"))  # before Playwright, which has an event loop of its own
        _take(Path(made) / "demo" / "public", folder, program)


def _take(site: Path, folder: Path, program: str | None) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, address, colours, width, height in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=colours)  # type: ignore[arg-type]
            page.goto((site / address).as_uri())
            if name == "side-by-side" and (term := page.locator(".term").first).count():
                term.focus()
            page.screenshot(path=folder / f"{name}.jpg", type="jpeg", quality=72)
            page.close()
        browser.close()


if __name__ == "__main__":
    take()
