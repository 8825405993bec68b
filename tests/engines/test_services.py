"""Every engine of a service, with every fault its server can have: each segment ends right, or empty with a reason."""

from __future__ import annotations

import asyncio
import io
import logging
import traceback
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.servers import faults, phrasebook
from tests.servers.apy import Apy
from tests.servers.deepl import DeepL
from tests.servers.libretranslate import LibreTranslate
from tests.servers.microsoft import Microsoft
from tests.servers.pages import Google, MyMemory
from tests.servers.serving import KEY, Service

from dragoman.engines.apertium_apy import ApertiumApyEngine
from dragoman.engines.asking import Asked, Manners
from dragoman.engines.clock import Clock
from dragoman.engines.deep import DeepTranslatorEngine, GoogleEngine, MyMemoryEngine
from dragoman.engines.deepl import DeepLEngine
from dragoman.engines.guard import guarded
from dragoman.engines.libretranslate import LibreTranslateEngine
from dragoman.engines.microsoft import MicrosoftEngine
from dragoman.memory.ledger import Ledger
from dragoman.model import Batch, Draft, Engine, EngineError, EngineSettings, Key, Request

TEXTS = phrasebook.article()
RIGHT = phrasebook.translate(TEXTS)
WAIT_S = 1.0


@dataclass(frozen=True)
class Spoken:
    """An engine and the server of its service; `library` is the name that deep-translator has for its address."""

    engine: Callable[[EngineSettings], Engine]
    server: Callable[[], Service]
    key: str = ""
    library: str = ""
    provider: str = ""
    one_text: bool = False
    is_page: bool = False


SPOKEN = {
    "libretranslate": Spoken(LibreTranslateEngine, LibreTranslate, key="LIBRE_KEY"),
    "apertium-apy": Spoken(ApertiumApyEngine, Apy, one_text=True),
    "deepl": Spoken(DeepLEngine, DeepL, key="DEEPL_AUTH_KEY"),
    "microsoft": Spoken(MicrosoftEngine, Microsoft, key="AZURE_TRANSLATOR_KEY"),
    "deep-translator": Spoken(DeepTranslatorEngine, LibreTranslate, key="LIBRE_KEY", provider="libre", one_text=True),
    "google": Spoken(GoogleEngine, Google, library="GOOGLE_TRANSLATE", one_text=True, is_page=True),
    "mymemory": Spoken(MyMemoryEngine, MyMemory, library="MYMEMORY", one_text=True),
}


THROUGH_LIBRARY = ("deep-translator", "google", "mymemory")
HURRIED = Clock(sleep=lambda seconds: asyncio.sleep(seconds / 50))
PASSING = ("429", "429 seconds", "429 date", "500", "503", "slow", "hang", "reset", "cut off")
"""Faults of one request that are over when it is asked again."""


