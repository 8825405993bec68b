"""The history is read as it is, and nothing a repository names is run."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from dragoman.git import History, NoHistory
from dragoman.model.errors import FileError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(autouse=True)
def _own_git_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Desk\n\temail = desk@example.org\n[init]\n\tdefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    top = tmp_path / "top"
    (top / "news" / "po").mkdir(parents=True)
    run(top, "init", "--quiet")
    return top


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(top: Path, name: str, data: bytes) -> str:
    (top / name).parent.mkdir(parents=True, exist_ok=True)
    (top / name).write_bytes(data)
    run(top, "add", "--", name)
    run(top, "commit", "--quiet", "-m", f"change {name}")
    return run(top, "rev-parse", "HEAD")


def history(folder: Path) -> History:
    found = History.open(folder)
    assert isinstance(found, History), found
    return found


def test_commits_that_touch_any_of_the_paths_come_newest_first(repository: Path) -> None:
    first = commit(repository, "news/a.md", b"one")
    commit(repository, "other.md", b"elsewhere")
    second = commit(repository, "news/po/es a.po", b"two")
    third = commit(repository, "news/a.md", b"three")
    project = history(repository / "news")
    paths = [Path("a.md"), Path("po/es a.po")]
    assert project.commits(paths, 10) == [third, second, first]
    assert project.commits(paths, 2) == [third, second]
    assert project.commits([repository / "news" / "a.md"], 10) == [third, first]
    assert project.commits([], 10) == []


def test_a_path_is_no_pattern(repository: Path) -> None:
    commit(repository, "news/a.md", b"one")
    starred = commit(repository, "news/*.md", b"star")
    project = history(repository / "news")
    assert project.commits([Path("*.md")], 10) == [starred]
    assert project.commits([Path(":(glob)**")], 10) == []


def test_each_version_of_a_file_can_be_read(repository: Path) -> None:
    first = commit(repository, "news/a.md", b"one\r\n\x00\xff")
    second = commit(repository, "news/a.md", b"")
    project = history(repository / "news")
    wanted = [(first, Path("a.md")), (second, Path("a.md")), (second, Path("none.md")), (first, Path("po"))]
    assert list(project.read_many(wanted)) == [b"one\r\n\x00\xff", b"", None, None]
    assert project.read(first, Path("a.md")) == b"one\r\n\x00\xff"
    assert project.read("0" * 40, Path("a.md")) is None
    assert project.head_holds(Path("a.md"), b"")
    assert not project.head_holds(Path("a.md"), b"one")


def test_a_name_may_hold_spaces_letters_of_any_script_and_line_ends(repository: Path) -> None:
    commit(repository, "news/خبر عاجل.md", b"urgent")
    commit(repository, "news/two\nlines.md", b"odd")
    project = history(repository / "news")
    assert project.read("HEAD", Path("خبر عاجل.md")) == b"urgent"
    assert project.read("HEAD", Path("two\nlines.md")) is None
    assert len(project.commits([Path("two\nlines.md")], 1)) == 1


def test_a_link_is_followed_within_the_repository_only(repository: Path) -> None:
    commit(repository, "news/a.md", b"one")
    (repository / "news" / "link.md").symlink_to("a.md")
    (repository / "news" / "out.md").symlink_to("/etc/hostname")
    run(repository, "add", ".")
    head = commit(repository, "news/b.md", b"two")
    wanted = [(head, Path("link.md")), (head, Path("out.md")), (head, Path("b.md"))]
    assert list(history(repository / "news").read_many(wanted)) == [b"one", None, b"two"]


def test_a_path_out_of_the_project_is_refused(repository: Path) -> None:
    commit(repository, "secret.md", b"one")
    with pytest.raises(FileError, match="no path of a file in the project"):
        history(repository / "news").read("HEAD", Path("../secret.md"))


def test_only_whole_ids_are_taken(repository: Path) -> None:
    commit(repository, "a.md", b"one")
    with pytest.raises(ValueError, match="no whole commit id"):
        history(repository).read("--batch-check", Path("a.md"))


def test_a_repository_without_commits_is_an_empty_history(repository: Path) -> None:
    project = history(repository)
    assert project.commits([Path("a.md")], 5) == []
    assert project.read("HEAD", Path("a.md")) is None
    assert not project.head_holds(Path("a.md"), b"")


def test_a_shallow_clone_says_so(repository: Path, tmp_path: Path) -> None:
    commit(repository, "a.md", b"one")
    last = commit(repository, "a.md", b"two")
    run(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    assert not history(repository).is_shallow
    shallow = history(tmp_path / "shallow")
    assert shallow.is_shallow
    assert shallow.commits([Path("a.md")], 5) == [last]


def test_a_folder_outside_git_has_no_history(tmp_path: Path) -> None:
    assert History.open(tmp_path) == NoHistory(
        "the folder is not in a git repository", "git init && git add . && git commit"
    )
    assert History.open(tmp_path / "absent") == NoHistory("the folder does not exist")


def test_without_git_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert History.open(tmp_path) == NoHistory(
        "the program git is not installed", "install git to make the history usable"
    )


def test_a_folder_of_another_user_has_no_history(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own switch for its own tests
    found = History.open(repository)
    assert isinstance(found, NoHistory)
    assert found.reason == "the folder belongs to another user, and git does not trust it"
    assert "safe.directory" in found.hint


def test_the_variables_of_a_calling_hook_do_not_lead_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, "a.md", b"ours")
    other = tmp_path / "other"
    other.mkdir()
    run(other, "init", "--quiet")
    commit(other, "a.md", b"theirs")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert history(repository).read("HEAD", Path("a.md")) == b"ours"


def test_programs_named_by_a_hostile_configuration_are_not_run(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, "news/a.md", b"one")
    commit(repository, ".gitattributes", b"* diff=evil filter=evil\n")
    canary = tmp_path / "canary"
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {canary}\n")
    program.chmod(0o755)
    for name in ("pre-auto-gc", "post-index-change", "reference-transaction"):
        shutil.copy(program, repository / ".git" / "hooks" / name)
    for setting in (
        "core.pager",
        "core.fsmonitor",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.smudge",
        "filter.evil.clean",
        "filter.evil.process",
        "gpg.program",
        "pager.rev-list",
        "pager.cat-file",
        "uploadpack.packObjectsHook",
        "alias.rev-list",
    ):
        run(repository, "config", setting, f"!{program}" if setting.startswith("alias") else str(program))
    run(repository, "config", "log.showSignature", "true")
    project = history(repository / "news")
    assert project.commits([Path("a.md")], 5) == [head]
    assert project.read(head, Path("a.md")) == b"one"
    assert not canary.exists()


def test_a_partial_clone_fetches_nothing(repository: Path, tmp_path: Path) -> None:
    commit(repository, "a.md", b"one")
    blob = run(repository, "rev-parse", "HEAD:a.md")
    canary = tmp_path / "canary"
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for setting, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::sh -c touch% {canary}",
        "protocol.ext.allow": "always",
    }.items():
        run(repository, "config", setting, value)
    with suppress(FileError):
        history(repository).read("HEAD", Path("a.md"))
    assert not canary.exists()
    subprocess.run(["git", "-C", str(repository), "cat-file", "-p", blob], capture_output=True)
    assert canary.exists(), "the attack does nothing at all, so the test shows nothing"


def test_a_folder_that_poses_as_a_bare_repository_is_not_obeyed(repository: Path, tmp_path: Path) -> None:
    commit(repository, "a.md", b"one")
    canary = tmp_path / "canary"
    inner = repository / "inner"
    run(repository, "init", "--quiet", "--bare", str(inner))
    run(inner, "config", "core.bare", "false")
    run(inner, "config", "core.worktree", str(repository))
    run(inner, "config", "core.fsmonitor", f"touch {canary}; false")
    assert isinstance(History.open(inner), NoHistory)
    assert not canary.exists()


def test_what_git_says_is_told_without_control_characters(repository: Path) -> None:
    (repository / ".git" / "config").write_text("[core]\n\trepositoryformatversion = 99\n")
    found = History.open(repository)
    assert isinstance(found, NoHistory)
    assert found.reason.startswith("git says: ")
    assert found.reason.isprintable()


def test_the_commits_of_a_folder_tell_what_they_changed_against_each_parent(repository: Path) -> None:
    first = commit(repository, "news/po/a.po", b"one\n" * 9)
    run(repository, "checkout", "-q", "-b", "side")
    side = commit(repository, "news/po/a.po", b"one\n" * 9 + b"two\n")
    run(repository, "checkout", "-q", "main")
    commit(repository, "news/a.md", b"not in the folder")
    other = commit(repository, "news/po/b.po", b"three\n")
    run(repository, "merge", "-q", "-m", "both", "side")
    merge = run(repository, "rev-parse", "HEAD")
    run(repository, "mv", "news/po/a.po", "news/po/neu é.po")
    run(repository, "commit", "-q", "--author", "Ana\u2028Ruiz <ana@example.org>", "-m", "renamed")
    last = run(repository, "rev-parse", "HEAD")
    a, b, new = Path("po/a.po"), Path("po/b.po"), Path("po/neu é.po")
    found = history(repository / "news").of_folder(Path("po"))
    assert {one.identity: dict(one.changes) for one in found} == {
        last: {merge: {new: a}},
        merge: {other: {a: a}, side: {b: None}},
        other: {first: {b: None}},
        side: {first: {a: a}},
        first: {},
    }
    assert [found[0].identity, found[0].author, found[-1].author] == [last, "Ana\u2028Ruiz", "Desk"]
    assert found[-1].identity == first


def test_a_shallow_clone_does_not_take_its_edge_for_a_beginning(repository: Path, tmp_path: Path) -> None:
    commit(repository, "news/po/a.po", b"one\n")
    edge = commit(repository, "news/po/a.po", b"two\n")
    last = commit(repository, "news/po/a.po", b"three\n")
    run(tmp_path, "clone", "-q", "--depth", "2", f"file://{repository}", "clone")
    found = history(tmp_path / "clone" / "news").of_folder(Path("po"))
    assert [(one.identity, dict(one.changes)) for one in found] == [(last, {edge: {Path("po/a.po"): Path("po/a.po")}})]


def test_a_folder_without_commits_has_none(repository: Path) -> None:
    assert history(repository / "news").of_folder(Path("po")) == []
    commit(repository, "news/a.md", b"elsewhere")
    assert history(repository / "news").of_folder(Path("po")) == []
