"""`spend` tells what the ledger knows, to people and to programs, and writes it out."""

from __future__ import annotations

import csv
import datetime
import json
import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from dragoman.memory.ledger import Answer, Entry, Intent, Ledger
from tests.crash.test_files_crash import SOURCE
from tests.docs import pages
from tests.newsroom import Newsroom

_NOVEMBER = datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.UTC)
_MONTH = datetime.timedelta(days=30)


def paid(ledger: Ledger, target: str, texts: int, billed: int, price: int, *, engine: str = "deepl") -> None:
    unit, currency = ("tokens", "USD") if engine == "openai" else ("characters", "EUR")
    intent = Intent(engine, "en", target, texts, billed, unit, currency, billed * price)
    number = ledger.begin(intent).result()
    entries = [
        Entry(f"{number} {at}".encode(), b"source", Answer(f"text {at}", "m", billed // texts, billed * price // texts))
        for at in range(texts)
    ]
    ledger.commit(number, entries, billed=billed, cost=billed * price).result()


@pytest.fixture
def spent(newsroom: Newsroom) -> Newsroom:
    """Some weeks with two paid engines, and one run that was killed."""
    path = newsroom.folder / ".dragoman" / "ledger.sqlite"
    with closing(Ledger(path, lambda: _NOVEMBER)) as ledger:
        paid(ledger, "es", 24, 2400, 20_000)
        paid(ledger, "es", 24, 2400, 20_000)
        paid(ledger, "ar", 12, 1200, 20_000)
        ledger.reuse("deepl", "en", "es", 30, 3000)
    killed = f"""
import datetime, os, signal
from pathlib import Path
from dragoman.memory.ledger import Intent, Ledger
ledger = Ledger(Path({str(path)!r}), lambda: datetime.datetime(2026, 11, 23, 9, 30, tzinfo=datetime.UTC))
ledger.begin(Intent("deepl", "en", "es", 25, 2500, "characters", "EUR", 50_000_000)).result()
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", killed], env=os.environ | {"PYTHONPATH": str(SOURCE)})
    with closing(Ledger(path, lambda: _NOVEMBER + _MONTH)) as ledger:
        paid(ledger, "es", 10, 2000, 1_500, engine="openai")
    return newsroom


def test_the_page_shows_what_is_printed(spent: Newsroom) -> None:
    shown = re.search(r"test_spend\.py -->\n```text\n(.*?)```", pages.page("spend").read_text(encoding="utf-8"), re.S)
    assert shown and spent.run("spend") == shown[1]


def test_spend_for_programs(spent: Newsroom) -> None:
    line = {"period": "2026-12-22", "engine": "openai", "source": "en", "target": "es", "unit": "tokens"}
    line |= {"currency": "USD", "requests": 1, "billed": 2000, "cost": "0.003", "kept": 10, "reused": 0}
    assert spent.json("spend", "--since", "2026-12", "--by", "day") == {
        "lines": [line],
        "totals": {"USD": "0.003"},
        "uncertain": [],
        "uncertain_totals": {},
        "on_way": 0,
    }
    assert spent.json("spend")["uncertain_totals"] == {"EUR": "0.05"}


def test_every_request_is_exported(spent: Newsroom) -> None:
    spent.run("spend", "--export", "spend.csv")
    with (spent.folder / "spend.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["state"], row["target"], row["cost"]) for row in rows] == [
        ("done", "es", "0.048"),
        ("done", "es", "0.048"),
        ("done", "ar", "0.024"),
        ("uncertain", "es", "0.00"),
        ("done", "es", "0.003"),
    ]
    spent.run("spend", "--since", "2026-12", "--export", "spend.jsonl")
    [line] = (spent.folder / "spend.jsonl").read_text(encoding="utf-8").splitlines()
    found = json.loads(line)
    assert [answer["text"] for answer in found["answers"]] == [f"text {at}" for at in range(10)]
    assert (found["cost"], found["answers"][0]["cost"]) == ("0.003", "0.0003")


def test_looking_changes_no_byte(spent: Newsroom) -> None:
    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (spent.folder / ".dragoman").rglob("*") if path.is_file()}

    before = state()
    spent.run("spend")
    assert state() == before


def test_a_request_of_a_run_that_goes_on_is_on_its_way(newsroom: Newsroom) -> None:
    with closing(Ledger(newsroom.folder / ".dragoman" / "ledger.sqlite")) as ledger:
        ledger.begin(Intent("deepl", "en", "es", 1, 5, "characters", "EUR", 5)).result()
        assert newsroom.run("spend") == "on their way at this moment: 1 request\n"


def test_the_ledger_may_stand_elsewhere(newsroom: Newsroom) -> None:
    settings = newsroom.folder / "dragoman.toml"
    settings.write_text('ledger = "accounts/paid.sqlite"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    with closing(Ledger(newsroom.folder / "accounts" / "paid.sqlite", lambda: _NOVEMBER)) as ledger:
        paid(ledger, "es", 1, 10, 20_000)
    assert "spent: 0.0002 EUR\n" in newsroom.run("spend")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "yesterday"), "'yesterday' is no day"),
        (("--export", "spend.xls"), "'spend.xls' is neither a .csv nor a .jsonl file"),
    ],
)
def test_what_cannot_be_meant_is_told(newsroom: Newsroom, options: tuple[str, ...], said: str) -> None:
    newsroom.run("spend", *options, code=2)
    assert said in newsroom.errors


def test_a_damaged_ledger_is_told_with_a_way_out(newsroom: Newsroom) -> None:
    (newsroom.folder / ".dragoman").mkdir(exist_ok=True)
    (newsroom.folder / ".dragoman" / "ledger.sqlite").write_bytes(b"no database at all " * 200)
    newsroom.run("spend", code=2)
    assert "the ledger is damaged" in newsroom.errors and "hint: " in newsroom.errors
