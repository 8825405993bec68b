"""What people have approved so far, for the engines that use it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.memory.translations import Memory
from dragoman.model import Key, Recall, Remembered, State
from dragoman.project import Project
from dragoman.workflow.reading import articles, each


def remembering(project: Project, languages: Sequence[str]) -> Recall:
    """Looks texts up in the memory of the project, which is made when the first is looked up."""
    found: list[Memory] = []

    def recall(key: Key, language: str) -> Remembered | None:
        if not found:
            found.append(remember(project, languages))
        return found[0].recall(key, language)

    return recall


def remember(project: Project, languages: Sequence[str]) -> Memory:
    """The memory of every approved pair of the project; a damaged catalog adds nothing."""
    memory = Memory()
    for reading in each(project, articles(project), []):
        for language in languages:
            if catalog := reading.catalogs.get(language):
                live = ((key, catalog.translation(key)) for key in catalog.keys)
                if catalog.has_inside:  # the text of a host alone is that of several sentences
                    live = ((pair.segment.key, pair.translation) for pair in reading.pairs(language))
                for key, known in (*live, *catalog.obsolete()):
                    if known and known.state is State.APPROVED:
                        memory.add(language, key, known.text, reading.article.path)
    return memory
