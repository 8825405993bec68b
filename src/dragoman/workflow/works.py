"""An article as the site shows it: read and decided. Nothing is written, and nothing is cleaned yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath

from dragoman import files
from dragoman.formats.reading import known_suffixes, read_with
from dragoman.formats.showing import show
from dragoman.formats.stated import stated, stated_dates
from dragoman.git import History
from dragoman.glossary.matching import find_terms
from dragoman.glossary.terms import Glossary
from dragoman.language.moments import moment
from dragoman.language.tags import autonym, direction, likely_locale
from dragoman.model import Document, DragomanError, Finding, Pair, State
from dragoman.project import Article, Project
from dragoman.publishing.hrefs import is_elsewhere
from dragoman.publishing.record import Record
from dragoman.publishing.site import addresses
from dragoman.publishing.site.content import addresses_in, clean, ids_of
from dragoman.publishing.site.links import place_of
from dragoman.publishing.site.works import STATES, Details, Language, Row, Standing, Term, TermRow, Version, Work
from dragoman.publishing.uncrossing import Uncrossing
from dragoman.segmentation.segmenters import whole
from dragoman.workflow.edition import Edition, edition
from dragoman.workflow.former import FormerPages
from dragoman.workflow.reading import Reading, Trouble, articles
from dragoman.workflow.style import house_style

_DATES = ("date", "datePublished", "article:published_time", "versionCreated", "published", "date.issue")
_UPDATED = ("updated", "lastmod", "dateModified", "article:modified_time")
_AUTHORS = ("author", "authors")
_TITLES = ("headline", "meta:title")
_DECKS = ("standfirst", "meta:description")
_SHOWN = ("meta:image.alt", "meta:og.image.alt")  # not those of pictures in the text: it may be another one
_STATES_TOLD = ("missing", "stale", "unreviewed")  # checks that say what states say: counted there
_PICTURES = ("image.src", "image", "og:image", "cover", "thumbnail")

# And the days after which the waivers that were asked no longer count.
Findings = Callable[[Reading, str, Sequence[Pair]], tuple[Sequence[Finding], set[str]]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a work was made with besides its article's own files: the addresses of its images and other files by their
    places (`media`), where those were looked for, from the project's folder (`files`), and the days after which a
    waiver no longer counts."""

    media: Mapping[str, str]
    files: tuple[str, ...]
    days: frozenset[str]


