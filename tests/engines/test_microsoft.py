"""Microsoft's Translator, by its own interface."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest
from tests.servers import phrasebook
from tests.servers.microsoft import Microsoft
from tests.servers.serving import KEY

from dragoman.engines.guard import guarded
from dragoman.engines.microsoft import MicrosoftEngine
from dragoman.model import Batch, Draft, EngineSettings, Key, Request

TEXTS = phrasebook.article()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Microsoft]:
    monkeypatch.setenv("AZURE_TRANSLATOR_KEY", KEY)
    with Microsoft() as server:
        server.key = KEY
        yield server


def batch(*texts: str, target: str = "es") -> Batch:
    return Batch("en", target, tuple(Request(Key(text), text) for text in texts or TEXTS))


def test_a_batch_goes_in_one_request_with_key_and_region_in_its_headers(service: Microsoft) -> None:
    options = {"url": service.url, "region": "westeurope", "category": "desk-7"}
    engine = MicrosoftEngine(EngineSettings(options))
    assert asyncio.run(guarded(engine, batch(), 10)) == [Draft(text, "en-es") for text in phrasebook.translate(TEXTS)]
    [asked] = service.received
    names = ("ocp-apim-subscription-key", "ocp-apim-subscription-region")
    assert [asked.headers[name] for name in names] == [KEY, "westeurope"]
    assert dict(asked.fields) == {
        "api-version": "3.0",
        "from": "en",
        "to": "es",
        "textType": "plain",
        "category": "desk-7",
    }
    masked = [text.replace("<b>", "⟦0⟧").replace("</b>", "⟦1⟧") for text in TEXTS]
    assert json.loads(asked.body) == [{"Text": text} for text in masked]
    assert asked.body.decode() == engine.wire(batch(*masked))


@pytest.mark.parametrize(
    ("tag", "code"),
    [("pt", "pt-PT"), ("pt-BR", "pt"), ("zh-TW", "zh-Hant"), ("zh", "zh-Hans"), ("sr", "sr-Cyrl"), ("de-CH", "de")],
)
def test_languages_are_asked_for_by_the_services_codes(service: Microsoft, tag: str, code: str) -> None:
    service.languages = ("en", code)
    engine = MicrosoftEngine(EngineSettings({"url": service.url}))
    assert asyncio.run(engine.translate(batch("Yes", target=tag))) == [Draft("«Yes»", f"en-{code}")]
    assert asyncio.run(engine.reach()) == ""
    assert asyncio.run(engine.translate(batch("Yes", target=tag))) == [Draft("«Yes»", f"en-{code}")]
    assert engine.missing("en", "ja") == "microsoft has no language ja"


def test_its_own_address_is_azures_and_nothing_is_to_be_trusted() -> None:
    assert MicrosoftEngine(EngineSettings()).reaches() == ""
