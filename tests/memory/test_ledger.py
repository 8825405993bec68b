"""The ledger: what is in it, who may use it at once, and what happens when it cannot be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

import pytest
from tests.crash.test_files_crash import SOURCE

from dragoman.memory.group_commit import Writer
from dragoman.memory.ledger import Answer, Entry, Intent, Ledger
from dragoman.memory.processes import is_alive, this_process
from dragoman.model import FileError

INTENT = Intent("deepl", "en", "es", 2, 11, "characters", "EUR", 220_000)


def entry(key: bytes, text: str, cost: int = 110_000) -> Entry:
    return Entry(key, b"digest", Answer(text, "model-1", 5, cost, ("estimated",)), "terms-1", "formal")


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_answers_cost_and_end_of_a_request_are_there_together(tmp_path: Path) -> None:
    path = tmp_path / "state" / "ledger.sqlite"
    with closing(Ledger(path)) as ledger:
        number = ledger.begin(INTENT).result()
        assert rows(path, "SELECT state, expected, cost FROM requests") == [("asked", 220_000, 0)]
        ledger.commit(number, [entry(b"a", "uno"), entry(b"b", "dos")], billed=10, cost=220_000).result()
        assert ledger.look([b"a", b"x", b"b"]) == {
            b"a": Answer("uno", "model-1", 5, 110_000, ("estimated",)),
            b"b": Answer("dos", "model-1", 5, 110_000, ("estimated",)),
        }
    assert rows(path, "SELECT state, billed, cost, reason FROM requests") == [("done", 10, 220_000, "")]


def test_an_answer_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path / "l")) as ledger:
        for text in ("first", "second"):
            ledger.commit(ledger.begin(INTENT).result(), [entry(b"a", text)], billed=5, cost=1).result()
        assert ledger.look([b"a"])[b"a"].text == "first"


def test_the_request_of_a_killed_run_is_uncertain_and_stays_so(tmp_path: Path) -> None:
    path = tmp_path / "l"
    killed = f"""
import os, signal
from pathlib import Path
from dragoman.memory.ledger import Intent, Ledger
ledger = Ledger(Path({str(path)!r}))
ledger.begin(Intent("deepl", "en", "es", 2, 11, "characters", "EUR", 220_000)).result()
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", killed], env=os.environ | {"PYTHONPATH": str(SOURCE)})
    assert rows(path, "SELECT state FROM requests") == [("asked",)]
    with closing(Ledger(path)) as ledger:
        ledger.commit(ledger.begin(INTENT).result(), [entry(b"a", "uno")], billed=5, cost=1).result()
    with closing(Ledger(path)):
        pass
    assert rows(path, "SELECT state, expected, reason FROM requests") == [
        ("uncertain", 220_000, "the run was killed"),
        ("done", 220_000, ""),
    ]


def test_the_request_of_a_living_run_is_left_alone(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path / "l")) as one:
        one.begin(INTENT).result()
        with closing(Ledger(tmp_path / "l")):
            pass
        assert rows(tmp_path / "l", "SELECT state FROM requests") == [("asked",)]


def test_a_repetition_settles_what_an_engine_bills_only_once(tmp_path: Path) -> None:
    once = Intent("deepl", "en", "es", 2, 11, "characters", "EUR", 220_000, token="t")  # noqa: S106
    with closing(Ledger(tmp_path / "l")) as ledger:
        ledger.end(ledger.begin(once).result(), "uncertain", "timed out")
        ledger.end(ledger.begin(INTENT).result(), "uncertain", "timed out")
        ledger.commit(ledger.begin(once).result(), [], billed=11, cost=220_000).result()
    assert rows(tmp_path / "l", "SELECT state FROM requests") == [("unbilled",), ("uncertain",), ("done",)]


def test_reuses_are_counted_by_day(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path / "l")) as ledger:
        ledger.reuse("deepl", "en", "es", 2, 10)
        ledger.reuse("deepl", "en", "es", 1, 7)
    assert rows(tmp_path / "l", "SELECT engine, texts, characters FROM reuses") == [("deepl", 3, 17)]


