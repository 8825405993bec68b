"""The files by whose times a commit is noticed without asking git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.newsroom import GIT

from dragoman.git import stamp_files


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, env=GIT, check=True, capture_output=True)


def looks(folder: Path) -> list[tuple[str, int, int] | None]:
    found = [(path, path.stat()) if path.exists() else None for path in stamp_files(folder)]
    return [(one[0].as_posix(), one[1].st_mtime_ns, one[1].st_ino) if one else None for one in found]


@pytest.mark.parametrize("kind", ["the top", "a folder inside", "a further worktree", "without a log"])
def test_a_commit_is_noticed(tmp_path: Path, kind: str) -> None:
    top = tmp_path / "قصر"
    inside = top / "news/desk"
    inside.mkdir(parents=True)
    git(top, "init", "-q")
    if kind == "without a log":
        git(top, "config", "core.logAllRefUpdates", "false")
    git(top, "commit", "-q", "--allow-empty", "-m", "one")
    folder = inside if kind == "a folder inside" else top
    if kind == "a further worktree":
        folder = tmp_path / "further"
        git(top, "worktree", "add", "-q", str(folder))
    before = looks(folder)
    assert looks(folder) == before
    git(folder, "commit", "-q", "--allow-empty", "-m", "two")
    assert looks(folder) != before


def test_a_folder_without_a_repository_has_none(tmp_path: Path) -> None:
    assert [path for path in stamp_files(tmp_path) if tmp_path in path.parents] == []
