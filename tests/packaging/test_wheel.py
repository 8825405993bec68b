"""The wheel holds the package, its data, its pages and the sample newsroom, and works where nothing else lies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from configparser import ConfigParser
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_PROJECT: dict[str, Any] = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_INFO = f"dragoman-{_PROJECT['version']}.dist-info"
_PLACES = {
    "src/dragoman": "dragoman",
    "docs": "dragoman/docs",
    "articles": "dragoman/newsroom/articles",
    "glossary": "dragoman/newsroom/glossary",
    "locales": "dragoman/newsroom/locales",
}
_STRAY = ("__pycache__", ".*", "*~", "#*#", "*.bak", "*.orig", "*.rej", "*.swp", "*.tmp", "*.pot", "*.mo")
_LEFT_LYING = (
    "locales/es/.water-forum.md.po.swp",
    "locales/es/.dragoman-1f3c.po",
    "locales/es/water-forum.md.po~",
    "locales/es/#water-forum.md.po#",
    "locales/fr/water-forum.md.po.orig",
    "locales/fr/water-forum.md.mo",
    "articles/.dragoman/memory.sqlite",
    "glossary/people.toml.bak",
    "docs/.notes.md",
)


@dataclass(frozen=True)
class Wheel:
    """A built wheel, and the names of the files it should hold besides its own metadata."""

    path: Path
    wanted: frozenset[str]

    def read(self, name: str) -> str:
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(name).decode("utf-8")

    @property
    def metadata(self) -> Message:
        return message_from_string(self.read(f"{_INFO}/METADATA"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    """The wheel of a copy of the project in which editors and tools have left their files lying."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "README.md", "LICENSE", "dragoman.toml", ".gitignore"):
        shutil.copy2(_ROOT / name, copy)
    wanted = {"dragoman/newsroom/dragoman.toml"}
    for source, place in _PLACES.items():
        shutil.copytree(_ROOT / source, copy / source, ignore=shutil.ignore_patterns(*_STRAY))
        files = (path.relative_to(copy / source) for path in (copy / source).rglob("*") if path.is_file())
        wanted |= {f"{place}/{path.as_posix()}" for path in files}
    for name in _LEFT_LYING:
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_bytes(b"left lying\n")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel"], copy)
    [path] = (copy / "dist").glob("*.whl")
    return Wheel(path, frozenset(wanted))


def test_the_wheel_holds_every_file_of_the_project_and_no_stray_one(wheel: Wheel) -> None:
    with zipfile.ZipFile(wheel.path) as archive:
        names = {name for name in archive.namelist() if not name.startswith(f"{_INFO}/")}
    assert names == wheel.wanted


@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "language/data/writing.toml",
        "segmentation/data/common.toml",
        "glossary/data/inflection/ru.toml",
        "engines/service_codes.toml",
        "publishing/site/templates/root.html",
        "publishing/site/templates/sitemap-part.xml",
        "publishing/site/templates/style.css",
        "publishing/site/words.toml",
        "review/static/review.css",
        "docs/checks/stale.md",
        "newsroom/dragoman.toml",
        "newsroom/articles/water-forum.md",
        "newsroom/locales/zh-Hans/water-forum.md.po",
    ],
)
def test_what_the_program_reads_at_work_is_wanted(wheel: Wheel, name: str) -> None:
    assert f"dragoman/{name}" in wheel.wanted


