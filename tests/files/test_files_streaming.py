"""Large files go through in pieces, and nothing is ever half written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import files
from dragoman.model import FileError


def test_what_is_written_in_pieces_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "all.tmx"
    pieces = [bytes([number]) * 90_000 for number in range(9)]
    files.write_pieces(path, iter(pieces), root=tmp_path)
    found = list(files.read_pieces(path))
    assert (b"".join(found), len(found) > 1) == (b"".join(pieces), True)
    assert [*path.parent.iterdir()] == [path]


def test_a_source_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    path = tmp_path / "all.tmx"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        files.write_pieces(path, failing(), root=tmp_path)
    assert (path.read_bytes(), [*tmp_path.iterdir()]) == (b"old", [path])


def test_only_regular_files_below_the_root_are_touched(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path / "inside", tmp_path / "absent"):
        with pytest.raises(FileError):
            list(files.read_pieces(path))
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "inside" / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(FileError, match="leads out of the project"):
        list(files.read_pieces(tmp_path / "inside" / "link", root=tmp_path / "inside"))
    with pytest.raises(FileError, match="leads out of the project"):
        files.write_pieces(tmp_path / "inside" / "link", [b"y"], root=tmp_path / "inside")
    with pytest.raises(FileError, match="is a folder"):
        files.write_pieces(tmp_path / "inside", [b"y"], root=tmp_path)
    assert (tmp_path / "secret").read_bytes() == b"x"
