"""LibreTranslate: our engine and deep-translator's, against one server, which may stand over a real Apertium."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest
from tests.servers import phrasebook
from tests.servers.libretranslate import LibreTranslate
from tests.servers.over_apertium import OverApertium

from dragoman.engines.deep import DeepTranslatorEngine
from dragoman.engines.guard import guarded
from dragoman.engines.libretranslate import LibreTranslateEngine
from dragoman.model import Batch, Draft, EngineError, EngineSettings, Key, Request

TEXTS = phrasebook.article()


@pytest.fixture
def service() -> Iterator[LibreTranslate]:
    with LibreTranslate() as server:
        yield server


def opened(service: LibreTranslate, **options: object) -> LibreTranslateEngine:
    return LibreTranslateEngine(EngineSettings({"url": service.url, **options}))


def batch(*texts: str, target: str = "es") -> Batch:
    return Batch("en", target, tuple(Request(Key(text), text) for text in texts or TEXTS))


def test_a_batch_goes_in_one_request_with_marks_masked(service: LibreTranslate) -> None:
    drafts = asyncio.run(guarded(opened(service), batch(), 10))
    assert drafts == [Draft(text, "en-es") for text in phrasebook.translate(TEXTS)]
    languages, translate = service.received
    assert (languages.method, languages.path) == ("GET", "/languages")
    assert json.loads(translate.body) == {
        "q": [text.replace("<b>", "⟦0⟧").replace("</b>", "⟦1⟧") for text in TEXTS],
        "source": "en",
        "target": "es",
        "format": "text",
    }


def test_a_request_beyond_the_servers_own_limit_is_to_be_made_smaller(service: LibreTranslate) -> None:
    service.limit = 3
    with pytest.raises(EngineError) as failed:
        asyncio.run(opened(service).translate(batch()))
    assert (failed.value.again, failed.value.sent) == ("smaller", False)


@pytest.mark.parametrize(
    ("languages", "tag", "code"),
    [
        (("en", "zh", "zt"), "zh-Hans", "zh"),
        (("en", "zh", "zt"), "zh-TW", "zt"),
        (("en", "zh-Hans", "zh-Hant"), "zh-HK", "zh-Hant"),
        (("en", "zh-Hans"), "zh-Hant", None),
        (("en", "pb", "pt"), "pt-BR", "pb"),
        (("en", "pt"), "pt-BR", "pt"),
        (("en", "pt", "pt-BR"), "pt-PT", "pt"),
        (("en", "nb"), "no", "nb"),
        (("en", "es"), "es-419", "es"),
        (("en", "es"), "fr", None),
    ],
)
def test_a_language_is_asked_for_by_the_code_that_the_server_has(
    service: LibreTranslate, languages: tuple[str, ...], tag: str, code: str | None
) -> None:
    service.languages = languages
    engine = opened(service)
    asked = batch("Yes", target=tag)
    if code is not None:
        assert asyncio.run(engine.translate(asked)) == [Draft("«Yes»", f"en-{code}")]
        return
    with pytest.raises(EngineError) as failed:
        asyncio.run(engine.translate(asked))
    assert failed.value.hint == f"127.0.0.1 has no pair en → {tag}: install its language model there"
    assert service.bills == []


def test_what_the_server_has_is_known_once_it_was_asked(service: LibreTranslate) -> None:
    service.languages = ("en", "zt", "pb")
    engine = opened(service)
    assert engine.pairs() == []
    assert asyncio.run(engine.reach()) == ""
    assert engine.pairs() == [
        ("en", "pt-BR"),
        ("en", "zh-Hant"),
        ("pt-BR", "en"),
        ("pt-BR", "zh-Hant"),
        ("zh-Hant", "en"),
        ("zh-Hant", "pt-BR"),
    ]
    service.faults.always = "503"
    gone = LibreTranslateEngine(EngineSettings({"url": "http://127.0.0.1:9"}))
    assert asyncio.run(gone.reach()) == "127.0.0.1 cannot be reached (ConnectError)"


def test_without_an_address_the_server_of_this_machine_is_meant_and_nothing_is_to_be_trusted() -> None:
    assert LibreTranslateEngine(EngineSettings()).reaches() == ""
    key = {"key_env": "GITHUB_TOKEN"}
    assert LibreTranslateEngine(EngineSettings(key)).reaches() == "http://127.0.0.1:5000/#key_env=GITHUB_TOKEN"


def test_both_engines_get_the_same_from_a_real_apertium(service: LibreTranslate) -> None:
    translator = OverApertium()
    if translator.missing:
        pytest.skip(translator.missing)
    service.translate = translator
    sentences = ["The house is red.", "See <b>the map</b> of the streets.", "We read the newspaper every day."]
    ours = asyncio.run(guarded(opened(service), batch(*sentences), 60))
    library = DeepTranslatorEngine(EngineSettings({"provider": "libre", "url": service.url}))
    theirs = asyncio.run(guarded(library, batch(*sentences), 60))
    translator.close()
    assert [draft.text for draft in ours] == [draft.text for draft in theirs]
    assert ours[0].text == "La casa es roja."
    assert ours[1].text is not None
    assert "<b>el mapa</b>" in ours[1].text
