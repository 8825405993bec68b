"""The texts on their way to an engine: each stands there once, and all who want it wait for the same outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.model.drafting import Draft, Request
from dragoman.model.errors import EngineError


@dataclass(slots=True, eq=False)
class Text:
    """A text on its way. `is_answered` tells an answer of the engine from a draft that only says why there is none."""

    key: bytes
    request: Request
    outcome: asyncio.Future[Draft | EngineError]
    is_answered: bool = False

    def ends(self, outcome: Draft | EngineError, *, is_answered: bool = False) -> None:
        if not self.outcome.done():
            self.is_answered = is_answered
            self.outcome.set_result(outcome)


@dataclass
class OnWay:
    """The texts of one event loop that have no outcome yet."""

    _texts: dict[bytes, Text] = field(default_factory=dict)

    def divide(self, wanted: Iterable[tuple[bytes, Request]]) -> tuple[list[Text], list[Text]]:
        """Texts that are now the caller's to send, and those that somebody else is sending."""
        own: list[Text] = []
        others: list[Text] = []
        loop = asyncio.get_running_loop()
        for key, request in wanted:
            known = self._texts.get(key)
            if known is not None and not known.outcome.done():
                others.append(known)
            else:
                self._texts[key] = Text(key, request, loop.create_future())
                own.append(self._texts[key])
        return own, others

    def let_go(self, texts: Iterable[Text]) -> None:
        """Whoever waits for one of `texts` that has no outcome finds it cancelled, and sends it itself."""
        for text in texts:
            text.outcome.cancel()
            if self._texts.get(text.key) is text:
                del self._texts[text.key]
