"""Translations that only the last build of the site still has: kept, and marked as behind their source."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import cached_property

from dragoman import files
from dragoman.language.notices import behind_notice
from dragoman.project import Article, Project
from dragoman.publishing.site.addresses import page_of
from dragoman.publishing.site.former import as_written, body_of
from dragoman.publishing.site.shelf import Shelf
from dragoman.publishing.site.works import Language, Version


class FormerPages:
    """The pages of the last build, asked for one at a time. `pages` are the names of pages by articles."""

    def __init__(self, project: Project, pages: Mapping[str, str]) -> None:
        self._project, self._pages = project, pages

    def of(self, article: Article, language: Language) -> tuple[Version, str] | None:
        """The version that the last build published with every text approved, and its body; None when there is none,
        or it cannot be read back from its page."""
        address = page_of(self._pages[article.name], language.address)
        file = self._project.file(f"{self._project.site.folder}/{address}")
        if not file.is_file():
            return None
        with closing(Shelf(self._project.file(f"{self._project.state}/site.sqlite"))) as shelf:
            version = shelf.version(article.name, language.tag)
        if version is None or version.address != address:
            return None
        page = files.read(file, root=self._project.folder).decode("utf-8", "replace")
        body = body_of(page)
        if body is None:
            return None
        notice = behind_notice(language.tag)
        return replace(version, language=language, notice=notice), as_written(body, address, article.name, self._names)

    @cached_property
    def _names(self) -> dict[str, str]:
        """The articles by the addresses of their pages, in every language."""
        layout = self._project.layout
        tags = [layout.tag(tag) for tag in (self._project.source, *self._project.languages)]
        return {page_of(page, tag): name for name, page in self._pages.items() for tag in tags}
