"""The pages of a site, rendered from templates that a newsroom can replace one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import islice
from typing import Any, TypeVar

from dragoman.language.moments import shown_day
from dragoman.publishing.site import addresses, metadata
from dragoman.publishing.site.addresses import absolute, relative
from dragoman.publishing.site.content import clean, with_anchors, without_title
from dragoman.publishing.site.links import Links
from dragoman.publishing.site.marking import marked, pieces
from dragoman.publishing.site.templates import Templates
from dragoman.publishing.site.words import words
from dragoman.publishing.site.works import Details, Language, Newsroom, Standing, Version, Work

_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))  # in XML 1.0
_NAMED = 4  # articles of each language on the root page
_NEWEST = 60  # articles on the first page of a language
_LISTED = 200  # on each page of older ones, and of the desk's board
_FED = 50  # in a feed
_MAPPED = 1000  # articles in a part of the map: it may have 50,000 addresses, and each names its siblings
_NEVER = "1970-01-01T00:00:00+00:00"  # when a site was made whose articles state no dates

File = tuple[str, bytes]
_Published = tuple[Version, Work]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Common:
    """A file that is no work's, not rendered yet. `shown` are the works that its template is given, in order, and
    `about` what else it depends on besides the site's settings."""

    address: str
    template: str
    render: Callable[[], bytes]
    shown: Sequence[Work]
    about: str


class Pages:
    """Renders one page at a time."""

    def __init__(self, newsroom: Newsroom, templates: Templates) -> None:
        self.newsroom, self.templates = newsroom, templates
        self.links = Links(newsroom.works, newsroom.media)

    def over(self, works: tuple[Work, ...], media: Mapping[str, str]) -> Pages:
        """The same templates over other works of the same newsroom."""
        other = copy(self)
        other.newsroom = replace(self.newsroom, works=works, media=media)
        other.links = Links(works, media)
        return other

    def common(self) -> Iterator[Common]:
        """The files that are no work's: lists of articles, the desk, feeds and the map. They show all works."""
        newsroom = self.newsroom
        first = newsroom.languages[0]
        published = self._published()
        style = addresses.STYLE
        yield Common(style, style, lambda: self.templates.render(style, {}).encode(), (), "")
        yield self._root(published)
        for language in newsroom.languages:
            yield from self._homes(language, published[language.tag])
            if newsroom.address:
                yield self._feed(language, published[language.tag][:_FED])
        yield from self._desk()
        yield self._one("glossary.html", addresses.GLOSSARY, first, (), "")
        if newsroom.address:
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
        title, body = without_title(with_anchors(cleaned, work.headings))
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

    def _root(self, published: Mapping[str, Sequence[_Published]]) -> Common:
        """Every language with its newest articles."""
        first = self.newsroom.languages[0]
        editions = [self._edition(language, published[language.tag]) for language in self.newsroom.languages]
        rows = [published[language.tag][: _NAMED + 1] for language in self.newsroom.languages]
        shown = [work for row in rows for _, work in row]
        about = " ".join(str(len(row)) for row in rows)
        return self._one("root.html", addresses.HOME, first, shown, about, editions=editions)

    def _edition(self, language: Language, published: Sequence[_Published]) -> dict[str, Any]:
        """A language as the root page shows it: its newest articles, and whether there are more."""
        return {
            "language": language,
            "words": words(language.tag),
            "versions": [version for version, _ in published[:_NAMED]],
            "picture": published[0][1].picture if published else "",
            "more": len(published) > _NAMED,
        }

    def _homes(self, language: Language, published: Sequence[_Published]) -> Iterator[Common]:
        """The newest articles, and older ones on pages that keep their number when new ones come."""
        older = _in_parts(published[::-1][: max(len(published) - _NEWEST, 0)], _LISTED)
        yield self._home(language, published[:_NEWEST], 0, len(older))
        for number, part in enumerate(older, 1):
            yield self._home(language, part[::-1], number, len(older))

    def _home(self, language: Language, published: Sequence[_Published], number: int, pages: int) -> Common:
        address = addresses.home_of(language.address, number)
        versions = [version for version, _ in published]
        pictures = {version.address: work.picture for version, work in published if work.picture}
        return self._one(
            "home.html",
            address,
            language,
            [work for _, work in published],
            f"{number} of {pages}",
            versions=versions,
            number=number,
            pages=pages,
            pictures=pictures,
        )

    def _feed(self, language: Language, published: Sequence[_Published]) -> Common:
        versions = [version for version, _ in published]
        built = max((metadata.instant(one.updated or one.date) for one in versions), default="") or _NEVER
        address = addresses.feed_of(language.address)
        shown = [work for _, work in published]
        return self._one("atom.xml", address, language, shown, "", versions=versions, built=built)

    def _desk(self) -> Iterator[Common]:
        parts = _in_parts(self.newsroom.works, _LISTED) or [()]
        first = self.newsroom.languages[0]
        for number, part in enumerate(parts, 1):
            address, about = addresses.desk_of(number), f"{number} of {len(parts)}"
            yield self._one("desk.html", address, first, part, about, works=part, number=number, pages=len(parts))

    def _map(self) -> Iterator[Common]:
        first = self.newsroom.languages[0]
        parts = _in_parts(self.newsroom.works, _MAPPED) or [()]
        yield self._one("sitemap.xml", addresses.SITEMAP, first, (), str(len(parts)), pages=len(parts))
        for number, part in enumerate(parts, 1):
            address = addresses.sitemap_of(number)
            yield self._one("sitemap-part.xml", address, first, part, str(number), works=part, number=number)

    def _published(self) -> dict[str, list[_Published]]:
        """What is published in each language (by tag), the newest first, each with its work."""
        found: dict[str, list[_Published]] = {language.tag: [] for language in self.newsroom.languages}
        for work in self.newsroom.works:
            for version in work.versions:
                found[version.language.tag].append((version, work))
        return {tag: sorted(rows, key=lambda row: _age(row[0]), reverse=True) for tag, rows in found.items()}

    def _said_in(self, version: Version, name: str) -> str:
        """The attributes of an element with a text of a version, where it is in another language than the version."""
        from markupsafe import Markup, escape

        first = self.newsroom.languages[0]
        if name not in version.untranslated:
            return ""
        return Markup(f' lang="{escape(first.tag)}" dir="{first.direction}"')  # noqa: S704 - both are ours, the tag escaped

    def _one(
        self,
        template: str,
        address: str,
        language: Language,
        shown: Sequence[Work],
        about: str,
        **values: Any,
    ) -> Common:
        def render() -> bytes:
            data = self._page(template, address, language, **values)[1]
            return data.decode().translate(_ILLEGAL).encode() if template.endswith(".xml") else data

        return Common(address, template, render, shown, about)

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
            "marked": marked,
            "said_in": self._said_in,
            "addresses": addresses,
            "alternates": [],
            **values,
        }
        return address, self.templates.render(template, shown).encode()


def _age(version: Version) -> tuple[str, str]:
    return metadata.instant(version.date), version.title


@lru_cache(maxsize=10_000)
def _day(stated: str, language: Language) -> str:
    return shown_day(stated, language.tag, language.digits)


def _in_parts(row: Sequence[_T], size: int) -> list[tuple[_T, ...]]:
    rest = iter(row)
    return list(iter(lambda: tuple(islice(rest, size)), ()))
