"""Only regular files of a sane size are read, and only from the project when it is named."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from dragoman.files import read, read_text_utf8, reading
from dragoman.model.errors import FileError, Where


def test_the_bytes_are_given_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    data = b"\xef\xbb\xbfone\r\n\xe2\x80\xa8\x00\xff" * 1000
    path.write_bytes(data)
    assert read(path) == data
    assert read(path, root=tmp_path) == data


def test_what_is_no_file_is_refused_with_its_kind(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(tmp_path)  # a socket's path must be short
        try:
            bound.bind("socket")
        finally:
            os.chdir(here)
    (tmp_path / "loop").symlink_to("loop")
    for name, complaint in {
        ".": "is a folder",
        "pipe": "is a named pipe",
        "socket": "is a socket",
        "/dev/zero": "is a device",
        "none": "no such file",
        "loop": "too many levels",
    }.items():
        with pytest.raises(FileError, match=complaint):
            read(tmp_path / name)


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.md"
    with path.open("wb") as file:
        file.truncate(reading.LIMIT + 1)
    with pytest.raises(FileError, match="too large"):
        read(path)


def test_a_file_that_grows_past_the_limit_while_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one")
    monkeypatch.setattr(os, "read", lambda handle, size: b"more")
    monkeypatch.setattr(reading, "LIMIT", 1000)
    with pytest.raises(FileError, match="too large"):
        read(path)


def test_a_link_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_bytes(b"secret")
    (root / "a.md").symlink_to("../secret")
    assert read(root / "a.md") == b"secret"
    with pytest.raises(FileError, match="leads out of the project"):
        read(root / "a.md", root=root)


def test_text_is_read_strictly_and_without_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes("\ufeffname = 'ä'\r\n".encode())
    assert read_text_utf8(path) == "name = 'ä'\r\n"
    path.write_bytes("erste Zeile\nübel ".encode() + b"\xe4\n")
    with pytest.raises(FileError, match="is not UTF-8: byte 0xe4") as caught:
        read_text_utf8(path)
    assert caught.value.where == Where(str(path), 2, 6)
