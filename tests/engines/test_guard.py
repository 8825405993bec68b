"""What the guard keeps out of a catalog, and what it keeps when an engine fails half-way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest

from dragoman.engines.guard import guarded
from dragoman.model import Batch, Capabilities, Draft, EngineError, Key, Request


class Scripted:
    """An engine that answers each text as it is told, and remembers what it was asked."""

    name = "scripted"

    def __init__(self, answer: Callable[[str], str | None], caps: Capabilities | None = None) -> None:
        self.caps = caps or Capabilities()
        self.asked: list[list[str]] = []
        self._answer = answer

    def missing(self, source: str, target: str) -> str:
        return ""

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        texts = [request.text for request in batch.requests]
        self.asked.append(texts)
        return [Draft(self._answer(text), "scripted", approved=True) for text in texts]

    def close(self) -> None:
        pass


def run(engine: Scripted, *texts: str, deadline_s: float = 5) -> list[Draft]:
    return asyncio.run(guarded(engine, Batch("en", "es", tuple(Request(Key(t), t) for t in texts)), deadline_s))


@pytest.mark.parametrize(
    "text", ["", " ", "—", "12.5 %", "<img/>", "<a>…</a>", "https://example.org/a", "a@example.org", "🎉 3:1"]
)
def test_a_text_without_words_is_its_own_translation_and_no_engine_sees_it(text: str) -> None:
    engine = Scripted(lambda _: "never")
    assert run(engine, text) == [Draft(text, "copied")]
    assert engine.asked == []


def test_outer_blanks_stay_with_us_and_come_back() -> None:
    engine = Scripted(lambda text: f" {text.upper()}\n")
    assert run(engine, "\t yes\u00a0\n") == [Draft("\t YES\u00a0\n", "scripted")]
    assert engine.asked == [["yes"]]


def test_marks_are_tokens_for_an_engine_that_would_not_keep_them() -> None:
    engine = Scripted(str.upper)
    assert run(engine, "See <a>it</a> &lt;b>") == [Draft("SEE <a>IT</a> <B>", "scripted")]
    assert engine.asked == [["See ⟦0⟧it⟦1⟧ <b>"]]


def test_an_engine_that_keeps_marks_gets_them_and_is_checked() -> None:
    engine = Scripted(lambda text: text.replace("</a>", ""), Capabilities(markup=True))
    assert run(engine, "See <a>it</a>") == [Draft(None, "scripted", "the engine broke a mark: lost: </a>")]


def test_an_engine_cannot_approve_its_own_drafts() -> None:
    assert run(Scripted(str.upper), "yes") == [Draft("YES", "scripted", approved=False)]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (None, "the engine has no translation of this text"),
        ("", "the answer is empty"),
        (" \n", "the answer is empty"),
        ("sí\x00", "the answer holds a character that no text may hold: U+0000"),
        ("sí\x1b[2J", "the answer holds a character that no text may hold: U+001B"),
        ("sí\u202e", "the answer holds a character that no text may hold: U+202E"),
        ("sí\ud800", "the answer holds a character that no text may hold: U+D800"),
        ("sí\ufffc", "the answer holds a character that no text may hold: U+FFFC"),
        ("sí" * 200, "the answer is absurdly long: 400 characters for 3"),
        (
            "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY",
            "the answer is an error message: MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY",
        ),
        (
            "'XX' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT",
            "the answer is an error message: 'XX' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT",
        ),
        ("<!DOCTYPE html>\n<p>", "the answer is an error message: <!DOCTYPE html> <p>"),
        ("Error 429 too many requests", "the answer is an error message: Error 429 too many requests"),
    ],
)
def test_an_answer_that_is_no_translation_is_refused_with_the_reason(answer: str | None, reason: str) -> None:
    assert run(Scripted(lambda _: answer), "yes") == [Draft(None, "scripted", reason)]


def test_a_source_that_talks_of_errors_may_be_translated() -> None:
    text, answer = "Too many requests reached the council", "Demasiadas solicitudes llegaron al concejo"
    assert run(Scripted(lambda _: answer), text) == [Draft(answer, "scripted")]


def test_lines_are_broken_only_where_the_source_breaks_them() -> None:
    engine = Scripted(lambda text: text.replace("two", "dos \r\n  y").replace("a\nb", "a\r\nb"))
    assert run(engine, "one two three", "a\nb") == [Draft("one dos y three", "scripted"), Draft("a\nb", "scripted")]


def test_a_text_that_no_catalog_can_hold_is_not_sent() -> None:
    engine = Scripted(str.upper)
    drafts = run(engine, "ye\0s", "n\ud800o", "ok")
    assert [draft.text for draft in drafts] == [None, None, "OK"]
    assert engine.asked == [["ok"]]


def test_batches_are_cut_to_what_the_engine_takes() -> None:
    engine = Scripted(str.upper, Capabilities(max_items=2, max_characters=10))
    drafts = run(engine, "aaaa", "bbbb", "cccc", "dddddddd", "eeee", "ffffffffffff")
    assert engine.asked == [["aaaa", "bbbb"], ["cccc"], ["dddddddd"], ["eeee"]]
    assert [draft.text for draft in drafts] == ["AAAA", "BBBB", "CCCC", "DDDDDDDD", "EEEE", None]
    assert drafts[5].reason == "longer than the 10 characters that the engine takes"


def test_a_wrong_number_of_answers_is_an_error_because_none_can_be_trusted() -> None:
    class Long(Scripted):
        async def translate(self, batch: Batch) -> Sequence[Draft]:
            return [*await super().translate(batch), Draft("one more")]

    with pytest.raises(EngineError, match="scripted gave 2 answers to 1 texts"):
        run(Long(str.upper), "one", "two")


def test_texts_that_got_a_wrong_number_of_answers_are_asked_for_again_in_halves() -> None:
    class Short(Scripted):
        async def translate(self, batch: Batch) -> Sequence[Draft]:
            return (await super().translate(batch))[:2]

    engine = Short(str.upper)
    assert [draft.text for draft in run(engine, "one", "two", "three", "four", "five")] == [
        "ONE",
        "TWO",
        "THREE",
        "FOUR",
        "FIVE",
    ]
    assert engine.asked == [
        ["one", "two", "three", "four", "five"],
        ["one", "two"],
        ["three", "four", "five"],
        ["three"],
        ["four", "five"],
    ]


def test_when_time_is_up_with_nothing_made_it_is_an_error() -> None:
    class Slow(Scripted):
        async def translate(self, batch: Batch) -> Sequence[Draft]:
            await asyncio.sleep(60)
            return []

    with pytest.raises(EngineError, match=r"scripted gave no answer within 0\.05 s"):
        run(Slow(str.upper), "one", deadline_s=0.05)


def test_drafts_made_before_a_failure_are_kept() -> None:
    class Failing(Scripted):
        async def translate(self, batch: Batch) -> Sequence[Draft]:
            if self.asked:
                raise EngineError("the quota is\nused up")
            return await super().translate(batch)

    engine = Failing(str.upper, Capabilities(max_items=1))
    assert run(engine, "one", "two", "3") == [
        Draft("ONE", "scripted"),
        Draft(None, reason="the quota is used up"),
        Draft("3", "copied"),
    ]


def test_a_failure_with_nothing_made_is_an_error() -> None:
    class Failing(Scripted):
        async def translate(self, batch: Batch) -> Sequence[Draft]:
            raise EngineError("the quota is used up")

    with pytest.raises(EngineError, match="the quota is used up"):
        run(Failing(str.upper), "one", "3")


def test_what_an_engine_says_of_itself_stays_on_one_line() -> None:
    class Chatty(Scripted):
        async def translate(self, batch: Batch) -> Sequence[Draft]:
            return [Draft(None, "a\n# origin: person", "x" * 500 + "\x1b[2J")]

    (draft,) = run(Chatty(str.upper), "one")
    assert draft.detail == "a # origin: person"
    assert len(draft.reason) == 160 and draft.reason.isprintable()
