"""dragoman.toml: what is understood, and how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.model import ConfigError, DragomanError
from dragoman.project import Policy, Project, count_others, find_articles, find_project, read_project

SUFFIXES = (".md", ".txt")


def project(folder: Path, config: str, *articles: str) -> Project:
    (folder / "dragoman.toml").write_text(config, encoding="utf-8")
    (folder / "articles").mkdir(exist_ok=True)
    for name in articles:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.", encoding="utf-8")
    return read_project(folder)


def test_what_is_left_out_has_a_sound_default(tmp_path: Path) -> None:
    found = project(tmp_path, 'source = "en"\nlanguages = ["es"]\n')
    assert (found.roots, found.locales, found.glossary, found.output, found.unit) == (
        ("articles",),
        "locales",
        "glossary",
        "build",
        "sentence",
    )
    assert found.policy("es") == Policy("es", "hold", ("memory", "apertium"), "")


def test_one_language_may_differ_from_the_common_policy(tmp_path: Path) -> None:
    config = """
source = "en"
languages = ["es", "zh_hans"]
[policy]
publish = "source"
[policy.zh-Hans]
engines = ["memory"]
"""
    found = project(tmp_path, config)
    assert found.languages == ("es", "zh-Hans")
    assert found.policy("es").publish == "source"
    assert found.policy("zh-Hans") == Policy("zh-Hans", "source", ("memory",), "")


@pytest.mark.parametrize(
    ("config", "message", "hint", "line"),
    [
        ('source = "en"\nlangauges = []\n', "unknown setting 'langauges'", "did you mean 'languages'?", 2),
        ('languages = ["es"]\n', "'source' is missing", "such as source", None),
        ('source = "en"\n\n[policy]\npublish = "hald"\n', "'publish' in [policy] is 'hald'", "did you mean 'hold'?", 4),
        ('source = "en"\nlocales = "../x"\n', "'locales' is '../x', outside the project", "below dragoman.toml", 2),
        ('source = "en"\nlanguages = ["en"]\n', "'languages' names the source language", "translated into", 2),
        ('source = "en"\n[segmentation]\nsrx = ["/x.srx"]\n', "'srx' is '/x.srx', outside the project", "below", 3),
        ('source = "en"\n[segmentation]\nbuiltin = 1\n', "'builtin' in [segmentation] must be true or false", "", 3),
        ('source = "en"\n[segmentation]\nbuiltin = false\n', "'builtin' is false, and no 'srx'", "srx = ", 3),
        ('source = "en"\n[[rule]]\npaths = ["*"]\nbuiltin = false\n', "'builtin' of a [[rule]] is false", "srx = ", 4),
        ('source = "en"\n[segmentation]\nsrxs = []\n', "unknown setting 'srxs' in [segmentation]", "'srx'", 3),
        ('source = "en"\n[policy.fr]\npublish = "hold"\n', "[policy.fr] is for a language", "none yet", None),
        ('source = "en"\n[[rule]]\nunit = "paragraph"\n', "a [[rule]] without 'paths'", "paths = [", None),
        ('source = "en"\nunit = 3\n', "'unit' must be a text in quotes, not 3", "", 2),
        (
            'source = "en"\n[checks.severity]\ntags = "eror"\n',
            "'tags' in [checks.severity]",
            "did you mean 'error'?",
            3,
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_way_out(
    tmp_path: Path, config: str, message: str, hint: str, line: int | None
) -> None:
    with pytest.raises(ConfigError) as refused:
        project(tmp_path, config)
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert refused.value.where is not None
    assert (refused.value.where.path, refused.value.where.line) == ("dragoman.toml", line)


def test_toml_that_is_broken_is_an_error_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not valid TOML"):
        project(tmp_path, 'source = "en\n')


def test_articles_are_found_below_their_root_and_nothing_of_ours_is_read(tmp_path: Path) -> None:
    config = 'source = "en"\nlanguages = ["es"]\narticles = ["."]\n[[rule]]\npaths = ["drafts/*"]\nignore = true\n'
    found = project(
        tmp_path,
        config,
        "b.md",
        "guide/a.txt",
        "guide/picture.png",
        ".hidden/c.md",
        "build/es/b.md",
        "locales/es/b.md.po",
        "drafts/d.md",
    )
    assert [(article.path, article.name) for article in find_articles(found, SUFFIXES)] == [
        ("b.md", "b.md"),
        ("guide/a.txt", "guide/a.txt"),
    ]


def test_rules_set_unit_languages_and_format_settings_by_path(tmp_path: Path) -> None:
    config = """
