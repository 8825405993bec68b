"""The openai engine: any endpoint that speaks OpenAI's chat completions, of a service, a proxy or this machine."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman import files
from dragoman.engines.addresses import checked_url, trusted
from dragoman.engines.http import Carry, ServiceError, Wire, encode
from dragoman.engines.keys import OPTIONS as KEY_OPTIONS
from dragoman.engines.keys import read_key_place
from dragoman.engines.mixing import mixed_up
from dragoman.engines.options import read_number, read_text, refuse_unknown
from dragoman.engines.prompting import (
    SCHEMA,
    UnreadableError,
    digest_of_prompt,
    read_reply,
    spread,
    system_message,
    user_message,
)
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings
from dragoman.model.errors import ConfigError, EngineError

_OPTIONS = (
    "base_url",
    "model",
    *KEY_OPTIONS,
    "temperature",
    "max_tokens",
    "timeout",
    "parallel",
    "batch",
    "instructions",
    "schema",
    "extra",
)
_URL = "https://api.openai.com/v1/"
_KEY_ENV = "OPENAI_API_KEY"
_FILTER = "content_filter"
_SCHEMAS = ("json_schema", "json_object", "none")
_OURS = frozenset(("model", "messages", "response_format", "n", "stream", "stream_options", "tools", "functions"))
_FILE = re.compile(r"[^\s\0]+\.(?:txt|md)")
_LARGEST = 20_000  # characters of the user's own instructions

# Services say in their own words why a request is refused; these are OpenAI's, which others repeat.
_NO_QUOTA = re.compile(r"quota|billing|insufficient (?:funds|credits?|balance)", re.IGNORECASE)
_TOO_LONG = re.compile(r"context.{0,10}length|maximum context|too (?:long|large|many tokens)|max_tokens", re.IGNORECASE)
_NO_FORMAT = re.compile(r"response_format|json_schema|json_object|structured output", re.IGNORECASE)
_FILTERED = re.compile(r"content.{0,3}(?:filter|management policy|policy violation)", re.IGNORECASE)
_NO_TEMPERATURE = re.compile(r"temperature", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reply:
    """What came back: the model that answered, its text, why it stopped, and the tokens billed (None: not said)."""

    model: str
    text: str
    finish: str
    refusal: str
    tokens: int | None


class OpenAIEngine:
    """Drafts from a language model behind `POST base_url/chat/completions`.

    Options: `base_url` (without it, OpenAI's own), `model`, `key_env` or `keyring` (a server of one's own needs
    neither), `temperature` (0; "none" leaves it to the model), `max_tokens` of a reply (0: the model's own bound),
    `timeout` in seconds, `parallel` requests at once, `batch` segments a request, `instructions` of one's own (text, or
    a .txt or .md file below the folder we work in), `schema` ("json_schema", "json_object" or "none", as much as the
    server knows), `extra`, a table of further fields of the request.

    Texts go with our tags as they are: models keep them, and put them around the right words because they see what
    they are. A reply is taken whole or not at all.
    """

    name = "openai"

    def __init__(self, settings: EngineSettings) -> None:
        options = settings.options
        refuse_unknown(self.name, options, _OPTIONS)
        self._named = checked_url(self.name, read_text(self.name, options, "base_url"), "base_url")
        self._key = read_key_place(self.name, options, "" if self._named else _KEY_ENV)
        self._model = read_text(self.name, options, "model")
        self._temperature = _read_temperature(self.name, options)
        self._max_tokens = int(read_number(self.name, options, "max_tokens", 0)) if options.get("max_tokens") else 0
        self._schema = _read_choice(self.name, options, "schema", _SCHEMAS)
        self._instructions = _read_instructions(self.name, options)
        self._extra = _read_extra(self.name, options)
        parallel = int(max(1, read_number(self.name, options, "parallel", 4)))
        self.caps = Capabilities(
            network=True,
            markup=True,
            context=True,
            terms=True,
            formality=True,
            redrafts=True,
            max_items=int(max(1, read_number(self.name, options, "batch", 20))),
            max_characters=3_000,  # so that a model that writes 50 tokens a second answers within the usual deadline
            concurrency=parallel,
        )
        self._wire = Wire(
            self.name,
            self._named or _URL,
            self._key,
            carry=Carry("Authorization", "Bearer "),
            timeout_s=read_number(self.name, options, "timeout", 60),
            connections=parallel,
        )

    def missing(self, source: str, target: str) -> str:
        if not self._model:
            return f'set model = "…" (and base_url = "…" for another server) for engine {self.name} in dragoman.toml'
        return self._key.missing

    def reaches(self) -> str:
        return trusted(self._wire.url, self._key, named=bool(self._named))

    async def reach(self) -> str:
        try:
            await self._wire.get("models")
        except EngineError as error:
            return error.message
        return ""

    def parameters(self) -> str:
        own = hashlib.sha256(self._instructions.encode()).hexdigest()[:12] if self._instructions else ""
        said = {
            "model": self._model,
            "temperature": self._temperature,
            "max_tokens": self._max_tokens,
            "schema": self._schema,
            "prompt": digest_of_prompt(),
            "instructions": own,
            "extra": self._extra,
        }
        return json.dumps({name: value for name, value in said.items() if value not in ("", 0, {})}, sort_keys=True)

    def version(self, source: str, target: str) -> str:
        """The same as long as the same model is asked in the same way at the same place."""
        return hashlib.sha256(f"{self._wire.url} {self.parameters()}".encode()).hexdigest()[:16]

    def wire(self, batch: Batch) -> str:
        return encode(self._question(batch)).decode()

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        if way_out := self.missing(batch.source, batch.target):
            raise EngineError(f"{self.name} cannot be asked yet", hint=way_out, sent=False)
        reply = await self._ask(batch)
        count = len(batch.requests)
        if reason := _refused(reply):
            if count > 1:  # one text of them may be the reason: alone, the others can be had
                raise EngineError(f"{self._wire.host} {reason}", again="smaller")
            return [Draft(None, reply.model, f"{self._wire.host} {reason}", billed=reply.tokens)]
        if reply.finish == "length":
            raise self._wire.unfit("the reply was cut off at its largest length")
        try:
            texts = read_reply(reply.text, count)
        except UnreadableError as error:
            problem = str(error)
        else:
            # The ids are right; the texts behind them may still have changed places.
            problem = mixed_up([request.text for request in batch.requests], texts)
            if not problem:
                return _drafts(batch, texts, reply)
        raise self._wire.unfit(problem)

    def close(self) -> None:
        self._wire.close()

    async def _ask(self, batch: Batch) -> _Reply:
        refused: ServiceError
        try:
            answer = await self._wire.post("chat/completions", self._question(batch))
        except ServiceError as error:
            refused = error
        else:
            return self._read(answer)
        if refused.status == 400 and _FILTERED.search(refused.says):
            return _Reply(self._model, "", _FILTER, "", None)
        raise _explained(refused)

    def _question(self, batch: Batch) -> dict[str, object]:
        question: dict[str, object] = {
            "model": self._model,
            "messages": [
                {"role": "system", "content": system_message(batch, self._instructions)},
                {"role": "user", "content": user_message(batch)},
            ],
        }
        if self._temperature is not None:
            question["temperature"] = self._temperature
        if self._max_tokens:
            question["max_tokens"] = self._max_tokens
        if self._schema == "json_schema":
            form = {"name": "translations", "strict": True, "schema": SCHEMA}
            question["response_format"] = {"type": "json_schema", "json_schema": form}
        elif self._schema == "json_object":
            question["response_format"] = {"type": "json_object"}
        return question | self._extra

    def _read(self, answer: object) -> _Reply:
        fields = answer if isinstance(answer, dict) else {}
        match fields.get("choices"):
            case [{"message": dict(message)} as choice, *_]:
                pass
            case _ if "error" in fields:  # proxies send an error with status 200
                raise EngineError(f"{self._wire.host} sent an error for an answer", again="later")
            case _:
                raise self._wire.unfit("no choices")
        text, refusal = message.get("content"), message.get("refusal")
        model = fields.get("model")
        if isinstance(text, list):  # some servers answer in parts
            parts = [part.get("text") for part in text if isinstance(part, dict)]
            text = "".join(part for part in parts if isinstance(part, str))
        return _Reply(
            model if isinstance(model, str) and model.strip() else self._model,
            text if isinstance(text, str) else "",
            str(choice.get("finish_reason") or ""),
            refusal if isinstance(refusal, str) else "",
            _tokens(fields.get("usage")),
        )


def _refused(reply: _Reply) -> str:
    """Why the model or its service declined, or ""."""
    if reply.finish == _FILTER:
        return "withheld its answer (content filter)"
    return "declined to translate this text" if reply.refusal else ""


def _drafts(batch: Batch, texts: Sequence[str], reply: _Reply) -> list[Draft]:
    """One for each text, and on each its part of the tokens, by what was asked and answered for it."""
    if reply.tokens is None:
        return [Draft(text, reply.model) for text in texts]
    sizes = [len(request.text) + len(text) for request, text in zip(batch.requests, texts, strict=True)]
    shares = spread(reply.tokens, sizes)
    return [Draft(text, reply.model, billed=share) for text, share in zip(texts, shares, strict=True)]


def _tokens(usage: object) -> int | None:
    match usage:
        case {"total_tokens": int(total)} if total >= 0:
            return total
        case {"prompt_tokens": int(asked), "completion_tokens": int(made)} if asked >= 0 and made >= 0:
            return asked + made
    return None


def _explained(error: ServiceError) -> EngineError:
    """A refusal with what its own words add to its status."""
    says, again, hint = error.says, error.again, error.hint
    if error.status in (403, 429) and _NO_QUOTA.search(says):
        again = "exhausted"
    elif error.status in (400, 422):
        if _NO_FORMAT.search(says):
            hint = 'this server knows less of JSON: schema = "json_object", or "none"'
        elif _NO_TEMPERATURE.search(says):
            hint = 'leave it to the model: temperature = "none"'
        elif _TOO_LONG.search(says):
            again = "smaller"
    elif error.status == 404:
        hint = "is the model spelled as the server lists it, and does base_url end as its documentation says (…/v1)?"
    after_s = error.after_s if again == "later" else None
    return EngineError(error.message, hint=hint, again=again, after_s=after_s, sent=error.sent)


def _read_temperature(engine: str, options: Mapping[str, object]) -> float | None:
    value = options.get("temperature", 0)
    if value == "none":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 2:
        raise ConfigError(
            f"option 'temperature' of engine {engine} must be between 0 and 2, or \"none\", not {value!r}"
        )
    return float(value)


def _read_choice(engine: str, options: Mapping[str, object], name: str, known: Sequence[str]) -> str:
    value = read_text(engine, options, name, known[0])
    if value not in known:
        raise ConfigError(f"option {name!r} of engine {engine} must be one of {', '.join(known)}, not {value!r}")
    return value


def _read_instructions(engine: str, options: Mapping[str, object]) -> str:
    """The user's own instructions: the option itself, or what the file says that it names. A file outside of the folder
    we work in is refused: settings of a stranger's project must not send it away."""
    said = read_text(engine, options, "instructions")
    if _FILE.fullmatch(said):
        said = files.read_text_utf8(Path(said), root=Path.cwd())
    if len(said) > _LARGEST:
        raise ConfigError(f"the instructions for engine {engine} have {len(said)} characters; {_LARGEST} is the most")
    return said


def _read_extra(engine: str, options: Mapping[str, object]) -> dict[str, object]:
    value = options.get("extra", {})
    if not isinstance(value, Mapping):
        raise ConfigError(f"option 'extra' of engine {engine} must be a table, not {value!r}")
    if taken := sorted(_OURS & set(value)):
        raise ConfigError(
            f"option 'extra' of engine {engine} cannot set {taken[0]!r}", hint="the engine sets it itself"
        )
    return dict(value)
