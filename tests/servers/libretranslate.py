"""LibreTranslate's protocol: one text or many, as JSON, as a form, or (as deep-translator asks) in the URL."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tests.servers.serving import Question, Received, Reply, Service


class LibreTranslate(Service):
    """Translates between the `languages`. `limit` is the most texts of a request, 0 any number."""

    languages: tuple[str, ...] = ("en", "es", "de", "zh-Hans")
    limit = 0

    def read(self, received: Received) -> Question | Reply:
        if (received.method, received.path) == ("GET", "/languages"):
            rows = [{"code": code, "name": code, "targets": list(self.languages)} for code in self.languages]
            return Reply(json.dumps(rows).encode())
        if (received.method, received.path) != ("POST", "/translate"):
            return self.refused(404, "Not found")
        asked: dict[str, object] = dict(received.fields)
        if "json" in received.headers.get("content-type", ""):
            asked |= json.loads(received.body)
        if self.key and asked.get("api_key") != self.key:
            return self.refused(403, f"Invalid API key: {asked.get('api_key')}")
        for name in ("q", "source", "target"):
            if not asked.get(name):
                return self.refused(400, f"Invalid request: missing {name} parameter")
        for name in ("source", "target"):
            if asked[name] not in self.languages:
                return self.refused(400, f"{asked[name]} is not supported")
        query = asked["q"]
        many = isinstance(query, list)
        texts = tuple(query) if isinstance(query, list) else (str(query),)
        if self.limit and many and len(texts) > self.limit:
            return self.refused(400, f"Invalid request: request ({len(texts)}) exceeds text limit ({self.limit})")

        def shape(answers: Sequence[str]) -> bytes:
            return json.dumps({"translatedText": list(answers) if many else "".join(answers[:1])}).encode()

        return Question(texts, str(asked["source"]), str(asked["target"]), shape)

    def refusal(self, status: int, message: str) -> bytes:
        return json.dumps({"error": message}).encode()
