"""The articles that are being looked at: kept read, and read again only when a file behind them has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from dragoman.catalog.catalog import Catalog
from dragoman.checks.rules import Rules
from dragoman.glossary.terms import Glossary
from dragoman.model import ConfigError, Finding, Pair
from dragoman.project import Article, Project, read_project
from dragoman.review.rows import Row, row_id, row_of, rows_of
from dragoman.review.saving import Done
from dragoman.workflow.check import rules_of
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Reading, Trouble, articles, read
from dragoman.workflow.signatures import of_files, of_settings

_KEPT = 12  # articles


class Opened:
    """An article as it was read, by the `signature` of its files. What follows from it is made when it is asked for."""

    def __init__(self, project: Project, glossary: Glossary, reading: Reading, signature: str) -> None:
        self.reading, self.signature = reading, signature
        self._project, self._glossary = project, glossary
        self._pairs: dict[str, tuple[Pair, ...]] = {}
        self._rules: dict[str, Rules] = {}
        self._findings: dict[str, Sequence[Finding]] = {}

    def catalog(self, tag: str) -> Catalog | None:
        return self.reading.catalogs.get(tag)

    def pairs(self, tag: str) -> tuple[Pair, ...]:
        """Its texts in a language. Raises DragomanError where there are none to be had."""
        if tag not in self.reading.article.languages:
            raise ConfigError(f"{self.reading.article.path} is not translated into {tag}", hint="choose another")
        if tag in self.reading.damaged:
            raise self.reading.damaged[tag]
        if tag not in self._pairs:
            self._pairs[tag] = self.reading.pairs(tag)
        return self._pairs[tag]

    def pair(self, tag: str, name: str) -> Pair:
        """The first text with a row's id."""
        for pair in self.pairs(tag):
            if row_id(pair.entry) == name:
                return pair
        raise ConfigError("this text is not in the article any more", hint="load the page again")

    def rules(self, tag: str) -> Rules:
        """What the checks go by."""
        if tag not in self._rules:
            pairs = self.pairs(tag)
            self._rules[tag] = rules_of(self._project, self.reading, tag, self._glossary, pairs)
        return self._rules[tag]

    def findings(self, tag: str) -> Sequence[Finding] | None:
        """What the checks found in the texts as they are; None when they have not been asked."""
        return self._findings.get(tag)

    def found(self, tag: str, pairs: Sequence[Pair], findings: Sequence[Finding]) -> None:
        """Keeps what the checks found in `pairs`, unless other texts stand there by now."""
        if self._pairs.get(tag) is pairs:
            self._findings[tag] = findings

    def all_rows(self, tag: str) -> tuple[Row, ...]:
        """Every text as the page shows it."""
        project = self._project
        return rows_of(self.pairs(tag), self.catalog(tag), self._glossary, project.source, tag, project.max_length)

    def rows(self, tag: str, name: str) -> tuple[Row, ...]:
        """The rows that share an id."""
        project = self._project
        return tuple(
            row_of(at, pair, self.catalog(tag), self._glossary, project.source, tag, project.max_length)
            for at, pair in enumerate(self.pairs(tag))
            if row_id(pair.entry) == name
        )

    def changed(self, tag: str, catalog: Catalog, name: str) -> bool:
        """Takes in that the text of a row is now as `catalog` has it; False where it must be read again for that."""
        if tag not in self._pairs or catalog.has_inside:
            return False
        self.reading = replace(self.reading, catalogs={**self.reading.catalogs, tag: catalog})
        self._pairs[tag] = _with(self._pairs[tag], catalog, name)
        self._findings.pop(tag, None)
        if self.reading.corrections:  # they count what waits for an approval
            self._rules.pop(tag, None)
        return True


class OpenArticles:
    """A project's articles, those looked at last kept read; with its glossary."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._begin()

    def _begin(self) -> None:
        self._settings = of_settings(self.project)
        self.troubles: list[Trouble] = []
        self.glossary: Glossary = read_glossary(self.project, self.troubles)
        self._articles: dict[str, Article] = {article.path: article for article in articles(self.project)}
        self._open: OrderedDict[str, Opened] = OrderedDict()

    def refresh(self) -> bool:
        """Looks which articles there are now; True when settings or glossary have changed, and all is read anew."""
        if of_settings(self.project) != self._settings:
            self.project = read_project(self.project.folder)
            self._begin()
            return True
        self._articles = {article.path: article for article in articles(self.project)}
        return False

    @property
    def articles(self) -> list[Article]:
        return list(self._articles.values())

    def article(self, path: str) -> Article:
        found = self._articles.get(path)
        if found is None:
            raise ConfigError(f"no such article: {path}", hint="go back to the desk")
        return found

    def signature(self, article: Article) -> str:
        """Changes with the files that an article's pages are made of."""
        tags = article.languages
        paths = [article.path, *(self.project.catalog_path(article, tag) for tag in tags)]
        paths += [self.project.waivers_path(tag) for tag in tags] + [self.project.style_path(tag) for tag in tags]
        return of_files(self.project, paths)

    def open(self, path: str) -> Opened:
        """An article as its files are now. Raises DragomanError when it cannot be read."""
        article = self.article(path)
        signature = self.signature(article)
        opened = self._open.get(path)
        if opened is None or opened.signature != signature:
            opened = Opened(self.project, self.glossary, read(self.project, article), signature)
            self._open[path] = opened
            while len(self._open) > _KEPT:
                self._open.popitem(last=False)
        self._open.move_to_end(path)
        return opened

    def forget(self, path: str) -> None:
        """Sees to it that the article is read again."""
        self._open.pop(path, None)

    def settle(self, path: str, tag: str, done: Done, name: str) -> tuple[Row, ...]:
        """The rows that a save of ours changed. The article is not read again for that."""
        opened = self._open.get(path)
        if opened is None or not opened.changed(tag, done.catalog, name):
            self.forget(path)
            return self.open(path).rows(tag, name)
        opened.signature = self.signature(opened.reading.article)
        if self.project.file(done.place.catalog).read_bytes() != done.catalog.data:  # somebody saved in this instant
            self.forget(path)
        return self.open(path).rows(tag, name)

    def of_catalog(self, path: str) -> tuple[str, str]:
        """The article and the language of a catalog."""
        for article in self._articles.values():
            for tag in article.languages:
                if self.project.catalog_path(article, tag) == path:
                    return article.path, tag
        raise ConfigError(f"{path} belongs to no article any more")


def _with(pairs: tuple[Pair, ...], catalog: Catalog, name: str) -> tuple[Pair, ...]:
    """The pairs of an article, those of one entry as the catalog has them now. Lines below it may have moved."""
    return tuple(
        replace(next(iter(catalog.pairs([pair.segment]))), segment=pair.segment) if row_id(pair.entry) == name else pair
        for pair in pairs
    )
