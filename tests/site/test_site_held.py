"""A translation that is behind its source: the version before it stays, and its links lead somewhere."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from dragoman.formats.markdown.destinations import without_refs
from dragoman.language.notices import behind_notice
from dragoman.project import read_project
from dragoman.publishing.crossing import Crossing, Places
from dragoman.publishing.hrefs import is_elsewhere
from dragoman.publishing.site.links import place_of
from dragoman.publishing.uncrossing import Uncrossing
from dragoman.workflow.reading import articles
from tests.newsroom import Newsroom

BODY = "# The ferry\n\nSee [the bridge](news/bridge.md#why).\n\n![Quay](images/quay.jpg)\n\nIt costs 18 euros.\n"


@pytest.fixture
def harbour(newsroom: Newsroom) -> Newsroom:
    """An article with a link and a picture, complete in Spanish, whose site was built; no history, nothing merged."""
    newsroom.article.unlink()
    newsroom.name = "ferry.md"
    for path, text in (("ferry.md", BODY), ("news/bridge.md", "# Bridge\n\n## Why\n\nIt reopened.\n")):
        (newsroom.folder / "articles" / path).parent.mkdir(exist_ok=True)
        (newsroom.folder / "articles" / path).write_text(text, encoding="utf-8")
    (newsroom.folder / "articles/images").mkdir()
    (newsroom.folder / "articles/images/quay.jpg").write_bytes(b"picture")
    newsroom.run("extract")
    newsroom.approve("es")
    Newsroom(newsroom.folder, newsroom.capture, "news/bridge.md").approve("es")
    newsroom.run("site")
    return newsroom


def page(room: Newsroom, address: str = "es/ferry.html") -> str:
    return (room.folder / "public" / address).read_text(encoding="utf-8")


def prose(room: Newsroom) -> str:
    found = re.search(r'<div class="prose">\n(.*)\n</div>\n</article>', page(room), re.S)
    assert found
    return found[1]


def test_the_page_of_the_last_build_stays_and_says_that_it_is_behind(harbour: Newsroom) -> None:
    before = prose(harbour)
    harbour.edit("18 euros", "21 euros")
    harbour.run("site")
    assert prose(harbour) == before
    assert f'<p class="notice" role="note">{behind_notice("es")}</p>' in page(harbour)
    assert 'hreflang="es"' in page(harbour, "en/ferry.html") and 'href="ferry.html"' in page(harbour, "es/index.html")
    assert "held" in page(harbour, "desk/index.html")
    harbour.edit("21 euros", "24 euros")
    harbour.run("site")  # and again, from the page that says so
    assert prose(harbour) == before
    assert page(harbour).count(behind_notice("es")) == 1


def test_a_history_that_comes_to_have_it_goes_before_the_last_build(harbour: Newsroom) -> None:
    before, complete = prose(harbour), harbour.article.read_bytes()
    harbour.edit("18 euros", "21 euros")
    harbour.run("site")
    state, edited = harbour.article.stat(), harbour.article.read_bytes()
    harbour.article.write_bytes(complete)
    harbour.commit()
    harbour.article.write_bytes(edited)
    os.utime(
        harbour.article, ns=(state.st_atime_ns, state.st_mtime_ns)
    )  # the article looks as it did: only HEAD is new
    harbour.run("site")
    assert prose(harbour) == before and behind_notice("es") not in page(harbour)


def test_it_goes_when_the_translation_catches_up(harbour: Newsroom) -> None:
    harbour.edit("18 euros", "21 euros")
    harbour.run("site")
    harbour.run("extract")
    harbour.approve("es")
    harbour.run("site")
    assert "iT COSTS 21 EUROS." in page(harbour)
    assert behind_notice("es") not in page(harbour)


def test_links_and_pictures_of_a_page_that_stays_lead_somewhere_or_are_none(harbour: Newsroom) -> None:
    (harbour.folder / "articles/news/bridge.md").unlink()
    harbour.article.write_text("# The ferry\n\nIt costs 21 euros.\n", encoding="utf-8")
    harbour.run("site")
    assert "href" not in prose(harbour)
    assert '<img src="../media/images/quay.jpg" alt="qUAY">' in prose(harbour)
    (harbour.folder / "articles/images/quay.jpg").unlink()
    harbour.article.write_text("# The ferry\n\nIt costs 22 euros.\n", encoding="utf-8")
    harbour.run("site")
    assert '<span class="no-image">qUAY</span>' in prose(harbour)


def test_a_draft_that_was_published_does_not_stay(harbour: Newsroom) -> None:
    settings = harbour.folder / "dragoman.toml"
    told = settings.read_text(encoding="utf-8")
    settings.write_text(f'{told}\n[policy.ar]\npublish = "source"\n', encoding="utf-8")
    harbour.run("site")
    assert (harbour.folder / "public/ar/ferry.html").exists()
    settings.write_text(told, encoding="utf-8")
    harbour.run("site")
    assert not (harbour.folder / "public/ar/ferry.html").exists()


def test_what_the_policy_blocks_does_not_stay(harbour: Newsroom) -> None:
    settings = harbour.folder / "dragoman.toml"
    told = settings.read_text(encoding="utf-8")
    harbour.edit("18 euros", "21 euros")
    settings.write_text(f'{told}\n[policy.es]\npublish = "block"\n', encoding="utf-8")
    harbour.run("site")
    assert not (harbour.folder / "public/es/ferry.html").exists()


def test_a_page_that_somebody_made_hostile_is_cleaned_like_any_other(harbour: Newsroom) -> None:
    attack = '<script>alert(1)</script><a href="javascript:alert(1)" onclick="x">x</a><iframe src="//evil"></iframe>'
    path = harbour.folder / "public/es/ferry.html"
    path.write_text(page(harbour).replace('<div class="prose">\n', f'<div class="prose">\n{attack}'), encoding="utf-8")
    harbour.edit("18 euros", "21 euros")
    harbour.run("site")
    assert not re.search(r"<script(?! type=.application/ld)|javascript:|onclick|iframe", page(harbour))


def test_a_newsrooms_own_template_that_has_the_body_elsewhere_keeps_nothing(harbour: Newsroom) -> None:
    path = harbour.folder / "public/es/ferry.html"
    path.write_text(page(harbour).replace('<div class="prose">', '<div class="ours">'), encoding="utf-8")
    harbour.edit("18 euros", "21 euros")
    harbour.run("site")
    assert not path.exists()


LAYOUTS = ["plain", "hugo", "hugo-filename", "jekyll", "starlight", "docusaurus", "mkdocs", "mkdocs-folder", "pelican"]
HREFS = [
    "../index.md", "deep/c.md#x", "./b.md?y=1#x", "b.md", "#x", "https://example.org/b.md", "", "picture.jpg",
    "/news/b/", "mailto:a@example.org",
]  # fmt: skip


@pytest.mark.parametrize("profile", LAYOUTS)
@pytest.mark.parametrize("published", [True, False])
def test_what_crossing_writes_uncrossing_reads(newsroom: Newsroom, profile: str, published: bool) -> None:
    """Law: a link leads to the same article, file or page as the author's."""
    settings = newsroom.folder / "dragoman.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[layout]\nprofile = "{profile}"\n', encoding="utf-8")
    for name in ("index.md", "news/a.md", "news/b.md", "news/deep/c.md", "news/picture.jpg"):
        (newsroom.folder / "articles" / name).parent.mkdir(parents=True, exist_ok=True)
        (newsroom.folder / "articles" / name).write_text("# A\n", encoding="utf-8")
    project = read_project(newsroom.folder)
    found = articles(project)
    [here] = [article for article in found if article.name == "news/a.md"]
    across = Crossing(project, Places(project, found), here, "es", lambda _: published)
    back = Uncrossing(project, found, "es")
    for href in HREFS:
        shown = without_refs(f"[x]({across(href)})").removeprefix("[x](").removesuffix(")")
        meant = back(shown, here)
        assert _place(meant) == _place(href), (href, across(href), meant)


