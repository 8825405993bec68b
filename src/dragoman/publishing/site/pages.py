"""The pages of a site, rendered from templates that a newsroom can replace one by one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from dragoman.language.moments import shown_day
from dragoman.publishing.site import addresses, metadata
from dragoman.publishing.site.addresses import absolute, relative
from dragoman.publishing.site.content import anchors_of, clean, with_anchors, without_title
from dragoman.publishing.site.links import Links
from dragoman.publishing.site.marking import pieces
from dragoman.publishing.site.words import words
from dragoman.publishing.site.works import Language, Newsroom, Standing, Version, Work

_TEMPLATES = "templates"
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))  # in XML 1.0


class Pages:
    """Renders one page at a time. `own` is a newsroom's folder of templates, of which each goes before ours of the
    same name."""

    def __init__(self, newsroom: Newsroom, own: Path | None = None) -> None:
        from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

        ours = PackageLoader("dragoman.publishing.site", _TEMPLATES)
        self._newsroom = newsroom
        self._links = Links(newsroom)
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(own), ours]) if own else ours,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._anchors = cache(self._anchors_of)

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the site but its media: its address and its bytes."""
        newsroom = self._newsroom
        yield addresses.STYLE, self._environment.get_template(addresses.STYLE).render().encode()
        yield self._page("root.html", addresses.HOME, newsroom.languages[0])
        for language in newsroom.languages:
            yield self.home(language)
            if newsroom.address:
                yield self._feed(language)
        for work in newsroom.works:
            for version in work.versions:
                yield self.article(work, version)
            for standing in work.standings:
                yield self.comparison(work, standing)
        yield self._page("desk.html", addresses.DESK, newsroom.languages[0])
        yield self._page("glossary.html", addresses.GLOSSARY, newsroom.languages[0])
        if newsroom.address:
            yield self._xml("sitemap.xml", addresses.SITEMAP, newsroom.languages[0])

    def home(self, language: Language) -> tuple[str, bytes]:
        """The first page of a language: its published articles, the newest first."""
        address = addresses.home_of(language.address)
        return self._page("home.html", address, language, versions=self._published(language))

    def article(self, work: Work, version: Version) -> tuple[str, bytes]:
        """An article as readers get it."""
        title, body = without_title(with_anchors(self._clean(work, version), self._anchors(work)))
        return self._page(
            "article.html",
            version.address,
            version.language,
            work=work,
            version=version,
            title=title,
            body=body,
            alternates=metadata.alternates(self._newsroom, work),
            properties=metadata.open_graph(self._newsroom, work, version),
            json_ld=metadata.json_ld(self._newsroom, work, version),
        )

    def comparison(self, work: Work, standing: Standing) -> tuple[str, bytes]:
        """An article beside its translation, for the desk."""
        address = addresses.comparison_of(work.page, standing.language.address)
        return self._page("compare.html", address, self._newsroom.languages[0], work=work, standing=standing)

    def _published(self, language: Language) -> list[Version]:
        versions = [one for work in self._newsroom.works for one in work.versions if one.language == language]
        return sorted(versions, key=lambda version: (version.date, version.title), reverse=True)

    def _clean(self, work: Work, version: Version) -> str:
        link = partial(self._links.link, work=work, version=version)
        return clean(version.body, link=link, image=partial(self._links.image, work=work, version=version))

    def _anchors_of(self, work: Work) -> list[str]:
        return anchors_of(self._clean(work, work.source), work.source.language.tag)

    def _feed(self, language: Language) -> tuple[str, bytes]:
        return self._xml("atom.xml", addresses.feed_of(language.address), language, versions=self._published(language))

    def _xml(self, template: str, address: str, language: Language, **values: Any) -> tuple[str, bytes]:
        name, data = self._page(template, address, language, **values)
        return name, data.decode().translate(_ILLEGAL).encode()

    def _page(self, template: str, address: str, language: Language, **values: Any) -> tuple[str, bytes]:
        shown: dict[str, Any] = {
            "newsroom": self._newsroom,
            "address": address,
            "language": language,
            "words": words(language.tag),
            "to": partial(relative, address),
            "absolute": partial(absolute, self._newsroom.address),
            "day": _day,
            "time": metadata.time,
            "instant": metadata.instant,
            "siblings": partial(metadata.alternates, self._newsroom),
            "pieces": pieces,
            "addresses": addresses,
            "alternates": [],
            **values,
        }
        return address, self._environment.get_template(template).render(shown).encode()


def _day(stated: str, language: Language) -> str:
    return shown_day(stated, language.tag, language.digits)
