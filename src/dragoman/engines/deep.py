"""The deep-translator engine: Google, MyMemory and LibreTranslate through one library, and around that a fence."""

from __future__ import annotations

import asyncio
import difflib
import html
import logging
import os
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote_plus, urlsplit

from dragoman.engines.options import read_number, read_text, refuse_unknown
from dragoman.engines.refusals import is_refusal
from dragoman.engines.threads import in_thread
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings
from dragoman.model.errors import ConfigError, EngineError

_OPTIONS = ("provider", "url", "key_env", "timeout", "parallel")
_GIVE_UP = 3  # texts without an answer in time, after which a service counts as gone


@dataclass(frozen=True, slots=True)
class _Limits:
    """What one text may be: `characters`, UTF-8 `octets`, and `quoted` characters in a URL; the least of them holds."""

    characters: int
    octets: int
    quoted: int


# The library refuses 5,000 and 500 characters; all three send the text in the URL, which servers bound at 8 or 16 KiB;
# MyMemory counts its 500 in bytes.
_LIMITS = {
    "google": _Limits(4_999, 20_000, 15_000),
    "mymemory": _Limits(499, 500, 7_000),
    "libre": _Limits(5_000, 20_000, 7_000),
}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of one text. `text` is None when nothing did; `stop` when asking for others is vain too."""

    text: str | None
    reason: str = ""
    stop: bool = False


class DeepTranslatorEngine:
    """Drafts over the network through deep-translator.

    Options: `provider` (google, mymemory or libre), `url` of the LibreTranslate server, `key_env` (the name of the
    environment variable that holds its key), `timeout` in seconds for one text, `parallel` texts at a time.

    deep-translator keeps state in its translators and mixes up answers between threads, so each text gets one of its
    own; it knows no timeout, so each runs on a thread that can be left behind. Its messages hold keys and texts, so
    none of them is passed on.
    """

    name = "deep-translator"
    caps = Capabilities(network=True)

    def __init__(self, settings: EngineSettings) -> None:
        options = settings.options
        refuse_unknown(self.name, options, _OPTIONS)
        self._provider = _known_provider(read_text(self.name, options, "provider", "google"))
        self._url = _checked_url(read_text(self.name, options, "url"))
        self._key_env = _checked_variable(read_text(self.name, options, "key_env"))
        self._timeout_s = read_number(self.name, options, "timeout", 20)
        self._parallel = max(1, int(read_number(self.name, options, "parallel", 4)))

    def missing(self, source: str, target: str) -> str:
        if self._provider == "libre" and not self._url:
            return f'set url = "https://…" (a LibreTranslate server) for engine {self.name} in dragoman.toml'
        if self._key_env and not os.environ.get(self._key_env):
            return f"export {self._key_env}=…  # the key for {self._provider}"
        for tag in (source, target):
            if _code(self._provider, tag) is None:
                return f"{self._provider} has no language {tag}, as far as deep-translator knows"
        return ""

    def reaches(self) -> str:
        return self._url if self._provider == "libre" else ""

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        if way_out := self.missing(batch.source, batch.target):
            raise EngineError(f"{self.name} cannot translate {batch.source} → {batch.target}", hint=way_out)
        source, target = _code(self._provider, batch.source) or "", _code(self._provider, batch.target) or ""
        detail = f"{self._provider} {source}-{target}"
        # The HTTP library logs whole URLs at debug level, with text and key. Adding the filter again does nothing; it
        # stays, because a request given up may still be logged long after.
        logging.getLogger("urllib3.connectionpool").addFilter(_without_query)
        answers = await self._ask_all(tuple(dict.fromkeys(ask.text for ask in batch.requests)), source, target)
        stops = [answer for answer in answers.values() if answer.stop]
        if stops and not any(answer.text is not None for answer in answers.values()):
            raise EngineError(stops[0].reason)
        left = _Answer(None, stops[0].reason) if stops else _Answer(None, "not asked")
        found = [answers.get(ask.text, left) for ask in batch.requests]
        return [Draft(answer.text, detail, answer.reason) for answer in found]

    def close(self) -> None:
        """Nothing runs on but requests already given up, on threads that end with them or with the program."""

    async def _ask_all(self, texts: Sequence[str], source: str, target: str) -> dict[str, _Answer]:
        """An answer for each text, a few at a time; after one that says stop, no more are asked for."""
        answers: dict[str, _Answer] = {}
        gate = asyncio.Semaphore(self._parallel)
        late = 0

        async def ask(text: str) -> None:
            nonlocal late
            async with gate:
                if any(answer.stop for answer in answers.values()):
                    return
                answers[text] = answer = await self._ask(text, source, target)
                late = late + 1 if answer.text is None and answer.reason == self._late else 0
                if late >= _GIVE_UP:
                    answers[text] = _Answer(None, self._late, stop=True)

        await asyncio.gather(*(ask(text) for text in texts))
        return answers

    @property
    def _late(self) -> str:
        return f"{self._host} gave no answer within {self._timeout_s:g} s"

    @property
    def _host(self) -> str:
        return urlsplit(self._url).hostname or self._provider if self._provider == "libre" else self._provider

    async def _ask(self, text: str, source: str, target: str) -> _Answer:
        if reason := _too_long(text, _LIMITS[self._provider]):
            return _Answer(None, reason)
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await in_thread(lambda: self._call(text, source, target))
        except TimeoutError:
            return _Answer(None, self._late)
        if answer.text is not None and is_refusal(answer.text, text):
            return _Answer(None, f"{self._host} sent an error message for a translation")
        return answer

    def _call(self, text: str, source: str, target: str) -> _Answer:
        """One text, one translator of its own, in a thread of its own. Raises nothing a service can cause."""
        import deep_translator.exceptions as wrong
        from deep_translator import GoogleTranslator, LibreTranslator, MyMemoryTranslator
        from requests.exceptions import RequestException

        try:
            if self._provider == "google":
                answer = GoogleTranslator(source=source, target=target).translate(text)
            elif self._provider == "mymemory":
                translator = MyMemoryTranslator(source=source, target=target)
                # The library asks in the clear; the service answers https too.
                translator._base_url = translator._base_url.replace("http://api.", "https://api.")
                answer = translator.translate(text)
            else:
                key = os.environ.get(self._key_env, "") if self._key_env else ""
                translator = LibreTranslator(source=source, target=target, api_key=key or "none", custom_url=self._url)
                translator.api_key = key or None  # the library demands one even where the server does not
                answer = translator.translate(text)
        except wrong.TooManyRequests:
            return _Answer(None, f"{self._host} says: too many requests", stop=True)
        except wrong.AuthorizationException:
            where = f"the key in {self._key_env}" if self._key_env else "a request without a key (option key_env)"
            return _Answer(None, f"{self._host} refuses {where}", stop=True)
        except (wrong.RequestError, wrong.ServerException, RequestException, OSError) as error:
            # Not the error's own words: they hold the URL, and that holds text and key.
            return _Answer(None, f"{self._host} cannot be reached or fails ({type(error).__name__})", stop=True)
        except (
            wrong.BaseError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            StopIteration,
            RecursionError,
        ) as error:
            return _Answer(None, f"{self._host} gave an answer that cannot be read ({type(error).__name__})")
        if not isinstance(answer, str) or not answer.strip():
            return _Answer(None, f"{self._host} has no translation of this text")
        # MyMemory's memories hold entities that nobody wrote.
        return _Answer(html.unescape(answer) if self._provider == "mymemory" and "&" not in text else answer)


def _known_provider(name: str) -> str:
    if name not in _LIMITS:
        near = difflib.get_close_matches(name, _LIMITS, n=1)
        ask = f"; did you mean {near[0]!r}?" if near else ""
        raise ConfigError(f"deep-translator has no provider {name!r}{ask}", hint=f"known: {', '.join(_LIMITS)}")
    return name


def _checked_url(url: str) -> str:
    """`url` with the slash at its end that the library counts on. It is never shown whole: people put keys there."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host, spare = parts.hostname, parts.username or parts.password or parts.query or parts.fragment
    except ValueError:
        host, spare, parts = None, None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or spare:
        raise ConfigError(
            "option 'url' of engine deep-translator must be http(s)://host/path and nothing more",
            hint="a key belongs in the environment variable that key_env names",
        )
    return url.rstrip("/") + "/"


