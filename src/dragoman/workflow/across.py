"""What the checks across articles are shown: the chosen articles, and for comparison the project's others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.checks.rules import Rules, weighed
from dragoman.checks.running import Across
from dragoman.glossary.terms import Glossary
from dragoman.model import Block, DragomanError, Finding, Key, Pair, Segment
from dragoman.model.marks import read_tags
from dragoman.project import Article, Project
from dragoman.project.waivers import FileWaiver
from dragoman.workflow.reading import articles, read

Waivers = Callable[[str], tuple[FileWaiver, ...]]


class Surveys:
    """The checks across articles at work, each language apart."""

    def __init__(self, languages: Sequence[str], only: Sequence[str] | None) -> None:
        self._of = {language: Across(only) for language in languages}

    def look(self, pairs: Sequence[Pair], rules: Rules, *, tell: bool = True) -> None:
        """Shows a chosen article. Without `tell` it is there for comparison only."""
        self._of[rules.language].look(pairs, rules, tell=tell)

    def findings(
        self,
        project: Project,
        chosen: Sequence[Article],
        glossary: Glossary,
        waivers: Waivers,
        whole: Callable[[], Collection[str]],
    ) -> list[Finding]:
        """What they found in the chosen articles, compared with all articles of the project. `waivers` gives those of
        a language's file; `whole` gives the languages of which every article was judged."""
        if all(across.is_idle for across in self._of.values()):
            return []
        for pairs, rules in _others(project, chosen, tuple(self._of), glossary, waivers):
            self._of[rules.language].look(pairs, rules, tell=False)
        complete = whole()
        found = (across.findings(is_whole=language in complete) for language, across in self._of.items())
        return [finding for row in found for finding in row]


def _others(
    project: Project, chosen: Sequence[Article], languages: Sequence[str], glossary: Glossary, waivers: Waivers
) -> Iterator[tuple[Sequence[Pair], Rules]]:
    """The articles that were not chosen, as their catalogs stand: reading and cutting every article anew for the
    sake of one would take longer than the rest of the check. What cannot be read is passed over."""
    asked = {article.path for article in chosen}
    for article in articles(project):
        if article.path in asked:
            continue
        for language in article.languages:
            path = project.catalog_path(article, language)
            if language in languages and project.file(path).exists():
                try:
                    pairs, filed = _pairs(project, article, language, path), waivers(language)
                except DragomanError:
                    continue
                _, off = weighed(project.weights(article, language))
                rules = Rules(project.source, language, article.path, path, glossary, off=off, waivers=filed)
                yield pairs, replace(rules, today=date.today().isoformat())


def _pairs(project: Project, article: Article, language: str, path: str) -> Sequence[Pair]:
    catalog = Catalog.parse(files.read(project.file(path), root=project.folder), path)
    if catalog.has_inside:  # one entry's text translates several: only the article says which
        return read(project, article).pairs(language)
    return tuple(catalog.pairs([_segment(key) for key in catalog.keys]))


def _segment(key: Key) -> Segment:
    return Segment(read_tags(key.text), (key.text,), Block(0, key.context or "body"), key.context)
