"""The engine wire, a stranger's plug-in: JSON over HTTP to whatever address its settings name."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import asdict

from dragoman.engines.options import read_number, read_text, refuse_unknown
from dragoman.engines.threads import in_thread
from dragoman.model import Batch, Capabilities, Draft, EngineError, EngineSettings

OPTIONS = ("url", "key_env", "uses", "items", "parallel")


class WireEngine:
    """Options: `url`; `key_env`, the variable with its key; `uses`, words of what it makes use of (context, terms,
    markup); `items` of a request; `parallel` requests at once."""

    name = "wire"

    def __init__(self, settings: EngineSettings) -> None:
        refuse_unknown(self.name, settings.options, OPTIONS)
        uses = read_text(self.name, settings.options, "uses").split()
        self._url = read_text(self.name, settings.options, "url", "http://127.0.0.1:9")
        self._key_env = read_text(self.name, settings.options, "key_env")
        self.caps = Capabilities(
            network=True,
            judged=False,  # capitals are no translation
            markup="markup" in uses,
            context="context" in uses,
            terms="terms" in uses,
            max_items=int(read_number(self.name, settings.options, "items", 20)),
            concurrency=int(read_number(self.name, settings.options, "parallel", 4)),
        )

    def missing(self, source: str, target: str) -> str:
        lacks_key = self._key_env and not os.environ.get(self._key_env)
        return f"export {self._key_env}=…  # the key for wire" if lacks_key else ""

    def reaches(self) -> str:
        return self._url

    def wire(self, batch: Batch) -> str:
        asked = {
            "source": batch.source,
            "target": batch.target,
            "texts": [request.text for request in batch.requests],
            "around": [[request.before, request.after] for request in batch.requests] if self.caps.context else [],
            "article": asdict(batch.around) if self.caps.context else {},
            "terms": [[asdict(term) for term in request.terms] for request in batch.requests],
        }
        return json.dumps(asked, ensure_ascii=False)

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        body = self.wire(batch).encode()
        texts = await in_thread(lambda: self._post(body))
        return [Draft(text, "wire", "" if text else "no answer") for text in texts]

    def close(self) -> None:
        pass

    def _post(self, body: bytes) -> list[str | None]:
        key = os.environ.get(self._key_env, "") if self._key_env else ""
        request = urllib.request.Request(self._url, body, {"Authorization": f"Bearer {key}"})  # noqa: S310
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=30) as reply:
                found: list[str | None] = json.load(reply)["texts"]
                return found
        except urllib.error.HTTPError as error:
            status = error.code
        except OSError:
            status = 0
        raise EngineError(
            f"the server answers with {status}", again="later" if status >= 500 else "no", sent=status >= 500
        )
