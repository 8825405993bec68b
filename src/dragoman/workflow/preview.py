"""The site as it would be now, page by page and from memory: what `serve` shows while people work."""

from __future__ import annotations

import mimetypes
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from html import escape
from threading import RLock

from dragoman import files
from dragoman.model import DragomanError
from dragoman.project import Article, Project, read_project
from dragoman.publishing.site import addresses
from dragoman.publishing.site.pages import Pages
from dragoman.publishing.site.shelf import Shelf
from dragoman.publishing.site.works import Details, Work
from dragoman.workflow.reading import Trouble, articles, read
from dragoman.workflow.signatures import of_article, of_project, of_settings
from dragoman.workflow.site import media_file, pages_of, works_of
from dragoman.workflow.tracking import read_record

_HTML = "text/html; charset=utf-8"
_MAIN = b'<main id="main">'
_REMEMBERED = 100  # pages that are shown again when their article cannot be read any more


@dataclass(frozen=True, slots=True)
class Shown:
    """What a request gets."""

    kind: str
    data: bytes


class Preview:
    """A site in memory. Every request looks whether the files behind its page have changed, and reads those anew.

    Safe to be asked from several threads. What cannot be read keeps its last state and is told to `say`.
    """

    def __init__(self, project: Project, *, say: Callable[[str], None] = lambda _: None) -> None:
        self._project, self._say, self._lock = project, say, RLock()
        self._wrong: dict[str, DragomanError] = {}
        self._shown: OrderedDict[str, bytes] = OrderedDict()
        self._begin()

    def page(self, address: str) -> Shown | None:
        """A file of the site; None when the site has none of that name."""
        with self._lock:
            self._refresh(address)
            if (found := self._addresses.get(address)) is not None:
                data = self._page_of(found, address)
                return Shown(_HTML, data) if data is not None else None
            if address.startswith("media/"):
                return self._media(address)
            for name, data in self._pages.common():
                if name == address:
                    return Shown(_kind(address), data)
            return None

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
        made = dict(self._pages.of_work(self._works[name], details))
        self._shown |= made
        while len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)
        return made.get(address)

    def stamp(self, address: str) -> str:
        """Changes whenever a page would look otherwise because a file of its work, or a setting, has changed."""
        with self._lock:
            name = self._addresses.get(address)
            of_work = of_article(self._project, self._articles[name], self._works[name]) if name else ""
            return of_work + of_settings(self._project)

    def _begin(self) -> None:
        """Reads all that has changed since the last build."""
        self._settings = of_settings(self._project)
        self._troubles: list[Trouble] = []
        self._articles: dict[str, Article] = {article.name: article for article in articles(self._project)}
        self._makes = works_of(self._project, list(self._articles.values()), self._troubles, checks=True)
        self._record = read_record(self._project)
        self._works: dict[str, Work] = {}
        self._found: dict[str, str] = {}
        self._signatures: dict[str, str] = {}
        self._last: tuple[str, str, Details] | None = None
        self._media_at: dict[str, str] = {}
        with closing(Shelf(self._project.file(f"{self._project.state}/site.sqlite"))) as shelf:
            if shelf.fact("project") == of_project(self._project, checks=True):
                for name, kept in shelf.all():
                    article = self._articles.get(name)
                    if article and kept.signature == of_article(self._project, article, kept.work):
                        self._take(name, kept.work, kept.signature, kept.media)
        for name in self._articles.keys() - self._works.keys():
            self._read(name)
        self._arrange()

    def _refresh(self, address: str) -> None:
        if of_settings(self._project) != self._settings:
            try:
                self._project = read_project(self._project.folder)
                self._begin()
            except DragomanError as error:
                self._say(str(error))
                self._settings = of_settings(self._project)
            return
        if address.endswith(addresses.HOME) and {one.name for one in articles(self._project)} != self._articles.keys():
            self._begin()
            return
        name = self._addresses.get(address)
        if name and of_article(self._project, self._articles[name], self._works[name]) != self._signatures[name]:
            self._read(name)
            self._arrange()

    def _read(self, name: str) -> None:
        article = self._articles[name]
        known = len(self._troubles)
        try:
            work, details, media = self._makes.of(read(self._project, article, self._record), self._troubles)
        except DragomanError as error:
            self._trouble(name, error)
            return
        for trouble in self._troubles[known:]:
            self._say(str(trouble.error))
        self._wrong.pop(name, None)
        signature = of_article(self._project, article, work)
        self._take(name, work, signature, media)
        self._last = (name, signature, details)

    def _trouble(self, name: str, error: DragomanError) -> None:
        """Told once, and not again at each request."""
        if str(self._wrong.get(name, "")) != str(error):
            self._say(str(error))
        self._wrong[name] = error

    def _take(self, name: str, work: Work, signature: str, media: dict[str, str]) -> None:
        self._works[name], self._signatures[name] = work, signature
        self._media_at |= media

    def _details(self, name: str) -> Details:
        if self._last is None or self._last[:2] != (name, self._signatures[name]):
            self._read(name)
        if self._last is None or self._last[0] != name:
            raise KeyError(name)
        return self._last[2]

    def _arrange(self) -> None:
        works = tuple(self._works[name] for name in sorted(self._works))
        self._pages: Pages = pages_of(self._project, self._makes, works, self._media_at)
        self._addresses = {address: work.name for work in works for address in _addresses_of(work)}

    def _media(self, address: str) -> Shown | None:
        place = next((place for place, at in self._media_at.items() if at == address), "")
        if not place:
            return None
        return Shown(_kind(address), files.read(media_file(self._project, place), root=self._project.folder))


def _addresses_of(work: Work) -> list[str]:
    shown = [version.address for version in work.versions]
    return [*shown, *(addresses.comparison_of(work.page, one.language.address) for one in work.standings)]


def _kind(address: str) -> str:
    found = mimetypes.guess_type(address)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") or found.endswith("xml") else found
