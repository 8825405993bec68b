"""The memory engine: what a person approved for the same text, as a draft."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.engines.options import refuse_unknown
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings, Request


class MemoryEngine:
    """Answers from approved translations of exactly the same text, or of the one most like it where the project wants
    that.

    An answer is approved only when the policy says `accept = "exact-context"` and the text stood in the same role
    between the same neighbours.
    """

    name = "memory"
    caps = Capabilities(markup=True, stored=True)

    def __init__(self, settings: EngineSettings) -> None:
        refuse_unknown(self.name, settings.options, ())
        self._recall = settings.recall
        self._accepts = settings.accept == "exact-context"

    def missing(self, source: str, target: str) -> str:
        return ""  # it serves every pair

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        return [self._draft(request, batch.target) for request in batch.requests]

    def close(self) -> None:
        """Nothing was started."""

    def _draft(self, request: Request, target: str) -> Draft:
        found = self._recall(request, target) if self._recall else None
        if found is None:
            return Draft(None, reason="nobody has approved a translation of this text yet")
        if found.similarity < 1:
            return Draft(found.text, detail=f"{found.article} {int(100 * found.similarity)}%")
        is_same = found.same_context and found.same_neighbours
        return Draft(found.text, detail=found.article, approved=is_same and self._accepts)
