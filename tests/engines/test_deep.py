"""deep-translator against servers on this machine that speak the real protocols, and misbehave as the real ones do."""

from __future__ import annotations

import asyncio
import json
import logging
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence

import pytest
from tests.servers.libretranslate import LibreTranslate
from tests.servers.pages import Google, MyMemory
from tests.servers.serving import KEY, Question, Received, Reply, Service

from dragoman.engines.deep import DeepTranslatorEngine, GoogleEngine, MyMemoryEngine
from dragoman.engines.guard import guarded
from dragoman.model import Batch, ConfigError, Draft, EngineError, EngineSettings, Key, Request


class Odd(Service):
    """Answers with the text in capitals, or with what `replies` says for it, as it is.

    A text that begins with "slow" is kept waiting.
    """

    def __init__(self) -> None:
        super().__init__(self._said)
        self.replies: dict[str, tuple[int, str]] = {}

    def read(self, received: Received) -> Question | Reply:
        status, body = self.replies.get(received.fields["q"], (0, ""))
        return Reply(body.encode(), status) if status else super().read(received)

    @property
    def seen(self) -> list[Mapping[str, str]]:
        return [received.fields for received in self.received]

    def _said(self, texts: Sequence[str], target: str) -> list[str]:
        if any(text.startswith("slow") for text in texts):
            self.stopping.wait(3)
        return [text.upper() for text in texts]


class OddLibre(Odd, LibreTranslate):
    """LibreTranslate."""


class OddGoogle(Odd, Google):
    """Google's page."""


class OddMyMemory(Odd, MyMemory):
    """MyMemory."""


@pytest.fixture
def service() -> Iterator[OddLibre]:
    with OddLibre() as server:
        yield server


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[OddGoogle]:
    from deep_translator.constants import BASE_URLS

    with OddGoogle() as server:
        monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", server.url)
        yield server


@pytest.fixture
def mymemory(monkeypatch: pytest.MonkeyPatch) -> Iterator[OddMyMemory]:
    from deep_translator.constants import BASE_URLS

    with OddMyMemory() as server:
        monkeypatch.setitem(BASE_URLS, "MYMEMORY", server.url)
        yield server


def libre(service: Service, **options: object) -> DeepTranslatorEngine:
    return DeepTranslatorEngine(EngineSettings({"provider": "libre", "url": service.url, **options}))


def ask(engine: DeepTranslatorEngine, *texts: str, source: str = "en", target: str = "es") -> list[Draft]:
    return asyncio.run(guarded(engine, Batch(source, target, tuple(Request(Key(t), t) for t in texts)), 30))


def test_a_libretranslate_server_is_asked_with_marks_masked(service: OddLibre) -> None:
    drafts = ask(libre(service), "See <a>the map</a>.", "yes", "12")
    assert drafts == [
        Draft("SEE <a>THE MAP</a>.", "libre en-es"),
        Draft("YES", "libre en-es"),
        Draft("12", "copied"),
    ]
    usual = {"source": "en", "target": "es", "format": "text"}
    seen = sorted(service.seen, key=lambda asked: asked["q"])
    assert seen == [
        {"q": "See ⟦0⟧the map⟦1⟧.", **usual},
        {"q": "yes", **usual},
    ]


def test_two_hundred_texts_at_once_keep_their_own_translations(service: OddLibre) -> None:
    engine = libre(service)
    texts = [f"text number {number}" for number in range(200)]

    async def at_once() -> list[Sequence[Draft]]:
        batches = [Batch("en", "es", (Request(Key(text), text),)) for text in texts]
        return await asyncio.gather(*(engine.translate(batch) for batch in batches))

    assert asyncio.run(at_once()) == [[Draft(text.upper(), "libre en-es")] for text in texts]


def test_the_key_comes_from_the_environment(service: OddLibre, monkeypatch: pytest.MonkeyPatch) -> None:
    service.key = KEY
    monkeypatch.setenv("LIBRE_KEY", KEY)
    assert ask(libre(service, key_env="LIBRE_KEY"), "yes") == [Draft("YES", "libre en-es")]


