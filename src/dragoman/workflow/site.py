"""site: the project's site as plain files, built aside and then put in place whole; only what changed is made anew."""

from __future__ import annotations

import json
import os
import pickle
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from dragoman import files
from dragoman.checks.running import run
from dragoman.model import DragomanError, Finding, Pair
from dragoman.project import Article, Project
from dragoman.publishing.site.addresses import page_names
from dragoman.publishing.site.content import addresses_in
from dragoman.publishing.site.pages import Pages
from dragoman.publishing.site.shelf import Kept, Shelf
from dragoman.publishing.site.works import Details, Newsroom, Work
from dragoman.workflow.check import rules_of
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Reading, Trouble, articles, read
from dragoman.workflow.signatures import links_of, of_article, of_project
from dragoman.workflow.tracking import read_record
from dragoman.workflow.works import Findings, Works

_Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Broken:
    """A link of an article that leads nowhere on the site, and why."""

    article: str
    href: str
    reason: str


@dataclass
class SiteReport:
    """What was built. `pages` counts the files of the site, `made` those that were made anew, `kept` files in its
    folder that are not ours. `is_new` is False when the site stood already as it should."""

    home: str = ""
    pages: int = 0
    made: int = 0
    kept: tuple[str, ...] = ()
    is_new: bool = True
    broken: list[Broken] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def build_site(project: Project, *, checks: bool = True, say: _Say = lambda _: None) -> SiteReport:
    """Builds the site into its folder. With `checks` the desk's pages show what they find."""
    report = SiteReport(home=f"{project.site.folder}/index.html")
    with closing(Shelf(project.file(f"{project.state}/site.sqlite"))) as shelf, _Spool() as spool:
        _Build(project, shelf, spool, report, checks, say).run()
    return report


