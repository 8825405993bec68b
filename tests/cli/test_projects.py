"""Which project a command works on, and what it says when dragoman.toml is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import __version__
from tests.newsroom import Newsroom

SETTINGS = 'source = "en"\nlanguages = ["es"]\n'


@pytest.mark.parametrize(
    ("more", "errors"),
    [
        ("langauges = []\n", "dragoman.toml:3: unknown setting 'langauges'\n  hint: did you mean 'languages'?"),
        ("[policy]\npublsh = 'hold'\n", "dragoman.toml:4: unknown setting 'publsh' in [policy]\n  hint: did you mean"),
        ("[policy]\npublish = 'hodl'\n", "dragoman.toml:4: 'publish' in [policy] is 'hodl'\n  hint: did you mean"),
        ("[policy.fr]\npublish = 'hold'\n", "is for a language that is not in 'languages'\n  hint: languages: es"),
        ("output = '../site'\n", "dragoman.toml:3: 'output' is '../site', outside the project\n  hint: give a path"),
        ("unit = 3\n", "dragoman.toml:3: 'unit' must be a text in quotes, not 3"),
        ("unit = \n", "dragoman.toml:3: not valid TOML: "),
    ],
)
def test_a_wrong_setting_is_named_with_its_line_and_a_way_out(newsroom: Newsroom, more: str, errors: str) -> None:
    (newsroom.folder / "dragoman.toml").write_text(SETTINGS + more, encoding="utf-8")
    for command in ("status", "extract", "merge"):
        newsroom.run(command, code=2)
        assert newsroom.errors.startswith("error: dragoman.toml")
        assert errors in newsroom.errors


def test_a_folder_without_a_project_says_how_to_make_one(
    newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> None:
    newsroom.folder = tmp_path_factory.mktemp("empty")
    newsroom.run("status", code=2)
    assert "hint: run 'dragoman init' in the folder of your articles" in newsroom.errors


def test_a_subfolder_belongs_to_the_project_above_it(newsroom: Newsroom) -> None:
    root = newsroom.folder
    deep = root / "articles" / "2026"
    deep.mkdir()
    (deep / "tram.md").write_text("# Tram stops\n", encoding="utf-8")
    newsroom.run("extract")
    whole = newsroom.json("status")
    newsroom.folder = deep
    assert newsroom.json("status") == whole
    assert [row["article"] for row in newsroom.json("status", "tram.md")["articles"]] == ["articles/2026/tram.md"] * 2


def test_a_project_elsewhere_is_named_with_c(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> None:
    newsroom.run("extract")
    whole = newsroom.json("status")
    for place in (newsroom.folder, newsroom.folder / "articles"):
        newsroom.folder = tmp_path_factory.mktemp("elsewhere")
        assert newsroom.json("status", "-C", str(place)) == whole


def test_only_what_is_named_is_worked_on(newsroom: Newsroom) -> None:
    (newsroom.folder / "articles" / "tram.md").write_text("# Tram stops\n", encoding="utf-8")
    newsroom.run("extract", "articles/tram.md", "-l", "ar")
    made = sorted(path.relative_to(newsroom.folder).as_posix() for path in newsroom.folder.rglob("*.po"))
    assert made == ["locales/ar/tram.md.po"]


def test_a_file_of_an_unknown_kind_is_refused_with_the_known_ones(newsroom: Newsroom) -> None:
    (newsroom.folder / "articles" / "a.odt").write_bytes(b"x")
    newsroom.run("extract", "articles/a.odt", code=2)
    assert newsroom.errors.startswith("error: articles/a.odt: no format reads '.odt'\n  hint: save it as ")
    assert ".md" in newsroom.errors
    newsroom.run("extract", code=0)  # among other files it is passed over: pictures stand there too
    assert newsroom.errors == "passed over, as no format reads them: 1 .odt\n"
    assert newsroom.json("extract")["others"] == {".odt": 1}


@pytest.mark.parametrize(
    ("suffix", "belongs"),
    [
        (".SRT", "subtitle editor"),
        (".properties", "a tool for software"),
        (".po", "written by extract"),
        (".docx", "save it as HTML"),
        (".xyz", ""),
        ("", ""),
    ],
)
def test_a_file_that_is_no_article_is_told_where_it_belongs(newsroom: Newsroom, suffix: str, belongs: str) -> None:
    path = newsroom.folder / "articles" / f"talk{suffix}"
    path.write_text("x\n", encoding="utf-8")
    for command in ("extract", "segments", "check"):
        newsroom.run(command, f"articles/talk{suffix}", code=2)
        assert f"no format reads {suffix!r}" in newsroom.errors or "no format reads files without" in newsroom.errors
        assert belongs in newsroom.errors
        assert "dragoman explain plugins" in newsroom.errors


def test_a_path_outside_the_project_is_refused(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other") / "a.md"
    other.write_text("x\n", encoding="utf-8")
    newsroom.run("extract", str(other), code=2)
    assert "is not inside the project" in newsroom.errors


def test_init_replaces_nothing(newsroom: Newsroom) -> None:
    before = {path: path.read_bytes() for path in _files(newsroom.folder)}
    assert newsroom.run("init", "--to", "fr") == (
        "kept dragoman.toml as it is\n"
        "kept glossary/terms.toml as it is\n"
        "kept .gitattributes as it is\n"
        "git merges catalogs by meaning once it is told, in each clone:\n"
        "  git config merge.dragoman-po.driver 'dragoman git-merge-po %O %A %B %L %P'\n"
        "next: put an article into its folder and run 'dragoman extract'\n"
    )
    assert {path: path.read_bytes() for path in _files(newsroom.folder)} == before


def test_init_adds_its_line_to_git_s_attributes_and_keeps_every_other(newsroom: Newsroom) -> None:
    path = newsroom.folder / ".gitattributes"
    path.write_bytes(b"*.png binary\n# our own\n*.po text eol=lf")
    config = newsroom.folder / "dragoman.toml"
    config.write_text(f'locales = "po/all"\n{config.read_text(encoding="utf-8")}'.replace('locales = "locales"', ""))
    assert "made .gitattributes\n" in newsroom.run("init", "--to", "fr")
    assert path.read_bytes() == (b"*.png binary\n# our own\n*.po text eol=lf\npo/all/**/*.po merge=dragoman-po\n")


def test_a_merge_of_other_than_three_versions_is_refused(newsroom: Newsroom) -> None:
    for words in (["a.po"], ["a.po", "b.po"], list("abcdef")):
        newsroom.run("git-merge-po", *words, code=2)
        assert "three versions are to be merged" in newsroom.errors and "%O %A %B" in newsroom.errors


@pytest.mark.parametrize("command", ["check", "status"])
def test_what_only_reads_writes_nothing(newsroom: Newsroom, command: str) -> None:
    newsroom.run("translate", "-e", "pseudo")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _files(newsroom.folder)}
    newsroom.run(command, code=None)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _files(newsroom.folder)} == before


def test_the_version_is_told(newsroom: Newsroom) -> None:
    assert newsroom.run("--version") == f"dragoman {__version__}\n"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