def test_the_metadata_tell_licence_typing_and_needs(wheel: Wheel) -> None:
    told = wheel.metadata
    assert (
        told["Name"],
        told["Version"],
        told["License-Expression"],
        told["License-File"],
        told["Requires-Python"],
    ) == (
        "dragoman",
        _PROJECT["version"],
        "Apache-2.0",
        "LICENSE",
        _PROJECT["requires-python"],
    )
    assert "Typing :: Typed" in told.get_all("Classifier", [])
    extras = [f"{need}; extra == '{extra}'" for extra, row in _PROJECT["optional-dependencies"].items() for need in row]
    assert told.get_all("Requires-Dist") == [*_PROJECT["dependencies"], *extras]
    assert wheel.read(f"{_INFO}/licenses/LICENSE") == (_ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_entry_points_are_the_project_s(wheel: Wheel) -> None:
    found = ConfigParser(delimiters="=")
    found.read_string(wheel.read(f"{_INFO}/entry_points.txt"))
    told = {group: dict(found[group]) for group in found.sections()}
    assert told == {"console_scripts": _PROJECT["scripts"], **_PROJECT["entry-points"]}


def test_the_unpacked_wheel_works_from_an_empty_folder(wheel: Wheel, tmp_path: Path) -> None:
    unpacked, empty = tmp_path / "unpacked", tmp_path / "empty"
    empty.mkdir()
    with zipfile.ZipFile(wheel.path) as archive:
        archive.extractall(unpacked)
    dragoman = [sys.executable, "-m", "dragoman"]
    assert "Usage: dragoman" in _run([*dragoman, "--help"], empty, PYTHONPATH=str(unpacked))
    page = (unpacked / "dragoman/docs/checks/stale.md").read_text(encoding="utf-8")
    assert _run([*dragoman, "explain", "stale"], empty, PYTHONPATH=str(unpacked)) == page
    assert list(empty.iterdir()) == []


def test_the_unpacked_wheel_builds_a_site_from_its_own_templates_and_words(wheel: Wheel, tmp_path: Path) -> None:
    unpacked, room = tmp_path / "unpacked", tmp_path / "room"
    (room / "articles").mkdir(parents=True)
    (room / "articles/a.md").write_text("# A title\n\nText.\n", encoding="utf-8")
    (room / "dragoman.toml").write_text('source = "en"\nlanguages = ["ar"]\n', encoding="utf-8")
    with zipfile.ZipFile(wheel.path) as archive:
        archive.extractall(unpacked)
    said = _run([sys.executable, "-m", "dragoman", "site", "-C", room], tmp_path, PYTHONPATH=str(unpacked))
    assert said.endswith(": public/index.html\n")
    made = {path.relative_to(room / "public").as_posix() for path in (room / "public").rglob("*") if path.is_file()}
    assert {"index.html", "style.css", "en/a.html", "ar/index.html", "desk/index.html", "desk/ar/a.html"} <= made
    empty_edition = (room / "public/ar/index.html").read_text(encoding="utf-8")
    assert "لم يُنشر شيء بهذه اللغة بعد." in empty_edition


@pytest.mark.long
def test_the_wheel_installed_with_the_core_lock_alone_does_the_whole_job(wheel: Wheel, tmp_path: Path) -> None:
    uv = shutil.which("uv")
    if uv is None:
        pytest.skip("needs uv")
    home, empty = tmp_path / "venv", tmp_path / "empty"
    empty.mkdir()
    python = home / "bin" / "python"
    _run([uv, "venv", "--python", sys.executable, home], tmp_path)
    lock = _ROOT / "requirements" / "core.txt"
    _run([uv, "pip", "sync", "--python", python, "--require-hashes", lock], tmp_path)
    _run([uv, "pip", "install", "--python", python, "--no-deps", "--offline", wheel.path], tmp_path)
    assert "Usage: dragoman" in _run([home / "bin" / "dragoman", "--help"], empty)
    assert _run([home / "bin" / "dragoman", "explain", "stale"], empty).startswith("# stale\n")
    out = _run([home / "bin" / "dragoman", "demo", "--to", "shown"], empty)
    assert out.endswith("Look at it: shown/public/index.html\n")
    assert (empty / "shown/public/index.html").is_file()
    assert (empty / "shown/merged/es/water-forum.md").is_file()


def _run(command: list[str | Path], folder: Path, **settings: str) -> str:
    """What the command prints; it must end well. It sees nothing of the checkout it is tested from."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=folder, env={**inherited, **settings}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
