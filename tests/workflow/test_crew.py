"""Tasks done by several processes: as one would do them, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from dragoman.model import DragomanError, FileError, Where
from dragoman.workflow.crew import Crew, processes


class Squares:
    """What the processes make."""

    def __init__(self, add: int = 0) -> None:
        self.add = add

    def square(self, number: int) -> int:
        return number * number + self.add

    def refuse(self, path: str) -> None:
        raise FileError("is no file", Where(path, 3), "look again")

    def break_down(self) -> None:
        raise ZeroDivisionError("by zero")

    def vanish(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def crew(size: int, add: int = 0) -> Crew:
    return Crew(Squares(add), partial(Squares, add), size)


@pytest.mark.parametrize("size", [0, 1, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_every_task_is_done_once(size: int, count: int) -> None:
    with crew(size, 1) as hands:
        assert sorted(hands.each("square", ((number,) for number in range(count)))) == [
            number * number + 1 for number in range(count)
        ]
        assert list(hands.each("square", [(9,)])) == [82]


@pytest.mark.parametrize("size", [0, 2])
def test_an_error_that_can_be_mended_comes_whole(size: int) -> None:
    with crew(size) as hands, pytest.raises(FileError) as told:
        list(hands.each("refuse", [("مقال.md",)]))
    assert str(told.value) == str(FileError("is no file", Where("مقال.md", 3), "look again"))


def test_a_bug_comes_with_its_traceback() -> None:
    with crew(2) as hands, pytest.raises(RuntimeError, match="ZeroDivisionError: by zero"):
        list(hands.each("break_down", [()]))


def test_a_process_that_is_killed_is_told_of() -> None:
    with crew(2) as hands, pytest.raises(DragomanError, match="was ended"):
        list(hands.each("vanish", [(), (), (), ()]))


def test_processes_end_with_the_one_that_began_them() -> None:
    begin = "from tests.workflow.test_crew import crew\n"
    script = f"{begin}hands = crew(2)\nprint(sum(hands.each('square', [(1,), (2,)])))\n"
    script += "print(*[one.pid for one in hands._hands.values()], flush=True)\nimport time\ntime.sleep(60)\n"
    program = f"if __name__ == '__main__':\n{''.join('    ' + line + chr(10) for line in script.splitlines())}"
    begun = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert begun.stdout is not None
    assert begun.stdout.readline() == "5\n"
    helpers = [int(pid) for pid in begun.stdout.readline().split()]
    begun.kill()
    begun.wait()
    begun.stdout.close()
    until = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in helpers) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in helpers if Path(f"/proc/{pid}").exists()] == []


def test_processes_are_begun_only_for_as_much_as_they_cost() -> None:
    assert [processes(tasks, 20) for tasks in (0, 1, 39)] == [0, 0, 0]
    assert processes(10**6, 20) in range(os.cpu_count() + 1)
