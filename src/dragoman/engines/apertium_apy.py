"""The apertium-apy engine: Apertium's pairs on a server of yours that runs APY."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from dragoman.engines.addresses import checked_url, trusted
from dragoman.engines.apertium_codes import modes_for, tag_of
from dragoman.engines.entities import decode
from dragoman.engines.http import Wire
from dragoman.engines.keys import KeyPlace
from dragoman.engines.options import read_number, read_text, refuse_unknown
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings
from dragoman.model.errors import EngineError

_OPTIONS = ("url", "timeout", "parallel")
_URL = "http://127.0.0.1:2737/"


class ApertiumApyEngine:
    """Drafts from an APY server (https://wiki.apertium.org/wiki/Apertium-apy), one text a request.

    Options: `url` (without it, this machine at APY's own port), `timeout` in seconds for a request, `parallel` requests
    at once: APY lets five users share a pipeline.
    """

    name = "apertium-apy"

    def __init__(self, settings: EngineSettings) -> None:
        options = settings.options
        refuse_unknown(self.name, options, _OPTIONS)
        self._named = checked_url(self.name, read_text(self.name, options, "url"))
        parallel = int(max(1, read_number(self.name, options, "parallel", 4)))
        self.caps = Capabilities(network=True, max_items=1, max_characters=10_000, concurrency=parallel)
        self._wire = Wire(
            self.name,
            self._named or _URL,
            KeyPlace(self.name),
            timeout_s=read_number(self.name, options, "timeout", 30),
            connections=parallel,
        )
        self._modes: frozenset[str] = frozenset()  # empty until the server has been asked

    def missing(self, source: str, target: str) -> str:
        if self._modes and self._mode(source, target) is None:
            return f"{self._wire.host} has no Apertium pair {source} → {target}: install it there"
        return ""

    def pairs(self) -> list[tuple[str, str]]:
        return sorted((tag_of(a), tag_of(b)) for a, _, b in (mode.partition("-") for mode in self._modes))

    def reaches(self) -> str:
        return trusted(self._wire.url, KeyPlace(self.name), named=bool(self._named))

    async def reach(self) -> str:
        self._wire.forget("pairs")
        try:
            await self._wire.once("pairs", self._ask_pairs)
        except EngineError as error:
            return error.message
        return ""

    def wire(self, batch: Batch) -> str:
        """A form a line: each text has a request of its own. The pair is the likeliest until the server was asked."""
        mode = self._mode(batch.source, batch.target) or next(modes_for(batch.source, batch.target), "")
        return "\n".join(urlencode(_question(mode, request.text)) for request in batch.requests)

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        await self._wire.once("pairs", self._ask_pairs)
        mode = self._mode(batch.source, batch.target)
        if mode is None:
            raise EngineError(
                f"{self.name} cannot translate {batch.source} → {batch.target}",
                hint=self.missing(batch.source, batch.target) or f"{self._wire.host} has no pairs installed",
                sent=False,
            )
        return [Draft(await self._ask(mode, request.text), mode) for request in batch.requests]

    def close(self) -> None:
        self._wire.close()

    def _mode(self, source: str, target: str) -> str | None:
        return next((mode for mode in modes_for(source, target) if mode in self._modes), None)

    async def _ask_pairs(self) -> None:
        match await self._wire.get("listPairs"):
            case {"responseData": list(found)}:
                pairs = [
                    (pair.get("sourceLanguage"), pair.get("targetLanguage")) for pair in found if isinstance(pair, dict)
                ]
                self._modes = frozenset(f"{a}-{b}" for a, b in pairs if isinstance(a, str) and isinstance(b, str))
            case _:
                raise self._wire.unfit("no list of pairs")

    async def _ask(self, mode: str, text: str) -> str:
        match await self._wire.post_form("translate", _question(mode, text)):
            case {"responseStatus": 200, "responseData": {"translatedText": str(answer)}}:
                return _tidied(decode(answer, text), text)
            case _:
                raise self._wire.unfit("no translated text")


def _question(mode: str, text: str) -> dict[str, str]:
    """Without format=txt APY takes the text for HTML. A second q would take the place of the first: one text a call."""
    return {"langpair": mode.replace("-", "|"), "markUnknown": "no", "format": "txt", "q": text}


def _tidied(answer: str, source: str) -> str:
    """`answer` without the `#` and `@` that Apertium sets before words it knows but cannot form (APY takes off only the
    star of words it does not know), and without the blanks that words it leaves out leave behind."""
    for sign in "#@":
        if sign not in source:
            answer = re.sub(rf"{sign}(?=[^\W\d_])", "", answer)
    return answer if "  " in source else re.sub(" {2,}", " ", answer)
