"""What the links of a merged article meant before `crossing` changed them, so that a site of ours can read it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlsplit

from dragoman.project import Article, Project
from dragoman.publishing.hrefs import is_elsewhere, path_and_rest

_FILENAME = re.compile(r"(?:\{filename\}|\|filename\|)(.*)", re.S)


class Uncrossing:
    """The merged articles of one language by where they stand. Both articles and addresses are those of links."""

    def __init__(self, project: Project, articles: Sequence[Article], language: str) -> None:
        self._project, self._language = project, language
        self._places: dict[str, Article] = {}
        self._pages: dict[str, Article] = {}
        for article in articles:
            self._places[project.source_path(article)] = article
            self._places[article.path] = article
            self._pages[project.layout.page(article.name, language).casefold()] = article
        for article in articles:  # a translation goes before a source that stands at its place
            self._places[project.output_path(article, language)] = article

    def __call__(self, href: str, article: Article) -> str:
        """Where an address in the merged `article` leads, as its author could have written it; the same address for
        what is not an article or a file of ours."""
        links = self._project.layout.links
        if links == "none" or not href or href.startswith("#"):
            return href
        if links == "filename" and (named := _FILENAME.fullmatch(href)):
            return self._file(named[1].lstrip("/"), article)
        if is_elsewhere(href):
            return href
        return self._rooted(href) if href.startswith("/") else self._file(href, article)

    def _file(self, href: str, article: Article) -> str:
        path, rest = path_and_rest(href)
        here = posixpath.dirname(self._project.output_path(article, self._language))
        place = posixpath.normpath(posixpath.join(here, unquote(path)))
        there = self._places.get(place)
        if there is not None:
            return _relative(there.name, article) + rest
        root = article.path.removesuffix(article.name)
        if place.startswith(root) and self._project.file(place).is_file():
            return _relative(place.removeprefix(root), article) + rest
        return href

    def _rooted(self, href: str) -> str:
        path, rest = path_and_rest(href)
        base = urlsplit(self._project.site.address).path or "/"
        page = unquote(path.removeprefix(base) if path.startswith(base) else path).strip("/")
        there = self._pages.get(f"{page.casefold()}/") or self._places.get(f"{self._project.output}/{page}")
        return f"/{quote(there.name)}{rest}" if there else href


def _relative(name: str, article: Article) -> str:
    return quote(posixpath.relpath(name, posixpath.dirname(article.name) or "."))
