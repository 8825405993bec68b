"""The real protocols behind the project's own names: what is shown is received, what is hidden is not."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from dragoman import Catalog
from tests.newsroom import Newsroom
from tests.servers.libretranslate import LibreTranslate
from tests.servers.openai import MODEL, ChatServer
from tests.servers.serving import KEY

TEXT = """\
# The bridge at Valmora is open

The bridge was closed for a year. Project Nightjar paid for it.

The **ferry** runs until June, says Project Nightjar.
"""


@pytest.fixture
def libre() -> Iterator[LibreTranslate]:
    with LibreTranslate() as server:
        yield server


@pytest.fixture
def model() -> Iterator[ChatServer]:
    with ChatServer(lambda segment, _: f"Aquí dice algo: {segment['text']}") as server:
        yield server


def configure(room: Newsroom, monkeypatch: pytest.MonkeyPatch, table: str, trust: str) -> None:
    text = 'source = "en"\nlanguages = ["es"]\n[policy]\nengines = ["house"]\n[engines.house]\n' + table
    (room.folder / "dragoman.toml").write_text(text, encoding="utf-8")
    room.article.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("DRAGOMAN_TRUST", f"house={trust}")
    monkeypatch.setenv("HOUSE_KEY", KEY)


def test_libretranslate_under_a_name_of_the_house(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, libre: LibreTranslate
) -> None:
    libre.key = KEY
    libre.translate = lambda texts, target: [f"Aquí dice algo: {text}" for text in texts]
    table = f'kind = "libretranslate"\nurl = "{libre.url}"\nkey_env = "HOUSE_KEY"\nredact = ["Project Nightjar"]\n'
    configure(newsroom, monkeypatch, table, f"{libre.url}/#key_env=HOUSE_KEY")
    shown = json.loads(newsroom.run("translate", "--show-requests", "--format", "json", code=None))["requests"]
    asked = [json.loads(each.body) for each in libre.received if each.path == "/translate"]
    assert [json.loads(each["body"]) for each in shown] == [
        {name: said for name, said in body.items() if name != "api_key"} for body in asked
    ]
    assert asked
    raw = b"".join(each.raw for each in libre.received)
    assert b"Nightjar" not in raw
    assert KEY.encode() in raw
    assert KEY not in json.dumps(shown)
    assert b"house " in newsroom.catalog().read_bytes()
    catalog = Catalog.read(newsroom.catalog())
    counts = [
        (key.text.count("Project Nightjar"), found.text.count("Project Nightjar"))
        for key in catalog.keys
        if (found := catalog.translation(key))
    ]
    assert (1, 1) in counts
    assert all(asked == came for asked, came in counts)


def test_a_language_model_gets_no_redacted_string_in_its_prompt(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, model: ChatServer
) -> None:
    table = f'kind = "openai"\nmodel = "{MODEL}"\nbase_url = "{model.url}"\nredact = ["Project Nightjar"]\n'
    configure(newsroom, monkeypatch, table, f"{model.url}/")
    shown = json.loads(newsroom.run("translate", "--show-requests", "--format", "json", code=None))["requests"]
    asked = len(model.received)
    assert [json.loads(each["body"]) for each in shown] == model.received
    assert asked and "Nightjar" not in json.dumps(model.received)
    table += 'instructions = "Say nothing of Project Nightjar."\n'
    configure(newsroom, monkeypatch, table, f"{model.url}/")
    newsroom.catalog().unlink()
    out = newsroom.run("translate", code=3)
    assert "a redacted string would be seen in what the settings of house add to a request" in out
    assert len(model.received) == asked
