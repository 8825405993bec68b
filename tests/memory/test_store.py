"""A store in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.memory.store import Kind, open_store, open_to_read, transaction, trouble
from dragoman.model import FileError

KIND = Kind("the list", 2, "CREATE TABLE words (word TEXT) STRICT;\n", is_rebuildable=True, setting='state = "PATH"')


def test_what_is_committed_is_read_by_another_connection_and_a_failed_transaction_leaves_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "deep" / "words.sqlite"
    first, second = open_store(path, KIND), open_store(path, KIND)
    with transaction(first):
        first.execute("INSERT INTO words VALUES ('harbour')")
    with pytest.raises(ZeroDivisionError), transaction(first):
        first.execute("INSERT INTO words VALUES ('quay')")
        raise ZeroDivisionError
    assert second.execute("SELECT * FROM words").fetchall() == [("harbour",)]


def test_a_rebuildable_store_of_another_version_comes_back_empty_and_another_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    connection = open_store(path, KIND)
    connection.execute("INSERT INTO words VALUES ('harbour')")
    connection.close()
    kept = replace(KIND, version=3, is_rebuildable=False)
    with pytest.raises(FileError, match="the list is of an older dragoman"):
        open_store(path, kept)
    assert open_store(path, replace(KIND, version=3)).execute("SELECT * FROM words").fetchall() == []
    assert open_to_read(path, KIND) is None


def test_reading_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    assert open_to_read(path, KIND) is None
    open_store(path, KIND).close()
    before = sorted(tmp_path.iterdir())
    reader = open_to_read(path, KIND)
    assert reader is not None
    assert reader.execute("SELECT * FROM words").fetchall() == []
    with pytest.raises(sqlite3.OperationalError):
        reader.execute("INSERT INTO words VALUES ('harbour')")
    assert sorted(tmp_path.iterdir()) == before


def test_what_the_disk_and_others_refuse_is_said_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    path.write_bytes(b"this is no database, but a file that somebody put here\n" * 40)
    with pytest.raises(FileError) as damaged:
        open_store(path, KIND)
    assert (damaged.value.hint, damaged.value.where and damaged.value.where.path) == (
        "delete the file; it is filled again",
        str(path),
    )
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    assert trouble(full, path, KIND).message == "the disk is full: the list cannot be written"
    held = sqlite3.OperationalError("database is locked")
    held.sqlite_errorcode = sqlite3.SQLITE_BUSY
    assert trouble(held, path, KIND).message == "another program holds the list"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FileError, match="cannot be opened or written"):
            open_store(tmp_path / "words.sqlite", KIND)
    finally:
        tmp_path.chmod(0o700)
