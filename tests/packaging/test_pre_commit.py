"""The offered hooks under the real pre-commit, in a newsroom that names a clone of this repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.newsroom import GIT, Newsroom

_ROOT = Path(__file__).resolve().parents[2]
_BIN = Path(sys.executable).parent

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(not (_BIN / "dragoman").exists(), reason="dragoman is not installed as a program"),
]


def clone(folder: Path, names: list[str]) -> str:
    """A repository with these files of ours, as they are now; the id of its commit."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_ROOT / name, folder / name)
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "as it is")):
        subprocess.run(["git", *arguments], cwd=folder, check=True, env=GIT)
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, env=GIT, capture_output=True, text=True)
    return done.stdout.strip()


def commit(room: Newsroom, tmp_path: Path, timeout: int = 60) -> tuple[int, str]:
    """What pre-commit says to everything that stands there, staged."""
    room.git("add", "-A")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--color=never", "--verbose"],
        cwd=room.folder,
        env=GIT | {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PATH": f"{_BIN}{os.pathsep}{GIT['PATH']}"},
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    return done.returncode, done.stdout + done.stderr


def settings(room: Newsroom, ours: Path, rev: str, more: str = "") -> None:
    hooks = "".join(f"      - id: {name}\n{more}" for name in ("dragoman-extract-check", "dragoman-check"))
    text = f"repos:\n  - repo: {ours.as_uri()}\n    rev: {rev}\n    hooks:\n{hooks}"
    (room.folder / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")


def outcomes(said: str) -> list[str]:
    """Passed, Failed or Skipped, of each hook."""
    return [line.rpartition(".")[2] for line in said.splitlines() if line.startswith("dragoman") and "..." in line]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    place = tmp_path / "ours"
    place.mkdir()
    return place


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Newsroom:
    folder = tmp_path / "room"
    folder.mkdir()
    made = Newsroom(folder, capsys)
    made.run("init", "--to", "es")
    made.article.write_text("# Bridge\n\nThe bridge reopened on Monday.\n", encoding="utf-8")
    made.run("extract")
    made.approve("es")
    return made


def test_a_commit_passes_when_all_is_well_and_fails_when_a_translation_is_missing(
    room: Newsroom, ours: Path, tmp_path: Path
) -> None:
    rev = clone(ours, [".pre-commit-hooks.yaml"])
    settings(room, ours, rev, "        language: system\n")  # runs the dragoman that is installed, and fetches nothing
    room.git("init", "-q", "-b", "main")
    code, said = commit(room, tmp_path)
    assert (code, outcomes(said)) == (0, ["Passed", "Passed"]), said
    room.git("commit", "-q", "-m", "work")

    room.edit("on Monday", "on Tuesday")
    before = room.catalog("es").read_bytes()
    code, said = commit(room, tmp_path)
    assert (code, outcomes(said)) == (1, ["Failed", "Failed"]), said
    assert "would change locales/es/bridge.md.po" in said
    assert "[stale]" in said
    assert room.catalog("es").read_bytes() == before  # neither hook wrote anything


def test_a_commit_that_only_deletes_an_article_is_looked_at(room: Newsroom, ours: Path, tmp_path: Path) -> None:
    rev = clone(ours, [".pre-commit-hooks.yaml"])
    settings(room, ours, rev, "        language: system\n")
    room.git("init", "-q", "-b", "main")
    room.git("add", "-A")
    room.git("commit", "-q", "-m", "work")
    room.article.unlink()
    code, said = commit(room, tmp_path)
    assert outcomes(said) == ["Passed", "Passed"], said
    assert code == 0


@pytest.mark.long
def test_the_hooks_install_themselves_as_a_newsroom_would_have_them(room: Newsroom, ours: Path, tmp_path: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=_ROOT, env=GIT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("the source is no git checkout")
    rev = clone(ours, [name for name in listed.stdout.split("\0") if name and (_ROOT / name).is_file()])
    settings(room, ours, rev)
    room.git("init", "-q", "-b", "main")
    code, said = commit(room, tmp_path, timeout=900)
    if "No matching distribution" in said or "Could not find a version" in said:
        pytest.skip("the package index cannot be reached")
    assert (code, outcomes(said)) == (0, ["Passed", "Passed"]), said
