"""A newsroom with the engine wire and its server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman import plugins
from tests.newsroom import Newsroom
from tests.servers.wire import Server, install, serving

ROOT = Path(__file__).parents[2]


@dataclass
class Wired:
    """A newsroom whose engine is `wire`, and the server at the other end. `plugins` is for processes of their own."""

    room: Newsroom
    server: Server
    plugins: Path

    def configure(self, *lines: str, engines: str = '["wire"]', more: str = "") -> None:
        """The whole dragoman.toml: `lines` of the engine wire, and `more` tables."""
        text = f'source = "en"\nlanguages = ["es", "ar"]\n[policy]\nengines = {engines}\n'
        text += f'[engines.wire]\nurl = "{self.server.url}"\n' + "".join(f"{line}\n" for line in lines) + more
        (self.room.folder / "dragoman.toml").write_text(text, encoding="utf-8")

    @property
    def trust(self) -> str:
        return f"wire={self.server.url}"

    def environment(self, **more: str) -> dict[str, str]:
        path = ":".join([str(ROOT / "src"), str(ROOT), str(self.plugins)])
        return {"PYTHONPATH": path, "DRAGOMAN_TRUST": self.trust, **more}


@pytest.fixture
def wired(
    newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Wired]:
    folder = install(tmp_path_factory.mktemp("plugins"))
    monkeypatch.syspath_prepend(str(folder))
    plugins._found.cache_clear()
    with serving() as server:
        wired = Wired(newsroom, server, folder)
        wired.configure()
        monkeypatch.setenv("DRAGOMAN_TRUST", wired.trust)
        yield wired
    monkeypatch.undo()
    assert str(folder) not in sys.path
    plugins._found.cache_clear()
