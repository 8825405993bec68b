"""One run at a time: others wait or are told, and a lock never outlives its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.files import lock
from dragoman.model.errors import FileError

HOLD = """
import sys, time
from pathlib import Path
from dragoman.files import lock
with lock(Path(sys.argv[1]), wait_s=0, say=print):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(folder: Path, seconds: float) -> subprocess.Popen[str]:
    other = subprocess.Popen([sys.executable, "-c", HOLD, folder, str(seconds)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def silent(line: str) -> None:
    raise AssertionError(line)


def test_the_folder_is_made_and_hidden_from_git(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / ".dragoman"
    with lock(folder, wait_s=0, say=silent):
        assert (folder / ".gitignore").read_bytes() == b"*\n"
        assert (folder / "lock").read_bytes() == f"{os.getpid()}\n".encode()
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", "lock"]


def test_what_stands_in_gitignore_is_left(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes(b"mine\n")
    with lock(tmp_path, wait_s=0, say=silent):
        assert (tmp_path / ".gitignore").read_bytes() == b"mine\n"


def test_a_second_process_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with hold(tmp_path, 60) as other:
        said: list[str] = []
        refused = pytest.raises(FileError, match=rf"held by another run \(process {other.pid}\)")
        with refused as caught, lock(tmp_path, wait_s=0.2, say=said.append):
            pytest.fail("two hold the lock")
        other.kill()
    assert said == [f"waiting for another run (process {other.pid}) to end"]
    assert caught.value.hint == "wait until it ends, or end it"


def test_one_that_waits_gets_the_lock_in_the_end(tmp_path: Path) -> None:
    said: list[str] = []
    with hold(tmp_path, 0.3), lock(tmp_path, wait_s=60, say=said.append):
        pass
    assert len(said) == 1


def test_the_lock_of_a_killed_process_blocks_nobody(tmp_path: Path) -> None:
    with hold(tmp_path, 60) as other:
        other.send_signal(signal.SIGKILL)
    with lock(tmp_path, wait_s=0, say=silent):
        pass


def test_the_lock_is_freed_by_an_error_and_by_ctrl_c(tmp_path: Path) -> None:
    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error), lock(tmp_path, wait_s=0, say=silent):
            raise error
    with lock(tmp_path, wait_s=0, say=silent):
        pass


def test_the_same_process_does_not_get_it_twice(tmp_path: Path) -> None:
    with lock(tmp_path, wait_s=0, say=silent), pytest.raises(FileError), lock(tmp_path, wait_s=0, say=silent):
        pytest.fail("held twice")


def test_a_deleted_lock_file_does_not_let_two_in(tmp_path: Path) -> None:
    said: list[str] = []

    def delete(line: str) -> None:
        said.append(line)
        (tmp_path / "lock").unlink()

    third = pytest.raises(FileError)
    with hold(tmp_path, 0.3), lock(tmp_path, wait_s=60, say=delete), third, lock(tmp_path, wait_s=0, say=silent):
        pytest.fail("two hold the lock")


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"precious")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "lock").symlink_to(outside)
    with pytest.raises(FileError, match="cannot lock the project"), lock(folder, wait_s=0, say=silent):
        pass
    assert outside.read_bytes() == b"precious"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FileError, match="permission denied"), lock(tmp_path / "d", wait_s=0, say=silent):
        pass
