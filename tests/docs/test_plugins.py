"""The worked example of a format plug-in: built from its page, installed, used, and held to the laws of formats."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dragoman.formats.api
from tests.docs import console
from tests.docs.pages import DOCS, ROOT

PAGE = DOCS / "plugins.md"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the package as it is installed: its module and its metadata."""
    source = tmp_path_factory.mktemp("wire")
    text = PAGE.read_text(encoding="utf-8")
    for name, kind in (("pyproject.toml", "toml"), ("dragoman_wire.py", "python")):
        [block] = _blocks(text, kind)
        (source / name).write_text(block, encoding="utf-8")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel"], source)
    [wheel] = (source / "dist").glob("*.whl")
    place = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


def test_the_commands_of_the_page_print_what_it_shows(installed: Path, tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    (tmp_path / "dragoman.toml").write_text('source = "en"\nlanguages = ["es"]\n', encoding="utf-8")
    (tmp_path / "articles").mkdir()
    [story] = _blocks(text, "text")
    (tmp_path / "articles" / "ferry.wire").write_text(story, encoding="utf-8")
    for typed, output in console.run(console.read(text), tmp_path, PYTHONPATH=str(installed)):
        assert typed.fits(output), f"plugins.md:{typed.line}: $ {typed.script}" + "\n".join(output)


def test_the_format_keeps_the_laws(installed: Path) -> None:
    laws = [sys.executable, "-m", "pytest", "tests/laws/test_formats.py", "-k", "wire"]
    said = _run(laws, ROOT, PYTHONPATH=str(installed), HYPOTHESIS_PROFILE="few", PYTEST_ADDOPTS="-v")
    assert re.search(r"^=+ 4 passed, ", said, re.M)


def test_the_format_comes_back_from_hostile_translations(installed: Path, tmp_path: Path) -> None:
    [story] = _blocks(PAGE.read_text(encoding="utf-8"), "text")
    for name, text in (("unix", story), ("windows", "\ufeff" + story.replace("\n", "\r\n")), ("empty", "")):
        (tmp_path / f"{name}.wire").write_bytes(text.encode())
    said = _run([sys.executable, "-m", "dragoman", "roundtrip", "--hostile", "."], tmp_path, PYTHONPATH=str(installed))
    assert "3 files: 3 came back; 0 of 8 segments kept as source\n" in said


def test_the_format_is_typed_and_clean(installed: Path) -> None:
    _run(
        [sys.executable, "-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml"), "--ignore", "I", "."],
        installed,
    )


def test_the_names_that_stay_are_all_told() -> None:
    told = re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8").partition("## Names that stay")[2])
    assert sorted(told) == sorted(dragoman.formats.api.__all__)


def _blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.S | re.M)


def _run(command: list[str], folder: Path, **more: str) -> str:
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **more}, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
