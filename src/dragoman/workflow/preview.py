"""The site as it would be now, page by page and from memory: what `serve` shows while people work."""

from __future__ import annotations

import mimetypes
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from threading import Event, RLock, Thread
from types import MappingProxyType

from dragoman import files
from dragoman.model import DragomanError
from dragoman.project import Article, Project, read_project
from dragoman.publishing.site import addresses
from dragoman.publishing.site.pages import Common, Pages
from dragoman.publishing.site.shelf import Kept, Shelf, Signature
from dragoman.publishing.site.templates import OF_WORKS
from dragoman.publishing.site.unfinished import unpack
from dragoman.publishing.site.works import Details, Work
from dragoman.workflow.crew import Crew, processes
from dragoman.workflow.making import Answer, Maker, media_file, templates_of
from dragoman.workflow.reading import Trouble, articles
from dragoman.workflow.signatures import Signatures, of_folders, of_looks, of_project

_HTML = "text/html; charset=utf-8"
_MAIN = b'<main id="main">'
_FEW = 50  # articles that a request waits for; more are read behind it
_LEAST = 20  # articles that are worth a process of their own
_BREATH_S = 0.01
_UNKNOWN = Signature("", ())
_REMEMBERED = 100  # pages that are shown again when their article cannot be read any more


@dataclass(frozen=True, slots=True)
class Shown:
    """What a request gets."""

    kind: str
    data: bytes


