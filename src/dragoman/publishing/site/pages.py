"""The pages of a site, rendered from templates that a newsroom can replace one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.publishing.site import addresses
from dragoman.publishing.site.addresses import relative
from dragoman.publishing.site.works import Language, Newsroom, Standing, Version, Work

_TEMPLATES = "templates"


class Pages:
    """Renders one page at a time. `own` is a newsroom's folder of templates, of which each goes before ours of the
    same name."""

    def __init__(self, newsroom: Newsroom, own: Path | None = None) -> None:
        from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

        ours = PackageLoader("dragoman.publishing.site", _TEMPLATES)
        self._newsroom = newsroom
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(own), ours]) if own else ours,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the site: its address and its bytes."""
        yield addresses.STYLE, self._text(addresses.STYLE).encode()
        yield addresses.HOME, self._page("root.html", addresses.HOME, self._newsroom.languages[0])
        for language in self._newsroom.languages:
            yield self.home(language)
        for work in self._newsroom.works:
            for version in work.versions:
                yield self.article(work, version)
            for standing in work.standings:
                yield self.comparison(work, standing)
        yield addresses.DESK, self._page("desk.html", addresses.DESK, self._newsroom.languages[0])
        yield addresses.GLOSSARY, self._page("glossary.html", addresses.GLOSSARY, self._newsroom.languages[0])
        yield from self._newsroom.files.items()

    def home(self, language: Language) -> tuple[str, bytes]:
        """The first page of a language: its published articles, the newest first."""
        versions = [one for work in self._newsroom.works for one in work.versions if one.language == language]
        versions.sort(key=lambda version: (version.date, version.title), reverse=True)
        address = addresses.home_of(language.address)
        return address, self._page("home.html", address, language, versions=versions)

    def article(self, work: Work, version: Version) -> tuple[str, bytes]:
        """An article as readers get it."""
        return version.address, self._page(
            "article.html", version.address, version.language, work=work, version=version
        )

    def comparison(self, work: Work, standing: Standing) -> tuple[str, bytes]:
        """An article beside its translation, for the desk."""
        address = addresses.comparison_of(work.name, standing.language.address)
        return address, self._page("compare.html", address, self._newsroom.languages[0], work=work, standing=standing)

    def _page(self, template: str, address: str, language: Language, **values: Any) -> bytes:
        def to(other: str) -> str:
            return relative(address, other)

        shown: Mapping[str, Any] = {
            "newsroom": self._newsroom,
            "address": address,
            "language": language,
            "to": to,
            "addresses": addresses,
            **values,
        }
        return self._environment.get_template(template).render(shown).encode()

    def _text(self, template: str) -> str:
        return self._environment.get_template(template).render()
