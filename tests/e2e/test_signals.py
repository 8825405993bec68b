"""A run that is told to stop keeps what was paid for, and the next run goes on."""

from __future__ import annotations

import random
import signal
import subprocess
import time

import pytest

from dragoman import Catalog
from tests.cli import programs
from tests.e2e.conftest import Wired


def drafted(wired: Wired) -> int:
    paths = (wired.room.folder / "locales").rglob("*.po")
    catalogs = [Catalog.read(path) for path in paths]
    return sum(catalog.translation(key) is not None for catalog in catalogs for key in catalog.keys)


@pytest.fixture
def slow(wired: Wired) -> Wired:
    """A hundred sentences and a server that takes its time, one text a request."""
    text = "# Ferry\n\n" + " ".join(f"Boat {number} has cars." for number in range(100)) + "\n"
    wired.room.article.write_text(text, encoding="utf-8")
    wired.configure("items = 1", "in_flight = 4", "price = 20", 'currency = "EUR"')
    wired.server.wait_s = lambda _: 0.05
    return wired


def started(wired: Wired, after: int) -> subprocess.Popen[bytes]:
    process = programs.start(wired.room.folder, "translate", "-l", "es", **wired.environment())
    for _ in range(600):
        if len(wired.server.bodies) >= after or process.poll() is not None:
            break
        time.sleep(0.02)
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_waits_for_what_is_on_its_way_and_writes_it_down(slow: Wired, number: signal.Signals) -> None:
    process = started(slow, 8)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 128 + number, (out, err)
    paid = len(slow.server.bodies)
    assert 8 <= paid < 101
    assert drafted(slow) == paid == slow.server.answered
    assert f"stopped; {paid} drafts kept, run the command again to go on\n".encode() in err
    assert b"stopped before it was asked" in out
    slow.server.wait_s = lambda _: 0.0
    slow.room.run("translate", "-l", "es")
    assert drafted(slow) == 101
    assert len(slow.server.bodies) == 101  # nothing was paid twice


def test_the_second_signal_ends_it_at_once(slow: Wired) -> None:
    slow.server.wait_s = lambda number: 0.0 if number < 8 else 20.0
    process = started(slow, 9)
    process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    assert process.poll() is None  # it waits for the answers
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=15)
    assert process.returncode == 128 + signal.SIGTERM, (out, err)
    assert b"stopped at once" in err
    assert b"Traceback" not in err


def test_a_killed_run_loses_nothing_that_was_answered(slow: Wired) -> None:
    process = started(slow, 20)
    process.kill()
    process.wait(timeout=30)
    process.communicate()
    slow.server.wait_s = lambda _: 0.0
    before = len(slow.server.bodies)
    slow.room.run("translate", "-l", "es")
    assert drafted(slow) == 101
    assert len(slow.server.bodies) - 101 <= 4, before  # what was in flight, at most


@pytest.mark.parametrize("times", [3, pytest.param(200, marks=pytest.mark.long)])
def test_however_often_it_is_stopped_nothing_is_paid_twice_and_nothing_is_lost(slow: Wired, times: int) -> None:
    moments = random.Random(5)
    slow.configure("items = 2", "in_flight = 8", "price = 20", 'currency = "EUR"')
    slow.server.wait_s = lambda _: 0.03
    stopped = 0
    while stopped < times:
        process = started(slow, len(slow.server.bodies) + moments.randrange(1, 40))
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            stopped += 1
        out, err = process.communicate(timeout=60)
        assert process.returncode in (0, 128 + signal.SIGTERM), (out, err)
        texts = slow.server.texts
        assert len(texts) == len(set(texts)) == drafted(slow)
        if process.returncode == 0:  # all done: from the beginning
            slow.room.catalog().unlink()
            (slow.room.folder / ".dragoman" / "ledger.sqlite").unlink()
            slow.server.bodies.clear()
