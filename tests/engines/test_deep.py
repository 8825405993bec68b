"""deep-translator against servers on this machine that speak the real protocols, and misbehave as the real ones do."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
import traceback
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from dragoman.engines.deep import DeepTranslatorEngine
from dragoman.engines.guard import guarded
from dragoman.model import Batch, ConfigError, Draft, EngineError, EngineSettings, Key, Request

KEY = "s3cret-key-9f8e7d"


class Service(ThreadingHTTPServer):
    """LibreTranslate's, Google's and MyMemory's answers: the text in capitals, or what `replies` says for it.

    A reply is (status, body); the body is sent as it is. A text that begins with "slow" is kept waiting.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: dict[str, tuple[int, str]] = {}
        self.seen: list[Mapping[str, str]] = []
        self.key = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        asked = self._asked()
        if self.server.key and asked.get("api_key") != self.server.key:
            return self._send(403, json.dumps({"error": "Invalid API key"}))
        return self._send(*self._reply(asked["q"], json.dumps({"translatedText": asked["q"].upper()})))

    def do_GET(self) -> None:
        asked = self._asked()
        if "langpair" in asked:
            whole = json.dumps(
                {"responseData": {"translatedText": asked["q"].upper()}, "responseStatus": 200, "matches": []}
            )
        else:
            whole = f'<html><body><div class="result-container">{asked["q"].upper()}</div></body></html>'
        return self._send(*self._reply(asked["q"], whole))

    def _asked(self) -> dict[str, str]:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.seen.append(asked)
        return asked

    def _reply(self, text: str, usual: str) -> tuple[int, str]:
        if text.startswith("slow"):
            time.sleep(3)
        return self.server.replies.get(text, (200, usual))

    def _send(self, status: int, body: str) -> None:
        sent = body.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Service() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


def libre(service: Service, **options: object) -> DeepTranslatorEngine:
    return DeepTranslatorEngine(EngineSettings({"provider": "libre", "url": service.url, **options}))


def ask(engine: DeepTranslatorEngine, *texts: str, source: str = "en", target: str = "es") -> list[Draft]:
    return asyncio.run(guarded(engine, Batch(source, target, tuple(Request(Key(t), t) for t in texts)), 30))


def test_a_libretranslate_server_is_asked_with_marks_masked_and_each_text_once(service: Service) -> None:
    drafts = ask(libre(service), "See <a>the map</a>.", "yes", "yes", "12")
    assert drafts == [
        Draft("SEE <a>THE MAP</a>.", "libre en-es"),
        Draft("YES", "libre en-es"),
        Draft("YES", "libre en-es"),
        Draft("12", "copied"),
    ]
    usual = {"source": "en", "target": "es", "format": "text"}
    assert sorted(service.seen, key=lambda asked: asked["q"]) == [
        {"q": "See ⟦0⟧the map⟦1⟧.", **usual},
        {"q": "yes", **usual},
    ]


def test_two_hundred_texts_at_once_keep_their_own_translations(service: Service) -> None:
    texts = [f"text number {number}" for number in range(200)]
    assert ask(libre(service, parallel=16), *texts) == [Draft(text.upper(), "libre en-es") for text in texts]