class Works:
    """Makes a work of each article. `pages` are the names of their pages; `findings` asks the checks."""

    def __init__(self, project: Project, glossary: Glossary, pages: Mapping[str, str], findings: Findings) -> None:
        self.languages = {tag: _language(project, tag) for tag in (project.source, *project.languages)}
        self._project, self._glossary, self._pages, self._findings = project, glossary, pages, findings
        self._record = Record(project.file(project.output), project.folder)
        self._past = cache(lambda: History.open(project.folder))
        self._people = {term.name: term for term in glossary.terms if term.kind == "person"}
        self._read_as = frozenset(known_suffixes())
        self._former = FormerPages(project, pages)
        self._uncrossing = cache(lambda tag: Uncrossing(project, articles(project), tag))

    def of(self, reading: Reading, troubles: list[Trouble]) -> tuple[Work, Details, Seen]:
        """An article as a work, what its pages show, and what both were made with. A language that cannot be read
        becomes a Trouble, and the site has none of it."""
        article, tag = reading.article, self._project.source
        body = show(reading.form, reading.document)
        said = _said(reading)
        headings, ids = ids_of(body, tag)
        found = addresses_in(body)
        bodies = {tag: body}
        rows: dict[str, Sequence[Row]] = {}
        standings = []
        pictures = [*said.pictures, *found.images]
        hrefs = list(found.links)
        days: set[str] = set()
        for language in article.languages:
            try:
                standing, rows[language], shown = self._standing(reading, language, said, troubles, days)
            except DragomanError as error:
                troubles.append(Trouble(self._project.catalog_path(article, language), error))
                continue
            standings.append(standing)
            if standing.version is not None:
                bodies[language] = shown
            if standing.outcome == "held":  # an earlier state of the article, which may have other links and images
                earlier = addresses_in(shown)
                hrefs += earlier.links
                pictures += earlier.images
        images = self._there(files_behind(article, pictures))
        linked = files_behind(article, [href for href in hrefs if self._is_public(href, article.name)])
        work = Work(
            article.name,
            self._pages[article.name],
            self._version(reading, tag, reading.document, said),
            tuple(standings),
            tuple(headings),
            tuple(dict.fromkeys([*headings, *ids])),
            tuple(dict.fromkeys(place_of(href, article.name) for href in hrefs if not is_elsewhere(href))),
            next(iter(images.values()), ""),
        )
        sought = {**files_behind(article, pictures), **linked}
        return work, Details(bodies, rows), Seen(images | self._there(linked), tuple(sought), frozenset(days))

    def terms(self) -> tuple[TermRow, ...]:
        """The glossary in alphabetical order."""
        rows = []
        for term in self._glossary.terms:
            said = {tag: found.approved for tag in self._project.languages if (found := term.rendering(tag))}
            rows.append(TermRow(term.name, term.kind, said, term.note))
        return tuple(sorted(rows, key=lambda row: row.name.casefold()))

    def _standing(
        self, reading: Reading, tag: str, said: _Said, troubles: list[Trouble], days: set[str]
    ) -> tuple[Standing, tuple[Row, ...], str]:
        """How a language stands, its rows, and the HTML of what is published. Adds to troubles, and to the days after
        which it may stand otherwise."""
        if tag in reading.damaged:
            raise reading.damaged[tag]
        pairs = reading.pairs(tag)
        made = edition(
            self._project,
            reading,
            tag,
            self._project.publishing(reading.article, tag),
            standing=lambda: self._last_complete(reading.article, tag),
            past=self._past,
        )
        path = self._project.passages_path(reading.article, tag)
        troubles += [Trouble(path, error) for error in made.troubles]
        findings, ends = self._findings(reading, tag, pairs)
        days |= ends
        rows = self._rows(tag, pairs, findings)
        counts = dict.fromkeys(STATES, 0)
        for row in rows:
            counts[row.state] += 1
        found = sum(finding.check not in _STATES_TOLD for finding in findings)
        language = self.languages[tag]
        if made.data is None:
            former = self._former.of(reading.article, language) if made.kind == "nothing" else None
            version, shown = former or (None, "")
            kind = "held" if former else made.kind
            return Standing(language, counts, kind, made.reason, version, found), rows, shown
        document = self._read(reading, tag, made)
        shown = show(reading.form, document)
        if made.kind == "held":  # from the output folder, whose links are those of another generator
            shown = self._uncrossed(shown, reading.article, tag)
        version = self._version(reading, tag, document, said, made)
        return Standing(language, counts, made.kind, made.reason, version, found), rows, shown

    def _uncrossed(self, shown: str, article: Article, tag: str) -> str:
        back = partial(self._uncrossing(tag), article=article)
        return clean(shown, link=back, image=back)

    def _read(self, reading: Reading, tag: str, made: Edition) -> Document:
        path = self._project.output_path(reading.article, tag)
        return read_with(reading.form, made.data or b"", whole, language=tag, where=path)

    def _version(
        self, reading: Reading, tag: str, document: Document, said: _Said, made: Edition | None = None
    ) -> Version:
        language, path = self.languages[tag], reading.article.name
        title, deck = _first(document, _TITLES), _first(document, _DECKS)
        return Version(
            language,
            title or PurePosixPath(path).stem,
            deck,
            addresses.page_of(self._pages[path], language.address),
            said.date,
            said.updated,
            tuple(self._called(name, tag) for name in said.authors),
            made.notice if made else "",
            made.engine if made else "",
            _first(document, _SHOWN),
            _untranslated({"title": title, "description": deck}, reading.pairs(tag)) if made else (),
        )

    def _called(self, name: str, tag: str) -> str:
        """What the glossary calls a person in a language."""
        rendering = self._people[name].rendering(tag) if name in self._people else None
        return rendering.approved if rendering and rendering.approved else name

    def _last_complete(self, article: Article, tag: str) -> bytes | None:
        file = self._project.file(self._project.output_path(article, tag))
        data = files.read(file, root=self._project.folder) if file.is_file() else None
        known = self._record.known(f"{tag}/{article.name}", data) if data is not None else None
        return data if known and known.complete else None

    def _is_public(self, href: str, name: str) -> bool:
        """True for what the article `name` may link to as a file for readers to fetch: never an article, which is
        published as a page or not at all, nor what a hidden name keeps from readers."""
        place = PurePosixPath(place_of(href, name))
        return place.suffix.lower() not in self._read_as and not any(part.startswith(".") for part in place.parts)

    def _there(self, sought: Mapping[str, str]) -> dict[str, str]:
        """The addresses of the files that are there, by their places."""
        return {place: f"media/{place}" for file, place in sought.items() if self._project.file(file).is_file()}

    def _rows(self, tag: str, pairs: Sequence[Pair], findings: Sequence[Finding]) -> tuple[Row, ...]:
        told: dict[str, list[str]] = defaultdict(list)
        for finding in findings:
            if finding.check == "unreviewed" or (finding.check == "missing" and not finding.target):
                continue  # as its state says
            message = finding.message.partition(" (was: ")[0] if finding.check == "stale" else finding.message
            told[finding.source].append(f"{finding.check}: {message}")
        return tuple(self._row(pair, tag, told[pair.segment.text]) for pair in pairs)

    def _row(self, pair: Pair, tag: str, findings: Sequence[str]) -> Row:
        now = pair.translation
        return Row(
            pair.segment.role,
            pair.segment.block.index,
            pair.segment.text,
            now.text if now else "",
            str(now.state) if now and now.text else "missing",
            now.origin.engine if now and now.is_machine and now.origin else "",
            now.previous.text if now and now.state is State.STALE and now.previous else "",
            tuple(self._terms_in(pair.segment.text, tag)),
            tuple(findings),
        )

    def _terms_in(self, text: str, tag: str) -> Iterator[Term]:
        for match in find_terms(text, self._glossary, self._project.source):
            rendering = match.term.rendering(tag)
            said = rendering.approved if rendering else ""
            yield Term(match.start, match.end, match.term.name, said, match.term.note)


