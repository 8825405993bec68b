"""Building a site again: the law that it equals one from nothing, by any number of processes, also after a stop."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman import Catalog
from dragoman.files import Tree
from dragoman.model import State, Translation
from dragoman.project import read_project
from dragoman.workflow import site
from dragoman.workflow.extract import extract
from dragoman.workflow.reading import articles
from dragoman.workflow.site import SiteReport, build_site
from dragoman.workflow.stopping import Stopping
from tests.newsroom import GIT
from tests.site.test_site_building import contents

SETTINGS = """\
source = "en"
languages = ["ar", "es"]
articles = ["articles"]

[policy]
publish = "draft-labelled"

[site]
title = "The Courier"
address = "https://courier.example/"
"""
NAMES = ("bridge", "ferry", "north/mill", "north/tram", "قارب")


class Courier:
    """Five articles that link to one another, with catalogs in two languages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "dragoman.toml").write_text(SETTINGS, encoding="utf-8")
        (folder / "articles/images").mkdir(parents=True)
        self.picture(1)
        for number in range(len(NAMES)):
            self.write(number, "It opened on Monday.")
        self.extract()

    def article(self, number: int) -> Path:
        return self.folder / f"articles/{NAMES[number]}.md"

    def catalog(self, number: int, language: str) -> Path:
        return self.folder / f"locales/{language}/{NAMES[number]}.md.po"

    def write(self, number: int, text: str) -> None:
        path = self.article(number)
        path.parent.mkdir(exist_ok=True)
        root = "../" if "/" in NAMES[number] else ""
        other = NAMES[(number + 1) % len(NAMES)]
        head = f"---\ntitle: The {NAMES[number]}\ndate: 2026-03-0{number + 1}\n---\n\n"
        body = f"{text} See [the other]({root}{other}.md).\n\n![A plan]({root}images/plan.png)\n"
        path.write_text(f"{head}{body}", encoding="utf-8")

    def picture(self, byte: int) -> None:
        (self.folder / "articles/images/plan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes([byte]) * 30)

    def extract(self) -> None:
        project = read_project(self.folder)
        extract(project, articles(project), project.languages)

    def approve(self, number: int, language: str) -> None:
        path = self.catalog(number, language)
        if path.exists():
            catalog = Catalog.read(path)
            for key in catalog.keys:
                catalog.put(
                    key, Translation(key.text.swapcase().replace("<A>", "<a>").replace("</A>", "</a>"), State.APPROVED)
                )
            catalog.write(path)

    def build(self, **options: object) -> SiteReport:
        return build_site(read_project(self.folder), **options)  # type: ignore[arg-type]

    def site(self) -> dict[str, bytes]:
        return contents(self.folder / "public")

    def site_from_nothing(self) -> dict[str, bytes]:
        shutil.rmtree(self.folder / "public")
        shutil.rmtree(self.folder / ".dragoman")
        self.build()
        return self.site()

    def litter(self) -> list[str]:
        """What a build leaves besides the site and its shelf."""
        state = {path.name for path in (self.folder / ".dragoman").iterdir()} - {"site.sqlite", ".gitignore", "lock"}
        return sorted([path.name for path in self.folder.iterdir() if "dragoman-next" in path.name] + [*state])


@pytest.fixture
def courier(tmp_path: Path) -> Courier:
    return Courier(tmp_path)


CHANGES: dict[str, Callable[[Courier, random.Random], None]] = {
    "an edit": lambda courier, chance: courier.write(_one(chance), f"It opened on {chance.choice('ABCDEF')} Street."),
    "an edit and extract": lambda courier, chance: (
        courier.write(_one(chance), f"It closed in {chance.randint(2, 99)} days."),
        courier.extract(),
    )[1],
    "an approval": lambda courier, chance: courier.approve(_one(chance), chance.choice(("ar", "es"))),
    "an article goes": lambda courier, chance: courier.article(_one(chance)).unlink(missing_ok=True),
    "a catalog goes": lambda courier, chance: courier.catalog(_one(chance), "es").unlink(missing_ok=True),
    "another picture": lambda courier, chance: courier.picture(chance.randint(2, 9)),
    "the picture goes": lambda courier, _: (courier.folder / "articles/images/plan.png").unlink(missing_ok=True),
    "another title": lambda courier, chance: (
        (courier.folder / "dragoman.toml").write_text(SETTINGS.replace("Courier", f"Courier {chance.randint(1, 9)}")),
        None,
    )[1],
    "a page is lost": lambda courier, chance: (courier.folder / f"public/en/{NAMES[_one(chance)]}.html").unlink(
        missing_ok=True
    ),
}


def _one(chance: random.Random) -> int:
    return chance.randrange(len(NAMES))


@pytest.mark.parametrize("seed", range(8))
def test_whatever_changes_a_build_again_equals_one_from_nothing(courier: Courier, seed: int) -> None:
    chance = random.Random(seed)
    courier.build()
    for _ in range(3):
        done = [chance.choice(sorted(CHANGES)) for _ in range(chance.randint(1, 3))]
        for name in done:
            CHANGES[name](courier, chance)
        courier.build()
        built = courier.site()
        assert built == courier.site_from_nothing(), done
        assert courier.litter() == []


def test_several_processes_build_the_same_site_as_one(courier: Courier, monkeypatch: pytest.MonkeyPatch) -> None:
    courier.approve(0, "ar")
    courier.article(1).write_bytes(b"# \xff\xfe broken \x00")
    alone = courier.build()
    one = courier.site()
    shutil.rmtree(courier.folder / "public")
    shutil.rmtree(courier.folder / ".dragoman")
    monkeypatch.setattr(site, "processes", lambda *_: 3)
    by_three = courier.build()
    assert courier.site() == one
    assert [str(trouble.error) for trouble in by_three.troubles] == [str(trouble.error) for trouble in alone.troubles]
    assert (by_three.broken, by_three.pages) == (alone.broken, alone.pages)


def test_a_build_that_is_stopped_leaves_the_site_and_the_next_goes_on(courier: Courier) -> None:
    courier.build()
    before = courier.site()
    for number in range(len(NAMES)):
        courier.write(number, "It opened on Friday.")
    stopping, read = Stopping(), list[str]()

    def stop_after_two(name: str) -> None:
        read.append(name)
        if len(read) == 2:
            stopping.stop(signal.SIGTERM)

    stopped = courier.build(stopping=stopping, say=stop_after_two)
    assert (stopped.signal, stopped.read, courier.site()) == (signal.SIGTERM, 2, before)
    assert courier.litter() == ["site-unfinished.sqlite"]
    again: list[str] = []
    courier.build(say=again.append)
    assert sorted(again[:3]) == sorted({f"articles/{name}.md" for name in NAMES} - {*read})
    built = courier.site()
    assert courier.litter() == []
    assert built == courier.site_from_nothing()


def test_what_a_stopped_build_has_read_counts_only_as_it_still_is(courier: Courier) -> None:
    stopping = Stopping()
    courier.build(stopping=stopping, say=lambda _: stopping.stop(signal.SIGINT))
    courier.write(0, "It opened on Friday.")
    courier.build()
    assert b"Friday" in courier.site()["en/bridge.html"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("after_s", [0.6, 1.2, 2.0])
def test_signals_leave_the_old_site_whole_and_nothing_besides(courier: Courier, number: int, after_s: float) -> None:
    courier.build()
    before = courier.site()
    for count in range(60):
        text = f"# Note {count}\n\nIt opened on Friday. Tickets cost {count} crowns.\n"
        (courier.folder / f"articles/note-{count}.md").write_text(text, encoding="utf-8")
    begun = subprocess.Popen([sys.executable, "-m", "dragoman", "site"], cwd=courier.folder, env=GIT)
    time.sleep(after_s)
    begun.send_signal(number)
    code = begun.wait()
    after = courier.site()
    if number != signal.SIGKILL:
        assert {"site-unfinished.sqlite", *courier.litter()} == {"site-unfinished.sqlite"}
    courier.build()
    assert courier.litter() == []
    whole = courier.site()
    assert (code, after) in ((128 + number, before), (-number, before), (0, whole))  # it had not begun, or had ended
    assert whole == courier.site_from_nothing()


def test_a_folder_that_another_build_made_is_not_believed(courier: Courier) -> None:
    courier.build()
    shutil.copytree(courier.folder / "public", courier.folder / "older")
    courier.write(0, "It opened on Friday.")
    courier.build()
    shutil.rmtree(courier.folder / "public")
    (courier.folder / "older").rename(courier.folder / "public")
    courier.build()
    built = courier.site()
    assert b"Friday" in built["en/bridge.html"]
    assert built == courier.site_from_nothing()


def test_lists_of_a_newsrooms_own_follow_articles_that_ours_do_not_show(courier: Courier) -> None:
    (courier.folder / "templates").mkdir()
    own = "{% extends 'base.html' %}{% block main %}{{ newsroom.works | length }} articles{% endblock %}"
    for name in ("glossary.html", "article.html"):
        (courier.folder / "templates" / name).write_text(own, encoding="utf-8")
    settings = courier.folder / "dragoman.toml"
    settings.write_text(f'{SETTINGS}templates = "templates"\n', encoding="utf-8")
    courier.build()
    assert b"5 articles" in courier.site()["en/bridge.html"]
    courier.article(4).unlink()
    courier.build()
    assert b"4 articles" in courier.site()["desk/glossary.html"]


def test_writing_over_a_file_that_was_kept_changes_nothing_in_the_old_folder(tmp_path: Path) -> None:
    first = Tree(tmp_path / "out", tmp_path)
    first.put("page.html", b"old")
    first.stand()
    second = Tree(tmp_path / "out", tmp_path)
    assert second.keep("page.html")
    second.put("page.html", b"new")
    assert (tmp_path / "out/page.html").read_bytes() == b"old"
    second.stand()
    second.discard()
    assert (tmp_path / "out/page.html").read_bytes() == b"new"
    assert sorted(os.listdir(tmp_path)) == ["out"]


def test_a_folder_of_many_folders_is_removed_whole(tmp_path: Path) -> None:
    for byte in (b"1", b"2"):
        tree = Tree(tmp_path / "out", tmp_path)
        for number in range(120):
            tree.put(f"{number % 3}/{number}/deep/page.html", byte)
        tree.stand()
        tree.discard()
    assert sorted(os.listdir(tmp_path)) == ["out"]
    assert set(contents(tmp_path / "out").values()) - {b"2"} == {(tmp_path / "out/.dragoman-site").read_bytes()}
