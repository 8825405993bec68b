"""A key is in no output, log or file of a project, whatever its service does."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.newsroom import Newsroom
from tests.servers import phrasebook
from tests.servers.deepl import DeepL
from tests.servers.serving import KEY

SENTENCES = [text for text in phrasebook.article() if "<b>" not in text and "&" not in text]
FAULTS = ("", "429 seconds", "500", "456", "cut off", "page", "wrong count", "chatter")


def test_a_key_is_in_no_output_log_or_file_of_a_project(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEEPL_AUTH_KEY", KEY)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    told: list[str] = []
    with DeepL() as server:
        monkeypatch.setenv("DRAGOMAN_TRUST", f"deepl={server.url}/")
        settings = (newsroom.folder / "dragoman.toml").read_text(encoding="utf-8")
        (newsroom.folder / "dragoman.toml").write_text(
            f'{settings}\n[engines.deepl]\nurl = "{server.url}"\ntimeout = 5\n', encoding="utf-8"
        )
        for number, (fault, sentence) in enumerate(zip(FAULTS, [*SENTENCES, *SENTENCES], strict=False)):
            server.key = "another" if fault == "500" else KEY
            server.faults.plan(*([fault] if fault not in ("", "500") else []))
            newsroom.article.write_text(f"# News {number}\n\n{sentence}\n", encoding="utf-8")
            told.append(newsroom.run("extract", code=None) + newsroom.errors)
            told.append(newsroom.run("translate", "-l", "es", "--engine", "deepl", code=None) + newsroom.errors)
        assert server.bills
    written = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert phrasebook.translate(SENTENCES[:1])[0].encode() in b"".join(written.values())
    assert [path for path, data in written.items() if KEY.encode() in data] == []
    assert KEY not in "".join(told) + caplog.text
    assert "refuses the key in DEEPL_AUTH_KEY" in "".join(told)