def files_behind(article: Article, addresses: Sequence[str]) -> dict[str, str]:
    """The places below the article's source root that addresses in it mean, by where their files should stand, from the
    project's folder."""
    root = article.path.removesuffix(article.name)
    places = (place_of(one, article.name) for one in addresses if not is_elsewhere(one))
    return {root + place: place for place in places if not place.startswith("..")}


@dataclass(frozen=True, slots=True)
class _Said:
    """What an article says of itself, the same in every language; its pictures are for lists and cards."""

    date: str
    updated: str
    authors: tuple[str, ...]
    pictures: tuple[str, ...]


def _said(reading: Reading) -> _Said:
    text = reading.document.data.decode(reading.document.encoding)
    return _Said(
        next((found for found in stated_dates(text, _DATES) if moment(found)), ""),
        next(iter(stated(text, _UPDATED)), ""),
        stated(text, _AUTHORS),
        stated(text, _PICTURES),
    )


def _untranslated(shown: Mapping[str, str], pairs: Sequence[Pair]) -> tuple[str, ...]:
    """The names of texts that are as in the source, though nobody has translated them so."""
    sources = {pair.segment.text for pair in pairs}
    targets = {pair.translation.text for pair in pairs if pair.translation}
    return tuple(name for name, text in shown.items() if text in sources and text not in targets)


def _language(project: Project, tag: str) -> Language:
    digits = next(iter(house_style(project, tag).digits), "")
    return Language(tag, project.layout.tag(tag), autonym(tag), direction(tag), likely_locale(tag), digits)


def _first(document: Document, roles: Sequence[str]) -> str:
    """The whole text of the first block that has one of `roles`, the earlier role first; "" for none."""
    for role in roles:
        for row in document.blocks:
            if row[0].role == role:
                return " ".join(segment.text for segment in row)
    return ""
