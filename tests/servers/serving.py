"""A service on 127.0.0.1: reads requests byte for byte, keeps a log and its bills, and fails as it is told to."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.servers import phrasebook
from tests.servers.faults import PAGE, REFUSALS, Faults, spoil

KEY = "c4nary-9f8e7d6c5b4a-key"
"""The key that tests give to services; it must turn up nowhere else."""


@dataclass(frozen=True)
class Received:
    """A request: `raw` is all of it as it came in, `fields` the query's and, of a form, the body's."""

    method: str
    path: str
    fields: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    raw: bytes


@dataclass(frozen=True)
class Reply:
    """An answer that is sent as it is."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """Texts to be translated, in a service's own codes; `shape` gives the body of the answer."""

    texts: tuple[str, ...]
    source: str
    target: str
    shape: Callable[[Sequence[str]], bytes]


class Service(socketserver.ThreadingTCPServer):
    """A service; a protocol says what `read` makes of a request, and how `refusal` words an error.

    `received` are all requests in order, `bills` the texts of each request that the service did its work for: they are
    paid, whatever becomes of the answer.
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, translate: Callable[[Sequence[str], str], list[str]] = phrasebook.translate) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.translate = translate
        self.faults = Faults()
        self.key = ""
        self.slow_s = 0.3
        self.received: list[Received] = []
        self.bills: list[tuple[str, ...]] = []
        self.stopping = threading.Event()

    def read(self, received: Received) -> Question | Reply:
        """What is asked: texts to translate, or anything else, answered at once."""
        raise NotImplementedError

    def refusal(self, status: int, message: str) -> bytes:
        """The body of an answer that refuses."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def billed(self) -> int:
        """Characters paid for so far."""
        return sum(len(text) for bill in self.bills for text in bill)

    def refused(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> Reply:
        return Reply(self.refusal(status, message), status, headers or {})

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()


class _Handler(socketserver.StreamRequestHandler):
    server: Service
    request: socket.socket

    def handle(self) -> None:
        try:
            while (received := self._received()) is not None and self._answer(received):
                pass
        except OSError:
            pass  # whoever asked has gone

    def _received(self) -> Received | None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return None
            head += line
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        url = urlsplit(target)
        fields = {name: values[-1] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
        if headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            fields |= {name: values[-1] for name, values in parse_qs(body.decode()).items()}
        received = Received(method, url.path, fields, headers, body, head + body)
        self.server.received.append(received)
        return received

    def _answer(self, received: Received) -> bool:
        """Answers; False when the connection is to end."""
        asked = self.server.read(received)
        if isinstance(asked, Reply):
            return self._send(asked)
        fault = self.server.faults.take()
        if fault in REFUSALS:
            status, after = REFUSALS[fault]
            waiting = {"Retry-After": after()} if after() else {}
            return self._send(self.server.refused(status, f"fault {fault}", waiting))
        self.server.bills.append(asked.texts)
        right = self.server.translate(asked.texts, asked.target)
        foreign = self.server.translate(asked.texts, "xx")
        body = asked.shape(spoil(fault, right, foreign))
        return self._fail(fault, body) if fault else self._send(Reply(body))

    def _fail(self, fault: str, body: bytes) -> bool:
        match fault:
            case "slow":
                self.server.stopping.wait(self.server.slow_s)
                return self._send(Reply(body))
            case "hang":
                self.server.stopping.wait()
                return False
            case "reset":
                self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.request.close()
                return False
            case "cut off":  # fewer bytes than announced
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
                self.wfile.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body[: len(body) // 2])
                return False
            case "broken JSON":
                return self._send(Reply(body[: len(body) // 2]))
            case "page":
                return self._send(Reply(PAGE, headers={"Content-Type": "text/html"}))
            case "nothing":
                return self._send(Reply(b""))
            case "huge":
                return self._send(Reply(body.rstrip() + b" " * (1 << 20)))
            case _:
                return self._send(Reply(body))

    def _send(self, reply: Reply) -> bool:
        headers = {"Content-Type": "application/json", "Content-Length": str(len(reply.body)), **reply.headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.wfile.write(f"HTTP/1.1 {reply.status} Status\r\n{lines}\r\n".encode() + reply.body)
        return True

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()
