"""The protocol of Azure's Translator, v3."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tests.servers.serving import Question, Received, Reply, Service


class Microsoft(Service):
    """Translates up to a thousand texts a request."""

    languages: tuple[str, ...] = ("en", "es", "de", "pt", "pt-PT", "zh-Hans")

    def read(self, received: Received) -> Question | Reply:
        if received.path == "/languages":
            found = {code: {"name": code, "nativeName": code, "dir": "ltr"} for code in self.languages}
            return Reply(json.dumps({"translation": found}).encode())
        if received.path != "/translate" or received.fields.get("api-version") != "3.0":
            return self.refused(404, "Not found")
        if self.key and received.headers.get("ocp-apim-subscription-key") != self.key:
            return self.refused(401, "The request is not authorized because credentials are missing or invalid.")
        source, target = received.fields.get("from", ""), received.fields.get("to", "")
        if target not in self.languages:
            return self.refused(400, "The target language is not valid.")
        texts = tuple(row["Text"] for row in json.loads(received.body))

        def shape(answers: Sequence[str]) -> bytes:
            return json.dumps([{"translations": [{"text": answer, "to": target}]} for answer in answers]).encode()

        return Question(texts, source, target, shape)

    def refusal(self, status: int, message: str) -> bytes:
        return json.dumps({"error": {"code": status * 1000, "message": message}}).encode()
