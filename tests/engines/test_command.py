"""The command engine with programs that answer, die, hang, babble and shout."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.pages import DOCS

from dragoman.engines.command import CommandEngine
from dragoman.engines.guard import guarded
from dragoman.model import (
    Batch,
    ConfigError,
    Draft,
    EngineError,
    EngineSettings,
    Key,
    Person,
    Previous,
    Request,
    Surroundings,
    TermChoice,
)

PROGRAM = Path(__file__).parent / "echo_engine.py"
KEY = "c4nary-key-77aa88bb"


class Made:
    """Engines that are closed at the end of a test."""

    def __init__(self) -> None:
        self.all: list[CommandEngine] = []

    def __call__(self, mode: str = "", **options: object) -> CommandEngine:
        command = [sys.executable, str(PROGRAM), *([mode] if mode else [])]
        engine = CommandEngine(EngineSettings({"command": command, "timeout": 10, **options}))
        self.all.append(engine)
        return engine


@pytest.fixture
def made() -> Iterator[Made]:
    found = Made()
    yield found
    for engine in found.all:
        engine.close()


def batch(*texts: str) -> Batch:
    return Batch("en", "es", tuple(Request(Key(text), text) for text in texts))


def ask(engine: CommandEngine, *texts: str) -> list[Draft]:
    return list(asyncio.run(engine.translate(batch(*texts))))


CALLED = Path(sys.executable).name


def test_a_batch_goes_out_as_one_line_and_comes_back_as_one(made: Made) -> None:
    engine = made()
    assert ask(engine, "one\ntwo\u2028x", "ünë") == [Draft("ONE\nTWO\u2028X", CALLED), Draft("ÜNË", CALLED)]


def test_nothing_is_started_before_the_first_text_and_one_program_serves_many_event_loops(made: Made) -> None:
    engine = made()
    assert engine._program is None
    assert ask(engine, "pid") == ask(engine, "pid")


def test_it_is_told_what_it_makes_use_of_and_nothing_else(made: Made) -> None:
    request = Request(
        Key("tell", "headline"),
        "tell",
        "Before.",
        "After.",
        (TermChoice("tell", "decir"),),
        ("tell",),
        Previous("a", "b"),
    )
    around = Surroundings("a.md", "Headline", (Person("Ana Ruiz"),), "more", ("Short.",))
    asked = Batch("en", "es", (request,), around)
    (plain,) = asyncio.run(made().translate(asked))
    assert json.loads(plain.text or "") == {
        "id": 1,
        "source": "en",
        "target": "es",
        "texts": [{"text": "tell", "role": "headline"}],
    }
    able = made(context=True, terms=True, formality=True, redrafts=True)
    (whole,) = asyncio.run(able.translate(asked))
    assert json.loads(whole.text or "") == {
        "id": 1,
        "source": "en",
        "target": "es",
        "texts": [
            {
                "text": "tell",
                "role": "headline",
                "before": "Before.",
                "after": "After.",
                "terms": [{"source": "tell", "approved": "decir"}],
                "missed": ["tell"],
                "previous": {"source": "a", "target": "b"},
            }
        ],
        "formality": "more",
        "article": "a.md",
        "headline": "Headline",
        "people": [{"name": "Ana Ruiz"}],
        "style": ["Short."],
    }


def test_a_text_without_a_translation_has_the_programs_reason_and_a_bill_is_taken_over(made: Made) -> None:
    engine = made()
    assert ask(engine, "reason") == [Draft(None, CALLED, "not my subject")]
    assert ask(engine, "bill") == [Draft("FACTURA", "m2", billed=7)]


@pytest.mark.parametrize(
    ("text", "again", "said"),
    [
        ("short", "smaller", "gave 0 texts for 1"),
        ("strange", "smaller", "gave something else than a text or a reason"),
        ("babble", "no", "wrote a line that is no JSON object (loading model …)"),
        ("shifted", "no", "answered a question that nobody asked (id 2)"),
        ("nameless", "no", "wrote an answer without the id of its question"),
        ("huge", "no", "wrote a line of more than 4 MB"),
        ("die", "later", "ended with status 4: key - out of memory"),
        ("busy", "later", "too busy"),
    ],
)
def test_whatever_is_no_answer_is_an_error_and_the_next_text_finds_a_program(
    made: Made, text: str, again: str, said: str
) -> None:
    engine = made()
    with pytest.raises(EngineError) as raised:
        ask(engine, text)
    assert raised.value.again == again
    assert said in raised.value.message
    assert ask(engine, "fine") == [Draft("FINE", CALLED)]


def test_its_own_errors_may_say_when_to_ask_again(made: Made) -> None:
    with pytest.raises(EngineError) as raised:
        ask(made(), "busy")
    assert (raised.value.after_s, raised.value.sent) == (2, False)


def test_a_flood_of_errors_stops_nothing(made: Made) -> None:
    assert ask(made(), "shout") == [Draft("SHOUT", CALLED)]


def test_a_program_that_hangs_is_killed_with_what_it_started(made: Made) -> None:
    engine = made(timeout=1)
    with pytest.raises(EngineError, match="gave no answer within 1 s") as raised:
        ask(engine, "hang")
    assert raised.value.again == "later"
    assert ask(engine, "fine") == [Draft("FINE", CALLED)]


def test_a_killed_program_takes_its_children_along(made: Made, tmp_path: Path) -> None:
    engine = made(timeout=30)
    ask(engine, "fine")
    program = engine._program
    assert program is not None

    async def run() -> None:
        asking = asyncio.ensure_future(engine.translate(batch("hang")))
        while not re.search(rb"\d+", program._errors):
            await asyncio.sleep(0.01)
        engine.close()
        with pytest.raises(EngineError, match="ended by signal 9"):
            await asking

    asyncio.run(run())
    child = int(re.search(rb"\d+", program._errors)[0])  # type: ignore[index]
    for _ in range(200):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            break
        time.sleep(0.02)
    else:
        os.kill(child, signal.SIGKILL)
        pytest.fail("the child lives")


def test_a_killed_program_is_started_again_and_no_text_is_lost(made: Made) -> None:
    engine = made()
    first = ask(engine, "pid")[0].text
    os.kill(int(first or 0), signal.SIGKILL)
    texts = []
    for _ in range(3):
        try:
            texts = ask(engine, "fine")
            break
        except EngineError as error:
            assert error.again == "later"
    assert texts == [Draft("FINE", CALLED)]
    assert ask(engine, "pid")[0].text != first


def test_one_that_dies_again_and_again_is_left_alone(made: Made) -> None:
    engine = made("stillborn")
    seen = []
    for _ in range(4):
        with pytest.raises(EngineError) as raised:
            ask(engine, "one")
        seen.append((raised.value.again, raised.value.message.partition(": ")[2]))
    assert seen == [("later", "no model found at all")] * 3 + [("no", "not started again")]


def test_answers_in_another_order_go_to_their_questions(made: Made) -> None:
    engine = made("turned", parallel=2)

    async def both() -> list[list[str | None]]:
        found = await asyncio.gather(engine.translate(batch("one", "two")), engine.translate(batch("three")))
        return [[draft.text for draft in drafts] for drafts in found]

    assert asyncio.run(both()) == [["ONE", "TWO"], ["THREE"]]


def test_an_answer_that_comes_too_late_is_nobody_elses(made: Made) -> None:
    engine = made()

    async def run() -> list[Draft]:
        gone = asyncio.ensure_future(engine.translate(batch("shout")))
        await asyncio.sleep(0.3)
        gone.cancel()
        return list(await engine.translate(batch("fine")))

    assert asyncio.run(run()) == [Draft("FINE", CALLED)]


def test_a_hello_tells_version_and_pairs(made: Made) -> None:
    engine = made(hello=True)
    assert ask(engine, "one") == [Draft("ONE", f"{CALLED} 7.1")]
    assert engine.pairs() == [("en", "es")]
    assert engine.missing("en", "fr") == f"{CALLED} has no pair en → fr"
    with pytest.raises(EngineError):
        asyncio.run(made("rude", hello=True, timeout=0.5).translate(batch("one")))


def test_it_gets_the_variables_it_is_promised_and_no_others(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENGINE_KEY", KEY)
    monkeypatch.setenv("OTHER_KEY", "other")
    (draft,) = ask(made(environment=["ENGINE_KEY"]), "environment")
    seen = set(json.loads(draft.text or ""))
    assert {"PATH", "ENGINE_KEY"} <= seen and "OTHER_KEY" not in seen


def test_what_it_was_told_in_confidence_stands_in_no_message(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENGINE_KEY", KEY)
    with pytest.raises(EngineError, match="key … out of memory") as raised:
        ask(made(environment=["ENGINE_KEY"]), "die")
    assert KEY not in str(raised.value)


def test_what_is_run_is_told_letter_for_letter(made: Made) -> None:
    engine = CommandEngine(EngineSettings({"command": ["python3", "my engine.py", "ü"], "environment": ["B", "A"]}))
    assert engine.reaches() == '["python3", "my engine.py", "ü"]#environment=A,B'
    assert CommandEngine(EngineSettings()).reaches() == ""


@pytest.mark.parametrize(
    "options",
    [{"command": "python3 x.py"}, {"command": [1]}, {"command": ["a\0b"]}, {"environment": ["A=B"]}, {"hello": "yes"}],
)
def test_settings_that_mean_nothing_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        CommandEngine(EngineSettings(options))


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENGINE_KEY", raising=False)
    assert "set command" in CommandEngine(EngineSettings()).missing("en", "es")
    assert "not installed" in CommandEngine(EngineSettings({"command": ["no-such-program-x"]})).missing("en", "es")
    lacking = CommandEngine(EngineSettings({"command": [sys.executable], "environment": ["ENGINE_KEY"]}))
    assert lacking.missing("en", "es") == "export ENGINE_KEY=…  # for engine command"


def test_the_example_of_the_page_is_an_engine(tmp_path: Path) -> None:
    page = (DOCS / "engines" / "command.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"^```py\n(.*?)^```", page, re.S | re.M)
    assert len([line for line in program.splitlines() if line]) <= 15
    path = tmp_path / "my_engine.py"
    path.write_text(program, encoding="utf-8")
    engine = CommandEngine(EngineSettings({"command": [sys.executable, str(path)], "timeout": 10}))
    asked = batch("The museum opens in May.", "See <a>the map</a>.")
    drafts = asyncio.run(guarded(engine, asked, 10))
    engine.close()
    assert [(draft.text, draft.reason) for draft in drafts] == [
        ("El museo abre en mayo.", ""),
        (None, "not in my phrase book"),
    ]