def test_sixty_four_threads_and_a_second_ledger_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "l"
    with closing(Ledger(path)) as one, closing(Ledger(path)) as other:

        def work(at: int) -> None:
            ledger = (one, other)[at % 2]
            for turn in range(10):
                number = ledger.begin(INTENT).result()
                ledger.commit(number, [entry(f"{at} {turn}".encode(), f"{at} {turn}")], billed=1, cost=1).result()

        threads = [threading.Thread(target=work, args=(at,)) for at in range(64)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert rows(path, "SELECT count(*), sum(state = 'done') FROM requests") == [(640, 640)]
    assert rows(path, "SELECT count(*) FROM answers a JOIN requests r ON r.id = a.request") == [(640,)]


def test_several_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "l"
    writing = f"""
import os
from pathlib import Path
from dragoman.memory.ledger import Answer, Entry, Intent, Ledger
ledger = Ledger(Path({str(path)!r}))
for turn in range(40):
    number = ledger.begin(Intent("deepl", "en", "es", 1, 5)).result()
    entry = Entry(f"{{os.getpid()}} {{turn}}".encode(), b"", Answer(str(turn)))
    ledger.commit(number, [entry], billed=5, cost=1).result()
ledger.close()
"""
    env = os.environ | {"PYTHONPATH": str(SOURCE)}
    runs = [subprocess.Popen([sys.executable, "-c", writing], env=env) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert rows(path, "SELECT count(*), sum(state = 'done'), count(DISTINCT process) FROM requests") == [(120, 120, 3)]
    assert rows(path, "SELECT count(*) FROM answers") == [(120,)]


def test_a_group_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "l", isolation_level=None, check_same_thread=False)
    connection.execute("CREATE TABLE t (x UNIQUE)")
    writer = Writer(connection, lambda error: FileError(str(error)))
    futures: list[Future[object]] = [
        writer.submit(lambda made, x=x: made.execute("INSERT INTO t VALUES (?)", (x,)).lastrowid)  # type: ignore[misc]
        for x in (1, 2, 1)
    ]
    writer.close()
    assert [type(future.exception()) for future in futures] == [FileError] * 3
    with closing(sqlite3.connect(tmp_path / "l")) as reader:
        assert reader.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_work_that_the_end_of_other_work_calls_for_is_written_before_the_end(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l")
    ledger.begin(INTENT).add_done_callback(lambda done: ledger.end(done.result(), "unbilled", "not sent") and None)
    ledger.close()
    assert rows(tmp_path / "l", "SELECT state FROM requests") == [("unbilled",)]


def test_a_damaged_ledger_is_refused_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "l"
    path.write_bytes(b"this is no database, but long enough to be taken for one " * 40)
    with pytest.raises(FileError, match=r"the ledger is damaged") as found:
        Ledger(path)
    assert found.value.hint == "keep it, and restore a backup"
    assert path.read_bytes().startswith(b"this is no database")


def test_a_ledger_torn_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l"
    with closing(Ledger(path)) as ledger:
        for at in range(200):
            ledger.commit(ledger.begin(INTENT).result(), [entry(b"%d" % at, "x" * 500)], billed=1, cost=1)
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 12] = bytes(4096 * 9)
    path.write_bytes(data)
    with pytest.raises(FileError, match="damaged"), closing(Ledger(path)) as ledger:
        ledger.look([b"%d" % at for at in range(200)])
        ledger.begin(INTENT).result()


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "l")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(FileError, match="newer dragoman"):
        Ledger(tmp_path / "l")


def test_where_no_ledger_can_be_made_there_is_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot be opened or written") as found:
        Ledger(tmp_path / "file" / "l")
    assert "ledger = " in found.value.hint


@pytest.mark.skipif(shutil.which("mount") is None or os.geteuid() != 0, reason="needs root to mount a small disk")
def test_on_a_full_disk_no_intent_is_written_and_the_error_says_so(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        with closing(Ledger(disk / "l")) as ledger:
            room = shutil.disk_usage(disk).free
            (disk / "filler").write_bytes(bytes(max(room - 8192, 0)))
            with pytest.raises(FileError, match="the disk is full"):
                for _ in range(300):
                    ledger.begin(INTENT).result()
    finally:
        subprocess.run(["umount", "-l", disk])


def test_a_process_is_known_by_its_birth_not_by_its_number_alone() -> None:
    me = this_process()
    assert is_alive(me)
    boot, number, began = me.split(" ")
    assert not is_alive(f"{boot} {number} {int(began) + 1}")
    assert not is_alive(f"another-boot {number} {began}")
    ended = subprocess.run(
        [sys.executable, "-c", "from dragoman.memory.processes import this_process; print(this_process())"],
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        encoding="utf-8",
    )
    assert not is_alive(ended.stdout.strip())