class Preview:
    """A site in memory. Every request looks whether the files behind its page have changed, and reads those anew.

    Safe to be asked from several threads. What cannot be read keeps its last state and is told to `say`. When a setting
    or the glossary changes, a page that is asked for is made anew at once; lists and the board of a large site follow,
    as a thread reads one article after the other.
    """

    def __init__(self, project: Project, *, say: Callable[[str], None] = lambda _: None) -> None:
        self._project, self._say, self._lock = project, say, RLock()
        self._wrong: dict[str, DragomanError] = {}
        self._shown: OrderedDict[str, bytes] = OrderedDict()
        self._works: dict[str, Work] = {}
        self._signatures: dict[str, Signature] = {}
        self._media_at: dict[str, str] = {}
        self._media_of: dict[str, Mapping[str, str]] = {}
        self._is_gathered = True
        self._common: Mapping[str, Common] | None = None
        self._ended = Event()
        self._behind: Thread | None = None
        self._begin(self._built())

    def close(self) -> None:
        """Ends what reads behind the requests."""
        self._ended.set()
        if self._behind is not None:
            self._behind.join()

    def page(self, address: str) -> Shown | None:
        """A file of the site; None when the site has none of that name."""
        with self._lock:
            self._refresh(address)
            self._gather()
            if (found := self._addresses.get(address)) is not None:
                data = self._page_of(found, address)
                return Shown(_HTML, data) if data is not None else None
            if address.startswith("media/"):
                return self._media(address)
            common = self._common_pages().get(address)
            return Shown(_kind(address), common.render()) if common else None

    def _page_of(self, name: str, address: str) -> bytes | None:
        """A page of a work as it is now; of one that cannot be read as it was last, with the reason above it."""
        if (wrong := self._wrong.get(name)) is None:
            details = self._details(name)
            wrong = self._wrong.get(name)
        if wrong is not None:
            if address not in self._shown:
                raise wrong
            told = f'<p class="notice" role="alert" lang="en" dir="ltr">Not as saved now: {escape(str(wrong))}</p>'
            return self._shown[address].replace(_MAIN, _MAIN + told.encode("utf-8", "replace"), 1)
        if self._is_wide:
            self._arrange()
        made = dict(self._pages.of_work(self._works[name], details))
        self._shown |= made
        while len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)
        return made.get(address)

    def stamp(self, address: str) -> str:
        """Changes whenever a page would look otherwise because a file of its work, or a setting, has changed."""
        with self._lock:
            name = self._addresses.get(address)
            return (self._now(name) if name else "") + of_looks(self._project)

    def _now(self, name: str) -> str:
        """The signature of an article as it is now."""
        return self._now_of.of(self._articles[name], self._signatures[name].watched)

    def _built(self) -> dict[str, Kept]:
        """The works of the last build; those of another state of the project without a signature, so that they are made
        anew when they are asked for."""
        with closing(Shelf(self._project.file(f"{self._project.state}/site.sqlite"))) as shelf:
            found = dict(shelf.all())
            is_same = shelf.fact("project") == of_project(self._project, checks=True)
        return found if is_same else {name: replace(kept, signature=_UNKNOWN) for name, kept in found.items()}

    def _begin(self, built: Mapping[str, Kept] = MappingProxyType({}), *, is_anew: bool = True) -> None:
        """Takes the articles as they are now. What is known of them counts unless all `is_anew`."""
        self._settings, self._folders = of_looks(self._project), of_folders(self._project)
        self._articles: dict[str, Article] = {article.name: article for article in articles(self._project)}
        self._troubles: list[Trouble] = []
        self._names = addresses.page_names([*self._articles])
        self._now_of = Signatures(self._project, self._names)
        self._maker = Maker(self._project, self._names, checks=True)
        uses = templates_of(self._project).uses()
        self._is_wide = any(uses[name].is_wide for name in OF_WORKS)  # pages of works may show any other
        self._last: tuple[str, str, Details] | None = None
        for name in self._works.keys() - self._articles.keys():
            del self._works[name], self._signatures[name]
            self._media_of.pop(name, None)
            self._is_gathered = False
        if is_anew:
            self._signatures = dict.fromkeys(self._works, _UNKNOWN)
        self._arrange()
        for name, kept in built.items():
            if name in self._articles:
                self._take(name, kept.work, kept.signature, kept.media)
        unknown = [name for name in self._articles if name not in self._works]
        changed = [name for name in self._works if self._works[name].page != self._names[name] or self._is_old(name)]
        self._read_all([*unknown, *(changed if len(changed) <= _FEW else ())])
        self._arrange()
        if len(changed) > _FEW:
            self._read_behind(changed)

    def _is_old(self, name: str) -> bool:
        return self._signatures[name].digest != self._now(name)

    def _read_all(self, names: Collection[str]) -> None:
        """Reads articles, by several processes when they are many."""
        size = processes(len(names), _LEAST)
        if size:
            self._say(f"{len(names)} articles are read; what dragoman site has built is shown at once")
        with Crew(self._maker, partial(Maker, self._project, self._names, checks=True), size) as crew:
            for answer in crew.each("make", ((self._articles[name],) for name in names)):
                self._receive(answer)

    def _read_behind(self, names: Collection[str]) -> None:
        """Reads articles while requests are answered, until another change makes that void."""
        settings, ended = self._settings, self._ended

        def go_on() -> None:
            for name in names:
                with self._lock:
                    if ended.is_set() or self._settings != settings:
                        return
                    if name in self._articles and name in self._works and self._is_old(name):
                        self._read(name)
                ended.wait(_BREATH_S)  # for those who wait for a page

        self._behind = Thread(target=go_on, daemon=True)
        self._behind.start()

    def _refresh(self, address: str) -> None:
        if of_looks(self._project) != self._settings:
            try:
                self._project = read_project(self._project.folder)
                self._begin()
            except DragomanError as error:
                self._say(str(error))
                self._settings = of_looks(self._project)
            return
        name = self._addresses.get(address)
        if name is None and of_folders(self._project) != self._folders:
            self._begin(is_anew=False)
            return
        if name and self._is_old(name):
            self._read(name)

    def _read(self, name: str) -> None:
        self._receive(self._maker.make(self._articles[name]))

    def _receive(self, answer: Answer) -> None:
        name, made, new = answer.article.name, answer.made, answer.troubles
        if made is None:
            self._trouble(name, new[-1].error)
            return
        if new and name in self._works and _languages(self._works[name]) - _languages(made.work):
            self._trouble(name, new[0].error)  # a catalog that broke while the page is looked at
            return
        for trouble in new:
            self._say(str(trouble.error))
        self._wrong.pop(name, None)
        self._take(name, made.work, made.signature, made.media)
        self._last = (name, made.signature.digest, unpack(made.details))

    def _trouble(self, name: str, error: DragomanError) -> None:
        """Told once, and not again at each request."""
        if str(self._wrong.get(name, "")) != str(error):
            self._say(str(error))
        self._wrong[name] = error

    def _take(self, name: str, work: Work, signature: Signature, media: Mapping[str, str]) -> None:
        """Takes note of how a work is now. Lists of works are made anew when they are asked for."""
        if (former := self._works.get(name)) is not None:
            for address in _addresses_of(former):
                self._addresses.pop(address, None)
        self._works[name], self._signatures[name] = work, signature
        self._addresses |= dict.fromkeys(_addresses_of(work), name)
        if self._media_of.get(name, {}) != media:
            self._media_of[name], self._is_gathered = media, False
        self._common = None
        self._pages.links.put(work)

    def _gather(self) -> None:
        """The files of all works, in the one table that pages look into."""
        if not self._is_gathered:
            self._media_at.clear()
            for media in self._media_of.values():
                self._media_at |= media
            self._is_gathered = True

    def _details(self, name: str) -> Details:
        if self._last is None or self._last[:2] != (name, self._signatures[name].digest):
            self._read(name)
        if self._last is None or self._last[0] != name:
            raise KeyError(name)
        return self._last[2]

    def _common_pages(self) -> Mapping[str, Common]:
        if self._common is None:
            self._arrange()
            self._common = {one.address: one for one in self._pages.common()}
        return self._common

    def _arrange(self) -> None:
        """Takes all works as they are now to make pages of."""
        works = tuple(self._works[name] for name in sorted(self._works))
        self._pages: Pages = self._maker.pages(works, self._media_at)
        self._addresses = {address: work.name for work in works for address in _addresses_of(work)}
        self._common = None

    def _media(self, address: str) -> Shown | None:
        place = next((place for place, at in self._media_at.items() if at == address), "")
        file = media_file(self._project, place)
        if not place or not file.is_file():
            return None
        return Shown(_kind(address), files.read(file, root=self._project.folder))


def _languages(work: Work) -> set[str]:
    return {standing.language.tag for standing in work.standings}


def _addresses_of(work: Work) -> list[str]:
    shown = [version.address for version in work.versions]
    return [*shown, *(addresses.comparison_of(work.page, one.language.address) for one in work.standings)]


def _kind(address: str) -> str:
    found = mimetypes.guess_type(address)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") or found.endswith("xml") else found
