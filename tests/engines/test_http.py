"""The HTTP stack: what a failure says, and what may help against it."""

from __future__ import annotations

import asyncio
import socket
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from tests.servers.serving import KEY, Question, Received, Reply, Service

from dragoman.engines.http import Carry, ServiceError, Wire, retry_after
from dragoman.engines.keys import KeyPlace
from dragoman.model import EngineError


class Plain(Service):
    """Says `reply` to everything, or has the fault that is planned."""

    reply: Reply | None = None

    def read(self, received: Received) -> Question | Reply:
        return self.reply or Question(("Yes",), "en", "es", lambda answers: b'{"said": "%s"}' % answers[0].encode())

    def refusal(self, status: int, message: str) -> bytes:
        return b'{"message": "%s"}' % message.encode()


@pytest.fixture
def service() -> Iterator[Plain]:
    with Plain() as server:
        yield server


def wire(service: Plain, **options: Any) -> Wire:
    return Wire("trial", service.url + "/", KeyPlace("trial", "TRIAL_KEY"), **{"timeout_s": 1.0, **options})


def failed(service: Plain, fault: str = "", **options: Any) -> EngineError:
    service.faults.plan(fault)
    with pytest.raises(EngineError) as caught:
        asyncio.run(wire(service, **options).post("ask", {"q": "Yes"}))
    assert caught.value.__context__ is None
    return caught.value


@pytest.mark.parametrize(
    ("fault", "message", "again", "sent"),
    [
        ("429", "127.0.0.1 answers with status 429: fault 429", "later", False),
        ("456", "127.0.0.1 answers with status 456: fault 456", "exhausted", False),
        ("500", "127.0.0.1 answers with status 500: fault 500", "later", True),
        ("503", "127.0.0.1 answers with status 503: fault 503", "later", True),
        ("hang", "127.0.0.1 gave no answer within 0.3 s", "later", True),
        ("reset", "127.0.0.1 broke the connection off (ReadError)", "later", True),
        ("cut off", "127.0.0.1 broke the connection off (RemoteProtocolError)", "later", True),
        ("broken JSON", "127.0.0.1 sent an answer that breaks off or is damaged", "smaller", True),
        ("page", "127.0.0.1 sent a web page for an answer", "later", True),
        ("nothing", "127.0.0.1 sent an empty answer", "later", True),
        ("huge", "127.0.0.1 sent more than 512 KiB in answer to 11 bytes", "smaller", True),
    ],
)
def test_each_fault_says_what_may_help(service: Plain, fault: str, message: str, again: str, sent: bool) -> None:
    error = failed(service, fault, timeout_s=0.3 if fault == "hang" else 5.0)
    assert error.message == message
    assert (error.again, error.sent) == (again, sent)


@pytest.mark.parametrize(
    ("status", "again"),
    [(400, "no"), (402, "exhausted"), (404, "no"), (408, "later"), (413, "smaller"), (502, "later"), (504, "later")],
)
def test_each_status_says_what_may_help(service: Plain, status: int, again: str) -> None:
    service.reply = Reply(b"", status)
    error = failed(service)
    assert isinstance(error, ServiceError)
    assert (error.status, error.again, error.sent) == (status, again, status >= 500)


def test_a_wait_that_the_service_asks_for_is_passed_on(service: Plain) -> None:
    assert failed(service, "429 seconds").after_s == 1.0
    asked = failed(service, "429 date").after_s
    assert asked is not None
    assert 0 <= asked <= 3
    assert failed(service, "429").after_s is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", None),
        ("soon", None),
        ("0", 0.0),
        ("2.5", 2.5),
        ("-3", 0.0),
        ("inf", None),
        ("nan", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("Wed, 99 Oct 2015", None),
    ],
)
def test_retry_after_is_read_in_seconds_or_as_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value) == seconds


