"""The libretranslate engine: any server that speaks LibreTranslate's protocol, many texts a request."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.engines.addresses import checked_url, trusted
from dragoman.engines.entities import decode
from dragoman.engines.http import Carry, ServiceError, Wire, encode
from dragoman.engines.keys import OPTIONS as KEY_OPTIONS
from dragoman.engines.keys import read_key_place
from dragoman.engines.mixing import mixed_up
from dragoman.engines.options import read_number, read_text, refuse_unknown
from dragoman.engines.service_codes import code_of, tag_of
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings
from dragoman.model.errors import EngineError

_OPTIONS = ("url", *KEY_OPTIONS, "timeout", "parallel")
_URL = "http://127.0.0.1:5000/"


class LibreTranslateEngine:
    """Drafts from a LibreTranslate server (https://docs.libretranslate.com), its languages asked once.

    Options: `url` (without it, this machine at LibreTranslate's own port), `key_env` or `keyring` where the server
    wants a key, `timeout` in seconds for a request, `parallel` requests at once.
    """

    name = "libretranslate"

    def __init__(self, settings: EngineSettings) -> None:
        options = settings.options
        refuse_unknown(self.name, options, _OPTIONS)
        self._named = checked_url(self.name, read_text(self.name, options, "url"))
        self._key = read_key_place(self.name, options)
        parallel = int(max(1, read_number(self.name, options, "parallel", 4)))
        self.caps = Capabilities(network=True, max_items=50, max_characters=20_000, concurrency=parallel)
        self._wire = Wire(
            self.name,
            self._named or _URL,
            self._key,
            carry=Carry(field="api_key"),
            timeout_s=read_number(self.name, options, "timeout", 60),
            connections=parallel,
        )
        self._targets: dict[str, list[str]] = {}  # the server's codes; empty until it has been asked

    def missing(self, source: str, target: str) -> str:
        if self._key.missing:
            return self._key.missing
        if self._targets and self._codes(source, target) is None:
            return f"{self._wire.host} has no pair {source} → {target}: install its language model there"
        return ""

    def pairs(self) -> list[tuple[str, str]]:
        return sorted(
            (tag_of(self.name, a), tag_of(self.name, b)) for a, row in self._targets.items() for b in row if a != b
        )

    def reaches(self) -> str:
        return trusted(self._wire.url, self._key, named=bool(self._named))

    async def reach(self) -> str:
        self._wire.forget("languages")
        try:
            await self._wire.once("languages", self._ask_languages)
        except EngineError as error:
            return error.message
        return ""

    def wire(self, batch: Batch) -> str:
        """Without the key; with our tags where the server's own codes are not known yet."""
        source, target = self._codes(batch.source, batch.target) or (batch.source, batch.target)
        return encode(_question(batch, source, target)).decode()

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        if self._key.missing:
            raise EngineError(f"{self.name} has no key", hint=self._key.missing, sent=False)
        await self._wire.once("languages", self._ask_languages)
        codes = self._codes(batch.source, batch.target)
        if codes is None:
            raise EngineError(
                f"{self.name} cannot translate {batch.source} → {batch.target}",
                hint=self.missing(batch.source, batch.target),
                sent=False,
            )
        texts = [request.text for request in batch.requests]
        question = _question(batch, *codes)
        answers = await self._ask(question)
        if len(answers) != len(texts):
            raise self._wire.unfit(f"{len(answers)} translations of {len(texts)} texts")
        if reason := mixed_up(texts, answers):
            raise self._wire.unfit(reason)
        detail = f"{codes[0]}-{codes[1]}"
        return [Draft(decode(answer, text), detail) for answer, text in zip(answers, texts, strict=True)]

    def close(self) -> None:
        self._wire.close()

    async def _ask(self, question: dict[str, object]) -> list[str]:
        too_much: ServiceError
        try:
            match await self._wire.post("translate", question):
                case {"translatedText": list(found)} if all(isinstance(text, str) for text in found):
                    return found
                case {"translatedText": str(found)}:  # servers of old take several texts and answer one
                    return [found]
                case _:
                    raise self._wire.unfit("no translated texts")
        except ServiceError as error:
            # What exceeds the server's own limits of texts or characters is a bad request to it, like any other.
            if error.status != 400 or "exceeds" not in error.says:
                raise
            too_much = error
        raise EngineError(too_much.message, again="smaller", sent=False)

    async def _ask_languages(self) -> None:
        match await self._wire.get("languages"):
            case list(found):
                codes = [row["code"] for row in found if isinstance(row, dict) and isinstance(row.get("code"), str)]
                # Without `targets` a server translates between all it has.
                self._targets = {
                    row["code"]: [code for code in row.get("targets", codes) if isinstance(code, str)]
                    for row in found
                    if isinstance(row, dict) and row.get("code") in codes
                }
            case _:
                raise self._wire.unfit("no list of languages")
        if not self._targets:
            raise self._wire.unfit("an empty list of languages")

    def _codes(self, source: str, target: str) -> tuple[str, str] | None:
        """The server's codes for a pair of BCP 47 tags."""
        a = code_of(self.name, source, self._targets)
        b = code_of(self.name, target, self._targets[a]) if a else None
        return (a, b) if a and b else None


def _question(batch: Batch, source: str, target: str) -> dict[str, object]:
    return {"q": [request.text for request in batch.requests], "source": source, "target": target, "format": "text"}