def test_the_key_comes_from_the_environment(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.key = KEY
    monkeypatch.setenv("LIBRE_KEY", KEY)
    assert ask(libre(service, key_env="LIBRE_KEY"), "yes") == [Draft("YES", "libre en-es")]


@pytest.mark.parametrize("trouble", ["refused", "gone", "broken"])
def test_no_message_log_or_traceback_holds_the_key_or_the_text(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, trouble: str
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
def test_a_bad_answer_leaves_its_own_text_empty_and_no_other(service: Service, body: str, reason: str) -> None:
    service.replies["bad"] = (200, body)
    assert ask(libre(service), "good", "bad", "fine") == [
        Draft("GOOD", "libre en-es"),
        Draft(None, "libre en-es", reason),
        Draft("FINE", "libre en-es"),
    ]


def test_an_answer_that_is_no_json_counts_as_the_service_failing(service: Service) -> None:
    service.replies["bad"] = (200, "<html>")
    with pytest.raises(EngineError, match="cannot be reached or fails"):
        ask(libre(service), "bad")


def test_what_was_translated_before_the_service_failed_is_kept(service: Service) -> None:
    service.replies["three"] = (500, "no")
    drafts = ask(libre(service, parallel=1), "one", "two", "three", "four")
    assert [draft.text for draft in drafts] == ["ONE", "TWO", None, None]
    assert {draft.reason for draft in drafts[2:]} == {"127.0.0.1 cannot be reached or fails (ServerException)"}
    assert len(service.seen) == 3


def test_a_text_that_takes_too_long_is_left_and_the_others_are_not(service: Service) -> None:
    began = time.monotonic()
    drafts = ask(libre(service, timeout=0.4), "slow one", "two")
    assert drafts == [
        Draft(None, "libre en-es", "127.0.0.1 gave no answer within 0.4 s"),
        Draft("TWO", "libre en-es"),
    ]
    assert time.monotonic() - began < 2.5  # the hung request is not waited for, nor when the event loop closes


def test_a_service_that_never_answers_is_not_asked_forever(service: Service) -> None:
    with pytest.raises(EngineError, match=r"gave no answer within 0\.2 s"):
        ask(
            libre(service, timeout=0.2, parallel=1),
            *(f"slow {word}" for word in ("one", "two", "three", "four", "five")),
        )
    assert len(service.seen) == 3


def test_google_gets_its_own_codes_and_its_none_is_refused(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    from deep_translator.constants import BASE_URLS

    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", service.url)
    engine = DeepTranslatorEngine(EngineSettings())
    assert ask(engine, "The bridge", target="he") == [Draft("THE BRIDGE", "google en-iw")]
    assert service.seen[0] == {"tl": "iw", "sl": "en", "q": "The bridge"}
    raw = asyncio.run(engine.translate(Batch("en", "he", (Request(Key("—"), "—"),))))
    assert raw == [Draft(None, "google en-iw", "google has no translation of this text")]
    service.replies["stop"] = (429, "")
    with pytest.raises(EngineError, match="google says: too many requests"):
        ask(engine, "stop")


def test_mymemory_sends_errors_as_translations_and_they_are_refused(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    from deep_translator.constants import BASE_URLS

    monkeypatch.setitem(BASE_URLS, "MYMEMORY", service.url)
    engine = DeepTranslatorEngine(EngineSettings({"provider": "mymemory"}))

    def reply(text: str) -> tuple[int, str]:
        return 200, json.dumps({"responseData": {"translatedText": text}, "matches": []})

    service.replies["limit"] = reply("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS")
    service.replies["pair"] = reply("'XX' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT")
    service.replies["quota"] = reply("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.")
    service.replies["entity"] = reply("l&#39;eau")
    service.replies["nothing"] = reply("")
    error = "mymemory sent an error message for a translation"
    assert ask(engine, "the bridge", "limit", "pair", "quota", "entity", "nothing", target="pt-BR") == [
        Draft("THE BRIDGE", "mymemory en-GB-pt-BR"),
        Draft(None, "mymemory en-GB-pt-BR", error),
        Draft(None, "mymemory en-GB-pt-BR", error),
        Draft(None, "mymemory en-GB-pt-BR", error),
        Draft("l'eau", "mymemory en-GB-pt-BR"),
        Draft(None, "mymemory en-GB-pt-BR", "mymemory gave an answer that cannot be read (StopIteration)"),
    ]


@pytest.mark.parametrize(
    ("provider", "text", "reason"),
    [
        ("google", "a" * 5000, "longer than the 4999 characters the service takes"),
        ("google", "桥" * 1800, "too long for a URL, in which the service takes it"),
        ("mymemory", "a" * 500, "longer than the 499 characters the service takes"),
        ("mymemory", "é" * 300, "longer than the 500 bytes the service takes"),
        ("libre", "桥" * 900, "too long for a URL, in which the service takes it"),
    ],
)
def test_a_text_longer_than_the_service_takes_is_not_sent(
    service: Service, provider: str, text: str, reason: str
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
        from dragoman.engines.deep import _code

        assert engine.missing(source, tag) == ""
        assert _code(provider, tag) == code


def test_what_is_missing_comes_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIBRE_KEY", raising=False)
    engine = DeepTranslatorEngine(EngineSettings({"provider": "libre"}))
    assert engine.missing("en", "es") == (
        'set url = "https://…" (a LibreTranslate server) for engine deep-translator in dragoman.toml'
    )
    engine = DeepTranslatorEngine(
        EngineSettings({"provider": "libre", "url": "https://a.example", "key_env": "LIBRE_KEY"})
    )
    assert engine.missing("en", "es") == "export LIBRE_KEY=…  # the key for libre"
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
