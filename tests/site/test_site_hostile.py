"""What hostile texts come to on the site: words. A page gets no element, attribute or scheme from a translation."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dragoman import Catalog
from dragoman.model import State, Translation
from dragoman.project import read_project
from dragoman.workflow.site import build_site
from tests.newsroom import Newsroom

PAYLOADS = [
    "<script>window.hit = 1</script>",
    '<img src=x onerror="window.hit = 1">',
    "<svg/onload=window.hit=1>",
    "[click](javascript:window.hit=1)",
    '<a href="javascript:window.hit=1">click</a>',
    "<a href='data:text/html,<script>window.hit=1</script>'>click</a>",
    "</script><script>window.hit = 1</script>",
    '"><script>window.hit = 1</script>',
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<style>body { display: none }</style>",
    "<p onclick=window.hit=1>unclosed",
    "\u202e</title><script>window.hit = 1</script>\u2066",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "<math><mi//xlink:href='data:x,<script>window.hit=1</script>'>",
    "&#60;script&#62;window.hit = 1&#60;/script&#62;",
    "<form action=https://evil.example><input autofocus onfocus=window.hit=1></form>",
    "\x00<scr\x00ipt>window.hit = 1</scr\x00ipt>",
]
ARTICLE = """\
---
title: {title}
description: "A bridge, and who crosses it"
date: 2026-03-02
slug: "{slug}"
author: "{slug}"
---

# The bridge

""" + "\n\n".join(f"Sentence number {at} says something." for at in range(len(PAYLOADS)))


@pytest.fixture
def hostile(newsroom: Newsroom) -> Path:
    """A site whose title, translations, terms and metadata attack their readers."""
    slug = "</script><script>window.hit = 1</script>".replace('"', "'")
    title = "'The \"bridge\" <script>window.hit = 1</script>'"
    newsroom.article.write_text(ARTICLE.format(title=title, slug=slug), encoding="utf-8")
    (newsroom.folder / "glossary/terms.toml").write_text(
        '[[term]]\nsource = "bridge"\nnote = "<script>window.hit = 1</script>"\n'
        "es = { approved = \"<img src=x onerror='window.hit = 1'>\" }\n",
        encoding="utf-8",
    )
    config = newsroom.folder / "dragoman.toml"
    settings = '\n[site]\ntitle = "<script>window.hit = 1</script>"\naddress = "https://example.org/"\n'
    text = config.read_text(encoding="utf-8").replace('publish = "hold"', 'publish = "draft-labelled"')
    config.write_text(text + settings, encoding="utf-8")
    newsroom.run("extract")
    catalog = Catalog.read(newsroom.catalog())
    for at, key in enumerate(catalog.keys):
        text = PAYLOADS[at % len(PAYLOADS)].replace("\x00", "")
        catalog.put(key, Translation(f"{text} texto", State.APPROVED), over=catalog.translation(key))
    catalog.write(newsroom.catalog())
    project = read_project(newsroom.folder)
    build_site(project)
    return project.file(project.site.folder)


def test_hostile_texts_run_no_script_and_add_no_element(hostile: Path, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for file in sorted(hostile.rglob("*.html")):
        page.goto(file.as_uri())
        for term in page.locator(".term").all():
            term.hover()
        assert page.evaluate("window.hit") is None, file
        scripts = page.evaluate("[...document.scripts].map(script => script.type)")
        assert set(scripts) <= {"application/ld+json"}, file
        assert page.evaluate("document.querySelectorAll('iframe, svg, math, form, style, object').length") == 0, file
        assert page.evaluate(HANDLERS) == [], file
        schemes = page.evaluate("[...document.links].map(link => link.protocol)")
        assert set(schemes) <= {"file:", "https:"}, file
    assert [url for url in asked if not url.startswith("file:")] == []
    page.close()


HANDLERS = """[...document.querySelectorAll('*')].flatMap(element =>
    [...element.attributes].filter(one => one.name.startsWith('on')).map(one => one.name))"""


@pytest.mark.usefixtures("hostile")
def test_check_reports_the_markup_that_the_source_lacks(newsroom: Newsroom) -> None:
    found = {row["check"] for row in newsroom.json("check", "-l", "es", code=1)["findings"]}
    assert "unsafe-markup" in found
