"""What a site shows: works, their versions in each language, and how each text of a version stands.

A Work is light: a build holds all of them, since pages name one another. Its Details are heavy: one work's at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

STATES = ("approved", "draft", "stale", "missing")


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site. `tag` is BCP 47, `address` the name of its folder, `name` what it calls itself, `locale`
    what Open Graph calls it; `digits` is the number system of its dates, "" as CLDR has them."""

    tag: str
    address: str
    name: str
    direction: str
    locale: str = ""
    digits: str = ""

    def __reduce__(self) -> tuple[Callable[..., Language], tuple[str, ...]]:
        """Another process gets one for all its works: a build of thousands has a few languages."""
        return _language, (self.tag, self.address, self.name, self.direction, self.locale, self.digits)


@cache
def _language(*values: str) -> Language:
    return Language(*values)


@dataclass(frozen=True, slots=True)
class Version:
    """A work in one language as it is published. `date` and `updated` are ISO 8601 as the article states them, "" when
    it does not. `notice` is what readers are told about the translation, "" for nothing; `engine` names who made
    unreviewed texts of it, "" when people approved all; `picture` says what the work's picture shows.
    `untranslated` are those of `title` and `description` that still are in the language of the articles.
    `address` is its page, from the root of the site."""

    language: Language
    title: str
    description: str
    address: str
    date: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    notice: str = ""
    engine: str = ""
    picture: str = ""
    untranslated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One language of a work as the desk sees it: how many texts are in each of STATES, and what is published,
    and how many findings the checks have."""

    language: Language
    counts: Mapping[str, int]
    outcome: str
    reason: str = ""
    version: Version | None = None
    findings: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def __reduce__(self) -> tuple[Callable[..., Standing], tuple[Any, ...]]:
        """With counts that are the same object where they are equal, as most are."""
        rest = (self.outcome, self.reason, self.version, self.findings)
        return _standing, (self.language, tuple(self.counts.items()), rest)


def _standing(language: Language, counts: tuple[tuple[str, int], ...], rest: tuple[Any, ...]) -> Standing:
    return Standing(language, same_counts(counts), *rest)


@lru_cache(maxsize=10_000)
def same_counts(items: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    """Counts from their items, the same object for the same ones: a build holds tens of thousands."""
    return dict(items)


@dataclass(frozen=True)
class Work:
    """One article: its own version, and how it stands in each language. `name` is its path below its source root,
    `page` what its pages are called, `headings` the ids of its headings in order, `anchors` all ids that a link may
    lead to, `places` what its links may mean, `picture` the address of the picture it is listed with, "" for none."""

    name: str
    page: str
    source: Version
    standings: tuple[Standing, ...] = ()
    headings: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    picture: str = ""

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """What is published, the source first."""
        return (self.source, *(one.version for one in self.standings if one.version is not None))


@dataclass(frozen=True, slots=True)
class Term:
    """A term that stands in a source text: where, what it is called, and how it is rendered."""

    start: int
    end: int
    name: str
    rendering: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One text beside its translation. `source` and `target` are texts with marks; `target` is "" when there is none.
    `state` is one of STATES; `origin` names the engine of an untouched draft, "" otherwise; `previous` is the source
    that a stale text was approved for."""

    role: str
    block: int
    source: str
    target: str
    state: str
    origin: str = ""
    previous: str = ""
    terms: tuple[Term, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """What the pages of one work show besides the work: HTML of each version, not cleaned, and rows of each
    translation, both by language tag."""

    bodies: Mapping[str, str]
    rows: Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term on the glossary's page."""

    name: str
    kind: str
    renderings: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True)
class Newsroom:
    """A whole site. `address` is where it will stand (an absolute URL with a slash at its end), "" when unknown: then
    it has no canonical addresses, feeds or maps. `languages` begin with that of the articles."""

    title: str
    languages: tuple[Language, ...]
    works: tuple[Work, ...]
    terms: tuple[TermRow, ...] = ()
    address: str = ""
    media: Mapping[str, str] = field(default_factory=dict)  # addresses of images, by their place below the source root
