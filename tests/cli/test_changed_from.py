"""`check --changed-from`: what a branch touches, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman import Catalog
from dragoman.model import State, Translation
from tests.newsroom import Newsroom

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    body = "\n\n".join(f"Boat {number} left the harbour of Valmora." for number in range(1000))
    newsroom.article.write_text(f"# Boats\n\n{body}\n", encoding="utf-8")
    newsroom.run("extract")
    git(newsroom.folder, "init", "-q", "-b", "main")
    commit(newsroom)
    git(newsroom.folder, "checkout", "-q", "-b", "work")
    return newsroom


def commit(room: Newsroom) -> None:
    git(room.folder, "add", "-A")
    git(room.folder, "commit", "-q", "-m", "work")


def found(room: Newsroom, *more: str) -> list[tuple[str, str]]:
    out = room.run("check", "--changed-from", "main", "--format", "jsonl", "--only", "missing", *more, code=None)
    rows = [json.loads(line) for line in out.splitlines()]
    return [(row["language"], row["source"]) for row in rows]


def test_nothing_changed_is_nothing_found(room: Newsroom) -> None:
    assert found(room) == []


def test_one_edited_entry_among_a_thousand_is_all_that_is_reported(room: Newsroom) -> None:
    catalog = Catalog.read(room.catalog("es"))
    key = catalog.keys[500]
    catalog.put(key, Translation("El barco 7 salió.", State.APPROVED))
    room.catalog("es").write_bytes(catalog.data)
    out = room.run("check", "--changed-from", "main", "--format", "jsonl", code=1)
    assert {json.loads(line)["source"] for line in out.splitlines()} == {key.text}


def test_an_edited_sentence_is_looked_at_in_every_language(room: Newsroom) -> None:
    room.edit("Boat 7 left", "Boat 7 never left")
    commit(room)
    assert {source for _, source in found(room)} == {"Boat 7 never left the harbour of Valmora."}


def test_a_renamed_article_is_not_a_new_one(room: Newsroom) -> None:
    room.article.rename(room.folder / "articles" / "ships.md")
    room.run("extract")
    assert found(room) == []


def test_a_changed_term_touches_the_segments_that_hold_it(room: Newsroom) -> None:
    room.edit("Boat 7 left the harbour of Valmora.", "Boat 7 left the harbour of Sorrel.")
    room.run("extract")
    commit(room)
    git(room.folder, "branch", "-f", "main", "HEAD")
    (room.folder / "glossary").mkdir(exist_ok=True)
    term = '[[term]]\nsource = "Sorrel"\n\n[term.es]\napproved = "Acedera"\n'
    (room.folder / "glossary" / "new.toml").write_text(term, encoding="utf-8")
    assert found(room) == [("es", "Boat 7 left the harbour of Sorrel.")]


def test_settings_touch_everything(room: Newsroom) -> None:
    settings = room.folder / "dragoman.toml"
    settings.write_text(settings.read_text() + "\n# changed\n")
    assert len(found(room, "-l", "es")) == 1001


def test_house_style_touches_its_language(room: Newsroom) -> None:
    (room.folder / "locales" / "es" / "style.toml").write_text("")
    assert {language for language, _ in found(room)} == {"es"}


def test_an_unknown_commit_is_told(room: Newsroom) -> None:
    room.run("check", "--changed-from", "nowhere", code=2)
    assert "'nowhere' is no commit" in room.errors
    room.run("check", "--changed-from=--upload-pack=x", code=2)


def test_a_shallow_clone_is_told_the_way_out(room: Newsroom, tmp_path: Path) -> None:
    room.edit("Boat 7 left", "Boat 7 never left")
    commit(room)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{room.folder}", "shallow")
    room.folder = tmp_path / "shallow"
    room.run("check", "--changed-from", "main", code=2)
    assert "fetch-depth: 0" in room.errors