source = "en"
languages = ["es", "fr"]
[[rule]]
paths = ["articles/long/*"]
unit = "paragraph"
languages = ["fr"]
settings = { wrap = "no" }
"""
    found = project(tmp_path, config, "articles/a.txt", "articles/long/b.txt")
    rows = [(a.name, a.unit, a.languages, dict(a.settings)) for a in find_articles(found, SUFFIXES)]
    assert rows == [
        ("a.txt", "sentence", ("es", "fr"), {}),
        ("long/b.txt", "paragraph", ("fr",), {"wrap": "no"}),
    ]
    assert found.catalog_path(find_articles(found, SUFFIXES)[1], "fr") == "locales/fr/long/b.txt.po"


def test_rules_of_cutting_may_differ_by_path(tmp_path: Path) -> None:
    config = """
source = "en"
[segmentation]
srx = ["house.srx"]
[[rule]]
paths = ["articles/wire/*"]
srx = ["wire.srx", "house.srx"]
builtin = false
[[rule]]
paths = ["*/plain.md"]
srx = []
builtin = true
"""
    found = project(tmp_path, config, "articles/a.md", "articles/wire/b.md", "articles/wire/plain.md")
    assert {article.name: (article.srx, article.builtin) for article in find_articles(found, SUFFIXES)} == {
        "a.md": (("house.srx",), True),
        "wire/b.md": (("wire.srx", "house.srx"), False),
        "wire/plain.md": ((), True),
    }
    assert found.abbreviations_path("zh-Hans") == "locales/zh-Hans/abbreviations.txt"
    elsewhere = project(tmp_path, 'source = "en"\n[segmentation]\nabbreviations = "house/{language}.txt"\n')
    assert elsewhere.abbreviations_path("es") == "house/es.txt"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("articles/none.md", "no such file"),
        ("articles/a.docx", "is no article of this project"),
        ("notes.md", "is no article of this project"),
        ("../elsewhere.md", "is not inside the project"),
    ],
)
def test_a_path_that_is_no_article_is_told_why(tmp_path: Path, asked: str, message: str) -> None:
    found = project(tmp_path, 'source = "en"\n', "articles/a.md", "articles/a.docx", "notes.md")
    with pytest.raises(DragomanError) as refused:
        find_articles(found, SUFFIXES, [tmp_path / asked])
    assert message in refused.value.message


def test_files_among_the_articles_that_are_none_are_counted_by_suffix(tmp_path: Path) -> None:
    config = 'source = "en"\n[[rule]]\npaths = ["*.png"]\nignore = true\n'
    names = ("a.md", "a.CSV", "more/b.csv", "c.png", "LICENCE", ".hidden.csv")
    found = project(tmp_path, config, *(f"articles/{name}" for name in names))
    assert count_others(found, SUFFIXES) == {".csv": 2, "": 1}
    assert count_others(found, SUFFIXES, [tmp_path / "articles/more"]) == {".csv": 1}


def test_two_articles_cannot_share_a_catalog(tmp_path: Path) -> None:
    found = project(tmp_path, 'source = "en"\narticles = ["articles", "more"]\n', "articles/a.md", "more/a.md")
    with pytest.raises(ConfigError, match="would share one catalog"):
        find_articles(found, SUFFIXES)


def test_the_project_is_found_from_a_folder_below(tmp_path: Path) -> None:
    project(tmp_path, 'source = "en"\n', "articles/deep/a.md")
    assert find_project(tmp_path / "articles" / "deep").folder == tmp_path.resolve()
    with pytest.raises(ConfigError, match=r"no dragoman\.toml"):
        find_project(Path("/"))


def test_texts_of_a_role_may_have_a_limit(tmp_path: Path) -> None:
    assert project(tmp_path, 'source = "en"\n[checks.max_length]\nheadline = 90\n').max_length == {"headline": 90}
    with pytest.raises(ConfigError, match=r"'headline' in .checks.max_length. must be a whole number"):
        project(tmp_path, 'source = "en"\n[checks.max_length]\nheadline = "90"\n')