def _place(href: str) -> str:
    if is_elsewhere(href) or href.startswith("#") or not href:
        return href
    found = place_of(href, "news/a.md")
    return found.removesuffix(".md") + href[href.find("#") :] * ("#" in href)


def test_a_held_page_from_the_output_folder_links_to_pages_of_the_site(harbour: Newsroom) -> None:
    settings = harbour.folder / "dragoman.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[layout]\nprofile = "mkdocs"\nlinks = "files"\n', encoding="utf-8")
    harbour.run("merge")
    merged = harbour.folder / "build/ferry.es.md"
    assert "(news/bridge.es.md#why)" in merged.read_text(encoding="utf-8")
    harbour.edit("18 euros", "21 euros")
    found = json.loads(harbour.run("site", "--format", "json"))
    assert '<a href="news/bridge.html#why">' in prose(harbour)
    assert '<img src="../media/images/quay.jpg" alt="qUAY">' in prose(harbour)
    assert found["broken"] == []
    assert Path(harbour.folder / "public/media/images/quay.jpg").is_file()


def test_links_by_hugos_shortcode_lead_to_the_page_that_they_name(harbour: Newsroom) -> None:
    for code in ('{{< ref "news/bridge.md#why" >}}', "{{% relref path=`/news/bridge.md#why` lang=`en` %}}"):
        harbour.article.write_text(f"# The ferry\n\nSee [the bridge]({code}).\n", encoding="utf-8")
        harbour.run("site")
        assert '<a href="news/bridge.html#why">the bridge</a>' in page(harbour, "en/ferry.html")
