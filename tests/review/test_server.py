"""Whom the server answers, and what it keeps whatever happens to it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.model import Key, State, Translation
from dragoman.project import Project
from dragoman.review.desk import Desk
from dragoman.workflow.extract import extract
from dragoman.workflow.reading import articles
from tests.review.conftest import ARTICLE, WHO, newsroom_in, served

PO = "locales/es/ferry.md.po"
KIND = {"Content-Type": "application/json"}


def asked(address: str, name: str, said: object, **headers: str) -> httpx.Response:
    origin = address.split("/", 3)
    own = {"Origin": "/".join(origin[:3]), **KIND, **headers}
    return httpx.post(f"{address}ask/{name}", content=json.dumps(said), headers=own)


def test_the_page_itself_is_answered(desk: Desk) -> None:
    with served(desk) as address:
        answer = asked(address, "sheet", {"article": ARTICLE, "language": "es"})
        assert answer.status_code == 200
        assert [row["role"] for row in answer.json()["rows"]][:2] == ["meta:title", "meta:description"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8010"},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "text/plain"},
    ],
)
def test_nobody_else_is_answered(desk: Desk, headers: dict[str, str]) -> None:
    with served(desk) as address:
        assert asked(address, "boards", {}, **headers).status_code == 403


def test_a_question_without_an_origin_is_refused(desk: Desk) -> None:
    with served(desk) as address:
        assert httpx.post(f"{address}ask/undo", content="{}", headers=KIND).status_code == 403


@pytest.mark.parametrize("token", ["", "wrong", "..", "%00", "ä"])
def test_a_wrong_token_is_refused(desk: Desk, token: str) -> None:
    with served(desk) as address:
        root = "/".join(address.split("/", 3)[:3])
        assert httpx.get(f"{root}/{token}/").status_code in (400, 403)
        assert httpx.get(f"{root}/{token}/static/review.css").status_code in (400, 403)


def test_every_answer_says_what_a_browser_may_do_with_it(desk: Desk) -> None:
    with served(desk) as address:
        for where in ("", "article", "static/article.js", "static/nothing.js", "media/../../etc/passwd"):
            headers = httpx.get(address + where).headers
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "place", ["../dragoman.toml", "ferry.md", "%2e%2e/dragoman.toml", "/etc/passwd", "nothing.png"]
)
def test_only_pictures_of_the_articles_are_given(desk: Desk, place: str) -> None:
    (desk.project.folder / "secret.png").write_bytes(b"png")
    with served(desk) as address:
        assert httpx.get(f"{address}media/{place}").status_code == 404
        assert httpx.get(f"{address}media/..%2fsecret.png").status_code == 404


@pytest.mark.parametrize(
    "body", ["", "[]", "null", "{", '{"article": 1}', '{"article": "articles/none.md"}', "[" * 100_000]
)
def test_a_question_that_makes_no_sense_is_told_so(desk: Desk, body: str) -> None:
    with served(desk) as address:
        origin = "/".join(address.split("/", 3)[:3])
        for name in ("sheet", "save", "waive", "judge", "preview", "matches"):
            answer = httpx.post(f"{address}ask/{name}", content=body, headers={"Origin": origin, **KIND})
            assert answer.status_code in (400, 422), name
            assert answer.json()["error"]


def test_a_question_that_never_ends_is_cut_off(desk: Desk) -> None:
    with served(desk) as address:
        assert asked(address, "judge", {"text": "a" * 3_000_000}).status_code == 413


def numbered(count: int) -> str:
    return "\n\n".join(f"The crew number {number} returned to the harbour." for number in range(1, count + 1)) + "\n"


def spoken(number: int, turn: int) -> str:
    return f"La tripulación número {number} volvió al puerto{'.' if turn == 0 else f' por la noche {turn}.'}"


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_server_has_kept_all_that_it_acknowledged(tmp_path: Path, seed: int) -> None:
    project = newsroom_in(tmp_path / "courier", numbered(40))
    command = [
        sys.executable,
        "-m",
        "dragoman",
        "review",
        "--port",
        "0",
        "--name",
        WHO,
        "--project",
        str(project.folder),
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    limit = threading.Timer(60, server.kill)  # one that never says where it is must not hold up the other tests
    limit.daemon = True
    limit.start()
    address = server.stdout.readline().split()[2]
    kept: dict[str, str] = {}
    dice = random.Random(seed)
    threading.Timer(0.05 + dice.random() * 0.6, lambda: os.kill(server.pid, signal.SIGKILL)).start()
    try:
        sheet = asked(address, "sheet", {"article": ARTICLE, "language": "es"}).json()
        for number, row in enumerate(sheet["rows"], 1):
            said = {"article": ARTICLE, "language": "es", "id": row["id"], "seen": row["seen"], "approve": True}
            text = spoken(number, 0)
            if asked(address, "save", {**said, "text": text}).json().get("rows"):
                kept[row["source"]] = text
    except (httpx.HTTPError, ValueError):
        pass
    server.wait(timeout=20)
    limit.cancel()
    server.stdout.close()
    found = Catalog.read(project.file(PO))
    there = {
        key.text: one.text for key in found.keys if (one := found.translation(key)) and one.state is State.APPROVED
    }
    assert kept.items() <= there.items()
    desk = Desk(project, WHO)  # and the next session goes on
    [left] = [row for row in desk.sheet(ARTICLE, "es").rows if row.at == 39]
    assert desk.save(ARTICLE, "es", left.id, spoken(40, 1), State.APPROVED, left.seen).theirs is None


@pytest.mark.parametrize("seed", range(4))
def test_the_page_an_editor_and_extract_race_and_nothing_is_lost(tmp_path: Path, seed: int) -> None:
    race(tmp_path, seed, 40)


@pytest.mark.long
def test_a_thousand_interleavings_lose_nothing(tmp_path: Path) -> None:
    for seed in range(25):
        race(tmp_path / str(seed), 100 + seed, 40)


def race(folder: Path, seed: int, turns: int) -> None:
    """Random turns of a page that looks and saves, a PO editor that loads and saves, an author who edits, and
    extract, one between the steps of another. Who saves last over what he saw is right; nothing else may go."""
    dice = random.Random(seed)
    project = newsroom_in(folder / "courier", numbered(8))
    desk = Desk(project, WHO)
    loaded: tuple[bytes, Catalog] | None = None
    looked: dict[str, str] = {}  # what the page shows, by row
    history: dict[str, list[str]] = {}  # every text that was approved, by source; the last one must stand
    file = project.file(PO)
    for turn in range(1, turns + 1):
        match dice.choice(("look", "page", "page", "load", "editor", "author", "extract")):
            case "look":
                looked = {row.source: row.seen for row in desk.sheet(ARTICLE, "es").rows}
            case "page":
                rows = {row.source: row for row in desk.sheet(ARTICLE, "es").rows}
                source = dice.choice(sorted(rows))
                if (seen := looked.get(source)) is None:
                    continue
                text = spoken(int("".join(filter(str.isdigit, source))), turn)
                before = Catalog.read(file).translation(Key(source))
                answer = desk.save(ARTICLE, "es", rows[source].id, text, State.APPROVED, seen)
                if answer.theirs is None and not answer.refused:
                    assert rows[source].seen == seen, "written over a text that was not seen"
                    history.setdefault(source, []).append(text)
                    looked[source] = answer.rows[0].seen
                else:
                    assert Catalog.read(file).translation(Key(source)) == before
                    looked[source] = rows[source].seen
            case "load":
                data = file.read_bytes()
                loaded = (data, Catalog.parse(data))
            case "editor":
                if loaded is None or file.read_bytes() != loaded[0]:
                    loaded = None  # as a careful editor does: it loads the file again
                    continue
                catalog = loaded[1]
                key = dice.choice(catalog.keys)
                text = spoken(int("".join(filter(str.isdigit, key.text))), turn)
                catalog.put(key, Translation(text, State.APPROVED), over=catalog.translation(key))
                part = file.with_suffix(".tmp")
                part.write_bytes(catalog.data)
                part.replace(file)
                history.setdefault(key.text, []).append(text)
                loaded = None
            case "author":
                article = project.file(ARTICLE)
                words = article.read_text(encoding="utf-8").split("\n\n")
                dice.shuffle(words)
                article.write_text("\n\n".join(one.strip() for one in words) + "\n", encoding="utf-8")
            case "extract":
                assert extract(project, articles(project), ["es"]).troubles == []
        now = Catalog.read(file)
        for source, texts in history.items():
            there = now.translation(Key(source))
            assert there is not None and (there.text, there.state) == (texts[-1], State.APPROVED)


def test_threads_save_at_once_and_all_that_was_acknowledged_stands(tmp_path: Path) -> None:
    project = newsroom_in(tmp_path / "courier", numbered(12))
    desk = Desk(project, WHO)
    acknowledged: dict[str, str] = {}

    def page(first: int) -> None:
        for row in desk.sheet(ARTICLE, "es").rows[first::2]:
            text = spoken(row.at + 1, 0)
            if desk.save(ARTICLE, "es", row.id, text, State.APPROVED, row.seen).theirs is None:
                acknowledged[row.source] = text

    threads = [threading.Thread(target=page, args=(first,)) for first in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = Catalog.read(project.file(PO))
    assert {key.text: one.text for key in now.keys if (one := now.translation(key))} == acknowledged
    assert len(acknowledged) == 12


def test_a_save_waits_for_another_run_and_the_page_is_told(desk: Desk, project: Project) -> None:
    [row] = [row for row in desk.sheet(ARTICLE, "es").rows if row.source == "No passenger was hurt."]
    said = {
        "article": ARTICLE,
        "language": "es",
        "id": row.id,
        "seen": row.seen,
        "approve": True,
        "text": "Nadie salió herido.",
    }
    with served(desk) as address:
        with files.lock(project.file(project.state), wait_s=1, say=print):
            assert asked(address, "save", said).status_code == 423
        assert asked(address, "save", said).json()["rows"][0]["state"] == "approved"


def test_two_desks_never_write_over_one_another(project: Project) -> None:
    one, other = Desk(project, WHO), Desk(project, "Sam Ortiz <sam@example.org>")
    [row] = [row for row in other.sheet(ARTICLE, "es").rows if row.source == "No passenger was hurt."]
    one.save(ARTICLE, "es", row.id, "Nadie resultó herido.", State.APPROVED, row.seen)
    answer = other.save(ARTICLE, "es", row.id, "Nadie sufrió daños.", State.APPROVED, row.seen)
    assert answer.theirs is not None and answer.theirs.target == "Nadie resultó herido."
