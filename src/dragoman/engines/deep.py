"""Engines over the deep-translator library: Google's page, MyMemory and LibreTranslate, and around that a fence."""

from __future__ import annotations

import asyncio
import difflib
import logging
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar
from urllib.parse import quote_plus

from dragoman.engines.addresses import checked_url, host_of, trusted
from dragoman.engines.entities import decode
from dragoman.engines.keys import OPTIONS as KEY_OPTIONS
from dragoman.engines.keys import read_key_place
from dragoman.engines.options import read_number, read_text, refuse_unknown
from dragoman.engines.refusals import is_refusal
from dragoman.engines.service_codes import code_of
from dragoman.engines.threads import in_thread
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings
from dragoman.model.errors import ConfigError, EngineError


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
_USED_UP = re.compile(r"MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS")


class DeepTranslatorEngine:
    """Drafts over the network through deep-translator, one text a request.

    Options: `provider` (google, mymemory or libre), `url` of the LibreTranslate server, `key_env` (the name of the
    environment variable that holds its key) or `keyring`, `timeout` in seconds for one text, `parallel` texts at once.

    deep-translator keeps state in its translators and mixes up answers between threads, so each text gets one of its
    own; it knows no timeout, so each runs on a thread that can be left behind. Its messages hold keys and texts, so
    none of them is passed on.
    """

    name = "deep-translator"
    _only: ClassVar[str] = ""  # the provider of an engine that has just one

    def __init__(self, settings: EngineSettings) -> None:
        options = settings.options
        own = () if self._only else ("provider", "url", *KEY_OPTIONS)
        refuse_unknown(self.name, options, (*own, "timeout", "parallel"))
        self._provider = self._only or _known_provider(read_text(self.name, options, "provider", "google"))
        self._url = checked_url(self.name, read_text(self.name, options, "url"))
        self._key = read_key_place(self.name, options)
        self._timeout_s = read_number(self.name, options, "timeout", 20)
        limits = _LIMITS[self._provider]
        self.caps = Capabilities(
            network=True,
            max_items=1,
            max_characters=limits.characters,
            max_bytes=limits.octets,
            concurrency=int(max(1, read_number(self.name, options, "parallel", 4))),
        )

    def missing(self, source: str, target: str) -> str:
        if self._provider == "libre" and not self._url:
            return f'set url = "https://…" (a LibreTranslate server) for engine {self.name} in dragoman.toml'
        if self._key.missing:
            return self._key.missing
        for tag in (source, target):
            if self._code(tag) is None:
                return f"{self._provider} has no language {tag}, as far as deep-translator knows"
        return ""

    def reaches(self) -> str:
        return trusted(self._url, self._key, named=self._provider == "libre" and bool(self._url))

    def parameters(self) -> str:
        return f"provider={self._provider}"

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        if way_out := self.missing(batch.source, batch.target):
            raise EngineError(f"{self.name} cannot translate {batch.source} → {batch.target}", hint=way_out, sent=False)
        source, target = self._code(batch.source) or "", self._code(batch.target) or ""
        # The HTTP library logs whole URLs at debug level, with text and key. Adding the filter again does nothing; it
        # stays, because a request given up may still be logged long after.
        logging.getLogger("urllib3.connectionpool").addFilter(_without_query)
        detail = f"{source}-{target}" if self._only else f"{self._provider} {source}-{target}"
        return [await self._draft(request.text, source, target, detail) for request in batch.requests]

    def close(self) -> None:
        """Nothing runs on but requests already given up, on threads that end with them or with the program."""

    @property
    def _host(self) -> str:
        return host_of(self._url) if self._provider == "libre" else self._provider

    def _code(self, tag: str) -> str | None:
        return code_of(self._provider, tag, _provider_codes(self._provider))

    async def _draft(self, text: str, source: str, target: str, detail: str) -> Draft:
        if reason := _too_long(text, _LIMITS[self._provider]):
            return Draft(None, detail, reason, billed=0)
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await in_thread(lambda: self._call(text, source, target))
        except TimeoutError:
            raise EngineError(f"{self._host} gave no answer within {self._timeout_s:g} s", again="later") from None
        if isinstance(answer, EngineError):
            raise answer
        if isinstance(answer, Draft):
            return replace(answer, detail=detail)
        if not isinstance(answer, str) or not answer.strip():
            return Draft(None, detail, f"{self._host} has no translation of this text")
        if is_refusal(answer, text):
            if _USED_UP.match(answer):
                raise EngineError(f"{self._host} has no more free translations today", again="exhausted", sent=False)
            return Draft(None, detail, f"{self._host} sent an error message for a translation")
        return Draft(decode(answer, text), detail)

    def _call(self, text: str, source: str, target: str) -> object:
        """One text, one translator of its own, in a thread of its own: what the library gives; a Draft without text or
        an EngineError for what it raised, handed over so that no traceback leads to the library's own."""
        import deep_translator.exceptions as wrong
        from deep_translator import GoogleTranslator, LibreTranslator, MyMemoryTranslator
        from requests.exceptions import ConnectTimeout, RequestException

        try:
            if self._provider == "google":
                return GoogleTranslator(source=source, target=target).translate(text)
            if self._provider == "mymemory":
                translator = MyMemoryTranslator(source=source, target=target)
                # The library asks in the clear; the service answers https too.
                translator._base_url = translator._base_url.replace("http://api.", "https://api.")
                return translator.translate(text)
            secret = self._key.read()
            key = secret.reveal() if secret is not None else ""
            translator = LibreTranslator(source=source, target=target, api_key=key or "none", custom_url=self._url)
            translator.api_key = key or None  # the library demands one even where the server does not
            return translator.translate(text)
        except wrong.TooManyRequests:
            return EngineError(f"{self._host} says: too many requests", again="later", sent=False)
        except wrong.AuthorizationException:
            return EngineError(f"{self._host} refuses {self._key}", sent=False)
        except (wrong.RequestError, wrong.ServerException, RequestException, OSError) as error:
            # Not the error's own words: they hold the URL, and that holds text and key.
            kind = type(error).__name__
            sent = not isinstance(error, ConnectTimeout) and "NewConnectionError" not in str(error)
            return EngineError(f"{self._host} cannot be reached or fails ({kind})", again="later", sent=sent)
        except EngineError as error:  # the key cannot be had
            return EngineError(error.message, hint=error.hint, sent=False)
        except (
            wrong.BaseError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            StopIteration,
            RecursionError,
        ) as error:  # a matter of this text alone
            return Draft(None, "", f"{self._host} gave an answer that cannot be read ({type(error).__name__})")


class GoogleEngine(DeepTranslatorEngine):
    """Google's public page, without a key."""

    name = "google"
    _only = "google"


class MyMemoryEngine(DeepTranslatorEngine):
    """MyMemory, without a key."""

    name = "mymemory"
    _only = "mymemory"


def _known_provider(name: str) -> str:
    if name not in _LIMITS:
        near = difflib.get_close_matches(name, _LIMITS, n=1)
        ask = f"; did you mean {near[0]!r}?" if near else ""
        raise ConfigError(f"deep-translator has no provider {name!r}{ask}", hint=f"known: {', '.join(_LIMITS)}")
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


def _without_query(record: logging.LogRecord) -> bool:
    record.msg = re.sub(r"\?\S+", "?…", record.getMessage())
    record.args = ()
    return True
