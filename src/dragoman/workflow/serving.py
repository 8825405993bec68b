"""A preview of the site on this machine: pages on request, reloaded when what they are made of is saved."""

from __future__ import annotations

import hashlib
import posixpath
import time
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from urllib.parse import parse_qs, quote, unquote, urlsplit

from dragoman.model import DragomanError, FileError
from dragoman.publishing.site.addresses import HOME
from dragoman.workflow.preview import Preview

HOST = "127.0.0.1"
_EVENTS = "/-/events"
_POLL_S = 0.2
_ALIVE_S = 15.0  # between signs of life, by which a browser that has gone is found out
_POLICY = "default-src 'self'; script-src 'self'; img-src 'self' data: http: https:; frame-ancestors 'none'"
_SCRIPT = b"""\
const {page, stamp} = document.currentScript.dataset;
const address = "/-/events?page=" + encodeURIComponent(page) + "&stamp=" + stamp;
new EventSource(address).addEventListener("changed", () => location.reload());
"""


class Server(ThreadingHTTPServer):
    """Serves a preview on 127.0.0.1 only. `port` 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, preview: Preview, port: int) -> None:
        self.ending = Event()
        try:
            super().__init__((HOST, port), partial(_Handler, preview))
        except OSError as error:
            hint = "name another port: dragoman serve --port 8001"
            raise FileError(f"port {port} cannot be served: {error.strerror}", hint=hint) from None

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}/"

    def shutdown(self) -> None:
        self.ending.set()
        super().shutdown()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, preview: Preview, *arguments: object) -> None:
        self._preview = preview
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, *_: object) -> None:
        """Nothing: a terminal is for what the newsroom should know."""

    def _answer(self, *, with_body: bool) -> None:
        asked = urlsplit(self.path)
        if not self._is_ours():
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"only for this machine\n", with_body)
        elif asked.path == _EVENTS and with_body:
            query = parse_qs(asked.query)
            self._events(unquote(query.get("page", [""])[0]), query.get("stamp", [""])[0])
        elif asked.path == "/-/reload.js":
            self._send(HTTPStatus.OK, "text/javascript", _SCRIPT, with_body)
        else:
            self._page(unquote(asked.path).lstrip("/"), with_body)

    def _page(self, address: str, with_body: bool) -> None:
        if address == "" or address.endswith("/"):
            address += HOME
        try:
            shown = self._preview.page(posixpath.normpath(address))
        except DragomanError as error:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", f"{error}\n".encode(), with_body)
            return
        if shown is None:
            self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"there is no such page\n", with_body)
            return
        data = shown.data
        if shown.kind.startswith("text/html"):
            facts = f'data-page="{quote(address)}" data-stamp="{self._stamp(address)}"'
            script = f'<script src="/-/reload.js" {facts}></script>\n</body>'
            data = data.replace(b"</body>", script.encode(), 1)
        self._send(HTTPStatus.OK, shown.kind, data, with_body)

    def _stamp(self, address: str) -> str:
        return hashlib.sha256(self._preview.stamp(address).encode("utf-8", "replace")).hexdigest()[:16]

    def _events(self, address: str, stamp: str) -> None:
        """Tells the browser when its page would look otherwise than at `stamp` ("" for now), as server-sent events
        (WHATWG HTML, 9.2)."""
        stamp, told = stamp or self._stamp(address), time.monotonic()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.close_connection = True
        ending: Event = self.server.ending  # type: ignore[attr-defined]
        try:
            while not ending.wait(_POLL_S):
                now = self._stamp(address)
                if now != stamp:
                    self.wfile.write(b"event: changed\ndata: 1\n\n")
                    stamp, told = now, time.monotonic()
                elif time.monotonic() - told > _ALIVE_S:
                    self.wfile.write(b": still here\n\n")
                    told = time.monotonic()
                self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            return

    def _is_ours(self) -> bool:
        """False for a request that another site makes a browser send here by a name of its own."""
        host = (self.headers.get("Host") or "").rpartition(":")[0] or self.headers.get("Host", "")
        return host in (HOST, "localhost")

    def _send(self, status: HTTPStatus, kind: str, data: bytes, with_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if with_body:
            self.wfile.write(data)
