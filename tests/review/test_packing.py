"""The page as one file, and the changes that come back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dragoman.catalog.catalog import Catalog
from dragoman.model import CatalogError, ConfigError, Key, State, Translation
from dragoman.project import Project
from dragoman.review.desk import Desk
from dragoman.review.packing import apply, pack
from tests.review.conftest import ARTICLE, WHO
from tests.review.test_review_browser import drafted

PO = "locales/es/ferry.md.po"
HURT = Key("No passenger was hurt.")


@pytest.fixture
def changes(browser: Browser, project: Project, tmp_path: Path) -> bytes:
    """What a colleague did on the page: one draft approved as it was, one changed."""
    drafted(project)
    file = tmp_path / "page.html"
    file.write_text(pack(Desk(project, WHO), ARTICLE, "es"), encoding="utf-8")
    page = browser.new_page(accept_downloads=True)
    wrong: list[str] = []
    asked: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready]")
    page.keyboard.press("Enter")
    at = page.evaluate("ReviewPage.rows.findIndex((row) => row.source.startsWith('No passenger'))")
    page.locator(f"#row-{at} .source").click()
    page.keyboard.press("e")
    page.locator("textarea").fill('Nadie resultó herido, "de momento".')
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#row-{at}")).to_contain_text("de momento")
    page.reload()  # what was done is kept in this browser
    page.wait_for_selector("body[data-ready]")
    with page.expect_download() as download:
        page.get_by_role("button", name="Take the changes home").click()
    data = Path(download.value.path()).read_bytes()
    assert (wrong, [url for url in asked if not url.startswith(("file:", "blob:"))]) == ([], [])
    page.close()
    return data


def test_changes_of_a_colleague_without_the_tool_come_home(project: Project, changes: bytes) -> None:
    article, language, rows = apply(Desk(project, WHO), changes, "changes.po")
    assert (article, language, [one.outcome for one in rows]) == (ARTICLE, "es", ["applied", "applied"])
    now = Catalog.read(project.file(PO))
    assert now.translation(HURT) == Translation('Nadie resultó herido, "de momento".', State.APPROVED)
    states = [one.state for key in now.keys if (one := now.translation(key))]
    assert states.count(State.APPROVED) == 2
    again = apply(Desk(project, WHO), changes, "changes.po")[2]
    assert [one.outcome for one in again] == ["there", "there"]


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_the_file_of_changes_is_one_that_gettext_reads(changes: bytes, tmp_path: Path) -> None:
    (tmp_path / "changes.po").write_bytes(changes)
    checked = ["msgfmt", "-c", "-o", "/dev/null", tmp_path / "changes.po"]
    assert subprocess.run(checked, capture_output=True, check=False).returncode == 0


def test_a_text_that_changed_in_the_newsroom_meanwhile_is_left_and_both_are_told(
    project: Project, changes: bytes
) -> None:
    theirs = Catalog.read(project.file(PO))
    theirs.put(HURT, Translation("Nadie sufrió daños.", State.APPROVED), over=theirs.translation(HURT))
    theirs.write(project.file(PO))
    rows = apply(Desk(project, WHO), changes, "changes.po")[2]
    [conflict] = [one for one in rows if one.outcome == "conflict"]
    assert (conflict.theirs, conflict.text) == ("Nadie sufrió daños.", 'Nadie resultó herido, "de momento".')
    assert Catalog.read(project.file(PO)).translation(HURT) == Translation("Nadie sufrió daños.", State.APPROVED)


def test_a_file_that_is_damaged_or_of_something_else_changes_nothing(project: Project) -> None:
    before = project.file(PO).read_bytes()
    with pytest.raises(CatalogError):
        apply(Desk(project, WHO), b'msgid "', "changes.po")
    with pytest.raises(ConfigError, match="does not name its article"):
        apply(Desk(project, WHO), before, "changes.po")
    assert project.file(PO).read_bytes() == before