def test_a_service_that_is_not_there_has_not_been_sent_anything() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        gone = Wire("trial", f"http://127.0.0.1:{taken.getsockname()[1]}/", KeyPlace("trial"), timeout_s=5)
        with pytest.raises(EngineError) as caught:
            asyncio.run(gone.get("ask"))
    assert caught.value.message == "127.0.0.1 cannot be reached (ConnectError)"
    assert (caught.value.again, caught.value.sent) == ("later", False)


def test_a_redirect_is_not_followed(service: Plain) -> None:
    service.reply = Reply(b"", 308, {"Location": "http://elsewhere.example/ask"})
    error = failed(service)
    assert (error.message, error.again) == ("127.0.0.1 sends us elsewhere (status 308)", "no")
    assert "set the final address as url of engine trial" in error.hint
    assert len(service.received) == 1


@pytest.mark.parametrize("body", [b"[NaN]", b'{"a": Infinity}', b'"\xff"', b"[" * 100_000, b"[1" * 3])
def test_only_whole_json_is_an_answer(service: Plain, body: bytes) -> None:
    service.reply = Reply(body)
    assert failed(service).again in ("smaller", "later")


def test_the_key_travels_in_its_place_and_is_blotted_out_of_what_comes_back(
    service: Plain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIAL_KEY", KEY)
    service.reply = Reply(b'{"message": "no such model for %s"}' % KEY.encode(), 400)
    assert failed(service, carry=Carry("Authorization", "Bearer ")).message.endswith("400: no such model for ***")
    assert failed(service, carry=Carry(field="key")).message.endswith("400: no such model for ***")
    first, second = service.received
    assert first.headers["authorization"] == f"Bearer {KEY}"
    assert first.body == b'{"q":"Yes"}'
    assert second.body == b'{"q":"Yes","key":"%s"}' % KEY.encode()
    assert KEY not in first.path + second.path


def test_one_wire_serves_one_event_loop_after_another_and_leaves_no_connection_open(service: Plain) -> None:
    asked = wire(service)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(3):
            assert asyncio.run(asked.post("ask", {"q": "Yes"})) == {"said": "«Yes»"}
        asked.close()


def test_texts_meant_for_this_machine_never_go_through_a_proxy(service: Plain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert asyncio.run(wire(service).post("ask", {"q": "Yes"})) == {"said": "«Yes»"}


def test_a_proxy_of_the_environment_is_used_for_other_machines(service: Plain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", service.url)
    away = Wire("trial", "http://translate.example/", KeyPlace("trial"), timeout_s=5)
    assert asyncio.run(away.post("ask", {"q": "Yes"})) == {"said": "«Yes»"}
    assert service.received[0].headers["host"] == "translate.example"


def test_a_proxy_that_cannot_be_used_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:9")
    away = Wire("trial", "http://translate.example/", KeyPlace("trial"), timeout_s=5)
    with pytest.raises(EngineError, match="the proxy or the certificates that the environment names cannot be used"):
        asyncio.run(away.get("ask"))


def test_what_is_asked_once_is_asked_once(service: Plain) -> None:
    async def many() -> list[object]:
        asked = wire(service)
        found = await asyncio.gather(*(asked.once("all", lambda: asked.get("languages")) for _ in range(20)))
        asked.close()
        return list(found)

    assert asyncio.run(many()) == [{"said": "«Yes»"}] * 20
    assert len(service.received) == 1


def test_a_hundred_questions_at_once_get_their_own_answers(service: Plain) -> None:
    service.translate = lambda texts, target: list(texts)

    async def many() -> list[object]:
        asked = wire(service, connections=8, timeout_s=20)
        return list(await asyncio.gather(*(asked.post("ask", {"q": str(number)}) for number in range(100))))

    class Echo:
        def __call__(self, received: Received) -> Question | Reply:
            return Reply(received.body)

    service.read = Echo()  # type: ignore[method-assign]
    assert asyncio.run(many()) == [{"q": str(number)} for number in range(100)]
