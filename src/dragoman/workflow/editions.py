"""What is published in which language, as far as a run of merge knows it: links depend on it.

A link is written on a forecast: a page that stands is taken for published; in the very first run, one whose article has
a catalog. Where the run shows it otherwise, the articles that asked are merged once more. So no article is read twice
but those, and a run that finds everything as it was writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from dragoman.project import Article, Project
from dragoman.publishing.crossing import Crossing, Places
from dragoman.publishing.record import NAME
from dragoman.workflow.metadata import Links
from dragoman.workflow.reading import articles


class Editions:
    """The state of one run over the articles `chosen` in `languages`."""

    def __init__(self, project: Project, chosen: Sequence[Article], languages: Collection[str]) -> None:
        self._project = project
        self._chosen = {article.name for article in chosen}
        self._languages = frozenset(languages)
        self._places = Places(project, articles(project)) if project.layout.links != "none" else None
        self._is_first = not project.file(f"{project.output}/{NAME}").is_file()
        self._known: dict[tuple[str, str], bool] = {}
        self._crossings: list[Crossing] = []

    def links(self, article: Article, language: str) -> Links | None:
        """Where the links of an article lead in a language; None when the generator sees to that."""
        if self._places is None:
            return None
        crossing = Crossing(self._project, self._places, article, language, partial(self._is_published, language))
        self._crossings.append(crossing)
        return crossing

    def settle(self, article: Article, language: str, *, is_published: bool) -> None:
        """Takes note of what became of an article in a language."""
        self._known[article.name, language] = is_published
        if self._crossings and not self._crossings[-1].asked:
            self._crossings.pop()

    def mistaken(self) -> Iterator[tuple[Article, Sequence[str]]]:
        """The articles whose links were written on a forecast that did not come true, and in which languages. Asked
        once, at the end."""
        crossings, self._crossings = self._crossings, []
        for one in crossings:
            if any(self._stands(name, one.language) is not said for name, said in one.asked.items()):
                yield one.article, [one.language]

    def _stands(self, name: str, language: str) -> bool:
        """Whether an article is published, once the run is over."""
        article = self._places.named(name) if self._places else None
        known = self._known.get((name, language))
        return self._is_file(article, language) if known is None and article else bool(known)

    def _is_published(self, language: str, article: Article) -> bool:
        if (known := self._known.get((article.name, language))) is not None:
            return known
        if language not in article.languages:
            return False
        if self._is_first and article.name in self._chosen and language in self._languages:
            return self._project.file(self._project.catalog_path(article, language)).is_file()
        return self._is_file(article, language)

    def _is_file(self, article: Article, language: str) -> bool:
        return self._project.file(self._project.output_path(article, language)).is_file()
