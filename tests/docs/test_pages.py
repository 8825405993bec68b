"""The documentation is whole: a page for everything, links that lead somewhere, code that runs."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from dragoman import plugins
from tests.docs.pages import DOCS, ROOT
from tests.newsroom import Newsroom

PLUGINS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
_FENCED = re.compile(r"^```.*?^```", re.S | re.M)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.S | re.M)
_TEXTS = ("README.md", "CHANGELOG.md", "demo", "check", "docs", "src", "tests", "benchmarks", "requirements")


@pytest.mark.parametrize("group", [plugins.CHECKS, plugins.SOURCE_CHECKS, plugins.ENGINES, plugins.FORMATS])
def test_every_entry_point_has_its_page_and_every_page_its_entry_point(group: str) -> None:
    shelf = DOCS / group.removeprefix("dragoman.")
    assert sorted(page.stem for page in shelf.glob("*.md")) == sorted(PLUGINS[group])
    for page in shelf.glob("*.md"):
        assert page.read_text(encoding="utf-8").startswith(f"# {page.stem}\n"), page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    text = re.sub(r"`[^`\n]*`", "", text)
    local = [link for link in _LINK.findall(text) if "://" not in link and not link.startswith("mailto:")]
    lost = [link for link in local if not (page.parent / unquote(link.partition("#")[0])).exists()]
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in _PYTHON.findall(page.read_text(encoding="utf-8")):
        exec(compile(block, page.name, "exec"), names)  # noqa: S102  our own pages


def test_the_public_api_is_documented_and_nothing_else_is_public() -> None:
    import dragoman

    text = (DOCS / "api.md").read_text(encoding="utf-8")
    assert sorted(dragoman.__all__) == [
        "Catalog",
        "DragomanError",
        "Finding",
        "Glossary",
        "Verdict",
        "__version__",
        "check_text",
        "find_terms",
        "read_article",
        "split_sentences",
        "verify_term",
    ]
    assert all(f"`{name}" in text for name in dragoman.__all__ if name != "__version__")


def test_nothing_of_one_machine_or_of_a_package_registry_stands_in_a_text() -> None:
    homes = ("work", "root", "home", "Users")
    hosts = ("py" + "pi.org", "python" + "hosted.org", "crates" + ".io", "npm" + "js.org")
    unwanted = re.compile(
        "|".join(
            [rf"(?<![\w.~*/-])/(?:{'|'.join(homes)})/[\w.]", re.escape(str(ROOT) + os.sep), *map(re.escape, hosts)]
        )
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in _texts()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1)
        if unwanted.search(line)
    ]
    assert found == []


def _texts() -> Iterator[Path]:
    for name in _TEXTS:
        place = ROOT / name
        for path in [place] if place.is_file() else place.rglob("*"):
            hidden = any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(ROOT).parts)
            if path.is_file() and not hidden:
                yield path


NAMES = [f"{shelf.name}/{page.stem}" for shelf in DOCS.iterdir() if shelf.is_dir() for page in shelf.glob("*.md")]


@pytest.mark.parametrize("name", sorted(name for name in NAMES if not name.startswith("decisions/")))
def test_explain_prints_a_page_for_each_check_engine_format_and_command(newsroom: Newsroom, name: str) -> None:
    shelf, _, stem = name.partition("/")
    title = newsroom.run("explain", stem).partition("\n")[0]
    assert title in (f"# {stem}", f"# dragoman {stem}")
    if shelf == "checks":
        assert title == f"# {stem}", "a check wins over a page of the same name"


def test_explain_leaves_out_what_is_meant_for_those_who_write_the_page(newsroom: Newsroom) -> None:
    assert "<!--" not in newsroom.run("explain", "merge")


def test_explain_names_the_nearest_pages(newsroom: Newsroom) -> None:
    assert newsroom.run("explain", "unreviewd", code=2) == ""
    assert newsroom.errors == "error: no page 'unreviewd'\n  hint: did you mean unreviewed or review?\n"
