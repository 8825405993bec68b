"""What the files of a site say to programs: sound HTML, links that lead somewhere, siblings that name one another."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from lxml import etree, html

from tests.site.conftest import ADDRESS, pages_of

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def tree(site: Path, page: str) -> html.HtmlElement:
    return html.fromstring((site / page).read_bytes())


def page_at(address: str) -> str:
    """The file that an absolute address of the site means."""
    assert address.startswith(ADDRESS)
    path = unquote(address.removeprefix(ADDRESS))
    return path + "index.html" if path == "" or path.endswith("/") else path


def test_every_page_is_html_without_an_error(site: Path) -> None:
    errors = {}
    for page in pages_of(site):
        parser = html5lib.HTMLParser()
        parser.parse((site / page).read_text(encoding="utf-8"))
        if parser.errors:
            errors[page] = parser.errors[:3]
    assert errors == {}


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for page in pages_of(site):
        ids = tree(site, page).xpath("//@id")
        assert len(ids) == len(set(ids)), page


def test_every_link_inside_the_site_leads_to_a_page_and_its_place(site: Path) -> None:
    found = [
        (page, href)
        for page in pages_of(site)
        for href in tree(site, page).xpath("//a/@href | //link/@href | //img/@src")
        if not leads_somewhere(site, page, href)
    ]
    assert found == []


def leads_somewhere(site: Path, page: str, href: str) -> bool:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return True
    there = posixpath.join(posixpath.dirname(page), unquote(parts.path)) if parts.path else page
    file = site / posixpath.normpath(there)
    if not file.is_file():
        return False
    return not parts.fragment or unquote(parts.fragment) in html.fromstring(file.read_bytes()).xpath("//@id")


def test_versions_name_all_their_siblings_and_themselves(site: Path) -> None:
    sets: dict[str, dict[str, str]] = {}
    for page in pages_of(site):
        rows = {link.get("hreflang"): link.get("href") for link in tree(site, page).xpath("//link[@hreflang]")}
        if rows:
            sets[page] = {tag: page_at(href) for tag, href in rows.items()}
    articles = {page: rows for page, rows in sets.items() if not page.endswith("index.html")}
    assert len(articles) > 40
    for page, rows in articles.items():
        language = tree(site, page).get("lang")
        assert rows[language] == page
        assert rows["x-default"] == rows["en"]
        for sibling in rows.values():
            assert articles[sibling] == rows  # reciprocal: each names the same set
        stem = page.partition("/")[2]
        published = {path.parent.name for path in site.glob(f"*/{stem}") if path.parent.name != "desk"}
        assert published == rows.keys() - {"x-default"}


def test_structured_data_names_the_work_and_its_translations(site: Path) -> None:
    for page in pages_of(site):
        scripts = tree(site, page).xpath('//script[@type="application/ld+json"]/text()')
        if page.startswith("desk/") or page.endswith("index.html"):
            assert scripts == []
            continue
        [text] = scripts
        found = json.loads(text)
        assert found["@type"] == "NewsArticle"
        assert found["inLanguage"] == tree(site, page).get("lang")
        assert page_at(found["url"]) == page
        if page.startswith("en/"):
            others = {page_at(one["url"]): one["inLanguage"] for one in found.get("workTranslation", ())}
            assert all(json_ld(site, other)["translationOfWork"]["@id"] == found["@id"] for other in others)
        else:
            work = json_ld(site, page_at(found["translationOfWork"]["url"]))
            assert found["@id"] in {one["@id"] for one in work["workTranslation"]}
            assert found["translator"]["name"]


def json_ld(site: Path, page: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(
        tree(site, page).xpath('//script[@type="application/ld+json"]/text()')[0]
    )
    return found


def test_the_map_has_every_page_for_readers_once_with_its_siblings(site: Path) -> None:
    parts = etree.parse(site / "sitemap.xml").getroot().iter(f"{MAP}loc")
    rows: dict[str, set[str]] = {}
    for part in parts:
        for url in etree.parse(site / page_at(part.text)).getroot():
            place = page_at(url.findtext(f"{MAP}loc"))
            assert place not in rows
            rows[place] = {page_at(link.get("href")) for link in url.iter(f"{XHTML}link")}
    public = {page for page in pages_of(site) if not page.startswith("desk/") and page != "index.html"}
    assert rows.keys() == public
    assert all(place in siblings for place, siblings in rows.items())


@pytest.mark.parametrize("language", ["en", "es", "ar", "zh-Hans"])
def test_a_feed_holds_what_its_language_publishes(site: Path, language: str) -> None:
    feed = etree.parse(site / language / "atom.xml").getroot()
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    for required in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{required}") is not None
    entries = feed.findall(f"{ATOM}entry")
    links = {page_at(entry.find(f"{ATOM}link").get("href")) for entry in entries}
    assert links == {page for page in pages_of(site) if page.startswith(f"{language}/") and "index" not in page}
    assert all(entry.findtext(f"{ATOM}updated") for entry in entries)
    times = [entry.findtext(f"{ATOM}published") or "" for entry in entries]
    assert times == sorted(times, reverse=True)
