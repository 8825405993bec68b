"""site: the project's site as plain files, built aside and then put in place whole; only what changed is made anew."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial

from dragoman import files
from dragoman.model import DragomanError
from dragoman.project import Article, Project
from dragoman.publishing.site.addresses import page_names
from dragoman.publishing.site.links import Links
from dragoman.publishing.site.pages import Common
from dragoman.publishing.site.shelf import Kept, Shelf, Signature, digest_of, work_to_json
from dragoman.publishing.site.templates import OF_WORKS, Use
from dragoman.publishing.site.unfinished import Unfinished
from dragoman.publishing.site.works import Work
from dragoman.workflow.crew import Crew, processes
from dragoman.workflow.making import Job, Maker, media_file, templates_of
from dragoman.workflow.reading import Trouble, articles
from dragoman.workflow.signatures import Signatures, links_of, of_media, of_project, of_templates
from dragoman.workflow.stopping import Stopping

_Say = Callable[[str], None]
_LEAST = 20  # articles that are worth a process of their own


@dataclass(frozen=True, slots=True)
class Broken:
    """A link of an article that leads nowhere on the site, and why."""

    article: str
    href: str
    reason: str


@dataclass
class SiteReport:
    """What was built. `pages` counts the site's files, `made` the articles' pages that were made anew, `kept` are files
    in its folder that are not ours. `is_new` is False when the site stood already as it should. `signal` is what ended
    the build before it was done, 0 for nothing: the site is then as it was, and `read` articles are not read again."""

    home: str = ""
    pages: int = 0
    made: int = 0
    kept: tuple[str, ...] = ()
    is_new: bool = True
    signal: int = 0
    read: int = 0
    broken: list[Broken] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


class _Stopped(BaseException):
    """The run was told to stop."""


def build_site(
    project: Project,
    *,
    found: Sequence[Article] | None = None,
    checks: bool = True,
    stopping: Stopping | None = None,
    say: _Say = lambda _: None,
) -> SiteReport:
    """Builds the site into its folder. `found` are the project's articles, None for not looked for yet. With `checks`
    the desk's pages show what they find."""
    report = SiteReport(home=f"{project.site.folder}/index.html")
    with closing(Shelf(project.file(f"{project.state}/site.sqlite"))) as shelf:
        found = articles(project) if found is None else found
        build = _Build(project, found, shelf, report, checks, Stopping() if stopping is None else stopping, say)
        try:
            build.run()
        except _Stopped:
            report.signal = build.stopping.signal
        finally:
            build.clear()
    return report


