"""Google's public page and MyMemory, as deep-translator asks them: one text in the URL."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence

from tests.servers.serving import Question, Received, Reply, Service


class Google(Service):
    """A page with the translation in its result container."""

    def read(self, received: Received) -> Question | Reply:
        def shape(answers: Sequence[str]) -> bytes:
            said = html.escape("".join(answers[:1]))
            return f'<html><body><div class="result-container">{said}</div></body></html>'.encode()

        asked = received.fields
        return Question((asked["q"],), asked["sl"], asked["tl"], shape)

    def refusal(self, status: int, message: str) -> bytes:
        return f"<html><title>Error {status}</title><p>{message}</p></html>".encode()


class MyMemory(Service):
    """JSON with the translation and the matches it was taken from."""

    def read(self, received: Received) -> Question | Reply:
        def shape(answers: Sequence[str]) -> bytes:
            found = {"translatedText": "".join(answers[:1]), "match": 0.85}
            return json.dumps({"responseData": found, "responseStatus": 200, "matches": []}).encode()

        source, _, target = received.fields["langpair"].partition("|")
        return Question((received.fields["q"],), source, target, shape)

    def refusal(self, status: int, message: str) -> bytes:
        return json.dumps({"responseStatus": status, "responseDetails": message}).encode()