@pytest.mark.parametrize("trouble", ["refused", "gone", "broken"])
def test_no_message_log_or_traceback_holds_the_key_or_the_text(
    service: OddLibre, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, trouble: str
) -> None:
    monkeypatch.setenv("LIBRE_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    engine = libre(service, key_env="LIBRE_KEY")
    if trouble == "refused":
        service.key = "another"
    elif trouble == "gone":
        engine = DeepTranslatorEngine(
            EngineSettings({"provider": "libre", "url": "http://127.0.0.1:9", "key_env": "LIBRE_KEY"})
        )
    else:
        service.replies["unpublished"] = (500, "no")
    with pytest.raises(EngineError) as failed:
        ask(engine, "unpublished")
    told = "".join(traceback.format_exception(failed.value)) + caplog.text + repr(engine) + repr(vars(engine))
    assert failed.value.__context__ is None
    assert KEY not in told
    assert "unpublished" not in failed.value.message + caplog.text
    expected = {
        "refused": "127.0.0.1 refuses the key in LIBRE_KEY",
        "gone": "127.0.0.1 cannot be reached or fails (ConnectionError)",
        "broken": "127.0.0.1 cannot be reached or fails (ServerException)",
    }
    assert failed.value.message == expected[trouble]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('{"translatedText": null}', "127.0.0.1 has no translation of this text"),
        ('{"translatedText": ""}', "127.0.0.1 has no translation of this text"),
        ('{"error": "x"}', "127.0.0.1 gave an answer that cannot be read (KeyError)"),
        ("{}", "127.0.0.1 gave an answer that cannot be read (TranslationNotFound)"),
        ('{"translatedText": "<!DOCTYPE html>"}', "127.0.0.1 sent an error message for a translation"),
        ('{"translatedText": "a\\u0000b"}', "the answer holds a character that no text may hold: U+0000"),
    ],
)
def test_a_bad_answer_leaves_its_own_text_empty_and_no_other(service: OddLibre, body: str, reason: str) -> None:
    service.replies["bad"] = (200, body)
    assert ask(libre(service), "good", "bad", "fine") == [
        Draft("GOOD", "libre en-es"),
        Draft(None, "libre en-es", reason),
        Draft("FINE", "libre en-es"),
    ]


def test_an_answer_that_is_no_json_counts_as_the_service_failing(service: OddLibre) -> None:
    service.replies["bad"] = (200, "<html>")
    with pytest.raises(EngineError, match="cannot be reached or fails"):
        ask(libre(service), "bad")


def test_a_text_that_the_service_fails_on_takes_no_other_with_it(service: OddLibre) -> None:
    service.replies["three"] = (500, "no")
    drafts = ask(libre(service), "one", "two", "three", "four")
    assert [draft.text for draft in drafts] == ["ONE", "TWO", None, "FOUR"]
    assert drafts[2].reason == "127.0.0.1 cannot be reached or fails (ServerException)"
    assert len(service.seen) == 4


def test_a_text_that_takes_too_long_may_be_asked_again_later_and_is_not_waited_for(service: OddLibre) -> None:
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"127\.0\.0\.1 gave no answer within 0\.4 s") as failed:
        ask(libre(service, timeout=0.4), "slow one")
    assert (failed.value.again, failed.value.sent) == ("later", True)
    assert time.monotonic() - began < 2.5  # the hung request is not waited for, nor when the event loop closes


def test_a_service_that_is_not_there_may_be_asked_later_and_has_billed_nothing() -> None:
    with OddLibre() as server:
        gone = libre(server)
    with pytest.raises(EngineError) as failed:
        ask(gone, "yes")
    assert (failed.value.again, failed.value.sent) == ("later", False)


def test_google_gets_its_own_codes_and_its_none_is_refused(google: OddGoogle) -> None:
    service, engine = google, GoogleEngine(EngineSettings())
    assert ask(engine, "The bridge", target="he") == [Draft("THE BRIDGE", "en-iw")]
    assert service.seen[0] == {"tl": "iw", "sl": "en", "q": "The bridge"}
    raw = asyncio.run(engine.translate(Batch("en", "he", (Request(Key("—"), "—"),))))
    assert raw == [Draft(None, "en-iw", "google has no translation of this text")]
    service.replies["stop"] = (429, "")
    with pytest.raises(EngineError, match="google says: too many requests"):
        ask(engine, "stop")


def test_mymemory_sends_errors_as_translations_and_they_are_refused(mymemory: OddMyMemory) -> None:
    service, engine = mymemory, MyMemoryEngine(EngineSettings())

    def reply(text: str) -> tuple[int, str]:
        return 200, json.dumps({"responseData": {"translatedText": text}, "matches": []})

    service.replies["limit"] = reply("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS")
    service.replies["pair"] = reply("'XX' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT")
    service.replies["entity"] = reply("l&#39;eau")
    service.replies["nothing"] = reply("")
    error = "mymemory sent an error message for a translation"
    assert ask(engine, "the bridge", "limit", "pair", "entity", "nothing", target="pt-BR") == [
        Draft("THE BRIDGE", "en-GB-pt-BR"),
        Draft(None, "en-GB-pt-BR", error),
        Draft(None, "en-GB-pt-BR", error),
        Draft("l'eau", "en-GB-pt-BR"),
        Draft(None, "en-GB-pt-BR", "mymemory gave an answer that cannot be read (StopIteration)"),
    ]


