"""Whatever moment a run was killed at, the newest save of a person stands under its own name, or as .recovered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dragoman.files import recover, update
from dragoman.files.temporary import part_for, swap_for

BASE, NEW, SAVED, LATER = b"as loaded", b"as written by the run", b"saved meanwhile", b"saved later still"


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("stands", "in_swap", "after"),
    [
        pytest.param(BASE, NEW, {"es.po": BASE}, id="before the swap"),
        pytest.param(SAVED, NEW, {"es.po": SAVED}, id="before the swap, after a save"),
        pytest.param(NEW, BASE, {"es.po": NEW}, id="after the swap"),
        pytest.param(NEW, SAVED, {"es.po": SAVED}, id="after a swap that brought out a save"),
        pytest.param(SAVED, NEW, {"es.po": SAVED}, id="after putting it back"),
        pytest.param(SAVED, LATER, {"es.po": SAVED, "es.po.recovered": LATER}, id="after putting it back over a save"),
        pytest.param(LATER, SAVED, {"es.po": LATER, "es.po.recovered": SAVED}, id="after putting that back too"),
        pytest.param(LATER, BASE, {"es.po": LATER}, id="after the swap, then saved by a person"),
        pytest.param(None, SAVED, {"es.po.recovered": SAVED}, id="the file was deleted since"),
        pytest.param(None, BASE, {}, id="the file was deleted since, nothing was saved"),
    ],
)
def test_the_newest_save_survives_a_kill(
    tmp_path: Path, stands: bytes | None, in_swap: bytes, after: dict[str, bytes]
) -> None:
    path = tmp_path / "es.po"
    if stands is not None:
        path.write_bytes(stands)
    swap_for(path, BASE, NEW).path.write_bytes(in_swap)
    kept = recover(tmp_path, tmp_path)
    assert state(tmp_path) == after
    assert [saved.name for saved in kept] == [name for name in after if name != "es.po"]
    assert recover(tmp_path, tmp_path) == []
    assert state(tmp_path) == after


@pytest.mark.parametrize(
    ("stands", "in_swap", "after"),
    [
        pytest.param(None, BASE, {}, id="removed, as expected"),
        pytest.param(None, SAVED, {"es.po": SAVED}, id="removed, but it had been saved"),
        pytest.param(LATER, SAVED, {"es.po": LATER, "es.po.recovered": SAVED}, id="saved, removed, saved again"),
        pytest.param(LATER, BASE, {"es.po": LATER}, id="removed, then made anew"),
    ],
)
def test_the_newest_save_survives_a_kill_while_removing(
    tmp_path: Path, stands: bytes | None, in_swap: bytes, after: dict[str, bytes]
) -> None:
    path = tmp_path / "es.po"
    if stands is not None:
        path.write_bytes(stands)
    swap_for(path, BASE, None).path.write_bytes(in_swap)
    recover(tmp_path, tmp_path)
    assert state(tmp_path) == after


def test_a_half_written_file_is_swept(tmp_path: Path) -> None:
    (tmp_path / "po").mkdir()
    part_for(tmp_path / "po" / "es.po").write_bytes(b"as wri")
    assert recover(tmp_path, tmp_path) == []
    assert state(tmp_path / "po") == {}


def test_nothing_recovered_is_ever_replaced(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    for number, saved in enumerate([b"a", b"b", b"c"]):
        path.write_bytes(LATER)
        swap_for(path, BASE, NEW + bytes([number])).path.write_bytes(saved)
    kept = recover(tmp_path, tmp_path)
    assert sorted(saved.name for saved in kept) == ["es.po.recovered", "es.po.recovered-2", "es.po.recovered-3"]
    assert sorted(saved.read_bytes() for saved in kept) == [b"a", b"b", b"c"]


def test_leavings_are_found_where_links_lead_but_not_outside(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root / "po", root / "shared", root / "more", outside):
        folder.mkdir(parents=True)
        part_for(folder / "es.po").write_bytes(b"half")
    (root / "po" / "es.po").symlink_to("../shared/es.po")
    (root / "po" / "more").symlink_to("../more")
    (root / "po" / "loop").symlink_to("..")
    (root / "po" / "out").symlink_to(outside)
    recover(root / "po", root)
    assert [folder.name for folder in (root / "shared", root / "more", outside) if list(folder.iterdir())] == [
        "outside"
    ]


def test_a_planted_link_is_kept_aside_and_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.write_bytes(BASE)
    os.symlink(outside, swap_for(root / "es.po", BASE, NEW).path)
    assert [kept.is_symlink() for kept in recover(root, root)] == [True]
    assert outside.read_bytes() == BASE


def test_names_that_only_look_alike_are_left_alone(tmp_path: Path) -> None:
    for name in ("es.po.dragoman-part", ".es.po.dragoman-part", ".es.po.12.34.dragoman-swap", ".es.po.swp", "x.tmp"):
        (tmp_path / name).write_bytes(b"a person's")
    before = state(tmp_path)
    assert recover(tmp_path, tmp_path) == []
    assert state(tmp_path) == before


def test_a_save_under_a_name_too_long_to_tell_is_kept(tmp_path: Path) -> None:
    path = tmp_path / ("新" * 80 + ".po")
    update(path, lambda _: NEW, root=tmp_path)
    swap_for(path, BASE, NEW).path.write_bytes(SAVED)
    (kept,) = recover(tmp_path, tmp_path)
    assert (kept.read_bytes(), path.read_bytes()) == (SAVED, NEW)


def test_an_absent_folder_needs_no_recovery(tmp_path: Path) -> None:
    assert recover(tmp_path / "locales", tmp_path) == []
