"""Links between merged articles: where they lead, and that nothing but them changes."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats.destinations import Destination, relinked
from dragoman.formats.html.article import HTML
from dragoman.formats.html.destinations import destinations as in_html
from dragoman.formats.markdown import Markdown, Mdx
from dragoman.formats.markdown.destinations import destinations
from dragoman.formats.markdown.settings import Settings
from dragoman.formats.reading import segmenter
from dragoman.model import FormatError, Target
from dragoman.project import Article, Project
from dragoman.project.layout import PROFILES
from dragoman.project.site import Site
from dragoman.publishing.crossing import Crossing, Places
from tests.laws.shreds.html import pages
from tests.laws.shreds.markdown import articles
from tests.newsroom import Newsroom

CUT = segmenter("en", "sentence")
FORMATS = (Markdown(), Mdx(), HTML())
ADDRESSES = st.text(st.sampled_from("abü/.?#&()[]<>*_\\ |%é~'\"`:="), min_size=1, max_size=9)


@given(st.one_of(articles, pages), st.sampled_from(FORMATS))
def test_an_article_whose_links_lead_where_they_led_comes_back_byte_for_byte(text: str, form: Markdown) -> None:
    try:
        document = form.read(text.encode(), CUT)
    except FormatError:
        return
    written = form.write(document, {}, Target("", links=lambda href: href))
    assert written == form.write(document, {}, Target(""))


@given(articles, ADDRESSES, st.booleans())
def test_a_changed_address_is_read_back_as_what_was_put(text: str, address: str, mdx: bool) -> None:
    settings = Settings.of({}, mdx=mdx)
    found = destinations(text, settings)
    out = relinked(text, lambda part: destinations(part, settings), lambda _: address)
    again = destinations(out, settings)
    assert out == text or [one.href for one in again] == [address] * len(found)
    assert rest(text, found) == rest(out, again)


@given(pages, ADDRESSES)
def test_a_changed_address_of_a_page_is_read_back_as_what_was_put(text: str, address: str) -> None:
    found = list(in_html(text))
    out = relinked(text, lambda part: list(in_html(part)), lambda _: address)
    again = list(in_html(out))
    assert out == text or [one.href for one in again] == [address] * len(found)
    assert rest(text, found) == rest(out, again)


def rest(text: str, found: Sequence[Destination]) -> list[str]:
    """What stands between the addresses, without the signs that hold them."""
    edges = [0, *(at for one in found for at in (one.start, one.end)), len(text)]
    return [text[low:high].lstrip('>"').rstrip('<"') for low, high in zip(edges[::2], edges[1::2], strict=True)]


ARTICLE = """\
See [the map](map.md#a "Title"), [one](<a b.md>), ![image](img/p.png "t"), <https://example.org/map/> and `[x](map.md)`.
[خريطة](map.md "عنوان") — [地図](map.md) — [नक्शा][ref]. <a class=x href='map.md?a&amp;b'>raw</a>

> quoted [map](
> map.md)

| [cell](map.md) | x |
|---|---|
| 1 | [a\\|b](map.md) |

[![alt](img/p.png)](map.md)

[ref]: map.md
  "Title"
[<]: <map.md>
"""


def test_every_kind_of_link_is_found_and_nothing_else() -> None:
    out = relinked(ARTICLE, lambda text: destinations(text, Settings()), lambda href: href.replace("map.md", "m(1).md"))
    assert out == (
        ARTICLE.replace("map.md", "m\\(1\\).md")
        .replace("`[x](m\\(1\\).md)`", "`[x](map.md)`")
        .replace("href='m\\(1\\).md", "href='m(1).md")
        .replace("<m\\(1\\).md>", "<m(1).md>")
    )


@pytest.mark.parametrize(
    "sign", ["[](", "[x](a.md)", "![", "<a href=", "[a]:b\n", "{{< ref ", '[x]({{< ref "a" >}})', "(", "<"]
)
def test_a_hundred_thousand_signs_are_no_trouble(sign: str) -> None:
    text = sign * (100_000 // len(sign))
    relinked(text, lambda part: destinations(part, Settings()), lambda href: f"x{href}")
    relinked(text, lambda part: list(in_html(part)), lambda href: f"x{href}")


NAMES = ("a.md", "b.md", "news/c.md", "news/index.md", "gone.md", "news/a b.md")


def lead(profile: str, href: str, *, article: str = "a.md", root: str = "articles", **more: str) -> str:
    """Where an address in an article leads in Spanish, where gone.md is not published."""
    layout = replace(PROFILES[profile], **more)  # type: ignore[arg-type]
    site = Site(address="https://example.org/courier/")
    output = "content" if root.startswith("content") else "build"
    project = Project(Path("/nowhere"), "en", ("es",), (root,), output=output, layout=layout, site=site)
    found = {name: Article(f"{root}/{name}", name, "sentence", ("es",), {}) for name in NAMES}
    places = Places(project, found.values())
    return Crossing(project, places, found[article], "es", lambda there: there.name != "gone.md")(href)


@pytest.mark.parametrize(
    ("profile", "href", "to"),
    [
        ("plain", "b.md", "b.md"),
        ("plain", "./b.md?x#y", "./b.md?x#y"),
        ("plain", "gone.md#y", "../en/gone.md#y"),
        ("plain", "news/a%20b.md", "news/a%20b.md"),
        ("plain", "/courier/en/b.md", "/courier/es/b.md"),
        ("plain", "/courier/en/b/", "/courier/es/b/"),
        ("plain", "https://example.org/courier/en/b/#x", "https://example.org/courier/es/b/#x"),
        ("plain", "https://example.org/courier/en/gone/", "https://example.org/courier/en/gone/"),
        ("plain", "https://example.net/en/b/", "https://example.net/en/b/"),
        ("plain", "../gone/", "../../en/gone/"),
        ("plain", "../b/", "../b/"),
        ("plain", "#here", "#here"),
        ("plain", "mailto:desk@example.org", "mailto:desk@example.org"),
        ("plain", "other.md", "other.md"),
        ("plain", "", ""),
        ("plain", "//example.org/b/", "//example.org/b/"),
        ("plain", "../../../etc/passwd", "../../../etc/passwd"),
        ("starlight", "/b/", "/b/"),
        ("starlight", "/courier/b/", "/courier/es/b/"),
        ("starlight", "/courier/gone/", "/courier/gone/"),
        ("starlight", "gone.md", "../gone.md"),
        ("hugo", '{{< ref "b.md" >}}', '{{< ref "b.md" >}}'),
        ("hugo", '{{< ref "gone.md" >}}', '{{< ref path="gone.md" lang="en" >}}'),
        ("hugo", '{{% relref "gone.md#x" %}}#y', '{{% relref path="gone.md#x" lang="en" %}}#y'),
        ("hugo", '{{< ref path="gone" >}}', '{{< ref path="gone" lang="en" >}}'),
        ("hugo", '{{< ref path="gone.md" lang="fr" >}}', '{{< ref path="gone.md" lang="fr" >}}'),
        ("hugo", '{{< figure src="gone.md" >}}', '{{< figure src="gone.md" >}}'),
        ("hugo", "gone.md#x", "{{< relref path=`/gone.md#x` lang=`en` >}}"),
        ("hugo", "../gone/", "{{< relref path=`/gone.md` lang=`en` >}}"),
        ("hugo-filename", "b.md", "b.md"),
        ("pelican", "{filename}b.md#x", "{filename}b.es.md#x"),
        ("pelican", "{filename}gone.md", "{filename}gone.md"),
        ("pelican", "|filename|news/c.md", "|filename|news/c.es.md"),
        ("pelican", "b.md", "b.md"),
        ("mkdocs", "gone.md", "gone.md"),
        ("docusaurus", "/courier/en/b/", "/courier/en/b/"),
    ],
)
def test_where_a_link_leads(profile: str, href: str, to: str) -> None:
    assert lead(profile, href) == to


def test_a_link_can_be_left_as_the_author_wrote_it() -> None:
    kept = [lead(profile, href, fallback="keep") for profile, href in (("plain", "gone.md"), ("hugo", "../gone/"))]
    assert kept == ["gone.md", "../gone/"]


def test_a_link_leads_up_and_down_between_folders() -> None:
    found = [lead("plain", href, article="news/c.md") for href in ("../b.md", "../gone.md", "index.md", "../../gone/")]
    assert found == ["../b.md", "../../en/gone.md", "index.md", "../../../en/gone/"]


def test_a_file_name_gets_its_language_where_the_generator_does_not_do_that() -> None:
    more = {"template": "{folder}{stem}.{language}{suffix}", "source": "{path}"}
    found = [lead("plain", href, **more) for href in ("b.md", "gone.md", "news/c.md#x", "news/a%20b.md")]
    assert found == ["b.es.md", "gone.md", "news/c.es.md#x", "news/a%20b.es.md"]


def linked(newsroom: Newsroom) -> None:
    newsroom.edit("Read more tomorrow.\n\nTraffic", "Read [more](ferry.md) and [the plan](plan.md).\n\nTraffic")
    for name in ("ferry", "plan"):
        newsroom.article.with_name(f"{name}.md").write_text(f"A {name} [back](bridge.md).\n", encoding="utf-8")
    newsroom.run("extract")
    newsroom.approve()


def test_a_link_follows_what_is_published(newsroom: Newsroom) -> None:
    linked(newsroom)
    newsroom.run("merge", "-l", "es")
    assert "[MORE](../en/ferry.md) AND [THE PLAN](../en/plan.md)" in newsroom.merged().read_text(encoding="utf-8")
    newsroom.name = "ferry.md"
    newsroom.approve()
    newsroom.run("merge", "-l", "es")
    assert newsroom.merged().read_text(encoding="utf-8") == "a FERRY [BACK](bridge.md).\n"
    newsroom.name = "bridge.md"
    assert "[MORE](ferry.md) AND [THE PLAN](../en/plan.md)" in newsroom.merged().read_text(encoding="utf-8")
    assert "written" not in newsroom.run("merge", "-l", "es")
    shutil.rmtree(newsroom.folder / "build")
    newsroom.run("merge", "-l", "es", "articles/bridge.md")
    assert "[MORE](../en/ferry.md)" in newsroom.merged().read_text(encoding="utf-8")


def test_an_image_is_shown_from_where_it_stands(newsroom: Newsroom) -> None:
    config = newsroom.folder / "dragoman.toml"
    settings = 'source = "en"\nlanguages = ["es"]\narticles = ["docs"]\noutput = "docs"\n'
    config.write_text(f'{settings}[layout]\nprofile = "starlight"\n', encoding="utf-8")
    (newsroom.folder / "docs/images").mkdir(parents=True)
    (newsroom.folder / "docs/images/map.png").write_bytes(b"")
    (newsroom.folder / "docs/bridge.md").write_text(
        "A ![map](images/map.png) ![no](images/none.png)\n", encoding="utf-8"
    )
    newsroom.run("extract")
    newsroom.approve()
    newsroom.run("merge")
    text = (newsroom.folder / "docs/es/bridge.md").read_text(encoding="utf-8")
    assert text == "a ![MAP](../images/map.png) ![NO](images/none.png)\n"
