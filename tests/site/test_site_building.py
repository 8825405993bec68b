"""Building again: what is made anew, what is kept, what a kill leaves, and what people put into the folder."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.files import Tree
from tests.newsroom import GIT, Newsroom


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture
def courier(newsroom: Newsroom) -> Newsroom:
    """Two articles that link to each other, one of them published in Spanish."""
    second = newsroom.folder / "articles/ferry.md"
    second.write_text("# The ferry\n\nSee [the bridge](bridge.md#why).\n", encoding="utf-8")
    newsroom.edit("# Bridge at Valmora reopens\n\n", "# Bridge at Valmora reopens\n\n## Why {#why}\n\n")
    newsroom.run("extract")
    newsroom.approve("es")
    return newsroom


def test_a_second_build_changes_nothing_and_says_so(courier: Newsroom) -> None:
    courier.run("site")
    before = contents(courier.folder / "public")
    assert "as it was" in courier.run("site")
    assert contents(courier.folder / "public") == before


def test_a_build_of_what_changed_equals_one_from_nothing(courier: Newsroom) -> None:
    courier.commit()  # what is held comes from the history, not from the last build
    courier.run("site")
    courier.edit("14 months", "15 months")
    courier.run("extract")
    (courier.folder / "articles/ferry.md").write_text("# The ferry\n\nIt is [here](bridge.md).\n", encoding="utf-8")
    courier.run("site")
    built = contents(courier.folder / "public")
    (courier.folder / ".dragoman/site.sqlite").unlink()
    courier.run("site")
    assert contents(courier.folder / "public") == built


def test_a_link_follows_its_article_into_a_language_once_it_is_published_there(courier: Newsroom) -> None:
    catalog = courier.folder / "locales/es/bridge.md.po"
    approved = catalog.read_bytes()
    catalog.unlink()
    courier.run("extract")
    ferry_page = courier.folder / "public/es/ferry.html"
    ferry = Newsroom(courier.folder, courier.capture, "ferry.md")
    ferry.approve("es")
    courier.run("site")
    assert 'href="../en/bridge.html#why"' in ferry_page.read_text(encoding="utf-8")
    catalog.write_bytes(approved)
    made = json.loads(courier.run("site", "--format", "json"))
    assert made["made"] < made["files"]
    assert 'href="bridge.html#why"' in ferry_page.read_text(encoding="utf-8")


def test_pages_of_an_article_that_is_gone_go_and_other_files_stay(courier: Newsroom) -> None:
    courier.run("site")
    (courier.folder / "public/CNAME").write_text("example.org\n", encoding="utf-8")
    (courier.folder / "articles/ferry.md").unlink()
    courier.run("site")
    names = contents(courier.folder / "public").keys()
    assert "CNAME" in names
    assert not [name for name in names if "ferry" in name]


def test_a_link_that_leads_nowhere_is_told(courier: Newsroom) -> None:
    (courier.folder / "articles/ferry.md").write_text(
        "# The ferry\n\nSee [it](bridge.md#nowhere), [that](gone.md) and [them](https://example.org).\n",
        encoding="utf-8",
    )
    found = json.loads(courier.run("site", "--format", "json"))["broken"]
    assert [(row["href"], row["reason"]) for row in found] == [
        ("bridge.md#nowhere", "bridge.md has no such anchor"),
        ("gone.md", "there is no such article or file"),
    ]


def test_an_article_that_cannot_be_read_keeps_its_pages(courier: Newsroom) -> None:
    courier.run("site")
    before = contents(courier.folder / "public")["en/ferry.html"]
    (courier.folder / "articles/ferry.md").write_bytes(b"# \xff\xfe broken \x00")
    courier.run("site", code=2)
    assert contents(courier.folder / "public")["en/ferry.html"] == before


def test_a_folder_with_somebody_elses_files_is_refused(courier: Newsroom) -> None:
    (courier.folder / "public").mkdir()
    (courier.folder / "public/mine.html").write_text("mine", encoding="utf-8")
    courier.run("site", code=2)
    assert "holds files that are not ours" in courier.errors
    assert contents(courier.folder / "public") == {"mine.html": b"mine"}


def test_a_tree_that_is_not_put_in_place_changes_nothing(tmp_path: Path) -> None:
    first = Tree(tmp_path / "out", tmp_path)
    first.put("a/b.txt", b"1")
    first.stand()
    second = Tree(tmp_path / "out", tmp_path)
    second.put("a/b.txt", b"2")
    assert contents(tmp_path / "out")["a/b.txt"] == b"1"
    second.discard()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("seed", range(6))
def test_a_build_that_is_killed_leaves_the_old_site_whole(courier: Newsroom, seed: int) -> None:
    courier.commit()
    courier.run("site")
    before = contents(courier.folder / "public")
    courier.edit("14 months", "16 months")
    begun = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "site"], cwd=courier.folder, env={**GIT, "HOME": os.environ.get("HOME", "/")}
    )
    time.sleep(random.Random(seed).uniform(0.2, 1.4))
    begun.send_signal(signal.SIGKILL)
    begun.wait()
    after = contents(courier.folder / "public")
    courier.run("site")
    whole = contents(courier.folder / "public")
    assert after in (before, whole)  # the new one when the build was faster
    assert b"16 months" in whole["en/bridge.html"]
    (courier.folder / ".dragoman/site.sqlite").unlink()
    courier.run("site")
    assert contents(courier.folder / "public") == whole
    assert [path.name for path in courier.folder.iterdir() if "dragoman-next" in path.name] == []