class _Build:
    def __init__(
        self, project: Project, shelf: Shelf, spool: _Spool, report: SiteReport, checks: bool, say: _Say
    ) -> None:
        self.project, self.shelf, self.spool, self.report, self.say = project, shelf, spool, report, say
        self.articles = {article.name: article for article in articles(project)}
        self.facts = {"project": of_project(project, checks=checks)}
        self.old = dict(shelf.all()) if self.facts["project"] == shelf.fact("project") else {}
        self.new = works_of(project, list(self.articles.values()), report.troubles, checks=checks)
        self.record = read_record(project)
        self.made: dict[str, Kept] = {}

    def run(self) -> None:
        for name, article in self.articles.items():
            kept = self.old.get(name)
            signature = of_article(self.project, article, kept.work if kept else None)
            if kept is None or kept.signature != signature:
                self._read(article)
        gone = [name for name in self.old if name not in self.articles]
        pages = self._pages()
        for name, kept in self._standing().items():
            if name not in self.made and links_of(kept.work, pages.links) != kept.links:
                self._read(self.articles[name])
        if not self.made and not gone and self._stands():
            self.report.is_new = False
            return
        self.report.pages = 0
        self._write(self._pages(), gone)

    def _standing(self) -> dict[str, Kept]:
        """Every work of the site: those made now, and those of the last build that still are articles."""
        old = {name: kept for name, kept in self.old.items() if name in self.articles}
        return dict(sorted({**old, **self.made}.items()))

    def _pages(self) -> Pages:
        standing = self._standing()
        media = {place: address for kept in standing.values() for place, address in kept.media.items()}
        works = tuple(kept.work for kept in standing.values())
        return pages_of(self.project, self.new, works, media)

    def _read(self, article: Article) -> None:
        """Reads an article anew; one that cannot be read stays as it was built last."""
        self.say(article.path)
        try:
            reading = read(self.project, article, self.record)
            work, details, media = self.new.of(reading, self.report.troubles)
        except DragomanError as error:
            self.report.troubles.append(Trouble(article.path, error))
            return
        signature = of_article(self.project, article, work)
        self.spool.put(article.name, details)
        self.made[article.name] = Kept(work, signature, "", media, ())

    def _stands(self) -> bool:
        """True when every file of the last build is there."""
        folder = self.project.file(self.project.site.folder)
        ours = json.loads(self.shelf.fact("common") or "[]")
        ours += [address for kept in self.old.values() for address in kept.files]
        self.report.pages = len(ours)
        return bool(ours) and all(os.path.lexists(folder / address) for address in ours)

    def _write(self, pages: Pages, gone: Sequence[str]) -> None:
        """Builds the folder: what is kept is taken over, what was made is rendered."""
        tree = files.Tree(self.project.file(self.project.site.folder), self.project.folder)
        shelved: dict[str, Kept] = {}
        for name, kept in self._standing().items():
            if name not in self.made and all(map(tree.keep, kept.files)):
                self.report.pages += len(kept.files)
                continue
            if name not in self.made:  # somebody removed its pages
                self._read(self.articles[name])
            if name in self.made:
                shelved[name] = self._render(tree, pages, self.made[name])
        common = self._common(tree, pages)
        ours = {*json.loads(self.shelf.fact("common") or "[]")}.union(*(kept.files for _, kept in self.shelf.all()))
        self.report.kept = tuple(other for other in tree.others() if other not in ours and tree.keep(other))
        tree.stand()
        self.shelf.put(shelved, [*gone, *self._dropped()], {**self.facts, "common": json.dumps(common)})

    def _dropped(self) -> list[str]:
        """Works on the shelf that were built for another state of the project, and are not articles any more."""
        return [name for name, _ in self.shelf.all() if name not in self.articles]

    def _render(self, tree: files.Tree, pages: Pages, kept: Kept) -> Kept:
        work, details = kept.work, self.spool.get(kept.work.name)
        made = []
        for address, data in pages.of_work(work, details):
            tree.put(address, data)
            made.append(address)
        self.report.pages += len(made)
        self.report.made += len(made)
        source = details.bodies[self.project.source]
        for href in dict.fromkeys(addresses_in(source).links):
            if reason := pages.links.broken(href, work):
                self.report.broken.append(Broken(self.articles[work.name].path, href, reason))
        return Kept(work, kept.signature, links_of(work, pages.links), kept.media, tuple(made))

    def _common(self, tree: files.Tree, pages: Pages) -> list[str]:
        made = []
        for address, data in pages.common():
            tree.put(address, data)
            made.append(address)
        for place, address in pages.newsroom.media.items():
            tree.put(address, files.read(media_file(self.project, place), root=self.project.folder))
            made.append(address)
        self.report.pages += len(made)
        return made


def works_of(project: Project, chosen: Sequence[Article], troubles: list[Trouble], *, checks: bool) -> Works:
    """What makes works of a project's articles."""
    glossary = read_glossary(project, troubles)

    def found(reading: Reading, language: str, pairs: Sequence[Pair]) -> Sequence[Finding]:
        return run(pairs, rules_of(project, reading, language, glossary, pairs))

    findings: Findings = found if checks else lambda *_: ()
    return Works(project, glossary, page_names([article.name for article in chosen]), findings)


def pages_of(project: Project, made: Works, works: tuple[Work, ...], media: Mapping[str, str]) -> Pages:
    """What renders the pages of `works`."""
    languages = tuple(made.languages.values())
    newsroom = Newsroom(project.site.title, languages, works, made.terms(), project.site.address, media)
    own = project.file(project.site.templates)
    return Pages(newsroom, own if own.is_dir() else None)


class _Spool:
    """Details of works on the disk, until they are rendered: there may be many."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this
        self._places: dict[str, int] = {}

    def __enter__(self) -> _Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, name: str, details: Details) -> None:
        self._places[name] = self._file.seek(0, 2)
        pickle.dump(details, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def get(self, name: str) -> Details:
        self._file.seek(self._places[name])
        found: Details = pickle.load(self._file)  # noqa: S301 - our own, in a file that has no name
        return found


def media_file(project: Project, place: str) -> Path:
    """The file that stands at a place below one of the source roots."""
    found = (project.file(f"{root}/{place}") for root in project.roots)
    return next(file for file in found if file.is_file())
