"""What is written is whole, stays in the project, and never replaces what somebody saved meanwhile."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.files import move, recover, remove, rename, update, writing
from dragoman.model.errors import FileError


def save(path: Path, data: bytes) -> None:
    """As editors do: a new file beside, renamed over the old one."""
    beside = path.with_name(path.name + "~")
    beside.write_bytes(data)
    os.replace(beside, path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["swap", "compare and rename"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both with the system's swap and as on a system without it."""
    if request.param != "swap":
        monkeypatch.setattr(rename, "_renameat2", lambda: None)
    return str(request.param)


@pytest.mark.usefixtures("either_way")
def test_a_change_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"old")
    assert update(path, lambda old: old and old.replace(b"old", b"new"), root=tmp_path)
    assert not update(path, lambda old: old and old.replace(b"old", b"new"), root=tmp_path)
    assert not update(path, lambda _: None, root=tmp_path)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["es.po"]


@pytest.mark.usefixtures("either_way")
def test_a_new_file_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "locales" / "zh_Hans" / "新闻.md.po"
    assert update(path, lambda old: b"made" if old is None else None, root=tmp_path)
    assert path.read_bytes() == b"made"
    assert names(path.parent) == ["新闻.md.po"]


@pytest.mark.usefixtures("either_way")
def test_an_empty_file_is_not_an_absent_one(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    seen: list[bytes | None] = []
    assert update(path, lambda old: (seen.append(old), b"")[1], root=tmp_path)
    assert update(path, lambda old: (seen.append(old), b"x")[1], root=tmp_path)
    assert seen == [None, b""]


@pytest.mark.usefixtures("either_way")
def test_a_save_between_reading_and_writing_is_kept_and_the_change_made_on_it(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"one")
    saves = [b"one two", b"one two three"]

    def change(old: bytes | None) -> bytes | None:
        if saves:
            save(path, saves.pop(0))
        return old and old + b" mark"

    assert update(path, change, root=tmp_path)
    assert path.read_bytes() == b"one two three mark"
    assert names(tmp_path) == ["es.po"]


@pytest.mark.usefixtures("either_way")
def test_a_file_made_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "es.po"

    def change(old: bytes | None) -> bytes | None:
        if old is None:
            save(path, b"theirs")
        return (old or b"") + b" ours"

    assert update(path, change, root=tmp_path)
    assert path.read_bytes() == b"theirs ours"
    assert names(tmp_path) == ["es.po"]


@pytest.mark.usefixtures("either_way")
def test_a_file_deleted_meanwhile_is_offered_as_absent(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"one")

    def change(old: bytes | None) -> bytes | None:
        if old is not None:
            path.unlink()
            return b"two"
        return None

    assert not update(path, change, root=tmp_path)
    assert names(tmp_path) == []


def saving_at_swap(number: int, action: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Do something in the instant before the system's swap of this number, counted from 1."""
    system = rename._rename
    count = 0

    def swap(old: Path, new: Path, flags: int) -> None:
        nonlocal count
        if flags == rename._EXCHANGE:
            count += 1
            if count == number:
                action()
        system(old, new, flags)

    monkeypatch.setattr(rename, "_rename", swap)


def test_a_save_in_the_instant_before_the_swap_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"one")
    saving_at_swap(1, lambda: save(path, b"two"), monkeypatch)
    assert update(path, lambda old: old and old + b" mark", root=tmp_path)
    assert path.read_bytes() == b"two mark"
    assert names(tmp_path) == ["es.po"]


def test_of_two_saves_around_the_swap_the_last_stands_and_the_first_is_recovered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"one")
    saving_at_swap(1, lambda: save(path, b"first"), monkeypatch)
    saving_at_swap(2, lambda: save(path, b"last"), monkeypatch)
    assert update(path, lambda old: old and old + b" mark", root=tmp_path)
    assert path.read_bytes() == b"last mark"
    assert [kept.read_bytes() for kept in recover(tmp_path, tmp_path)] == [b"first"]
    assert names(tmp_path) == ["es.po", "es.po.recovered"]


def test_a_file_deleted_in_the_instant_before_the_swap_is_not_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"one")
    saving_at_swap(1, path.unlink, monkeypatch)
    assert not update(path, lambda old: old and old + b" mark", root=tmp_path)
    assert names(tmp_path) == []


