"""The microsoft engine: Azure's Translator by its own API (v3), many texts a request."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.engines.addresses import checked_url, trusted
from dragoman.engines.entities import decode
from dragoman.engines.http import Carry, Wire, encode
from dragoman.engines.keys import OPTIONS as KEY_OPTIONS
from dragoman.engines.keys import read_key_place
from dragoman.engines.mixing import mixed_up
from dragoman.engines.options import read_number, read_text, refuse_unknown
from dragoman.engines.service_codes import code_of, likely_code
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings
from dragoman.model.errors import EngineError

_OPTIONS = ("url", *KEY_OPTIONS, "region", "category", "timeout", "parallel")
_URL = "https://api.cognitive.microsofttranslator.com/"


class MicrosoftEngine:
    """Drafts from Azure's Translator. Options: `key_env` (without it AZURE_TRANSLATOR_KEY) or `keyring`; `region` of
    the resource, where it is not global; `category` of a custom model; `url` of a sovereign cloud or a container;
    `timeout` in seconds for a request; `parallel` requests at once.
    """

    name = "microsoft"

    def __init__(self, settings: EngineSettings) -> None:
        options = settings.options
        refuse_unknown(self.name, options, _OPTIONS)
        self._named = checked_url(self.name, read_text(self.name, options, "url"))
        self._key = read_key_place(self.name, options, "AZURE_TRANSLATOR_KEY")
        region = read_text(self.name, options, "region")
        self._category = read_text(self.name, options, "category")
        parallel = int(max(1, read_number(self.name, options, "parallel", 4)))
        self.caps = Capabilities(network=True, max_items=100, max_characters=50_000, concurrency=parallel)
        self._wire = Wire(
            self.name,
            self._named or _URL,
            self._key,
            carry=Carry("Ocp-Apim-Subscription-Key"),
            headers={"Ocp-Apim-Subscription-Region": region} if region else {},
            timeout_s=read_number(self.name, options, "timeout", 60),
            connections=parallel,
        )
        self._languages: frozenset[str] = frozenset()  # empty until the service has been asked

    def missing(self, source: str, target: str) -> str:
        if self._key.missing:
            return self._key.missing
        unknown = [tag for tag in (source, target) if self._code(tag) is None]
        return f"{self.name} has no language {unknown[0]}" if unknown else ""

    def pairs(self) -> list[tuple[str, str]]:
        return sorted((a, b) for a in self._languages for b in self._languages if a != b)

    def reaches(self) -> str:
        return trusted(self._wire.url, self._key, named=bool(self._named))

    def parameters(self) -> str:
        return f"category={self._category or 'general'}"

    async def reach(self) -> str:
        if self._key.missing:
            return self._key.missing
        try:
            match await self._wire.get("languages", {"api-version": "3.0", "scope": "translation"}):
                case {"translation": dict(found)}:
                    self._languages = frozenset(code for code in found if isinstance(code, str))
                    return ""
                case _:
                    return self._wire.unfit("no list of languages").message
        except EngineError as error:
            return error.message

    def wire(self, batch: Batch) -> str:
        return encode(_question(batch)).decode()

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        if way_out := self.missing(batch.source, batch.target):
            raise EngineError(f"{self.name} cannot translate {batch.source} → {batch.target}", hint=way_out, sent=False)
        source, target = self._code(batch.source) or "", self._code(batch.target) or ""
        params = {"api-version": "3.0", "from": source, "to": target, "textType": "plain"}
        if self._category:
            params["category"] = self._category
        texts = [request.text for request in batch.requests]
        answer = await self._wire.post("translate", _question(batch), params)
        if not isinstance(answer, list) or len(answer) != len(texts):
            count = len(answer) if isinstance(answer, list) else 0
            raise self._wire.unfit(f"{count} translations of {len(texts)} texts")
        detail = f"{source}-{target}"
        found = [decode(self._read(row), text) for row, text in zip(answer, texts, strict=True)]
        if reason := mixed_up(texts, found):
            raise self._wire.unfit(reason)
        return [Draft(text, detail) for text in found]

    def close(self) -> None:
        self._wire.close()

    def _read(self, row: object) -> str:
        match row:
            case {"translations": [{"text": str(text)}]}:
                return text
            case _:
                raise self._wire.unfit("no translation of a text")

    def _code(self, tag: str) -> str | None:
        return code_of(self.name, tag, self._languages) if self._languages else likely_code(self.name, tag)


def _question(batch: Batch) -> list[dict[str, str]]:
    return [{"Text": request.text} for request in batch.requests]
