"""Merged articles, built by the real site generators."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.newsroom import Newsroom
from tests.publishing.generators import HOW, ROOT, build, headings, hrefs, merged, packages, program

NAMES = ("ferry", "bridge", "harbour")
HUGO = """\
baseURL = "https://example.org/courier/"
defaultContentLanguage = "en"
[languages.en]
{en}
[languages.es]
{es}
"""
HUGO_PAGE = """\
<!doctype html>
<html lang="{{ .Language.Lang }}">
<head><title>{{ .Title }}</title>
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}</head>
<body>{{ .Content }}</body></html>
"""


def hugo(folder: Path, config: str) -> Path:
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "layouts/_default/single.html").write_text(HUGO_PAGE, encoding="utf-8")
    (folder / "config.toml").write_text(config, encoding="utf-8")
    build(program("hugo", "apt install hugo"), "--quiet", "-d", "public", folder=folder)
    return folder / "public"


def alternates(page: str) -> dict[str, str]:
    return dict(re.findall(r'hreflang="?([\w-]+)"? href="([^"]*)"', page))


@pytest.mark.parametrize("profile", ["hugo", "hugo-filename"])
def test_hugo_builds_the_merged_articles(newsroom: Newsroom, profile: str) -> None:
    program("hugo", "apt install hugo")
    links = {name: f'{{{{< ref "{name}.md" >}}}}' for name in NAMES}
    by_folder = profile == "hugo"
    root = "content/en" if by_folder else "content"
    merged(newsroom, f'output = "content"\n[layout]\nprofile = "{profile}"\n', links, articles=root)
    folders = {tag: f'contentDir = "content/{tag}"' if by_folder else "weight = 1" for tag in ("en", "es")}
    public = hugo(newsroom.folder, HUGO.format(**folders))
    page = (public / "es/ferry/index.html").read_text(encoding="utf-8")
    base = "https://example.org/courier"
    assert '<html lang="es">' in page and "<title>tHE FERRY RETURNS</title>" in page
    assert alternates(page) == {"en": f"{base}/ferry/", "es": f"{base}/es/ferry/"}
    assert hrefs(page) == {"TIMETABLE": f"{base}/harbour/", "THE BRIDGE": f"{base}/es/bridge/#a-slow-return"}
    source = (public / "bridge/index.html").read_text(encoding="utf-8")
    other = (public / "es/bridge/index.html").read_text(encoding="utf-8")
    assert headings(other) == headings(source) == ["a-slow-return", "a-slow-return-1"]


def test_hugo_finds_pages_whose_slugs_are_translated(newsroom: Newsroom) -> None:
    program("hugo", "apt install hugo")
    links = {name: f"../{name}/" for name in NAMES}
    settings = 'output = "content"\n[layout]\nprofile = "hugo"\nslug = "transliterate"\n'
    merged(newsroom, settings, links, articles="content/en")
    public = hugo(newsroom.folder, HUGO.format(en='contentDir = "content/en"', es='contentDir = "content/es"'))
    page = (public / "es/the-ferry-returns/index.html").read_text(encoding="utf-8")
    assert hrefs(page) == {
        "TIMETABLE": "/courier/harbour/",
        "THE BRIDGE": "/courier/es/bridge-at-valmora-reopens/#a-slow-return",
    }


def test_hugo_builds_the_sample_newsroom(newsroom: Newsroom) -> None:
    program("hugo", "apt install hugo")
    for part in ("articles", "glossary", "locales"):
        shutil.rmtree(newsroom.folder / part, ignore_errors=True)
        shutil.copytree(ROOT / part, newsroom.folder / part)
    for path in (newsroom.folder / "articles").iterdir():
        if path.is_file() and path.suffix != ".md":
            path.unlink()
    tags = {"es": "es", "fr": "fr", "ar": "ar", "fa": "fa", "ru": "ru", "zh-Hans": "zh-hans"}
    config = (ROOT / "dragoman.toml").read_text(encoding="utf-8").partition("\n[site]")[0]
    config = config.replace('output = "build/site"', 'output = "content"')
    layout = '\n[layout]\nprofile = "hugo"\nwith_source = true\n'
    (newsroom.folder / "dragoman.toml").write_text(config + layout, encoding="utf-8")
    newsroom.run("merge", code=None)
    languages = "".join(f'[languages.{tag}]\ncontentDir = "content/{tag}"\n' for tag in ("en", *tags.values()))
    public = hugo(newsroom.folder, f'baseURL = "https://example.org/"\ndefaultContentLanguage = "en"\n{languages}')
    pages = sorted(path.parent for path in public.rglob("index.html") if 'rel="alternate"' in path.read_text("utf-8"))
    articles = len(list((newsroom.folder / "content").rglob("*.md")))
    assert len(pages) == articles > 7
    for path in pages:
        page = (path / "index.html").read_text(encoding="utf-8")
        tag = path.relative_to(public).parts[0]
        assert f'<html lang="{tag if tag in tags.values() else "en"}">' in page
        assert len(alternates(page)) > 1 and f"https://example.org/{path.relative_to(public)}/" in page


MKDOCS = """\
site_name: Courier
site_url: https://example.org/
markdown_extensions: [attr_list]
plugins:
  - i18n:
      docs_structure: {structure}
      languages:
        - {{locale: en, name: English, default: true}}
        - {{locale: es, name: Español}}
