"""What people have approved so far, for the engines that use it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from dragoman.memory.translations import Memory
from dragoman.model import Key, Remembered, State
from dragoman.project import Project
from dragoman.workflow.reading import articles, each


class Remembering:
    """A project's memory, made when the first text is looked up in it."""

    def __init__(self, project: Project, languages: Sequence[str]) -> None:
        self._project = project
        self._languages = languages

    def recall(self, key: Key, language: str) -> Remembered | None:
        return self._memory.recall(key, language)

    def close(self) -> None:
        """Nothing is held."""

    @cached_property
    def _memory(self) -> Memory:
        """Every approved pair of the project; a damaged catalog adds nothing."""
        memory = Memory()
        for reading in each(self._project, articles(self._project), []):
            for language in self._languages:
                if catalog := reading.catalogs.get(language):
                    live = ((key, catalog.translation(key)) for key in catalog.keys)
                    if catalog.has_inside:  # the text of a host alone is that of several sentences
                        live = ((pair.segment.key, pair.translation) for pair in reading.pairs(language))
                    for key, known in (*live, *catalog.obsolete()):
                        if known and known.state is State.APPROVED:
                            memory.add(language, key, known.text, reading.article.path)
        return memory


def remember(project: Project, languages: Sequence[str] = ()) -> Remembering:
    """The project's memory of `languages`."""
    return Remembering(project, languages)
