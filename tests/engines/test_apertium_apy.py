"""APY: a scripted server, and the system's own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from tests.servers import phrasebook
from tests.servers.apy import Apy, lacking, real_apy

from dragoman.engines.apertium import ApertiumEngine
from dragoman.engines.apertium_apy import ApertiumApyEngine
from dragoman.engines.guard import guarded
from dragoman.model import Batch, Draft, EngineError, EngineSettings, Key, Request

TEXTS = phrasebook.article()


@pytest.fixture
def service() -> Iterator[Apy]:
    with Apy() as server:
        yield server


def opened(url: str) -> ApertiumApyEngine:
    return ApertiumApyEngine(EngineSettings({"url": url}))


def batch(*texts: str, target: str = "es") -> Batch:
    return Batch("en", target, tuple(Request(Key(text), text) for text in texts or TEXTS))


def test_each_text_goes_alone_as_a_form(service: Apy) -> None:
    drafts = asyncio.run(guarded(opened(service.url), batch(), 10))
    assert drafts == [Draft(text, "eng-spa") for text in phrasebook.translate(TEXTS)]
    pairs, first, *_ = service.received
    assert pairs.path == "/listPairs"
    assert dict(first.fields) == {"langpair": "eng|spa", "markUnknown": "no", "format": "txt", "q": TEXTS[0]}
    assert len(service.received) == 1 + len(TEXTS)


def test_variants_are_asked_for_by_apertiums_codes(service: Apy) -> None:
    assert asyncio.run(opened(service.url).translate(batch("Yes", target="pt-BR"))) == [Draft("«Yes»", "eng-por_BR")]


def test_a_pair_that_the_server_has_not_is_said_with_the_way_out(service: Apy) -> None:
    engine = opened(service.url)
    assert engine.missing("en", "ca") == ""  # nobody has asked the server yet
    assert asyncio.run(engine.reach()) == ""
    assert engine.pairs() == [("en", "es"), ("en", "pt-BR"), ("es", "en")]
    assert engine.missing("en", "ca") == "127.0.0.1 has no Apertium pair en → ca: install it there"
    with pytest.raises(EngineError) as failed:
        asyncio.run(engine.translate(batch("Yes", target="ca")))
    assert (failed.value.again, failed.value.sent) == ("no", False)


def test_signs_before_words_that_apertium_cannot_form_are_taken_off(service: Apy) -> None:
    service.translate = lambda texts, target: ["El #ayuntamiento @open 3 #2"]
    assert asyncio.run(opened(service.url).translate(batch("The council"))) == [
        Draft("El ayuntamiento open 3 #2", "eng-spa")
    ]
    assert asyncio.run(opened(service.url).translate(batch("#budget"))) == [
        Draft("El #ayuntamiento open 3 #2", "eng-spa")
    ]


def test_the_systems_own_server_translates_as_the_pipeline_does() -> None:
    if lacking():
        pytest.skip(lacking())
    sentences = [
        "The house is red.",
        "See <b>the map</b> of the streets.",
        "Prices rose by 3% & wages did not.",
        "We read the newspaper every day",
        "He said: “the bridge is closed”.",
    ]
    with real_apy() as url:
        engine = opened(url)
        assert asyncio.run(engine.reach()) == ""
        assert ("en", "es") in engine.pairs()
        drafts = asyncio.run(guarded(engine, batch(*sentences), 120))
    pipeline = ApertiumEngine(EngineSettings())
    wanted = asyncio.run(guarded(pipeline, batch(*sentences), 60))
    pipeline.close()
    assert drafts == wanted
