"""The command engine: any program that reads questions and writes answers as lines of JSON."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import shutil
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from dragoman.engines.line_program import LineProgram
from dragoman.engines.mixing import mixed_up
from dragoman.engines.options import read_number, read_text, refuse_unknown
from dragoman.engines.threads import in_thread
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings, Person, Request, TermChoice
from dragoman.model.errors import ConfigError, EngineError
from dragoman.model.sureness import with_sureness

_FLAGS = ("network", "markup", "context", "terms", "formality", "redrafts")
_OPTIONS = (
    "command",
    "environment",
    "hello",
    *_FLAGS,
    "batch",
    "max_characters",
    "parallel",
    "timeout",
    "parameters",
)
_PASSED = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "PYTHONUTF8", "VIRTUAL_ENV")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_GIVE_UP = 3  # deaths without an answer between them, after which it is not started again
_AGAIN = ("no", "later", "smaller", "exhausted")
_PROTOCOL = 1


class CommandEngine:
    """Drafts from a program of the user's own: one line with a batch in, one line with its texts out.

    Options: `command`, the program and its arguments as a list (no shell reads it); `environment`, the names of
    variables that it gets besides the usual few; `hello`, whether it is greeted with a line of its own when it starts;
    `network` (true), whether it may send texts elsewhere; `markup`, `context`, `terms`, `formality` and `redrafts`
    (false), what it can do; `batch` and `max_characters` of a question, `parallel` questions at once, `timeout` in
    seconds for an answer; `parameters`, a text to change when its answers change.

    It is started when first needed, in a process group of its own, and again after it has died; one that hangs is
    killed with all it started. What it writes to stderr is read, and its last line told when it fails.
    """

    name = "command"

    def __init__(self, settings: EngineSettings) -> None:
        options = settings.options
        refuse_unknown(self.name, options, _OPTIONS)
        self._command = _read_list(self.name, options, "command")
        self._variables = _read_list(self.name, options, "environment")
        if wrong := [name for name in self._variables if not _VARIABLE.fullmatch(name)]:
            raise ConfigError(f"option 'environment' of engine {self.name} lists names of variables, not {wrong[0]!r}")
        self._greets = _read_flag(self.name, options, "hello", False)
        self._parameters = read_text(self.name, options, "parameters")
        self._patience_s = read_number(self.name, options, "timeout", 60)
        flags = {name: _read_flag(self.name, options, name, name == "network") for name in _FLAGS}
        self.caps = Capabilities(
            network=flags["network"],
            markup=flags["markup"],
            context=flags["context"],
            terms=flags["terms"],
            formality=flags["formality"],
            redrafts=flags["redrafts"],
            max_items=int(max(1, read_number(self.name, options, "batch", 50))),
            max_characters=int(max(1, read_number(self.name, options, "max_characters", 20_000))),
            concurrency=int(max(1, read_number(self.name, options, "parallel", 1))),
        )
        self._numbers = itertools.count(1)
        self._starting = threading.Lock()
        self._program: LineProgram | None = None
        self._version = ""
        self._pairs: list[tuple[str, str]] = []
        self._deaths = 0

    def missing(self, source: str, target: str) -> str:
        if not self._command:
            return f'set command = ["program", "argument"] for engine {self.name} in dragoman.toml'
        if shutil.which(self._command[0]) is None:
            return f"the program {self._command[0]} of engine {self.name} is not installed, or not on the PATH"
        if lacking := [name for name in self._variables if name not in os.environ]:
            return f"export {lacking[0]}=…  # for engine {self.name}"
        if self._pairs and (source, target) not in self._pairs:
            return f"{self._called} has no pair {source} → {target}"
        return ""

    def pairs(self) -> list[tuple[str, str]]:
        return sorted(self._pairs)

    def reaches(self) -> str:
        """The program with its arguments, and the variables it is given: all that the user has to trust."""
        if not self._command:
            return ""
        line = json.dumps(self._command, ensure_ascii=False)
        return f"{line}#environment={','.join(sorted(self._variables))}" if self._variables else line

    def parameters(self) -> str:
        return json.dumps({"command": self._command, "parameters": self._parameters}, ensure_ascii=False)

    async def reach(self) -> str:
        try:
            await in_thread(self._running)
        except EngineError as error:
            return error.message
        return ""

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        if way_out := self.missing(batch.source, batch.target):
            raise EngineError(f"{self.name} cannot translate {batch.source} → {batch.target}", hint=way_out, sent=False)
        number = next(self._numbers)
        question = {"id": number, "source": batch.source, "target": batch.target, **self._said(batch)}
        late = False
        program: LineProgram | None = None
        answer: Mapping[str, object] = {}
        try:
            async with asyncio.timeout(self._patience_s):
                program = await in_thread(self._running)
                if way_out := self.missing(batch.source, batch.target):  # it may have said now which pairs it has
                    raise EngineError(way_out, sent=False)
                waiting = await in_thread(lambda: _asked(program, number, question))
                answer = await asyncio.wrap_future(waiting)
        except TimeoutError:
            late = True
        except EngineError:
            self._deaths += 1
            raise
        finally:
            if program is not None and not answer:
                program.forget(number)
        if late:
            if program is not None:
                await in_thread(program.close)
            raise EngineError(f"{self._called} gave no answer within {self._patience_s:g} s", again="later")
        self._deaths = 0
        drafts = self._drafts(answer, len(batch.requests))
        if problem := mixed_up([request.text for request in batch.requests], [draft.text or "" for draft in drafts]):
            raise EngineError(f"{self._called} gave an answer that cannot be used: {problem}", again="smaller")
        return drafts

    def close(self) -> None:
        program, self._program = self._program, None
        if program is not None:
            program.close()

    @property
    def _called(self) -> str:
        return self._command[0].rpartition("/")[2] if self._command else self.name

    def _running(self) -> LineProgram:
        """In a thread: the program, started or started again."""
        with self._starting:
            if self._program is not None and self._program.is_alive:
                return self._program
            if self._program is not None:
                self._program.close()
            if self._deaths >= _GIVE_UP:
                raise EngineError(f"{self._called} died {self._deaths} times without an answer: not started again")
            names = (*_PASSED, *self._variables)
            environment = {name: os.environ[name] for name in names if name in os.environ}
            secrets = [environment[name] for name in self._variables if name in environment]
            program = LineProgram(self._command, environment, secrets)
            if self._greets:
                self._greet(program)
            self._program = program
            return program

    def _greet(self, program: LineProgram) -> None:
        """Says hello and reads what the program says of itself: a version, and the pairs it has."""
        waiting = program.ask(0, json.dumps({"hello": _PROTOCOL, "id": 0}))
        try:
            answer = waiting.result(self._patience_s)
        except TimeoutError:
            program.close()
            raise EngineError(f"{self._called} did not answer the hello", again="later", sent=False) from None
        except EngineError:
            self._deaths += 1
            raise
        version, pairs = answer.get("version"), answer.get("pairs")
        self._version = version if isinstance(version, str) else ""
        if isinstance(pairs, list):
            self._pairs = [
                (pair[0], pair[1])
                for pair in pairs
                if isinstance(pair, list) and len(pair) == 2 and all(isinstance(tag, str) for tag in pair)
            ]

    def _said(self, batch: Batch) -> dict[str, object]:
        """The texts of a batch with what the program said it makes use of; empty fields are left out."""
        around = batch.around
        said: dict[str, object] = {"texts": [self._text(request) for request in batch.requests]}
        if self.caps.formality:
            said["formality"] = around.formality
        if self.caps.context:
            said |= {
                "article": around.article,
                "headline": around.headline,
                "people": [_person(person) for person in around.cast],
                "style": list(around.style),
            }
        return _without_empty(said)

    def _text(self, request: Request) -> dict[str, object]:
        said: dict[str, object] = {"role": request.key.context}
        if self.caps.context:
            said |= {"before": request.before, "after": request.after}
        if self.caps.terms:
            said |= {"terms": [_term(term) for term in request.terms], "missed": list(request.missed)}
        if self.caps.redrafts and request.previous is not None:
            said["previous"] = {"source": request.previous.source, "target": request.previous.target}
        return {"text": request.text} | _without_empty(said)

    def _drafts(self, answer: Mapping[str, object], count: int) -> list[Draft]:
        if "error" in answer:
            raise self._failure(answer)
        rows = answer.get("texts")
        if not isinstance(rows, list) or len(rows) != count:
            found = f"{len(rows)} texts" if isinstance(rows, list) else "no list of texts"
            raise EngineError(f"{self._called} gave {found} for {count}", again="smaller")
        detail = f"{self._called} {self._version}".strip()
        return [self._draft(row, detail) for row in rows]

    def _draft(self, row: object, detail: str) -> Draft:
        fields = row if isinstance(row, dict) else {}
        said, billed = fields.get("detail"), fields.get("billed")
        detail = said if isinstance(said, str) and said else detail
        sure = fields.get("probability")
        if isinstance(sure, int | float) and not isinstance(sure, bool):
            detail = with_sureness(detail, sure)
        bill = billed if isinstance(billed, int) and not isinstance(billed, bool) and billed >= 0 else None
        match fields:
            case {"text": str(text)}:
                return Draft(text, detail, billed=bill)
            case {"reason": str(reason)} if reason:
                return Draft(None, detail, reason, billed=bill)
        raise EngineError(f"{self._called} gave something else than a text or a reason", again="smaller")

    def _failure(self, answer: Mapping[str, object]) -> EngineError:
        """The program's own error: `error`, and as far as it says them `again` and `after_s`."""
        again, after_s = answer.get("again"), answer.get("after_s")
        return EngineError(
            f"{self._called}: {answer['error']}"[:300],
            again=again if again in _AGAIN else "no",  # type: ignore[arg-type]  # one of those
            after_s=float(after_s) if isinstance(after_s, int | float) and after_s >= 0 else None,
            sent=answer.get("sent") is not False,
        )