def test_a_quota_of_mymemorys_that_is_used_up_ends_the_day(mymemory: OddMyMemory) -> None:
    said = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."
    mymemory.replies["quota"] = (200, json.dumps({"responseData": {"translatedText": said}, "matches": []}))
    with pytest.raises(EngineError, match="mymemory has no more free translations today") as failed:
        ask(MyMemoryEngine(EngineSettings()), "quota")
    assert failed.value.again == "exhausted"


@pytest.mark.parametrize(
    ("provider", "text", "reason"),
    [
        ("google", "a" * 5000, "longer than the 4999 characters that the engine takes"),
        ("google", "桥" * 1800, "too long for a URL, in which the service takes it"),
        ("mymemory", "a" * 500, "longer than the 499 characters that the engine takes"),
        ("mymemory", "é" * 300, "larger than the 500 bytes that the engine takes"),
        ("libre", "桥" * 900, "too long for a URL, in which the service takes it"),
    ],
)
def test_a_text_longer_than_the_service_takes_is_not_sent(
    service: OddLibre, provider: str, text: str, reason: str
) -> None:
    options = {"provider": provider} | ({"url": service.url} if provider == "libre" else {})
    (draft,) = ask(DeepTranslatorEngine(EngineSettings(options)), text)
    assert (draft.text, draft.reason) == (None, reason)
    assert service.seen == []


@pytest.mark.parametrize(
    ("provider", "tag", "code"),
    [
        ("google", "zh-Hans", "zh-CN"),
        ("google", "zh-Hant-HK", "zh-TW"),
        ("google", "pt-BR", "pt"),
        ("google", "nb", "no"),
        ("google", "fa", "fa"),
        ("google", "sr-Latn", None),
        ("google", "tlh", None),
        ("mymemory", "en", "en-GB"),
        ("mymemory", "en-us", "en-US"),
        ("mymemory", "fa", "fa-IR"),
        ("mymemory", "es-419", "es-419"),
        ("mymemory", "zh-Hans", "zh-CN"),
        ("libre", "es-MX", "es"),
        ("libre", "zh-Hant", None),
        ("libre", "fa", None),
    ],
)
def test_each_provider_gets_its_own_code_for_a_language(provider: str, tag: str, code: str | None) -> None:
    engine = DeepTranslatorEngine(EngineSettings({"provider": provider, "url": "http://127.0.0.1"}))
    source = "fr"
    if code is None:
        assert engine.missing(source, tag) == f"{provider} has no language {tag}, as far as deep-translator knows"
    else:
        assert engine.missing(source, tag) == ""
        assert engine._code(tag) == code


def test_what_is_missing_comes_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIBRE_KEY", raising=False)
    engine = DeepTranslatorEngine(EngineSettings({"provider": "libre"}))
    assert engine.missing("en", "es") == (
        'set url = "https://…" (a LibreTranslate server) for engine deep-translator in dragoman.toml'
    )
    engine = DeepTranslatorEngine(
        EngineSettings({"provider": "libre", "url": "https://a.example", "key_env": "LIBRE_KEY"})
    )
    assert engine.missing("en", "es") == "export LIBRE_KEY=…  # the key for engine deep-translator"
    with pytest.raises(EngineError, match="cannot translate en → es"):
        ask(engine, "yes")


@pytest.mark.parametrize(
    "options",
    [
        {"key_env": KEY},
        {"url": f"https://user:{KEY}@a.example"},
        {"url": f"https://a.example/?api_key={KEY}"},
        {"url": f"ftp://a.example/{KEY}"},
        {"url": f"http://[{KEY}"},
    ],
)
def test_a_key_in_the_wrong_place_is_refused_without_being_repeated(options: dict[str, str]) -> None:
    with pytest.raises(ConfigError) as refused:
        DeepTranslatorEngine(EngineSettings({"provider": "libre", **options}))
    assert KEY not in str(refused.value)


def test_a_wrong_provider_is_answered_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match="no provider 'gogle'; did you mean 'google'"):
        DeepTranslatorEngine(EngineSettings({"provider": "gogle"}))