class _Build:
    def __init__(
        self,
        project: Project,
        found: Sequence[Article],
        shelf: Shelf,
        report: SiteReport,
        checks: bool,
        stopping: Stopping,
        say: _Say,
    ) -> None:
        self.project, self.shelf, self.report, self.stopping, self.say = project, shelf, report, stopping, say
        self.articles = {article.name: article for article in found}
        self.folder = project.file(project.site.folder)
        self.looked = of_templates(project)
        self.templates = self._templates()
        self.is_wide = any(self.templates[name].is_wide for name in OF_WORKS)
        self.facts = {
            "project": of_project(project, checks=checks),
            "of works": " ".join(self.templates[name].digest for name in OF_WORKS),
        }
        self.is_known = bool(self.articles) and all(
            shelf.fact(name) == now for name, now in (*self.facts.items(), ("folder", files.name_of(self.folder)))
        )
        names = page_names([*self.articles])
        self.signatures = Signatures(project, names)
        self.maker = Maker(project, names, checks=checks)
        self.begin = partial(Maker, project, names, checks=checks)
        self.old: dict[str, Kept] = {}
        self.made: dict[str, Kept] = {}
        self.told: dict[str, tuple[Trouble, ...]] = {}
        state = project.file(project.state)
        self.unfinished = Unfinished(state / "site-unfinished.sqlite", self.facts["project"])
        self.tree: files.Tree | None = None

    def run(self) -> None:
        known = self.shelf.signatures() if self.is_known else {}
        changed = [article for name, article in self.articles.items() if self._is_changed(article, known.get(name))]
        gone = [name for name in known if name not in self.articles]
        is_as_it_was = not changed and not gone and self.templates == self._known_templates()
        if is_as_it_was and self._stands():
            self.report.is_new = False
            self.report.troubles += self.maker.troubles
            self._tidy()
            return
        with Crew(self.maker, self.begin, processes(len(changed), _LEAST)) as crew:
            self._make(self._left(changed), crew)
            self.old = {name: kept for name, kept in self.shelf.all() if name in self.articles} if known else {}
            links = self._links()
            moved = (kept for kept in self.old.values() if links_of(kept.work, links) != kept.links)
            self._make([self.articles[kept.work.name] for kept in moved if kept.work.name not in self.made], crew)
            if self.is_wide and (self.made or gone):
                self._make([article for name, article in self.articles.items() if name not in self.made], crew)
            if not self.made and is_as_it_was and self._stands():
                self.report.is_new = False
            else:
                self._build(crew)
        self.report.troubles += self.maker.troubles
        self.report.troubles += [trouble for name in sorted(self.told) for trouble in self.told[name]]
        self._tidy()

    def _tidy(self) -> None:
        """Takes away what is of no use once the site stands: ours, or a killed run's."""
        self.unfinished.close(is_done=True)
        files.discard(self.folder)

    def clear(self) -> None:
        """Takes away what is half done, but for what the next build goes on from."""
        with suppress(DragomanError):  # what went wrong has been told
            if self.tree is not None:
                self.tree.discard()
        self.unfinished.close()

    def _is_changed(self, article: Article, known: Signature | None) -> bool:
        return known is None or known.digest != self.signatures.of(article, known.watched)

    def _stands(self) -> bool:
        """True when every file of the last build is there."""
        ours = self._ours()
        self.report.pages = len(ours)
        return bool(ours) and all(os.path.lexists(f"{self.folder}/{address}") for address in ours)

    def _ours(self) -> set[str]:
        """The files of the last build."""
        return self.shelf.files().union(self._fact("common"), self._fact("media"))

    def _fact(self, name: str) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.shelf.fact(name) or "{}")
        return found

    def _go_on(self) -> None:
        if self.stopping:
            raise _Stopped

    # -- reading --

    def _left(self, changed: Iterable[Article]) -> list[Article]:
        """The articles that a build which was stopped has not made already, as they are now."""
        before = dict(self.unfinished.all())
        left = []
        for article in changed:
            made = before.get(article.name)
            if made is None or self._is_changed(article, made.signature):
                left.append(article)
            else:
                self._take(made.work, made.signature, made.media)
        return left

    def _make(self, chosen: Iterable[Article], crew: Crew) -> None:
        """Reads articles anew; one that cannot be read stays as it was built last."""
        self._go_on()
        for answer in crew.each("make", ((article,) for article in chosen)):
            self.say(answer.article.path)
            if answer.troubles:
                self.told[answer.article.name] = answer.troubles
            if answer.made is not None:
                self.unfinished.put(answer.article.name, answer.made)
                self._take(answer.made.work, answer.made.signature, answer.made.media)
            self._go_on()

    def _take(self, work: Work, signature: Signature, media: dict[str, str]) -> None:
        self.made[work.name] = Kept(work, digest_of(work_to_json(work)), signature, "", media, ())
        self.report.read += 1

    # -- building --

    def _standing(self) -> dict[str, Kept]:
        """Every work of the site: those made now, and those of the last build that still are articles."""
        return dict(sorted({**self.old, **self.made}.items()))

    def _links(self) -> Links:
        standing = self._standing().values()
        return Links((kept.work for kept in standing), _media_of(standing))

    def _templates(self) -> dict[str, Use]:
        """What each template's pages are made with; as the last build knows it while no file of them has changed."""
        known = self._known_templates() if self.shelf.fact("templates' files") == self.looked else {}
        return known or templates_of(self.project).uses()

    def _known_templates(self) -> dict[str, Use]:
        return {name: Use(**use) for name, use in json.loads(self.shelf.fact("templates") or "{}").items()}

    def _build(self, crew: Crew) -> None:
        """Builds the folder: what is kept is taken over, what was made is rendered."""
        tree = self.tree = files.Tree(self.folder, self.project.folder)
        self._keep(tree, crew)
        standing = self._standing()
        media = _media_of(standing.values())
        self.report.pages = sum(len(kept.files) for name, kept in standing.items() if name not in self.made)
        shelved = {kept.work.name: kept for kept in self._render(tree, crew, standing, media)}
        common = {
            "common": self._common(tree, standing, media),
            "media": self._media(tree, media),
        }
        ours = self._ours()
        self.report.kept = tuple(other for other in tree.others() if other not in ours and tree.keep(other))
        self._go_on()
        templates = {name: asdict(use) for name, use in self.templates.items()}
        rows = {**common, "templates": templates}
        facts = {**self.facts, "templates' files": self.looked}
        facts |= {name: json.dumps(row, sort_keys=True) for name, row in rows.items()}
        facts["folder"] = _name({**standing, **shelved}.values(), facts)
        tree.stand(facts["folder"])
        dropped = [name for name in self.shelf.signatures() if name not in standing]
        self.shelf.put(shelved, dropped, facts)

    def _keep(self, tree: files.Tree, crew: Crew) -> None:
        """Takes over the pages of works that were not made anew. Works whose pages somebody removed are made."""
        removed = []
        for name, kept in self.old.items():
            self._go_on()
            if name not in self.made and not all(map(tree.keep, kept.files)):
                removed.append(self.articles[name])
        self._make(removed, crew)

    def _render(self, tree: files.Tree, crew: Crew, standing: dict[str, Kept], media: dict[str, str]) -> Iterator[Kept]:
        links = self._links()
        works = tuple(kept.work for kept in standing.values())
        paths = {}
        row = Crew(self.maker, self.begin, 0) if self.is_wide else crew
        jobs = (self._job(kept, links, media, works if self.is_wide else None) for kept in self.made.values())
        for put in row.each("put", ((job, tree.aside) for job in jobs)):
            self.say(self.articles[put.name].path)
            tree.take(put.files)
            paths[put.name] = [Broken(self.articles[put.name].path, *one) for one in put.broken]
            self.report.pages += len(put.files)
            self.report.made += len(put.files)
            kept = self.made[put.name]
            yield replace(kept, links=links_of(kept.work, links), files=put.files)
            self._go_on()
        self.report.broken += [broken for name in sorted(paths) for broken in paths[name]]

    def _job(self, kept: Kept, links: Links, media: dict[str, str], whole: tuple[Work, ...] | None) -> Job:
        """A work with as much of the others as its pages show; with the `whole` where own templates may show any."""
        details = self.unfinished.details(kept.work.name)
        if whole is not None:
            return Job(kept.work, whole, media, details)
        found = (links.find(place) for place in kept.work.places)
        others = {work.name: work for work in (kept.work, *filter(None, found))}
        seen = {place: media[place] for place in (*kept.media, *kept.work.places) if place in media}
        return Job(kept.work, tuple(others[name] for name in sorted(others)), seen, details)

    def _common(self, tree: files.Tree, standing: dict[str, Kept], media: dict[str, str]) -> dict[str, str]:
        """Makes the files that are no work's, as far as they show anything else than the last build's; the digest of
        what each shows, by address."""
        before = self._fact("common") if self.is_known else {}
        found = {}
        digests = {name: kept.digest for name, kept in standing.items()}
        for one in self.maker.pages(tuple(kept.work for kept in standing.values()), media).common():
            self._go_on()
            use = self.templates[one.template]
            key = found[one.address] = "" if use.is_wide else _shown(one, use, digests)
            if not key or before.get(one.address) != key or not tree.keep(one.address):
                tree.put(one.address, one.render())
        self.report.pages += len(found)
        return found

    def _media(self, tree: files.Tree, media: dict[str, str]) -> dict[str, str]:
        """Copies the images that are not the last build's; how each is, by address."""
        before = self._fact("media") if self.is_known else {}
        states = of_media(self.project, media)
        for place, address in media.items():
            self._go_on()
            if before.get(address) != states[place] or not tree.keep(address):
                tree.put(address, files.read(media_file(self.project, place), root=self.project.folder))
        self.report.pages += len(media)
        return {address: states[place] for place, address in media.items()}


def _media_of(standing: Iterable[Kept]) -> dict[str, str]:
    """The addresses of the images and other files of works, by their places."""
    return {place: address for kept in standing for place, address in kept.media.items()}


def _shown(one: Common, use: Use, digests: dict[str, str]) -> str:
    """A digest of what a file shows that is no work's."""
    return digest_of("\x00".join((one.about, use.digest, *(digests[work.name] for work in one.shown))))


def _name(standing: Iterable[Kept], facts: dict[str, str]) -> str:
    """What a build is called, by all that it is made of."""
    parts = [*facts.values(), *(part for kept in standing for part in _parts(kept))]
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _parts(kept: Kept) -> tuple[str, ...]:
    return kept.work.name, kept.signature.digest, kept.digest, kept.links
