"""A paid translation server of LibreTranslate's protocol in a process of its own: fast, and every bill is written down.

    python -m tests.servers.paid [--latency SECONDS] [--bills FILE] [--one]

It prints its port. A request is billed on receipt: its texts are a line of the file, a JSON list, before the work
begins. An answer is its question behind the target's code, so that whoever gets another text's answer is found out.
With --one it takes one text a call.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

_LANGUAGES = json.dumps([{"code": code, "name": code, "targets": ["en", "es"]} for code in ("en", "es")]).encode()


def answer(text: str, target: str = "es") -> str:
    return f"{target} {text}"


@dataclass(frozen=True)
class Paid:
    """A running server: its URL, and the texts of each request it was paid for."""

    url: str
    file: Path | None

    def bills(self) -> list[list[str]]:
        if self.file is None or not self.file.exists():
            return []
        return [json.loads(line) for line in self.file.read_text(encoding="utf-8").splitlines()]


@contextmanager
def paid(latency_s: float = 0.0, bills: Path | None = None, *, one: bool = False) -> Iterator[Paid]:
    """A server for as long as the context lasts."""
    command = [sys.executable, "-m", "tests.servers.paid", "--latency", str(latency_s)]
    command += [*(["--bills", str(bills)] if bills else []), *(["--one"] if one else [])]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, encoding="ascii") as process:
        assert process.stdout is not None
        try:
            yield Paid(f"http://127.0.0.1:{int(process.stdout.readline())}", bills)
        finally:
            process.kill()


class _Connection(asyncio.Protocol):
    """One connection, whose requests are answered in order."""

    def __init__(self, latency_s: float, bills: int | None, one: bool) -> None:
        self._latency_s = latency_s
        self._bills = bills
        self._one = one
        self._data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            head = self._data[:end].decode("latin-1")
            length = next((int(line[15:]) for line in head.split("\r\n") if line[:15].lower() == "content-length:"), 0)
            if len(self._data) < end + 4 + length:
                return
            body = self._data[end + 4 : end + 4 + length]
            self._data = self._data[end + 4 + length :]
            self._answer(head.split(" ", 2)[1], body)

    def _answer(self, target: str, body: bytes) -> None:
        path, _, query = target.partition("?")
        if path == "/languages":
            self._send(200, _LANGUAGES)
            return
        asked = json.loads(body) if body else {name: values[-1] for name, values in parse_qs(query).items()}
        texts = asked["q"]
        if self._one and isinstance(texts, list) and len(texts) > 1:
            self._send(400, b'{"error": "text count exceeds 1"}')
            return
        many = isinstance(texts, list)
        if self._bills is not None:
            os.write(self._bills, json.dumps(texts if many else [texts]).encode() + b"\n")
        answers = [answer(text, asked["target"]) for text in texts] if many else answer(texts, asked["target"])
        reply = json.dumps({"translatedText": answers}).encode()
        asyncio.get_running_loop().call_later(self._latency_s, self._send, 200, reply)

    def _send(self, status: int, body: bytes) -> None:
        head = f"HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        if not self._transport.is_closing() and isinstance(self._transport, asyncio.Transport):
            self._transport.write(head.encode() + body)


async def _serve(latency_s: float, bills: Path | None, one: bool) -> None:
    file = os.open(bills, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if bills else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(latency_s, file, one), "127.0.0.1", 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--latency", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--bills", type=Path, metavar="FILE")
    parser.add_argument("--one", action="store_true", help="one text a call")
    chosen = parser.parse_args()
    asyncio.run(_serve(chosen.latency, chosen.bills, chosen.one))


if __name__ == "__main__":
    main()