def test_a_link_put_in_place_of_the_file_before_the_swap_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, shared = tmp_path / "es.po", tmp_path / "shared.po"
    path.write_bytes(b"one")
    shared.write_bytes(b"shared")

    def link() -> None:
        path.unlink()
        path.symlink_to("shared.po")

    saving_at_swap(1, link, monkeypatch)
    assert update(path, lambda old: old and old + b" mark", root=tmp_path)
    assert (path.is_symlink(), shared.read_bytes()) == (True, b"shared mark")
    assert names(tmp_path) == ["es.po", "shared.po"]


def test_a_file_saved_without_end_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_PAUSE_S", 0)
    path = tmp_path / "es.po"
    path.write_bytes(b"0")

    def change(old: bytes | None) -> bytes | None:
        save(path, str(int(old or b"0") + 1).encode())
        return b"ours"

    with pytest.raises(FileError, match="saved again and again"):
        update(path, change, root=tmp_path)
    assert path.read_bytes() == b"10"
    assert names(tmp_path) == ["es.po"]


@pytest.mark.usefixtures("either_way")
def test_the_mode_is_kept_and_a_new_file_has_the_usual_one(tmp_path: Path) -> None:
    path, new = tmp_path / "es.po", tmp_path / "fr.po"
    path.write_bytes(b"old")
    path.chmod(0o664)
    update(path, lambda _: b"new", root=tmp_path)
    update(new, lambda _: b"new", root=tmp_path)
    usual = tmp_path / "usual"
    usual.touch()
    assert stat.S_IMODE(path.stat().st_mode) == 0o664
    assert new.stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_root_keeps_the_owner(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    update(path, lambda _: b"new", root=tmp_path)
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write all")
def test_a_read_only_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(FileError, match="read-only"):
        update(path, lambda _: b"new", root=tmp_path)
    assert names(tmp_path) == ["es.po"]


@pytest.mark.usefixtures("either_way")
def test_a_link_is_kept_and_what_it_leads_to_replaced(tmp_path: Path) -> None:
    (tmp_path / "po").mkdir()
    (tmp_path / "shared").mkdir()
    link, target = tmp_path / "po" / "es.po", tmp_path / "shared" / "es.po"
    target.write_bytes(b"old")
    link.symlink_to("../shared/es.po")
    assert update(link, lambda _: b"new", root=tmp_path)
    assert (link.is_symlink(), target.is_symlink(), target.read_bytes()) == (True, False, b"new")
    assert names(tmp_path / "po") == names(tmp_path / "shared") == ["es.po"]


@pytest.mark.parametrize("way", ["file link", "folder link", "dots", "sibling", "absolute"])
def test_nothing_outside_the_project_is_touched(tmp_path: Path, way: str) -> None:
    root, outside = tmp_path / "repo", tmp_path / "repo_outside"
    root.mkdir()
    outside.mkdir()
    secret = outside / "es.po"
    secret.write_bytes(b"secret")
    (root / "file").symlink_to(secret)
    (root / "folder").symlink_to(outside)
    path = {
        "file link": root / "file",
        "folder link": root / "folder" / "es.po",
        "dots": root / ".." / "repo_outside" / "es.po",
        "sibling": tmp_path / "repo_outside" / "new.po",
        "absolute": secret,
    }[way]
    with pytest.raises(FileError, match="leads out of the project"):
        update(path, lambda _: b"changed", root=root)
    with pytest.raises(FileError):
        remove(path, root=root, expected=b"secret")
    with pytest.raises(FileError):
        move(path, root / "mine", root=root)
    (root / "a").write_bytes(b"a")
    with pytest.raises(FileError):
        move(root / "a", path, root=root)
    assert (names(outside), secret.read_bytes()) == (["es.po"], b"secret")


@pytest.mark.parametrize("name", ["a\0b", "", ".."])
def test_a_path_that_names_no_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "root").mkdir()
    with pytest.raises(FileError):
        update(tmp_path / "root" / name, lambda _: b"x", root=tmp_path / "root")
    with pytest.raises(FileError):
        remove(tmp_path / "root" / name, root=tmp_path / "root", expected=b"")


def test_long_names_are_written_too(tmp_path: Path) -> None:
    path = tmp_path / ("خبر" * 41 + ".po")  # 249 bytes: no temporary name can hold it whole
    assert update(path, lambda _: b"one", root=tmp_path)
    assert update(path, lambda _: b"two", root=tmp_path)
    assert (path.read_bytes(), len(names(tmp_path))) == (b"two", 1)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EFBIG])
