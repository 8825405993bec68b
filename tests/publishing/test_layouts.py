"""Where merged articles stand: the profiles of site generators, and a newsroom's own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.project.layout import PROFILES, Layout, mistake_in
from tests.newsroom import Newsroom

LANGUAGES = ("es", "pt-BR", "zh-Hans", "zh-Hant", "sr-Latn")
PARTS = st.sampled_from(["a", "guide", "es", "x.es", "news-2026", "index", "zh-hans"])
NAMES = st.builds(
    lambda folders, stem, suffix: "/".join([*folders, stem + suffix]),
    st.lists(PARTS, max_size=3),
    PARTS,
    st.sampled_from([".md", ".html", ".txt", ""]),
)


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True), st.sampled_from(sorted(PROFILES)))
def test_every_article_has_a_place_of_its_own_in_every_language(names: Sequence[str], profile: str) -> None:
    layout = PROFILES[profile]
    sources = [name for name in names if not layout.is_merged(layout.source_path(name, "en"), LANGUAGES)]
    merged = [layout.path(name, language) for name in sources for language in LANGUAGES]
    assert len(set(merged)) == len(merged)
    assert all(layout.is_merged(path, LANGUAGES) for path in merged)


@pytest.mark.parametrize(
    ("profile", "source", "merged"),
    [
        ("plain", "en/guide/intro.md", "zh-Hans/guide/intro.md"),
        ("hugo", "en/guide/intro.md", "zh-hans/guide/intro.md"),
        ("hugo-filename", "guide/intro.md", "guide/intro.zh-hans.md"),
        ("jekyll", "en/guide/intro.md", "zh-Hans/guide/intro.md"),
        ("starlight", "guide/intro.md", "zh-hans/guide/intro.md"),
        ("docusaurus", "", "zh-Hans/docusaurus-plugin-content-docs/current/guide/intro.md"),
        ("docusaurus-blog", "", "zh-Hans/docusaurus-plugin-content-blog/guide/intro.md"),
        ("mkdocs", "guide/intro.md", "guide/intro.zh-Hans.md"),
        ("mkdocs-folder", "en/guide/intro.md", "zh-Hans/guide/intro.md"),
        ("pelican", "guide/intro.md", "guide/intro.zh-Hans.md"),
    ],
)
def test_where_a_generator_wants_an_article(profile: str, source: str, merged: str) -> None:
    layout = PROFILES[profile]
    assert layout.path("guide/intro.md", "zh-Hans") == merged
    if source:
        assert layout.source_path("guide/intro.md", "en") == source


def test_a_language_is_written_as_the_newsroom_says() -> None:
    layout = Layout(style="underscore", tags={"zh-Hans": "cn"})
    assert [layout.tag(tag) for tag in ("pt-BR", "zh-Hans")] == ["pt_BR", "cn"]


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{lang}/{path}", "knows no {lang}"),
        ("out/{path}", "has no {language}: all languages would share one file"),
        ("{language}/{stem}{suffix}", "does not tell articles apart"),
        ("{language}/{path}}", "has a brace that is no place"),
        ("../{language}/{path}", "leaves the output folder"),
        ("/{language}/{path}", "leaves the output folder"),
    ],
)
def test_a_template_that_cannot_work_is_refused(template: str, reason: str) -> None:
    found = mistake_in(template)
    assert found is not None and found.reason == reason


def set_up(newsroom: Newsroom, settings: str) -> None:
    config = newsroom.folder / "dragoman.toml"
    config.write_text(config.read_text(encoding="utf-8") + settings, encoding="utf-8")


def test_merge_writes_where_the_profile_says(newsroom: Newsroom) -> None:
    set_up(newsroom, '\n[layout]\nprofile = "hugo-filename"\nwith_source = true\n')
    newsroom.run("extract")
    newsroom.approve()
    assert newsroom.run("merge", "-l", "es") == (
        "written   build/bridge.md\nwritten   build/bridge.es.md\n2 articles: 2 written\n"
    )
    assert (newsroom.folder / "build/bridge.md").read_bytes() == newsroom.article.read_bytes()
    text = (newsroom.folder / "build/bridge.es.md").read_text(encoding="utf-8")
    assert text.startswith('---\ntitle: "bRIDGE AT vALMORA REOPENS"\ndate: 2026-03-02\n---\n')


def test_merged_articles_beside_their_sources_are_no_articles(newsroom: Newsroom) -> None:
    config = newsroom.folder / "dragoman.toml"
    config.write_text(
        'source = "en"\nlanguages = ["es"]\noutput = "articles"\n[layout]\nprofile = "mkdocs"\n', encoding="utf-8"
    )
    newsroom.run("extract")
    newsroom.approve()
    for outcome in ("written", "unchanged"):
        assert outcome in newsroom.run("merge")
        assert [row["article"] for row in newsroom.json("status")["articles"]] == ["articles/bridge.md"]
    assert (newsroom.folder / "articles/bridge.es.md").exists()


def test_a_slug_is_made_from_the_translated_title(newsroom: Newsroom) -> None:
    set_up(newsroom, '\n[layout]\nprofile = "hugo"\nslug = "transliterate"\n')
    newsroom.run("extract")
    newsroom.approve()
    newsroom.run("merge", "-l", "es")
    text = newsroom.merged().read_text(encoding="utf-8")
    assert "slug: bridge-at-valmora-reopens\n---\n" in text


def test_a_key_that_the_article_has_itself_is_its_own(newsroom: Newsroom) -> None:
    newsroom.edit("date: 2026-03-02", "date: 2026-03-02\ntranslationKey: valmora")
    newsroom.run("extract")
    newsroom.approve()
    newsroom.run("merge", "-l", "es")
    assert newsroom.merged().read_text(encoding="utf-8").split("---")[1].count("translationKey") == 1


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ('template = "{language}"', "'template' in [layout] does not tell articles apart"),
        ('profile = "hugoo"', "'profile' in [layout] is 'hugoo'\n  hint: did you mean 'hugo'?"),
        ('tags = { es = "a/b" }', "[layout.tags] writes 'es' as 'a/b'\n  hint: letters, digits, - and _ only"),
        ('tags = { de = "de" }', "[layout.tags] names 'de', which is not in 'languages'"),
        ('tags = { es = "x", ar = "X" }', "[layout] writes 'es' and 'ar' alike"),
    ],
)
def test_a_wrong_layout_is_told_with_a_way_out(newsroom: Newsroom, settings: str, error: str) -> None:
    set_up(newsroom, f"\n[layout]\n{settings}\n")
    newsroom.run("merge", code=2)
    assert error in newsroom.errors
