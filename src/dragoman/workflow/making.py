"""Works and their pages, made article by article: what the processes of a build do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman import files
from dragoman.checks.running import run
from dragoman.model import DragomanError, Finding, Pair
from dragoman.project import Article, Project
from dragoman.publishing.site.content import addresses_in
from dragoman.publishing.site.pages import Pages
from dragoman.publishing.site.shelf import Signature
from dragoman.publishing.site.templates import Templates
from dragoman.publishing.site.unfinished import Made, pack, unpack
from dragoman.publishing.site.works import Newsroom, Work
from dragoman.workflow.check import rules_of
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Reading, Trouble, read
from dragoman.workflow.signatures import Signatures, watched_by
from dragoman.workflow.tracking import read_record
from dragoman.workflow.works import Findings, Works


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an article; `made` is None when it could not be read."""

    article: Article
    made: Made | None
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A work whose pages are to be put aside. `others` are the works that its links may lead to, in order, itself
    among them; `details` are packed."""

    work: Work
    others: tuple[Work, ...]
    media: Mapping[str, str]
    details: bytes


@dataclass(frozen=True, slots=True)
class Put:
    """The pages of a work that were put aside, and its links that lead nowhere, with the reasons."""

    name: str
    files: tuple[str, ...]
    broken: tuple[tuple[str, str], ...]


class Maker:
    """Makes works of articles, and their pages. `pages` are their names (see `page_names`)."""

    def __init__(self, project: Project, pages: Mapping[str, str], *, checks: bool) -> None:
        self.project = project
        self.troubles: list[Trouble] = []
        self.works = works_of(project, pages, self.troubles, checks=checks)
        self._signatures = Signatures(project, pages)
        self._record = read_record(project)
        self._pages: Pages | None = None

    def make(self, article: Article) -> Answer:
        """An article as a work. Its signature is that of its files before they were read: what is saved meanwhile is
        seen by the next build."""
        troubles: list[Trouble] = []
        before = self._signatures.of_its_files(article)
        try:
            reading = read(self.project, article, self._record)
            work, details, seen = self.works.of(reading, troubles)
        except DragomanError as error:
            return Answer(article, None, (*troubles, Trouble(article.path, error)))
        watched = watched_by(self.project, work, seen.files, seen.days)
        signature = Signature(self._signatures.with_watched(before, watched), watched)
        return Answer(article, Made(work, signature, dict(seen.media), pack(details)), tuple(troubles))

    def put(self, job: Job, aside: files.Aside) -> Put:
        """Renders the pages of a work into the folder that is built aside."""
        work, details = job.work, unpack(job.details)
        pages = self.pages(job.others, job.media)
        made = []
        for address, data in pages.of_work(work, details):
            aside.put(address, data)
            made.append(address)
        links = dict.fromkeys(addresses_in(details.bodies[self.project.source]).links)
        told = ((href, pages.links.broken(href, work)) for href in links)
        return Put(work.name, tuple(made), tuple((href, reason) for href, reason in told if reason))

    def pages(self, works: tuple[Work, ...], media: Mapping[str, str]) -> Pages:
        """What renders the pages of `works`."""
        if self._pages is None:
            self._pages = pages_of(self.project, self.works)
        if self._pages.newsroom.works is not works:
            self._pages = self._pages.over(works, media)
        return self._pages


def works_of(project: Project, pages: Mapping[str, str], troubles: list[Trouble], *, checks: bool) -> Works:
    """What makes works of a project's articles."""
    glossary = read_glossary(project, troubles)

    def found(reading: Reading, language: str, pairs: Sequence[Pair]) -> tuple[Sequence[Finding], set[str]]:
        rules = rules_of(project, reading, language, glossary, pairs)
        waivers = (*(one.waiver for one in rules.waivers), *(one for pair in pairs for one in pair.waivers))
        return run(pairs, rules), {one.until for one in waivers if one.until}

    findings: Findings = found if checks else lambda *_: ((), set())
    return Works(project, glossary, pages, findings)


def templates_of(project: Project) -> Templates:
    """The templates of a project's site."""
    own = project.file(project.site.templates)
    return Templates(own if own.is_dir() else None)


def pages_of(project: Project, made: Works) -> Pages:
    """What renders the pages of a site, of no works yet."""
    languages = tuple(made.languages.values())
    newsroom = Newsroom(project.site.title, languages, (), made.terms(), project.site.address, {})
    return Pages(newsroom, templates_of(project))


def media_file(project: Project, place: str) -> Path:
    """The file that stands at a place below one of the source roots; where it should stand when none does."""
    rows = [project.file(f"{root}/{place}") for root in project.roots]
    return next((file for file in rows if file.is_file()), rows[0])
