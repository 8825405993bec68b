"""The deepl engine: DeepL's own API, with our marks as XML, the article as context, and the account's glossaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.engines.addresses import checked_url, trusted
from dragoman.engines.deepl_glossaries import Glossaries
from dragoman.engines.http import Carry, ServiceError, Wire, encode
from dragoman.engines.keys import OPTIONS as KEY_OPTIONS
from dragoman.engines.keys import read_key_place
from dragoman.engines.mixing import mixed_up
from dragoman.engines.options import read_number, read_text, refuse_unknown
from dragoman.engines.passages import passage
from dragoman.engines.service_codes import likely_code
from dragoman.engines.xml_text import from_xml, to_xml
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings
from dragoman.model.errors import ConfigError, EngineError

_OPTIONS = ("url", *KEY_OPTIONS, "model", "glossaries", "timeout", "parallel")
_PAID, _FREE = "https://api.deepl.com/", "https://api-free.deepl.com/"
_MODELS = ("", "quality_optimized", "prefer_quality_optimized", "latency_optimized")
_ITEMS = 50
_BODY = 128 * 1024  # bytes of a request
_CONTEXT = 4_000  # characters, not billed
_FORMALITY = {"more": "prefer_more", "less": "prefer_less"}


class DeepLEngine:
    """Drafts from DeepL. Options: `key_env` (without it DEEPL_AUTH_KEY) or `keyring`; `url` in place of the address
    that goes with the key; `model` (DeepL's model_type); `glossaries`, how many glossaries of ours the account may
    hold for a pair of languages (0: none, terms are hidden from it as from others); `timeout` in seconds; `parallel`
    requests at once.
    """

    name = "deepl"

    def __init__(self, settings: EngineSettings) -> None:
        options = settings.options
        refuse_unknown(self.name, options, _OPTIONS)
        self._named = checked_url(self.name, read_text(self.name, options, "url"))
        self._key = read_key_place(self.name, options, "DEEPL_AUTH_KEY")
        self._model = read_text(self.name, options, "model")
        if self._model not in _MODELS:
            raise ConfigError(f"DeepL has no model {self._model!r}", hint=f"known: {', '.join(_MODELS[1:])}")
        keep = options.get("glossaries", 0)
        if isinstance(keep, bool) or not isinstance(keep, int) or keep < 0:
            raise ConfigError(f"option 'glossaries' of engine deepl must be a number from 0 up, not {keep!r}")
        self._keep = keep
        self._timeout_s = read_number(self.name, options, "timeout", 60)
        self._parallel = int(max(1, read_number(self.name, options, "parallel", 4)))
        self.caps = Capabilities(
            network=True,
            markup=True,
            context=True,
            max_items=_ITEMS,
            max_bytes=_BODY * 3 // 4,  # the rest is for context and escapes
            concurrency=self._parallel,
            formality=True,
            terms=keep > 0,
        )
        self._wire: Wire | None = None
        self._glossaries: Glossaries | None = None
        self._languages: tuple[frozenset[str], frozenset[str]] = frozenset(), frozenset()

    def missing(self, source: str, target: str) -> str:
        if self._key.missing:
            return self._key.missing
        for side, tag, known in zip(("source", "target"), (source, target), self._languages, strict=True):
            code = likely_code(f"deepl-{side}", tag)
            if code is None or (known and code.upper() not in known):
                return f"DeepL has no {side} language {tag}"
        return ""

    def pairs(self) -> list[tuple[str, str]]:
        sources, targets = self._languages
        return sorted((_tag(a), _tag(b)) for a in sources for b in targets if a.split("-")[0] != b.split("-")[0])

    def reaches(self) -> str:
        return trusted(self._named or _PAID, self._key, named=bool(self._named))

    def parameters(self) -> str:
        return f"model={self._model or 'default'} tags=xml2 glossaries={'yes' if self._keep else 'no'}"

    async def reach(self) -> str:
        if self._key.missing:
            return self._key.missing
        try:
            wire = self._opened()
            match await wire.get("v2/usage"):
                case {"character_count": int(used), "character_limit": int(limit)} if used >= limit:
                    return f"the quota is used up: {used} of {limit} characters"
            found = [await self._ask_languages(wire, kind) for kind in ("source", "target")]
        except EngineError as error:
            return error.message
        self._languages = found[0], found[1]
        return ""

    def wire(self, batch: Batch) -> str:
        """Without the number of the glossary, which DeepL gives when it gets its terms."""
        source = (likely_code("deepl-source", batch.source) or batch.source).upper()
        target = (likely_code("deepl-target", batch.target) or batch.target).upper()
        return encode(self._question(batch, source, target, "")).decode()

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        if way_out := self.missing(batch.source, batch.target):
            raise EngineError(f"{self.name} cannot translate {batch.source} → {batch.target}", hint=way_out, sent=False)
        source = (likely_code("deepl-source", batch.source) or "").upper()
        target = (likely_code("deepl-target", batch.target) or "").upper()
        wire = self._opened()
        detail = f"{source}-{target}".lower()
        # What DeepL's glossary has missed once it misses again: not asked, and not paid, a second time.
        drafts = {
            index: Draft(None, detail, "DeepL's glossary does not render a term of this text", billed=0)
            for index, request in enumerate(batch.requests)
            if request.missed
        }
        due = [index for index in range(len(batch.requests)) if index not in drafts]
        if due:
            wanted = replace(batch, requests=tuple(batch.requests[index] for index in due))
            drafts |= zip(due, await self._drafts(wire, wanted, source, target, detail), strict=True)
        return [drafts[index] for index in range(len(batch.requests))]

    def close(self) -> None:
        if self._wire is not None:
            self._wire.close()

    def _opened(self) -> Wire:
        """The connection; which address it goes to is told by the key."""
        if self._wire is None:
            secret = self._key.read()
            if secret is None:
                raise EngineError("DeepL wants a key", hint=self._key.missing, sent=False)
            own = _FREE if secret.reveal().endswith(":fx") else _PAID
            self._wire = Wire(
                self.name,
                self._named or own,
                self._key,
                carry=Carry("Authorization", "DeepL-Auth-Key "),
                timeout_s=self._timeout_s,
                connections=self._parallel,
            )
            self._glossaries = Glossaries(self._wire, self._keep)
        return self._wire

    async def _drafts(self, wire: Wire, batch: Batch, source: str, target: str, detail: str) -> list[Draft]:
        glossary = await self._glossary(batch, source, target)
        answers = await self._ask(wire, self._question(batch, source, target, glossary), glossary)
        if len(answers) != len(batch.requests):
            raise wire.unfit(f"{len(answers)} translations of {len(batch.requests)} texts")
        sources = [request.text for request in batch.requests]
        texts = [from_xml(text, source) for (text, _), source in zip(answers, sources, strict=True)]
        if reason := mixed_up(sources, texts):
            raise wire.unfit(reason)
        return [Draft(text, detail, billed=billed) for text, (_, billed) in zip(texts, answers, strict=True)]

    async def _glossary(self, batch: Batch, source: str, target: str) -> str:
        if not self._keep or self._glossaries is None:
            return ""
        # A glossary is of languages, not of their variants, and serves them all.
        pair = source.split("-")[0].lower(), target.split("-")[0].lower()
        return await self._glossaries.holding(pair, [term for request in batch.requests for term in request.terms])

    def _question(self, batch: Batch, source: str, target: str, glossary: str) -> dict[str, object]:
        question: dict[str, object] = {
            "text": [to_xml(request.text) for request in batch.requests],
            "source_lang": source,
            "target_lang": target,
            "show_billed_characters": True,
            "preserve_formatting": True,  # else headlines get full stops and quotations capitals
            "tag_handling": "xml",
            "tag_handling_version": "v2",
            "outline_detection": False,  # our tags are inline: none begins a sentence of its own
        }
        if context := passage(batch, _CONTEXT):
            question["context"] = context
        if formality := _FORMALITY.get(batch.around.formality):
            question["formality"] = formality
        if self._model:
            question["model_type"] = self._model
        if glossary:
            question["glossary_id"] = glossary
        if (size := len(encode(question))) > _BODY:
            raise EngineError(f"a request of {size} bytes is more than DeepL takes", again="smaller", sent=False)
        return question

    async def _ask(self, wire: Wire, question: dict[str, object], glossary: str) -> list[tuple[str, int | None]]:
        gone: ServiceError
        try:
            match await wire.post("v2/translate", question):
                case {"translations": list(rows)}:
                    return [_read(wire, row) for row in rows]
                case _:
                    raise wire.unfit("no translations")
        except ServiceError as error:
            if not glossary or not (error.status == 404 or (error.status == 400 and "lossary" in error.says)):
                raise
            gone = error
        if self._glossaries is not None:
            self._glossaries.forget(glossary)
        raise EngineError(f"a glossary of ours is gone from the account: {gone.message}", again="later", sent=False)

    async def _ask_languages(self, wire: Wire, kind: str) -> frozenset[str]:
        match await wire.get("v2/languages", {"type": kind}):
            case list(rows):
                return frozenset(
                    row["language"].upper()
                    for row in rows
                    if isinstance(row, dict) and isinstance(row.get("language"), str)
                )
            case _:
                raise wire.unfit("no list of languages")


def _read(wire: Wire, row: object) -> tuple[str, int | None]:
    match row:
        case {"text": str(text), "billed_characters": int(billed)}:
            return text, billed
        case {"text": str(text)}:
            return text, None
        case _:
            raise wire.unfit("a translation without a text")


def _tag(code: str) -> str:
    """`en-GB` for EN-GB, `zh-Hans` for ZH-HANS."""
    first, *rest = code.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) <= 3 else part.title() for part in rest)])
