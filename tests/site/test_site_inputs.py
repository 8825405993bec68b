"""All that a page is made with: whatever one of it changes, the next build and the preview show it, as one from nothing
would."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman import Catalog
from dragoman.model import ConfigError, State, Translation
from dragoman.project import read_project
from dragoman.publishing.record import NAME as RECORD
from dragoman.workflow import check, signatures
from dragoman.workflow.extract import extract
from dragoman.workflow.merge import merge
from dragoman.workflow.preview import Preview
from dragoman.workflow.reading import articles
from dragoman.workflow.site import SiteReport, build_site
from tests.segmentation.srx_files import srx
from tests.site.test_site_again import SETTINGS as PLAIN
from tests.site.test_site_building import contents

SETTINGS = f"""{PLAIN}
[formats.xml]
its = ["rules/house.its"]

[segmentation]
srx = ["rules/house.srx"]
"""
FERRY = """\
---
title: The ferry
date: 2026-03-02
---

The ferry of Dr. Ines Duarte left on 2 March. See [the bridge](bridge.md), [the plan](images/plan.png) and
[the fares]({static}files/fares.pdf). Sailings cost 18 crowns.

## Fares

![A plan](images/plan.png)
"""
BRIDGE = """\
---
title: The bridge
date: 2026-03-01
---

