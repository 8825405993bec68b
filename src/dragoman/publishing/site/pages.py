"""The pages of a site, rendered from templates that a newsroom can replace one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from heapq import nlargest
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from dragoman.language.moments import shown_day
from dragoman.publishing.site import addresses, metadata
from dragoman.publishing.site.addresses import absolute, relative
from dragoman.publishing.site.content import clean, with_anchors, without_title
from dragoman.publishing.site.links import Links
from dragoman.publishing.site.marking import pieces
from dragoman.publishing.site.words import words
from dragoman.publishing.site.works import Details, Language, Newsroom, Standing, Version, Work

_TEMPLATES = "templates"
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))  # in XML 1.0
_NAMED = 4  # articles of each language on the root page
_NEWEST = 60  # articles on the first page of a language
_LISTED = 200  # on each page of older ones, and of the desk's board
_FED = 50  # in a feed
_MAPPED = 1000  # articles in a part of the map: it may have 50,000 addresses, and each names its siblings
_NEVER = "1970-01-01T00:00:00+00:00"  # when a site was made whose articles state no dates

File = tuple[str, bytes]
_T = TypeVar("_T")


class Pages:
    """Renders one page at a time. `own` is a newsroom's folder of templates, of which each goes before ours of the
    same name."""

    def __init__(self, newsroom: Newsroom, own: Path | None = None) -> None:
        from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

        ours = PackageLoader("dragoman.publishing.site", _TEMPLATES)
        self.newsroom = newsroom
        self.links = Links(newsroom.works, newsroom.media)
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(own), ours]) if own else ours,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def common(self) -> Iterator[File]:
        """The files that are no work's: lists of articles, the desk, feeds and the map. They show all works."""
        newsroom = self.newsroom
        first = newsroom.languages[0]
        yield addresses.STYLE, self._environment.get_template(addresses.STYLE).render().encode()
        yield self._page("root.html", addresses.HOME, first, editions=list(map(self._edition, newsroom.languages)))
        for language in newsroom.languages:
            yield from self._homes(language)
        yield from self._desk()
        yield self._page("glossary.html", addresses.GLOSSARY, first)
        if newsroom.address:
            for language in newsroom.languages:
                versions = self._published(language)[:_FED]
                built = max((metadata.instant(one.updated or one.date) for one in versions), default="") or _NEVER
                address = addresses.feed_of(language.address)
                yield self._xml("atom.xml", address, language, versions=versions, built=built)
            yield from self._map()

    def of_work(self, work: Work, details: Details) -> Iterator[File]:
        """The pages of one work: each version, and each translation beside its source."""
        for version in work.versions:
            yield self.article(work, version, details)
        for standing in work.standings:
            yield self.comparison(work, standing, details)

    def article(self, work: Work, version: Version, details: Details) -> File:
        """An article as readers get it."""
        link = partial(self.links.link, work=work, version=version)
        image = partial(self.links.image, work=work, version=version)
        cleaned = clean(details.bodies[version.language.tag], link=link, image=image)
        title, body = without_title(with_anchors(cleaned, work.anchors))
        return self._page(
            "article.html",
            version.address,
            version.language,
            work=work,
            version=version,
            title=title,
            body=body,
            alternates=metadata.alternates(self.newsroom, work),
            properties=metadata.open_graph(self.newsroom, work, version),
            json_ld=metadata.json_ld(self.newsroom, work, version),
        )

    def comparison(self, work: Work, standing: Standing, details: Details) -> File:
        """An article beside its translation, for the desk."""
        address = addresses.comparison_of(work.page, standing.language.address)
        rows = details.rows[standing.language.tag]
        first = self.newsroom.languages[0]
        return self._page("compare.html", address, first, work=work, standing=standing, rows=rows)

    def _edition(self, language: Language) -> dict[str, Any]:
        """A language as the root page shows it: its newest articles, and whether there are more."""
        works = [(one, work) for work in self.newsroom.works for one in work.versions if one.language == language]
        newest = nlargest(_NAMED + 1, works, key=lambda each: _age(each[0]))
        return {
            "language": language,
            "words": words(language.tag),
            "versions": [version for version, _ in newest[:_NAMED]],
            "picture": newest[0][1].picture if newest else "",
            "more": len(newest) > _NAMED,
        }

    def _homes(self, language: Language) -> Iterator[File]:
        """The newest articles, and older ones on pages that keep their number when new ones come."""
        versions = self._published(language)
        pictures = {one.address: work.picture for work in self.newsroom.works for one in work.versions}
        older = _in_parts(versions[::-1][: max(len(versions) - _NEWEST, 0)], _LISTED)
        address = addresses.home_of(language.address)
        shown: dict[str, Any] = {"pages": len(older), "pictures": pictures}
        yield self._page("home.html", address, language, versions=versions[:_NEWEST], number=0, **shown)
        for number, part in enumerate(older, 1):
            address = addresses.home_of(language.address, number)
            yield self._page("home.html", address, language, versions=part[::-1], number=number, **shown)

    def _desk(self) -> Iterator[File]:
        parts = _in_parts(self.newsroom.works, _LISTED) or [()]
        for number, part in enumerate(parts, 1):
            address = addresses.desk_of(number)
            yield self._page(
                "desk.html", address, self.newsroom.languages[0], works=part, number=number, pages=len(parts)
            )

    def _map(self) -> Iterator[File]:
        first = self.newsroom.languages[0]
        parts = _in_parts(self.newsroom.works, _MAPPED) or [()]
        yield self._xml("sitemap.xml", addresses.SITEMAP, first, pages=len(parts))
        for number, part in enumerate(parts, 1):
            yield self._xml("sitemap-part.xml", addresses.sitemap_of(number), first, works=part, number=number)

    def _published(self, language: Language) -> list[Version]:
        """What is published in a language, the newest first."""
        versions = [one for work in self.newsroom.works for one in work.versions if one.language == language]
        return sorted(versions, key=_age, reverse=True)

    def _said_in(self, version: Version, name: str) -> str:
        """The attributes of an element with a text of a version, where it is in another language than the version."""
        from markupsafe import Markup, escape

        first = self.newsroom.languages[0]
        if name not in version.untranslated:
            return ""
        return Markup(f' lang="{escape(first.tag)}" dir="{first.direction}"')  # noqa: S704 - both are ours, the tag escaped

    def _xml(self, template: str, address: str, language: Language, **values: Any) -> File:
        name, data = self._page(template, address, language, **values)
        return name, data.decode().translate(_ILLEGAL).encode()

    def _page(self, template: str, address: str, language: Language, **values: Any) -> File:
        shown: dict[str, Any] = {
            "newsroom": self.newsroom,
            "address": address,
            "language": language,
            "words": words(language.tag),
            "to": partial(relative, address),
            "absolute": partial(absolute, self.newsroom.address),
            "day": _day,
            "time": metadata.time,
            "instant": metadata.instant,
            "siblings": partial(metadata.alternates, self.newsroom),
            "pieces": pieces,
            "said_in": self._said_in,
            "addresses": addresses,
            "alternates": [],
            **values,
        }
        return address, self._environment.get_template(template).render(shown).encode()


def _age(version: Version) -> tuple[str, str]:
    return metadata.instant(version.date), version.title


def _day(stated: str, language: Language) -> str:
    return shown_day(stated, language.tag, language.digits)


def _in_parts(row: Sequence[_T], size: int) -> list[tuple[_T, ...]]:
    rest = iter(row)
    return list(iter(lambda: tuple(islice(rest, size)), ()))
