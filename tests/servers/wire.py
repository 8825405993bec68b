"""A translation server on this machine that writes down every byte it gets, and a socket that counts who knocks."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_KEPT = re.compile(r"⟦\d+⟧|<[^>]*>|\[\[\d+\]\]")


def shout(text: str) -> str | None:
    """The server's translation: capitals, with every token as it came."""
    out, position = [], 0
    for match in _KEPT.finditer(text):
        out += [text[position : match.start()].upper(), match.group()]
        position = match.end()
    return "".join([*out, text[position:].upper()])


class Server(ThreadingHTTPServer):
    """Answers with `translate` of each text after `wait_s(number of the request)` seconds; None is no answer."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.translate: Callable[[str], str | None] = shout
        self.wait_s: Callable[[int], float] = lambda _: 0.0
        self.status: Callable[[int], int] = lambda _: 200
        self.bodies: list[bytes] = []
        self.heads: list[str] = []
        self.answered = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def asked(self) -> list[dict[str, object]]:
        return [json.loads(body) for body in self.bodies]

    @property
    def texts(self) -> list[str]:
        return [text for body in self.bodies for text in json.loads(body)["texts"]]


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            number = len(self.server.bodies)
            self.server.bodies.append(body)
            self.server.heads.append(str(self.headers))
        time.sleep(self.server.wait_s(number))
        status = self.server.status(number)
        texts = [self.server.translate(text) for text in json.loads(body)["texts"]]
        sent = json.dumps({"texts": texts}).encode() if status == 200 else b"{}"
        self.send_response(status)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)
        with self.server.lock:
            self.server.answered += 1

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


class Knocks:
    """A listening socket that answers nobody."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.count = 0
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.count += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


def install(folder: Path) -> Path:
    """Makes in `folder` what an installed package of the engine wire has: its metadata with the entry point."""
    metadata = folder / "wire_engine-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: wire-engine\nVersion: 1.0\n", encoding="utf-8")
    entry = "[dragoman.engines]\nwire = tests.servers.wire_engine:WireEngine\n"
    (metadata / "entry_points.txt").write_text(entry, encoding="utf-8")
    return folder
