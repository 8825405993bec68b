"""What pages show: the front page, dates as articles state them, pictures with their words, and counts of findings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from dragoman.formats.stated import stated_dates
from dragoman.language.moments import shown_day
from dragoman.language.tags import autonym
from dragoman.publishing.site.content import without_title
from tests.newsroom import Newsroom
from tests.site.conftest import ADDRESS, pages_of
from tests.site.test_site_files import leads_somewhere, tree

LANGUAGES = ["en", "es", "fr", "ar", "fa", "ru", "zh-Hans"]
DATES = ("date", "datePublished", "article:published_time", "versionCreated", "published", "date.issue")


def test_the_front_page_has_an_edition_for_each_language_in_its_own_name_and_direction(site: Path) -> None:
    page = tree(site, "index.html")
    assert [
        (one.get("lang"), one.get("dir"), one.xpath("string(.//h2)"), one.xpath("string(.//h2/a/@href)"))
        for one in page.xpath("//section")
    ] == [
        (tag, "rtl" if tag in ("ar", "fa") else "ltr", autonym(tag), f"{tag}/index.html") for tag in LANGUAGES
    ]  # fmt: skip
    assert page.xpath("//script") == [] and len(page.xpath("//h1")) == 1
    assert {"desk/index.html", "desk/glossary.html"} <= set(page.xpath("//footer//a/@href"))
    assert all(leads_somewhere(site, "index.html", href) for href in page.xpath("//a/@href | //img/@src"))


def test_the_front_page_shows_the_newest_of_each_language_as_its_own_page_does(site: Path) -> None:
    for section in tree(site, "index.html").xpath("//section"):
        tag = section.get("lang")
        own = tree(site, f"{tag}/index.html")
        newest = [(one.get("href"), one.text_content()) for one in own.xpath("//h2/a")]
        shown = [(one.get("href").removeprefix(f"{tag}/"), one.text_content()) for one in section.xpath(".//h3/a")]
        assert shown == newest[:4] and shown
        assert bool(section.xpath('.//p[@class="more"]')) is (len(newest) > 4)
        days = section.xpath(".//time/text()")
        assert days == own.xpath("//time/text()")[: len(days)]


def test_the_front_page_names_itself_as_the_one_for_everybody(site: Path) -> None:
    rows = {one.get("hreflang"): one.get("href") for one in tree(site, "index.html").xpath("//link[@hreflang]")}
    assert rows == {**{tag: f"{ADDRESS}{tag}/" for tag in LANGUAGES}, "x-default": ADDRESS}
    for tag in LANGUAGES:  # and every edition names the same ones
        page = tree(site, f"{tag}/index.html")
        assert {one.get("hreflang"): one.get("href") for one in page.xpath("//link[@hreflang]")} == rows


def test_a_title_that_nobody_has_translated_says_which_language_it_is_in(site: Path) -> None:
    for page in ("index.html", "fa/index.html"):
        [title] = tree(site, page).xpath('//a[contains(@href, "seed-library") and ancestor-or-self::*[@lang="fa"]]')
        assert (title.get("lang"), title.get("dir")) == ("en", "ltr")
        [title] = tree(site, page).xpath('//a[contains(@href, "water-taxi") and ancestor-or-self::*[@lang="fa"]]')
        assert title.get("lang") is None


def test_no_article_has_a_second_title() -> None:
    assert without_title('<p>a</p><h1 id="x">b</h1><h1>c</h1><p>d</p>') == ("b", "<p>a</p><h2>c</h2><p>d</p>")
    assert without_title("<h2>a</h2><h1>b</h1>") == ("", "<h2>a</h2><h2>b</h2>")


def test_no_page_has_a_second_title(site: Path) -> None:
    assert {page: len(tree(site, page).xpath("//h1")) for page in pages_of(site)} == dict.fromkeys(pages_of(site), 1)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("---\ndate: 2026-03-02\n---\n", ("2026-03-02",)),
        ("+++\ndate = 2026-03-02T08:00:00Z\n+++\n", ("2026-03-02T08:00:00Z",)),
        ('<meta property="article:published_time" content="2026-03-02T08:00+02:00">', ("2026-03-02T08:00+02:00",)),
        ('<script type="application/ld+json">{"datePublished": "2026-03-02"}</script>', ("2026-03-02",)),
        ('{"versionCreated": "2026-03-02T08:00:00Z"}', ("2026-03-02T08:00:00Z",)),
        ('<nitf><head><docdata><date.issue norm="20260302T080000Z"/></docdata></head></nitf>', ("20260302T080000Z",)),
        ('<p>On <time datetime="2026-03-02">Monday</time>.</p>', ("2026-03-02",)),
        ('<time datetime="2026-01-01">x</time><meta name="date" content="2026-03-02">', ("2026-03-02", "2026-01-01")),
        ("The date: nobody knows it.", ()),
        ('{"dates": "2026-03-02", "date": ""}', ()),
    ],
)
def test_an_article_states_its_date_in_many_ways_the_surest_first(text: str, dates: tuple[str, ...]) -> None:
    assert stated_dates(text, DATES) == dates


@pytest.mark.parametrize(
    ("stated", "tag", "digits", "shown"),
    [
        ("2026-03-02", "en", "", "March 2, 2026"),
        ("2026-03-02T23:30:00+02:00", "es", "", "2 de marzo de 2026"),
        ("20260302T080000Z", "zh-Hans", "", "2026年3月2日"),
        ("2026-03-02", "fa", "", "۲ مارس ۲۰۲۶"),
        ("2026-03-02", "fa", "latn", "2 مارس 2026"),
        ("2026-03-02", "ar", "arab", "٢ مارس ٢٠٢٦"),
        ("2026-03-02", "hi", "deva", "२ मार्च २०२६"),
        ("2026-03-02", "he", "", "2 במרץ 2026"),
        ("soon", "en", "", ""),
        ("2026-02-31", "en", "", ""),
    ],
)
def test_a_day_is_written_as_the_language_and_the_house_write_it(
    stated: str, tag: str, digits: str, shown: str
) -> None:
    assert shown_day(stated, tag, digits) == shown


def test_dates_have_the_digits_of_the_house_and_are_machine_readable(site: Path) -> None:
    [when] = tree(site, "ar/water-forum.html").xpath("//article//time")
    assert (when.get("datetime"), when.text) == ("2025-03-18", "18 مارس 2025")  # locales/ar/style.toml says so
    [when] = tree(site, "fa/water-forum.html").xpath("//article//time")
    assert when.text == "۱۸ مارس ۲۰۲۵"


def test_lists_run_from_the_newest_whatever_format_states_the_date(site: Path) -> None:
    for tag in LANGUAGES:
        days = tree(site, f"{tag}/index.html").xpath("//time/@datetime")
        assert days == sorted(days, reverse=True) and days


def test_an_author_is_called_as_the_glossary_has_him(site: Path) -> None:
    names = {tag: tree(site, f"{tag}/water-forum.html").xpath('//p[@class="when"]/bdi/text()') for tag in LANGUAGES}
    assert (names["en"], names["ar"], names["zh-Hans"]) == (["Clara Navarro"], ["كلارا نافارو"], ["克拉拉·纳瓦罗"])


@pytest.fixture
def pictured(newsroom: Newsroom) -> Newsroom:
    """An article with a picture of its own, one in its text, one that is not there, and one outside its folder."""
    newsroom.article.write_text(
        "---\ntitle: Bridge\nimage: images/bridge.jpg\n---\n\nIt reopened.\n\n![A crane](images/crane.jpg)\n\n"
        "![A gull](images/gull.jpg)\n\n![A secret](../secret.jpg)\n",
        encoding="utf-8",
    )
    (newsroom.folder / "articles/images").mkdir()
    for name in ("articles/images/bridge.jpg", "articles/images/crane.jpg", "secret.jpg"):
        (newsroom.folder / name).write_bytes(name.encode())
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.run("site")
    return newsroom


def test_pictures_and_their_words_follow_into_each_language(pictured: Newsroom) -> None:
    def shown(tag: str) -> list[tuple[str, str]]:
        page = html.fromstring((pictured.folder / f"public/{tag}/bridge.html").read_bytes())
        return [(one.get("src"), one.get("alt")) for one in page.xpath("//img")]

    assert shown("en") == [("../media/images/bridge.jpg", ""), ("../media/images/crane.jpg", "A crane")]
    assert shown("es") == [("../media/images/bridge.jpg", ""), ("../media/images/crane.jpg", "a CRANE")]
    assert (pictured.folder / "public/media/images/crane.jpg").read_bytes() == b"articles/images/crane.jpg"


def test_a_picture_that_is_not_there_shows_its_words_and_none_is_taken_from_outside(pictured: Newsroom) -> None:
    page = html.fromstring((pictured.folder / "public/es/bridge.html").read_bytes())
    assert page.xpath('//*[@class="no-image"]/text()') == ["a GULL", "a SECRET"]
    assert not list((pictured.folder / "public").rglob("*secret*"))


def test_headings_keep_their_ids_in_every_language_whatever_else_has_an_id(newsroom: Newsroom) -> None:
    newsroom.article.write_text(
        '# Bridge\n\nIt <span id="lead">reopened</span>.\n\n## Cost\n\nIt was dear.\n\n## Time {#when}\n\nTwo years.\n',
        encoding="utf-8",
    )
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.run("site")
    pages = [html.fromstring((newsroom.folder / f"public/{tag}/bridge.html").read_bytes()) for tag in ("en", "es")]
    ids = [page.xpath("//article//*[self::h2]/@id | //article//span/@id") for page in pages]
    assert ids[0] == ids[1] == ["lead", "cost", "when"]


def test_a_picture_that_changes_changes_on_the_site(pictured: Newsroom) -> None:
    (pictured.folder / "articles/images/crane.jpg").write_bytes(b"a new crane")
    pictured.article.write_text(pictured.article.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    pictured.run("site")
    assert (pictured.folder / "public/media/images/crane.jpg").read_bytes() == b"a new crane"


def test_the_board_counts_what_the_pages_beside_each_other_show(site: Path) -> None:
    cells = tree(site, "desk/index.html").xpath("//td[a]")
    counted = 0
    for cell in cells:
        [href] = cell.xpath("./a/@href")
        page = html.fromstring((site / "desk" / href).read_bytes())
        shown = page.xpath('//p[@class="finding" and not(starts-with(., "stale: "))]')
        told = cell.xpath('./small[@class="found"]/text()')
        count = int(told[0].split()[0]) if told else 0
        of_all = [f"{one}" for one in shown]
        assert count <= len(of_all), href  # a text that stands twice shows its findings twice
        assert bool(count) == bool(of_all), href
        states = page.xpath('//td[@class="state-column"]/span/text()')
        assert int(cell.xpath("string(./a/b)")) == states.count("approved"), href
        counted += count
    assert counted > 10


def test_what_a_state_says_no_finding_repeats(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("site")
    page = html.fromstring((newsroom.folder / "public/desk/es/bridge.html").read_bytes())
    assert set(page.xpath('//td[@class="state-column"]/span/text()')) == {"missing"}
    assert page.xpath('//p[@class="finding"]') == []
    board = html.fromstring((newsroom.folder / "public/desk/index.html").read_bytes())
    assert board.xpath('//small[@class="found"]') == []
    assert json.loads(newsroom.run("site", "--format", "json"))["made"] == 0
