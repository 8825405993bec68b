"""APY's protocol, scripted; and the real APY of the system, kept to this machine."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.servers.serving import Question, Received, Reply, Service

PYTHON = "/usr/bin/python3"
INSTALLED = Path("/usr/lib/python3/dist-packages/apertium_apy")
MODES = Path("/usr/share/apertium/modes")

# APY has no option for the address it listens on, and would serve the whole network.
_LOCALLY = """
import tornado.httpserver
bind = tornado.httpserver.HTTPServer.bind
tornado.httpserver.HTTPServer.bind = lambda self, port, *a, **k: bind(self, port, address="127.0.0.1")
from apertium_apy.apy import main
main()
"""


class Apy(Service):
    """Translates one text a request between the `installed` pairs."""

    installed: tuple[tuple[str, str], ...] = (("eng", "spa"), ("spa", "eng"), ("eng", "por_BR"))

    def read(self, received: Received) -> Question | Reply:
        if received.path == "/listPairs":
            rows = [{"sourceLanguage": a, "targetLanguage": b} for a, b in self.installed]
            return Reply(self._whole(rows))
        if received.path != "/translate":
            return self.refused(404, "Resource requested does not exist")
        source, _, target = received.fields.get("langpair", "").partition("|")
        if (source, target) not in self.installed:
            return self.refused(400, "That pair is not installed")

        def shape(answers: Sequence[str]) -> bytes:
            return self._whole({"translatedText": "".join(answers[:1])})

        return Question((received.fields["q"],), source, target, shape)

    def refusal(self, status: int, message: str) -> bytes:
        return json.dumps({"status": "error", "code": status, "message": "Status", "explanation": message}).encode()

    @staticmethod
    def _whole(found: object) -> bytes:
        return json.dumps({"responseData": found, "responseDetails": None, "responseStatus": 200}).encode()


def lacking() -> str:
    """Why the real APY cannot be started here, or ""."""
    if not INSTALLED.is_dir():
        return "apertium-apy is not installed"
    return "" if (MODES / "eng-spa.mode").is_file() else "apertium-eng-spa is not installed"


@contextlib.contextmanager
def real_apy() -> Iterator[str]:
    """The address of the system's APY, started on a free port of 127.0.0.1 and ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [PYTHON, "-c", _LOCALLY, "-p", str(port), str(MODES)],
        env={**os.environ, "LANG": "C.UTF-8", "PYTHONPATH": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that its pipelines end with it
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url + "/listPairs", server)
        yield url
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(300):
        assert server.poll() is None, "APY ended while it started"
        try:
            opener.open(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("APY does not answer")
