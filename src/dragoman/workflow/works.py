"""Every article as the site shows it: read, decided and cleaned of nothing yet. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath

from dragoman import files
from dragoman.formats.reading import read_with
from dragoman.formats.showing import show
from dragoman.formats.stated import stated
from dragoman.git import History
from dragoman.glossary.matching import find_terms
from dragoman.glossary.terms import Glossary
from dragoman.language.notices import draft_notice
from dragoman.language.tags import autonym, direction, likely_locale
from dragoman.model import Document, DragomanError, Finding, Key, Pair, State
from dragoman.project import Article, Project
from dragoman.publishing.record import Record
from dragoman.publishing.site import addresses
from dragoman.publishing.site.content import images_of
from dragoman.publishing.site.links import place_of
from dragoman.publishing.site.metadata import instant
from dragoman.publishing.site.works import Language, Newsroom, Row, Standing, Term, TermRow, Version, Work
from dragoman.segmentation.segmenters import whole
from dragoman.workflow.edition import Edition, edition
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Reading, Trouble, articles, each

_DATES = ("date", "datePublished", "article:published_time", "versionCreated", "published", "date.issue")
_UPDATED = ("updated", "lastmod", "dateModified", "article:modified_time")
_AUTHORS = ("author", "authors", "byline")
_TITLES = ("headline", "meta:title")
_NEVER = "1970-01-01T00:00:00+00:00"  # of a site whose articles state no dates
_DECKS = ("standfirst", "meta:description")


def newsroom(
    project: Project,
    troubles: list[Trouble],
    findings: Mapping[tuple[str, str], Sequence[Finding]] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Newsroom:
    """The whole site of a project. An article that cannot be read becomes a Trouble, and the site has none of it.
    `findings` are those of the checks by article and language."""
    chosen = articles(project)
    desk = _Desk(project, chosen, troubles, findings or {})
    works = []
    for reading in each(project, chosen, troubles):
        say(reading.article.path)
        works.append(desk.work(reading))
    return Newsroom(
        project.site.title,
        tuple(desk.languages.values()),
        tuple(works),
        tuple(desk.terms()),
        project.site.address,
        max((moved for work in works if (moved := instant(work.source.updated or work.source.date))), default=_NEVER),
        dict(desk.media),
    )


class _Desk:
    """What is asked again for every article."""

    def __init__(
        self,
        project: Project,
        chosen: Sequence[Article],
        troubles: list[Trouble],
        findings: Mapping[tuple[str, str], Sequence[Finding]],
    ) -> None:
        self.pages = addresses.page_names([article.name for article in chosen])
        self.project, self.troubles, self.findings = project, troubles, findings
        self.languages = {tag: _language(project, tag) for tag in (project.source, *project.languages)}
        self.glossary: Glossary = read_glossary(project, troubles)
        self.record = Record(project.file(project.output), project.folder)
        self.past = cache(lambda: History.open(project.folder))
        self.media: dict[str, str] = {}

    def work(self, reading: Reading) -> Work:
        """An article and how it stands in each of its languages."""
        source = self._version(reading, self.project.source, reading.document)
        self.media.update(self._images(reading.article, source.body))
        return Work(reading.article.name, self.pages[reading.article.name], source, tuple(self._standings(reading)))

    def terms(self) -> list[TermRow]:
        """The glossary in alphabetical order."""
        rows = []
        for term in self.glossary.terms:
            said = {tag: found.approved for tag in self.project.languages if (found := term.rendering(tag))}
            rows.append(TermRow(term.name, term.kind, said, term.note))
        return sorted(rows, key=lambda row: row.name.casefold())

    def _images(self, article: Article, body: str) -> Iterator[tuple[str, str]]:
        """The images of an article that stand beside it, each with its address on the site."""
        root = article.path.removesuffix(article.name)
        for src in images_of(body):
            place = place_of(src, article.name)
            if not place.startswith("..") and self.project.file(root + place).is_file():
                yield place, f"media/{place}"

    def _standings(self, reading: Reading) -> list[Standing]:
        found = []
        for tag in reading.article.languages:
            if tag in reading.damaged:
                path = self.project.catalog_path(reading.article, tag)
                self.troubles.append(Trouble(path, reading.damaged[tag]))
                continue
            try:
                found.append(self._standing(reading, tag))
            except DragomanError as error:
                self.troubles.append(Trouble(self.project.catalog_path(reading.article, tag), error))
        return found

    def _standing(self, reading: Reading, tag: str) -> Standing:
        pairs = reading.pairs(tag)
        made = edition(
            self.project,
            reading,
            tag,
            self.project.policy(tag).publish,
            standing=lambda: self._last_complete(reading.article, tag),
            past=self.past,
        )
        version = self._published(reading, tag, made) if made.data is not None else None
        return Standing(self.languages[tag], self._rows(reading, tag, pairs), made.kind, made.reason, version)

    def _published(self, reading: Reading, tag: str, made: Edition) -> Version:
        path = self.project.output_path(reading.article, tag)
        document = read_with(reading.form, made.data or b"", whole, language=tag, where=path)
        return self._version(reading, tag, document, draft_notice(tag) if made.kind == "partial" else "")

    def _version(self, reading: Reading, tag: str, document: Document, notice: str = "") -> Version:
        language = self.languages[tag]
        address = addresses.page_of(self.pages[reading.article.name], language.address)
        text = reading.document.data.decode(reading.document.encoding)
        return Version(
            language,
            _first(document, _TITLES) or PurePosixPath(reading.article.name).stem,
            _first(document, _DECKS),
            show(reading.form, document),
            address,
            next(iter(stated(text, _DATES)), ""),
            next(iter(stated(text, _UPDATED)), ""),
            stated(text, _AUTHORS),
            notice,
        )

    def _last_complete(self, article: Article, tag: str) -> bytes | None:
        file = self.project.file(self.project.output_path(article, tag))
        data = files.read(file, root=self.project.folder) if file.is_file() else None
        known = self.record.known(f"{tag}/{article.name}", data) if data is not None else None
        return data if known and known.complete else None

    def _rows(self, reading: Reading, tag: str, pairs: Sequence[Pair]) -> tuple[Row, ...]:
        told: dict[Key | str, list[str]] = defaultdict(list)
        for finding in self.findings.get((reading.article.path, tag), ()):
            told[finding.source].append(f"{finding.check}: {finding.message}")
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
            tuple(self._terms(pair.segment.text, tag)),
            tuple(findings),
        )

    def _terms(self, text: str, tag: str) -> list[Term]:
        found = []
        for match in find_terms(text, self.glossary, self.project.source):
            rendering = match.term.rendering(tag)
            said = rendering.approved if rendering else ""
            found.append(Term(match.start, match.end, match.term.name, said, match.term.note))
        return found


def _language(project: Project, tag: str) -> Language:
    return Language(tag, project.layout.tag(tag), autonym(tag), direction(tag), likely_locale(tag))


def _first(document: Document, roles: Sequence[str]) -> str:
    """The whole text of the first block that has one of `roles`, the earlier role first; "" for none."""
    for role in roles:
        for row in document.blocks:
            if row[0].role == role:
                return " ".join(segment.text for segment in row)
    return ""