It leads to [the ferry]({filename}/ferry.md#fares) and to [the tram](tram.xml). Dr. Duarte opened it.
"""
TRAM = "<story><top>The tram</top><text>It runs from noon.</text><slug>tram one</slug></story>\n"
OWN, END = "{% extends 'base.html' %}{% block main %}", "{% endblock %}"


class House:
    """A newsroom with all that a page may be made with. Each change is of one input, and never the same twice."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count = folder, 0
        self.put("dragoman.toml", SETTINGS)
        self.put("articles/ferry.md", FERRY)
        self.put("articles/bridge.md", BRIDGE)
        self.put("articles/tram.xml", TRAM)
        self.put("articles/images/plan.png", b"\x89PNG\r\n\x1a\nplan")
        self.put("articles/files/fares.pdf", b"%PDF-1.4 fares")
        self.put("rules/house.its", self.its("//slug"))
        self.put("rules/house.srx", srx(("House", [("no", r"\bDr\.", r"\s")])))
        self.put("glossary/people.toml", self.term(0))
        self.extract()
        self.approve("ferry.md", "es")
        self.put("articles/fresh.md", "# Fresh\n\nIt left on Monday.\n")  # no catalog says how it is cut

    def put(self, name: str, data: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    def add(self, name: str, text: str) -> None:
        path = self.folder / name
        self.put(name, (path.read_text(encoding="utf-8") if path.exists() else "") + text)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        self.put(name, text.replace(old, new) if old in text else text)

    def take(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def its(self, untranslated: str) -> str:
        return (
            '<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:d="urn:dragoman:rules" version="2.0">'
            f'<its:translateRule selector="{untranslated}" translate="no"/>'
            '<d:roleRule selector="//top" role="headline"/></its:rules>'
        )

    def term(self, number: int) -> str:
        said = f'ar = {{ approved = "إينيس {number}" }}\nes = {{ approved = "Inés {number}" }}\n'
        return f'[[term]]\nsource = "Ines Duarte"\nkind = "person"\nnote = "Mayor {number}."\n{said}'

    def extract(self) -> None:
        project = read_project(self.folder)
        extract(project, articles(project), project.languages)

    def approve(self, name: str, language: str) -> None:
        path = self.folder / f"locales/{language}/{name}.po"
        if path.exists():
            catalog = Catalog.read(path)
            for key in catalog.keys:
                text = key.text.swapcase().replace("<A", "<a").replace("</A", "</a")
                catalog.put(key, Translation(text, State.APPROVED))
            catalog.write(path)

    def build(self) -> SiteReport:
        return build_site(read_project(self.folder))

    def site(self) -> dict[str, bytes]:
        return {name: data for name, data in contents(self.folder / "public").items() if name != ".dragoman-site"}

    def site_from_nothing(self) -> dict[str, bytes]:
        shutil.rmtree(self.folder / "public")
        shutil.rmtree(self.folder / ".dragoman")
        self.build()
        return self.site()

    def own(self, name: str, text: str) -> None:
        self.put(f"templates/{name}", text)

    def next(self) -> int:
        self.count += 1
        return self.count


Change = Callable[[House], None]


def same_size_and_time(house: House) -> None:
    path = house.folder / "articles/ferry.md"
    before = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("18 crowns", "81 crowns") if "18" in text else text.replace("81 crowns", "18 crowns"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Change] = {
    "the text": lambda house: house.replace("articles/ferry.md", "Sailings", f"In {house.next()} days, Sailings"),
    "the text, its size and time as before": same_size_and_time,
    "the catalog": lambda house: house.replace("locales/es/ferry.md.po", "CROWNS", f"CROWNS {house.next()}"),
    "the passages of one language": lambda house: house.put(
        "locales/es/ferry.md.only", f"@@ after: #fares\n\nTarifa {house.next()}.\n"
    ),
    "a rules file of XML": lambda house: house.put(
        "rules/house.its", house.its("//text" if house.next() % 2 else "//slug")
    ),
    "a rules file of cutting": lambda house: house.put(
        "rules/house.srx", srx(("House", [("yes", "left on", r"\s")] if house.next() % 2 else [("no", "x", "y")]))
    ),
    "the glossary": lambda house: house.put("glossary/people.toml", house.term(house.next())),
    "the house style": lambda house: house.put(
        "locales/ar/style.toml", f'digits = "{"arab" if house.next() % 2 else "latn"}"\n'
    ),
    "the waivers": lambda house: house.put(
        "locales/es/waivers.toml", f'[[waive]]\ncheck = "untranslated"\nreason = "reason {house.next()}"\n'
    ),
    "the policy": lambda house: house.replace(
        "dragoman.toml", *(('"draft-labelled"', '"source"') if house.next() % 2 else ('"source"', '"draft-labelled"'))
    ),
    "the site's title": lambda house: house.replace("dragoman.toml", "Courier", f"Courier {house.next()}"),
    "a picture": lambda house: house.put("articles/images/plan.png", b"\x89PNG\r\n\x1a\n%d" % house.next()),
    "a picture goes": lambda house: house.take("articles/images/plan.png"),
    "a file that is linked": lambda house: house.put("articles/files/fares.pdf", b"%%PDF-1.4 %d" % house.next()),
    "a file that is linked goes": lambda house: house.take("articles/files/fares.pdf"),
    "an article comes": lambda house: house.put(f"articles/note-{house.next()}.md", "# A note\n\nIt is short.\n"),
    "an article comes that would have the same page": lambda house: house.put(
        "articles/ferry.html", f"<h1>Ferries</h1><p>Number {house.next()}.</p>"
    ),
    "an article goes": lambda house: house.take("articles/bridge.md"),
    "a template of lists": lambda house: house.own(
        "home.html", f"{OWN}{house.next()} {{{{ versions | length }}}}{{% endblock %}}"
    ),
    "a template of articles": lambda house: house.own(
        "article.html",
        f"{OWN}{{% include 'own/line.html' ignore missing %}}{house.next()} {{{{ body }}}}{{% endblock %}}",
    ),
    "a template that may be included": lambda house: house.own("own/line.html", f"line {house.next()}"),
    "a template that shows every work": lambda house: house.own(
        "article.html",
        f"{OWN}{house.next()}{{% for one in newsroom.works %}}{{{{ one.source.title }}}}{{% endfor %}}{{% endblock %}}",
    ),
    "a template whose parts are named while it is rendered": lambda house: house.own(
        "article.html", f"{OWN}{house.next()}{{% include 'own/' ~ 'line.html' ignore missing %}}{{% endblock %}}"
    ),
    "the frame of all pages": lambda house: house.own(
        "base.html", f"<!doctype html><title>{house.next()}</title>{{% block main %}}{{% endblock %}}"
    ),
    "the style sheet": lambda house: house.own("style.css", f"body {{ margin: {house.next()}px }}"),
    "the templates go": lambda house: shutil.rmtree(house.folder / "templates", ignore_errors=True),
}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


FOR_EFFECT: dict[str, tuple[str, ...]] = {  # what has to be there for a change to show
    "a template that may be included": ("a template of articles",),
    "the templates go": ("the style sheet",),
}
SEEN_NOT_YET = ("the waivers",)  # nothing is waived here


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_a_change_of_one_input_is_seen_by_the_next_build(house: House, name: str) -> None:
    for first in FOR_EFFECT.get(name, ()):
        CHANGES[first](house)
    house.build()
    before = house.site()
    CHANGES[name](house)
    house.build()
    after = house.site()
    assert (after != before) is (name not in SEEN_NOT_YET)
    assert after == house.site_from_nothing()


@pytest.mark.parametrize("seed", range(10))
def test_after_any_changes_a_build_equals_one_from_nothing(house: House, seed: int) -> None:
    chance = random.Random(seed)
    house.build()
    done = []
    for _ in range(4):
        for name in chance.sample(sorted(CHANGES), chance.randint(1, 3)):
            CHANGES[name](house)
            done.append(name)
        if chance.random() < 0.3:
            house.extract()
        house.build()
    assert house.site() == house.site_from_nothing(), done


@pytest.mark.parametrize("name", [name for name in sorted(CHANGES) if not name.startswith("an article")])
def test_the_preview_of_an_article_shows_the_change(house: House, name: str) -> None:
    for first in FOR_EFFECT.get(name, ()):
        CHANGES[first](house)
    house.build()
    preview = Preview(read_project(house.folder))
    pages = ["en/ferry.html", "es/ferry.html", "ar/tram.html", "desk/es/ferry.html", "en/index.html", "style.css"]
    stamps = [preview.stamp(page) for page in pages]
    [preview.page(page) for page in pages]
    CHANGES[name](house)
    now = [preview.stamp(page) for page in pages]
    shown = {page: found.data for page in pages if (found := preview.page(page))}
    preview.close()
    assert (stamps != now) or name.startswith(("a picture", "a file")) or name == "a template that may be included"
    house.build()
    site = house.site()
    assert shown == {page: site[page] for page in pages if page in site}


def test_only_what_a_template_makes_is_made_anew(house: House) -> None:
    CHANGES["a template of articles"](house)
    assert house.build().made > 0
    for name, made in (("a template of lists", 0), ("the style sheet", 0), ("a template of articles", 20)):
        CHANGES[name](house)
        report = house.build()
        assert (name, report.is_new, report.made) == (name, True, made)
    assert house.build().is_new is False


def test_another_program_makes_all_anew(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.build()
    monkeypatch.setattr(signatures, "program", lambda: "another")
    assert (house.build().made, house.build().is_new) == (20, False)


def test_a_waiver_lapses_with_its_day(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    class Day(date):
        now = date(2026, 11, 20)

        @classmethod
        def today(cls) -> Day:
            return cls(cls.now.year, cls.now.month, cls.now.day)

    monkeypatch.setattr(check, "date", Day)
    monkeypatch.setattr(signatures, "date", Day)
    catalog = house.folder / "locales/es/ferry.md.po"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("18 CROWNS", "19 CROWNS"), encoding="utf-8")
    row = '[[waive]]\ncheck = "numbers"\nuntil = "2026-11-20"\nreason = "the agency\'s own count"\n'
    house.put("locales/es/waivers.toml", row)
    house.build()
    waived = house.site()["desk/es/ferry.html"]
    assert house.build().is_new is False
    Day.now = date(2026, 11, 21)
    assert house.build().is_new is True
    assert [b"waived: the agency" in page for page in (waived, house.site()["desk/es/ferry.html"])] == [True, False]


def test_what_merge_knows_of_a_page_that_is_held_counts(house: House) -> None:
    house.replace("dragoman.toml", '"draft-labelled"', '"hold"')
    project = read_project(house.folder)
    merge(project, articles(project), project.languages)
    house.replace("articles/ferry.md", "Sailings", "All sailings")
    shutil.rmtree(house.folder / "public", ignore_errors=True)
    house.build()
    assert "es/ferry.html" in house.site()
    house.take(f"build/{RECORD}")
    shutil.rmtree(house.folder / "public")
    house.build()
    assert "es/ferry.html" not in house.site()


def test_what_is_wrong_in_a_template_is_told_with_its_line(house: House) -> None:
    house.own("article.html", "{% extends 'base.html' %}\n{% block main %}\n{{ versoin.title }}\n{% endblock %}\n")
    with pytest.raises(ConfigError) as found:
        house.build()
    assert str(found.value).startswith("templates/article.html:3: 'versoin' is undefined")
    house.own("article.html", "{% block main %}\n{% if %}\n")
    with pytest.raises(ConfigError) as found:
        house.build()
    assert str(found.value).startswith("templates/article.html:2: ")


def test_links_as_pelican_writes_them_are_followed(house: House) -> None:
    assert house.build().broken == []
    site = house.site()
    assert b'href="ferry.html#fares"' in site["en/bridge.html"]
    assert b'href="../media/files/fares.pdf"' in site["en/ferry.html"]
    assert site["media/files/fares.pdf"] == b"%PDF-1.4 fares"


@pytest.mark.parametrize("name", ["notes/.secret.txt", ".git/config", "drafts/later.md", "../dragoman.toml"])
def test_a_link_publishes_no_file_that_readers_are_not_to_have(house: House, name: str) -> None:
    if not name.startswith(".."):
        house.put(f"articles/{name}", "secret")
    house.add("articles/bridge.md", f"\nSee [this]({name}) and [that]({{static}}{name}).\n")
    house.build()
    assert [path for path in house.site() if path.startswith("media/")] == [
        "media/files/fares.pdf",
        "media/images/plan.png",
    ]
