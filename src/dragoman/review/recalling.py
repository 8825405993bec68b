"""What the memory has for the text under the eye: approved texts like it, and where a phrase stood before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from dragoman.memory.finding import Match
from dragoman.model import Key
from dragoman.project import Project
from dragoman.workflow.remembering import Remembering

_LEAST = 0.6  # how alike a source must be
_MOST = 5  # matches: as many as there are keys for
_SHOWN = 30  # lines of a concordance


@dataclass(frozen=True, slots=True)
class MatchShown:
    """An approved pair of the memory; `likeness` in per cent."""

    source: str
    target: str
    likeness: int
    article: str
    date: str


class Recalling:
    """The project's memory, asked by one thread of its own: reading it in never holds up a page."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="memory")
        self._remembering: Remembering | None = None

    def matches(self, key: Key, language: str) -> list[MatchShown]:
        """The nearest approved texts, the best first."""

        def ask() -> list[Match]:
            memory, source = self._memory().memory, self._project.source
            return memory.similar(key.text, source, language, threshold=_LEAST, limit=_MOST, context=key.context)

        return [_shown(match) for match in self._thread.submit(ask).result()]

    def concordance(self, phrase: str, language: str) -> list[MatchShown]:
        """Approved pairs whose source has the words of a phrase."""

        def ask() -> list[Match]:
            return self._memory().memory.concordance(phrase, self._project.source, language, limit=_SHOWN)

        return [_shown(match) for match in self._thread.submit(ask).result()]

    def close(self) -> None:
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _memory(self) -> Remembering:
        if self._remembering is None:
            self._remembering = Remembering(self._project)
        return self._remembering

    def _close(self) -> None:
        if self._remembering is not None:
            self._remembering.close()


def _shown(match: Match) -> MatchShown:
    return MatchShown(match.source, match.target, int(match.similarity * 100), match.article, match.date)
