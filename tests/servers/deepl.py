"""DeepL's protocol: translations with tags, context, formality and billing; usage, languages, glossaries (v3)."""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.servers.serving import Question, Received, Reply, Service

_TAG = re.compile(r"<[^>]*>")
_MOST_BYTES = 128 * 1024
_MOST_TEXTS = 50
_FORMALITIES = ("default", "more", "less", "prefer_more", "prefer_less")
OWN_WORDS = {"council": "ayuntamiento", "ferry": "transbordador", "report": "informe"}
"""How it renders a few words when no glossary says otherwise."""


@dataclass(frozen=True)
class Glossary:
    number: str
    name: str
    source: str
    target: str
    entries: str

    def shown(self) -> dict[str, object]:
        count = len(self.entries.splitlines())
        table = {"source_lang": self.source, "target_lang": self.target, "entry_count": count}
        made = f"2026-11-27T12:00:{int(self.number[-2:], 16) % 60:02}.000000Z"
        return {"glossary_id": self.number, "name": self.name, "creation_time": made, "dictionaries": [table]}


class DeepL(Service):
    """Bills the characters outside of tags, keeps glossaries by their number, refuses once `quota` is used up."""

    sources: tuple[str, ...] = ("EN", "ES", "DE")
    targets: tuple[str, ...] = ("EN-GB", "EN-US", "ES", "DE")
    quota = 500_000
    glossaries_allowed = 100

    def __init__(self) -> None:
        super().__init__()
        self.glossaries: dict[str, Glossary] = {}
        self.questions: list[dict[str, object]] = []
        self._made = 0

    def read(self, received: Received) -> Question | Reply:
        if received.headers.get("authorization") != f"DeepL-Auth-Key {self.key}":
            return self.refused(403, f"not authorised: {received.headers.get('authorization')}")
        if len(received.body) > _MOST_BYTES:
            return self.refused(413, "Request Entity Too Large")
        match received.method, urlsplit(received.path).path.strip("/").split("/"):
            case "POST", ["v2", "translate"]:
                return self._question(json.loads(received.body))
            case "GET", ["v2", "usage"]:
                return _shown({"character_count": self.billed, "character_limit": self.quota})
            case "GET", ["v2", "languages"]:
                codes = self.targets if received.fields.get("type") == "target" else self.sources
                return _shown([{"language": code, "name": code, "supports_formality": True} for code in codes])
            case method, ["v3", "glossaries", *rest]:
                return self._glossary(method, rest, received)
            case _:
                return self.refused(404, "Not found")

    def refusal(self, status: int, message: str) -> bytes:
        return json.dumps({"message": message}).encode()

    def _question(self, asked: dict[str, object]) -> Question | Reply:
        self.questions.append(asked)
        texts = asked.get("text")
        if not isinstance(texts, list) or not texts or len(texts) > _MOST_TEXTS:
            return self.refused(400, "Bad request. Reason: text must hold 1 to 50 texts")
        if asked.get("target_lang") not in self.targets or asked.get("source_lang", "EN") not in self.sources:
            return self.refused(400, "Value for 'target_lang' not supported.")
        if asked.get("formality", "default") not in _FORMALITIES:
            return self.refused(400, "Value for 'formality' not supported.")
        tagged = asked.get("tag_handling") == "xml"
        if tagged and not all(_is_well_formed(text) for text in texts):
            return self.refused(400, "Tag handling parsing failed, please check input.")
        number = asked.get("glossary_id")
        if number is not None and number not in self.glossaries:
            return self.refused(404, "Glossary not found")
        plain = tuple(html.unescape(text) if tagged else text for text in texts)
        sizes = [len(_TAG.sub("", text)) if tagged else len(text) for text in plain]
        if self.billed + sum(sizes) > self.quota:
            return self.refused(456, "Quota Exceeded")
        terms = dict(line.split("\t") for line in self.glossaries[str(number)].entries.splitlines()) if number else {}

        def shape(answers: Sequence[str]) -> bytes:
            rows = []
            for answer, size in zip(answers, [*sizes, 0], strict=False):
                for source, target in terms.items():
                    answer = answer.replace(OWN_WORDS.get(source, target), target)
                said = _escaped(answer) if tagged else answer
                rows.append({"detected_source_language": "EN", "text": said, "billed_characters": size})
            return json.dumps({"translations": rows}, ensure_ascii=False).encode()

        return Question(plain, "EN", str(asked["target_lang"]), shape)

    def _glossary(self, method: str, rest: list[str], received: Received) -> Reply:
        match method, rest:
            case "GET", []:
                return _shown({"glossaries": [glossary.shown() for glossary in self.glossaries.values()]})
            case "POST", []:
                if len(self.glossaries) >= self.glossaries_allowed:
                    return self.refused(456, "Quota for number of glossaries exceeded")
                asked = json.loads(received.body)
                [table] = asked["dictionaries"]
                self._made += 1
                number = f"00000000-0000-0000-0000-{self._made:012x}"
                self.glossaries[number] = Glossary(
                    number, asked["name"], table["source_lang"], table["target_lang"], table["entries"]
                )
                return _shown(self.glossaries[number].shown(), 201)
            case method, [number, *_] if number not in self.glossaries:
                return self.refused(404, "Glossary not found")
            case "GET", [number]:
                return _shown(self.glossaries[number].shown())
            case "GET", [number, "entries"]:
                found = self.glossaries[number]
                table = {"source_lang": found.source, "target_lang": found.target, "entries": found.entries}
                return _shown({"dictionaries": [{**table, "entries_format": "tsv"}]})
            case "DELETE", [number]:
                del self.glossaries[number]
                return Reply(b"", 204)
            case _:
                return self.refused(404, "Not found")


def _shown(found: object, status: int = 200) -> Reply:
    return Reply(json.dumps(found).encode(), status)


def _is_well_formed(text: str) -> bool:
    try:
        ElementTree.fromstring(f"<text>{text}</text>")  # noqa: S314 - ours
    except ElementTree.ParseError:
        return False
    return True


def _escaped(text: str) -> str:
    """Everything but tags escaped, as DeepL answers in XML."""
    pieces = re.split(r"(</?[a-z]+[0-9]*/?>)", text)
    return "".join(piece if at % 2 else html.escape(piece, quote=False) for at, piece in enumerate(pieces))