def opened(spoken: Spoken, server: Service, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The engine, pointed at the server, with the canary key where it looks for one."""
    from deep_translator.constants import BASE_URLS

    options: dict[str, object] = {"timeout": WAIT_S}
    if spoken.library:
        monkeypatch.setitem(BASE_URLS, spoken.library, server.url)
    else:
        options["url"] = server.url
    if spoken.provider:
        options["provider"] = spoken.provider
    if spoken.key:
        server.key = KEY
        monkeypatch.setenv(spoken.key, KEY)
        options["key_env"] = spoken.key
    return spoken.engine(EngineSettings(options))


def ask(engine: Engine, texts: list[str], ledger: Ledger | None = None) -> list[Draft]:
    """Drafts, as a run asks for them: with retries, in halves where that may help, into a ledger."""
    batch = Batch("en", "es", tuple(Request(Key(text), text) for text in texts))
    manners = Manners(retries=2, deadline_s=10, rest_s=0.1, patience_s=20)
    asked = Asked(engine, manners=manners, ledger=ledger, clock=HURRIED)
    try:
        return asyncio.run(guarded(asked, batch, 60))
    except EngineError as error:
        return [Draft(None, reason=error.message)] * len(texts)


def cases() -> list[object]:
    found: list[object] = []
    for name, spoken in SPOKEN.items():
        for fault in faults.ALL:
            if spoken.one_text and fault in ("wrong count", "reordered", "duplicated"):
                continue  # there is just one answer
            if spoken.is_page and fault in ("broken JSON", "page"):
                continue  # every answer is a page
            found.append(pytest.param(name, fault, id=f"{name}-{fault}"))
    return found


@pytest.mark.parametrize(("name", "fault"), cases())
def test_every_segment_ends_right_or_empty_with_a_reason(
    name: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SPOKEN[name].server() as server:
        server.slow_s = 0.2
        engine = opened(SPOKEN[name], server, monkeypatch)
        server.faults.plan(fault)
        drafts = ask(engine, TEXTS)
        engine.close()
    assert len(drafts) == len(TEXTS)
    wrong = [
        (draft, text)
        for draft, text in zip(drafts, RIGHT, strict=True)
        if draft.text != text and (draft.text is not None or not draft.reason)
    ]
    assert wrong == []
    if fault in PASSING:
        assert [draft.text for draft in drafts] == RIGHT


@pytest.mark.parametrize("fault", ["500", "456", "cut off", "broken JSON", "page", "huge", "empty"])
@pytest.mark.parametrize("name", SPOKEN)
def test_a_fault_that_stays_leaves_every_segment_empty_with_a_reason(
    name: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name in THROUGH_LIBRARY and fault == "huge":
        pytest.skip("deep-translator bounds no answer, and takes one with a lot of blanks behind it")
    if SPOKEN[name].is_page and fault == "broken JSON":
        pytest.skip("half a page is read as a page")
    with SPOKEN[name].server() as server:
        server.faults.always = fault
        engine = opened(SPOKEN[name], server, monkeypatch)
        drafts = ask(engine, TEXTS[:2])
        engine.close()
    assert [(draft.text, bool(draft.reason)) for draft in drafts] == [(None, True)] * 2


@pytest.mark.parametrize("name", SPOKEN)
def test_what_is_paid_is_asked_once_and_never_again(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with SPOKEN[name].server() as server, closing(Ledger(tmp_path / "ledger.sqlite")) as ledger:
        engine = opened(SPOKEN[name], server, monkeypatch)
        server.faults.plan("429", "503")
        for _ in range(2):
            assert [draft.text for draft in ask(engine, TEXTS, ledger)] == RIGHT
        engine.close()
        sizes = [1] * len(TEXTS) if SPOKEN[name].one_text else [len(TEXTS)]
        assert [len(bill) for bill in server.bills] == sizes
    assert [path for path in tmp_path.iterdir() if KEY.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("name", SPOKEN)
def test_no_failure_shows_key_or_text(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    out, err = io.StringIO(), io.StringIO()
    text = "Nobody has read this sentence yet."
    batch = Batch("en", "es", (Request(Key(text), text),))
    with SPOKEN[name].server() as server, redirect_stdout(out), redirect_stderr(err):
        engine = opened(SPOKEN[name], server, monkeypatch)
        for fault in ("", "refused", *(each for each in faults.ALL if each != "slow")):
            server.key = "another" if fault == "refused" else KEY if SPOKEN[name].key else ""
            if fault not in ("", "refused"):
                server.faults.plan(fault)
            try:
                asyncio.run(engine.translate(batch))
            except EngineError as error:
                said += [str(error), repr(error), *traceback.format_exception(error)]
                said += [repr(found) for found in _locals(error)]
        said += [repr(engine), repr(vars(engine))]
        engine.close()
    told = "\n".join([*said, caplog.text, out.getvalue(), err.getvalue()])
    assert KEY not in told
    assert text not in caplog.text + out.getvalue() + err.getvalue()


def _locals(error: BaseException) -> list[object]:
    """What a traceback with local variables would show of the requests, from our own frames up."""
    found: list[object] = []
    trace = error.__traceback__
    while trace is not None:
        if "dragoman" in trace.tb_frame.f_code.co_filename:
            found += list(trace.tb_frame.f_locals.values())
        trace = trace.tb_next
    return found


@pytest.mark.parametrize("name", [name for name, spoken in SPOKEN.items() if spoken.key])
def test_a_refused_key_is_named_and_not_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with SPOKEN[name].server() as server:
        engine = opened(SPOKEN[name], server, monkeypatch)
        server.key = "another"
        with pytest.raises(EngineError) as refused:
            asyncio.run(engine.translate(Batch("en", "es", (Request(Key("Yes"), "Yes"),))))
        engine.close()
    assert f"127.0.0.1 refuses the key in {SPOKEN[name].key}" in refused.value.message
    assert (refused.value.again, refused.value.sent) == ("no", False)


@pytest.mark.parametrize("name", [name for name, spoken in SPOKEN.items() if not spoken.library])
def test_an_address_of_the_settings_is_to_be_trusted_with_the_key_they_send_there(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SPOKEN[name].server() as server:
        engine = opened(SPOKEN[name], server, monkeypatch)
        reaches = getattr(engine, "reaches")()  # noqa: B009 - not part of every engine
        engine.close()
    key = SPOKEN[name].key
    assert reaches == f"{server.url}/" + (f"#key_env={key}" if key else "")
