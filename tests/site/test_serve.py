"""serve: what people see while they work."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest

from dragoman.model import FileError
from dragoman.project import read_project
from dragoman.workflow.preview import Preview
from dragoman.workflow.serving import Server

CONFIG = 'source = "en"\nlanguages = ["ar"]\narticles = ["articles"]\n[policy]\npublish = "source"\n'
PAGE = "/en/ferry.html"


@dataclass
class Running:
    folder: Path
    server: Server
    told: list[str] = field(default_factory=list)

    def get(self, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=20)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found

    def save(self, name: str, text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        (self.folder / "articles" / name).write_bytes(data)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "articles").mkdir()
    (tmp_path / "dragoman.toml").write_text(CONFIG)
    (tmp_path / "articles/ferry.md").write_text("# The ferry\n\nIt leaves at noon.\n")
    told: list[str] = []
    with Server(Preview(read_project(tmp_path), say=told.append), 0) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield Running(tmp_path, server, told)
        server.shutdown()
        thread.join()


def test_a_saved_edit_is_on_the_page_at_the_next_request(running: Running) -> None:
    assert "at noon" in running.get(PAGE)[1]
    running.save("ferry.md", "# The ferry\n\nIt leaves at nine in the morning.\n")
    status, page = running.get(PAGE)
    assert (status, "at noon" in page, "nine in the morning" in page) == (200, False, True)


def test_browsers_that_look_at_a_page_are_told_when_it_is_saved(running: Running) -> None:
    clients = [http.client.HTTPConnection("127.0.0.1", running.server.server_address[1], timeout=20) for _ in "12"]
    answers = []
    for client in clients:
        client.request("GET", "/-/events?page=en/ferry.html")
        answers.append(client.getresponse())
    running.save("ferry.md", "# The ferry\n\nIt leaves at nine in the morning.\n")
    assert [answer.readline() for answer in answers] == [b"event: changed\n"] * 2
    for client in clients:
        client.close()


def test_a_request_by_another_name_is_refused(running: Running) -> None:
    assert running.get(PAGE, host="evil.example:80") == (403, "only for this machine\n")


@pytest.mark.parametrize("path", ["/../dragoman.toml", "/%2e%2e/dragoman.toml", "/articles/ferry.md", "/media/../../x"])
def test_nothing_but_the_site_is_served(running: Running, path: str) -> None:
    assert running.get(path) == (404, "there is no such page\n")


def test_a_taken_port_says_which_to_try(running: Running) -> None:
    preview = Preview(read_project(running.folder))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(FileError, match="cannot be served"):
            Server(preview, taken.getsockname()[1])


def test_an_article_that_breaks_keeps_its_last_page_and_says_so(running: Running) -> None:
    running.get(PAGE)
    running.save("ferry.md", b"# The ferry\n\n\xff\xfe broken \x00\n")
    status, page = running.get(PAGE)
    assert (status, "at noon" in page, 'role="alert"' in page, len(running.told)) == (200, True, True, 1)
    running.get(PAGE)
    assert len(running.told) == 1
    running.save("ferry.md", "# The ferry\n\nIt leaves at ten.\n")
    status, page = running.get(PAGE)
    assert (status, "at ten" in page, 'role="alert"' in page) == (200, True, False)


def test_a_new_article_appears_on_the_home_page(running: Running) -> None:
    running.save("pier.md", "# قارب على الرصيف\n\nIt is <script>alert(1)</script> blue.\n")
    assert "قارب على الرصيف" in running.get("/en/")[1]
    page = running.get("/en/pier.html")[1]
    assert ("blue" in page, "alert(1)" in page) == (True, False)