def _checked_variable(name: str) -> str:
    if name and not re.fullmatch(r"[A-Z_][A-Z0-9_]*", name):
        raise ConfigError(
            "option 'key_env' of engine deep-translator must be the name of an environment variable, in capitals",
            hint='the key itself stands nowhere but in that variable: key_env = "LIBRE_KEY"',
        )
    return name


def _too_long(text: str, limits: _Limits) -> str:
    octets = len(text.encode("utf-8", "replace"))
    if len(text) > limits.characters:
        return f"longer than the {limits.characters} characters the service takes"
    if octets > limits.octets:
        return f"longer than the {limits.octets} bytes the service takes"
    if len(quote_plus(text, errors="replace")) > limits.quoted:
        return "too long for a URL, in which the service takes it"
    return ""


def _code(provider: str, tag: str) -> str | None:
    """The provider's code for a BCP 47 tag, or None."""
    parts = tag.replace("_", "-").lower().split("-")
    own = {name.lower(): code for name, code in _tables()[provider].items()}
    known = {code.lower(): code for code in _provider_codes(provider)}
    for size in range(len(parts), 0, -1):
        name = "-".join(parts[:size])
        if name in own:
            return own[name] or None
        if name in known:
            return known[name]
    same_language = [code for name, code in known.items() if name.split("-")[0] == parts[0]]
    return same_language[0] if len(same_language) == 1 else None


@cache
def _provider_codes(provider: str) -> Collection[str]:
    """Every code the library takes. Importing the library takes a second, so only here and when it is called."""
    from deep_translator import constants

    table = {
        "google": constants.GOOGLE_LANGUAGES_TO_CODES,
        "mymemory": constants.MY_MEMORY_LANGUAGES_TO_CODES,
        "libre": constants.LIBRE_LANGUAGES_TO_CODES,
    }[provider]
    return tuple(str(code) for code in table.values())


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("dragoman.engines").joinpath("deep.toml").read_text(encoding="utf-8"))


def _without_query(record: logging.LogRecord) -> bool:
    record.msg = re.sub(r"\?\S+", "?…", record.getMessage())
    record.args = ()
    return True
