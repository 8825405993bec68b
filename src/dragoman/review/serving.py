"""The review page on a port of this machine, until it is ended."""

from __future__ import annotations

import socket

import uvicorn

from dragoman.model import FileError
from dragoman.review.server import Review

HOST = "127.0.0.1"


class Serving:
    """A server that is bound already. `port` 0 takes any that is free."""

    def __init__(self, review: Review, port: int) -> None:
        self.review = review
        # Named as TCP: only then asyncio sends small answers at once, instead of 40 ms later (Nagle, delayed ACK).
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((HOST, port))
        except OSError as error:
            self._socket.close()
            hint = "name another port: dragoman review --port 8011"
            raise FileError(f"port {port} cannot be served: {error.strerror}", hint=hint) from None
        config = uvicorn.Config(
            review.app(),
            log_level="critical",
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        self.server = uvicorn.Server(config)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self._socket.getsockname()[1]}/{self.review.token}/"

    def run(self) -> None:
        """Serves until Ctrl-C or SIGTERM; what is being saved is finished first."""
        try:
            self.server.run(sockets=[self._socket])
        finally:
            self._socket.close()
            self.review.close()