"""


@pytest.mark.parametrize(("profile", "structure"), [("mkdocs", "suffix"), ("mkdocs-folder", "folder")])
def test_mkdocs_builds_the_merged_articles(newsroom: Newsroom, profile: str, structure: str) -> None:
    mkdocs = program("mkdocs", HOW)
    root = "docs" if structure == "suffix" else "docs/en"
    settings = f'output = "docs"\n[layout]\nprofile = "{profile}"\nanchors = "python"\n'
    merged(newsroom, settings, {name: f"{name}.md" for name in NAMES}, articles=root)
    (newsroom.folder / "mkdocs.yml").write_text(MKDOCS.format(structure=structure), encoding="utf-8")
    build(mkdocs, "build", "-q", "--strict", folder=newsroom.folder)
    site = newsroom.folder / "site"
    page = (site / "es/ferry/index.html").read_text(encoding="utf-8")
    assert '<html lang="es"' in page and "tHE FERRY SAILS AGAIN." in page
    found = hrefs(page)
    assert (found["THE BRIDGE"], found["TIMETABLE"]) == ("../bridge/#a-slow-return", "../harbour/")
    assert "bOATS" not in (site / "es/harbour/index.html").read_text(encoding="utf-8")  # MkDocs puts the source there
    source = (site / "bridge/index.html").read_text(encoding="utf-8")
    other = (site / "es/bridge/index.html").read_text(encoding="utf-8")
    assert headings(other) == headings(source) == ["a-slow-return", "a-slow-return_1"]


PELICAN = """\
SITENAME = "Courier"
SITEURL = "https://example.org"
PATH = "content"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
"""


def test_pelican_builds_the_merged_articles(newsroom: Newsroom) -> None:
    pelican = program("pelican", HOW)
    settings = 'output = "content"\n[layout]\nprofile = "pelican"\n'
    merged(newsroom, settings, {name: f"{{filename}}{name}.md" for name in NAMES}, articles="content")
    (newsroom.folder / "pelicanconf.py").write_text(PELICAN, encoding="utf-8")
    build(pelican, "-q", "-s", "pelicanconf.py", "-o", "out", folder=newsroom.folder)
    page = (newsroom.folder / "out/the-ferry-returns-es.html").read_text(encoding="utf-8")
    assert '<html lang="es">' in page and "tHE FERRY SAILS AGAIN." in page
    assert alternates(page) == {"en": "https://example.org/the-ferry-returns.html"}
    found = hrefs(page)
    assert (found["TIMETABLE"], found["THE BRIDGE"]) == (
        "https://example.org/harbour-timetable.html",
        "https://example.org/bridge-at-valmora-reopens-es.html#a-slow-return",
    )


JEKYLL = """\
url: https://example.org
permalink: pretty
plugins: [{plugins}]
languages: [en, es]
default_lang: en
parallel_localization: false
exclude_from_localization: []
defaults: [{{scope: {{path: ""}}, values: {{layout: page}}}}]
"""
JEKYLL_PAGE = """\
<html lang="{{ site.active_lang | default: page.lang }}"><head><title>{{ page.title }}</title>
%s</head><body>{{ content }}</body></html>
"""


def jekyll(folder: Path, *plugins: str) -> Path:
    """Builds the site in `folder`; the test is skipped where Jekyll or one of the plugins is not installed."""
    found = program("jekyll", "apt install jekyll")
    for plugin in plugins:
        if subprocess.run(["gem", "list", "-i", f"^{plugin}$"], capture_output=True).returncode:
            pytest.skip(f"{plugin} is not installed: apt install ruby-{plugin}")
    head = "{% I18n_Headers %}" if "jekyll-polyglot" in plugins else ""
    (folder / "_layouts").mkdir()
    (folder / "_layouts/page.html").write_text(JEKYLL_PAGE % head, encoding="utf-8")
    (folder / "_config.yml").write_text(JEKYLL.format(plugins=", ".join(plugins)), encoding="utf-8")
    build(found, "build", "-q", folder=folder)
    return folder / "_site"


def test_jekyll_builds_the_merged_articles(newsroom: Newsroom) -> None:
    settings = 'output = "site"\n[layout]\nprofile = "jekyll"\n'
    merged(newsroom, settings, {name: f"{name}.md" for name in NAMES}, articles="site/en")
    out = jekyll(newsroom.folder / "site", "jekyll-relative-links")
    page = (out / "es/ferry/index.html").read_text(encoding="utf-8")
    assert '<html lang="es">' in page and "<title>tHE FERRY RETURNS</title>" in page
    assert hrefs(page) == {"TIMETABLE": "/en/harbour/", "THE BRIDGE": "/es/bridge/#a-slow-return"}


def test_polyglot_pairs_the_merged_articles_by_their_permalinks(newsroom: Newsroom) -> None:
    settings = 'output = "site"\n[layout]\nprofile = "jekyll"\n'
    links = {name: f"/{name}/" for name in NAMES}  # jekyll-relative-links knows the pages of one language only
    merged(newsroom, settings, links, articles="site/en", matter="permalink: /{name}/")
    out = jekyll(newsroom.folder / "site", "jekyll-polyglot")
    page = (out / "es/ferry/index.html").read_text(encoding="utf-8")
    assert '<html lang="es">' in page and "tHE FERRY SAILS AGAIN." in page
    assert alternates(page) == {"en": "https://example.org/ferry/", "es": "https://example.org/es/ferry/"}
    assert hrefs(page) == {"TIMETABLE": "/es/harbour/", "THE BRIDGE": "/es/bridge/#a-slow-return"}
    other = (out / "es/harbour/index.html").read_text(encoding="utf-8")
    assert "Boats leave" in other  # Polyglot puts the source there
    pages = {path.relative_to(out).as_posix() for path in out.rglob("*.html")}
    assert pages == {f"{folder}{name}/index.html" for folder in ("", "es/") for name in NAMES}


STARLIGHT = """\
import { defineConfig } from "astro/config";
import starlight from "@astrojs/starlight";
export default defineConfig({
  site: "https://example.org",
  integrations: [starlight({ title: "Courier", pagefind: false, defaultLocale: "root",
    locales: { root: { label: "English", lang: "en" }, es: { label: "Español", lang: "es" } } })],
});
"""
COLLECTIONS = """\
import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
"""


@pytest.mark.long
def test_starlight_builds_the_merged_articles(newsroom: Newsroom) -> None:
    folder = newsroom.folder
    packages("starlight", folder)
    (folder / "package.json").write_text('{"private": true, "type": "module"}', encoding="utf-8")
    settings = 'output = "src/content/docs"\n[layout]\nprofile = "starlight"\n'
    merged(newsroom, settings, {name: f"/{name}/" for name in NAMES}, articles="src/content/docs")
    (folder / "astro.config.mjs").write_text(STARLIGHT, encoding="utf-8")
    (folder / "src/content.config.ts").write_text(COLLECTIONS, encoding="utf-8")
    build("npx", "astro", "build", folder=folder)
    page = (folder / "dist/es/ferry/index.html").read_text(encoding="utf-8")
    assert '<html lang="es"' in page and "tHE FERRY SAILS AGAIN." in page
    assert dict(re.findall(r'hreflang="(\w+)" href="([^"]*)"', page)) == {
        "en": "https://example.org/ferry/",
        "es": "https://example.org/es/ferry/",
    }
    found = hrefs(page)
    assert (found["THE BRIDGE"], found["TIMETABLE"]) == ("/es/bridge/#a-slow-return", "/harbour/")


DOCUSAURUS = """\
module.exports = {title: "Courier", url: "https://example.org", baseUrl: "/",
  onBrokenLinks: "throw", onBrokenAnchors: "throw", i18n: {defaultLocale: "en", locales: ["en", "es"]},
  presets: [["classic", {docs: {routeBasePath: "/"}, blog: false, pages: false}]]};