@pytest.mark.parametrize("call", ["write", "fsync", "open", "fchmod"])
@pytest.mark.parametrize("exists", [True, False])
def test_what_the_system_refuses_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, call: str, exists: bool
) -> None:
    if call == "fchmod" and not exists:
        pytest.skip("a new file has no mode to keep")
    path = tmp_path / "es.po"
    if exists:
        path.write_bytes(b"old")
    system = getattr(os, call)

    def refuse(*arguments: object, **rest: object) -> object:
        if call == "open" and not int(str(arguments[1])) & os.O_CREAT:
            return system(*arguments, **rest)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(FileError, match=f"cannot write: {os.strerror(number).lower()}"):
        update(path, lambda _: b"new", root=tmp_path)
    monkeypatch.undo()
    assert [(name, (tmp_path / name).read_bytes()) for name in names(tmp_path)] == ([("es.po", b"old")] * exists)


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_that_cannot_be_made_lasting_gets_its_old_version_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool
) -> None:
    path = tmp_path / "es.po"
    if exists:
        path.write_bytes(b"old")

    def refuse(folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(writing, "sync_folder", refuse)
    with pytest.raises(FileError, match="cannot write"):
        update(path, lambda _: b"new", root=tmp_path)
    assert [(name, (tmp_path / name).read_bytes()) for name in names(tmp_path)] == ([("es.po", b"old")] * exists)


def test_ctrl_c_at_the_swap_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"old")

    def interrupt() -> None:
        raise KeyboardInterrupt

    saving_at_swap(1, interrupt, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        update(path, lambda _: b"new", root=tmp_path)
    assert (names(tmp_path), path.read_bytes()) == (["es.po"], b"old")


def test_a_failing_change_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "es.po"

    def fail(old: bytes | None) -> bytes | None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        update(path, fail, root=tmp_path)
    assert names(tmp_path) == []


def test_a_planted_link_at_the_temporary_name_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.write_bytes(b"secret")
    (root / f".es.po.{os.getpid()}.dragoman-part").symlink_to(outside)
    update(root / "es.po", lambda _: b"new", root=root)
    assert (names(root), outside.read_bytes()) == (["es.po"], b"secret")


@pytest.mark.usefixtures("either_way")
def test_moving_makes_the_folder_and_never_replaces(tmp_path: Path) -> None:
    old, new = tmp_path / "a.po", tmp_path / "guide" / "b.po"
    old.write_bytes(b"a")
    move(old, new, root=tmp_path)
    assert (old.exists(), new.read_bytes()) == (False, b"a")
    old.write_bytes(b"another")
    with pytest.raises(FileError, match="file exists"):
        move(old, new, root=tmp_path)
    assert (old.read_bytes(), new.read_bytes()) == (b"another", b"a")
    with pytest.raises(FileError, match="no such file"):
        move(tmp_path / "none.po", tmp_path / "c.po", root=tmp_path)


@pytest.mark.usefixtures("either_way")
def test_removing_takes_only_what_is_expected(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"edited")
    assert not remove(path, root=tmp_path, expected=b"old")
    assert remove(path, root=tmp_path, expected=b"edited")
    assert not remove(path, root=tmp_path, expected=b"edited")
    assert names(tmp_path) == []


def test_a_move_by_hard_link_cut_short_by_a_kill_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rename, "_renameat2", lambda: None)
    (tmp_path / "a").write_bytes(b"x")
    os.link(tmp_path / "a", tmp_path / "b")
    move(tmp_path / "a", tmp_path / "b", root=tmp_path)
    assert names(tmp_path) == ["b"]


@pytest.mark.usefixtures("either_way")
def test_a_save_in_the_instant_before_removing_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(b"old")
    system = os.rename

    def saved_before(old: Path, new: Path) -> None:
        save(path, b"edited")
        system(old, new)

    monkeypatch.setattr(os, "rename", saved_before)
    assert not remove(path, root=tmp_path, expected=b"old")
    assert (names(tmp_path), path.read_bytes()) == (["es.po"], b"edited")


def test_links_and_folders_are_neither_moved_nor_removed(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "folder").mkdir()
    for name, kind in {"link": "a symbolic link", "folder": "a folder"}.items():
        with pytest.raises(FileError, match=kind):
            remove(tmp_path / name, root=tmp_path, expected=b"x")
        with pytest.raises(FileError, match=kind):
            move(tmp_path / name, tmp_path / "elsewhere", root=tmp_path)
    assert names(tmp_path) == ["file", "folder", "link"]