def _asked(program: LineProgram, number: int, question: Mapping[str, object]) -> Future[Mapping[str, object]]:
    return program.ask(number, json.dumps(question, ensure_ascii=False))


def _term(term: TermChoice) -> dict[str, object]:
    return _without_empty(
        {
            "source": term.source,
            "approved": term.approved,
            "forms": list(term.forms),
            "forbidden": list(term.forbidden),
            "note": term.note,
        }
    )


def _person(person: Person) -> dict[str, object]:
    return _without_empty(
        {
            "name": person.name,
            "office": person.office,
            "gender": person.gender,
            "rendering": person.rendering,
            "office_rendering": person.office_rendering,
        }
    )


def _without_empty(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _read_list(engine: str, options: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = options.get(name, [])
    if not isinstance(value, list | tuple) or not all(
        isinstance(each, str) and each and "\0" not in each for each in value
    ):
        raise ConfigError(
            f"option {name!r} of engine {engine} must be a list of texts, not {value!r}",
            hint='no shell reads it: command = ["python3", "my_engine.py"]',
        )
    return tuple(value)


def _read_flag(engine: str, options: Mapping[str, object], name: str, default: bool) -> bool:
    value = options.get(name, default)
    if not isinstance(value, bool):
        raise ConfigError(f"option {name!r} of engine {engine} must be true or false, not {value!r}")
    return value