"""


def docusaurus_shows_both_languages(folder: Path) -> None:
    """Pages name one another, links lead to translated pages, and headings have the same ids."""
    page = (folder / "build/es/ferry/index.html").read_text(encoding="utf-8")
    assert '<html lang="es"' in page and "tHE FERRY SAILS AGAIN." in page
    assert dict(re.findall(r'href="([^"]*)" hreflang="([\w-]+)"', page)) == {
        "https://example.org/ferry": "x-default",
        "https://example.org/es/ferry": "es",
    }
    found = hrefs(page)
    assert (found["THE BRIDGE"], found["TIMETABLE"]) == ("/es/bridge#a-slow-return", "/es/harbour")
    source = (folder / "build/bridge/index.html").read_text(encoding="utf-8")
    other = (folder / "build/es/bridge/index.html").read_text(encoding="utf-8")
    assert headings(other) == headings(source) == ["a-slow-return", "a-slow-return-1"]


@pytest.mark.long
def test_docusaurus_builds_the_merged_articles(newsroom: Newsroom) -> None:
    folder = newsroom.folder
    packages("docusaurus", folder)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    settings = 'output = "i18n"\n[layout]\nprofile = "docusaurus"\n'
    merged(newsroom, settings, {name: f"{name}.md" for name in NAMES}, articles="docs")
    (folder / "docs/index.md").write_text("---\ntitle: Home\n---\n", encoding="utf-8")
    (folder / "docusaurus.config.js").write_text(DOCUSAURUS, encoding="utf-8")
    build("npx", "docusaurus", "build", "--locale", "en", "--locale", "es", folder=folder)
    docusaurus_shows_both_languages(folder)


BLOG = """\
module.exports = {title: "Courier", url: "https://example.org", baseUrl: "/",
  onBrokenLinks: "throw", onBrokenAnchors: "throw", i18n: {defaultLocale: "en", locales: ["en", "es"]},
  presets: [["classic", {docs: false, pages: false,
    blog: {routeBasePath: "/", onInlineTags: "ignore", onUntruncatedBlogPosts: "ignore"}}]]};
"""


@pytest.mark.long
def test_docusaurus_builds_a_blog_of_the_merged_articles(newsroom: Newsroom) -> None:
    folder = newsroom.folder
    packages("docusaurus", folder)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    settings = 'output = "i18n"\n[layout]\nprofile = "docusaurus-blog"\n'
    merged(newsroom, settings, {name: f"{name}.md" for name in NAMES}, articles="blog")
    (folder / "docusaurus.config.js").write_text(BLOG, encoding="utf-8")
    build("npx", "docusaurus", "build", "--locale", "en", "--locale", "es", folder=folder)
    docusaurus_shows_both_languages(folder)
