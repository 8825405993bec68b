"""Where the links of a merged article lead: to the translated page where that is published, else to the source."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from dragoman.project import Article, Project
from dragoman.project.layout import bare
from dragoman.publishing.hrefs import is_elsewhere, path_and_rest

_FILENAME = re.compile(r"(\{filename\}|\|filename\|)(.*)", re.S)
# Hugo's shortcode with one page: by position or as path=…, in quotes, backticks or bare; nothing else in it.
_REF = re.compile(
    r"(?P<open>\{\{[<%])[ \t]*(?P<name>(?:rel)?ref)[ \t]+(?:path[ \t]*=[ \t]*)?"
    r"(?:\"(?P<double>[^\"`\\]*)\"|`(?P<tick>[^`\"]*)`|(?P<bare>[^\s\"`<>%=]+))[ \t]*(?P<close>[%>]\}\})"
    r"(?P<tail>[?#].*)?",
    re.S,
)
_SAFE = "/~!$&'()*+,;=:@%"  # in a path besides letters and digits (RFC 3986); a % of ours is one already


class Places:
    """The articles of a project by what links may call them."""

    def __init__(self, project: Project, articles: Iterable[Article]) -> None:
        self._paths: dict[str, Article] = {}
        self._names: dict[str, Article] = {}
        self._pages: dict[str, Article] = {}
        self._stems: dict[str, Article | None] = {}  # None where several have it
        for article in articles:
            self._paths[article.path] = article
            self._names[article.name] = article
            self._names.setdefault(bare(article.name), article)
            for page in project.layout.source_pages(article.name, project.source):
                self._pages.setdefault(page.casefold(), article)
            stem = bare(posixpath.basename(article.name))
            self._stems[stem] = article if self._stems.get(stem, article) is article else None

    def at_path(self, path: str) -> Article | None:
        """The article whose file this is, from the project's folder."""
        return self._paths.get(path)

    def named(self, name: str) -> Article | None:
        """The article of this name below its root, with suffix or without."""
        return self._names.get(name)

    def at_page(self, address: str) -> Article | None:
        """The article of which this is the page, from the root of the site."""
        return self._pages.get(address.strip("/").casefold() + "/")

    def of_stem(self, stem: str) -> Article | None:
        """The only article whose file is called so; None when there are several."""
        return self._stems.get(bare(stem))


@dataclass
class Crossing:
    """The links of one article in one language. `published` says whether an article is published in it; `asked` are
    the articles that it was asked of, with its answer."""

    project: Project
    places: Places
    article: Article
    language: str
    published: Callable[[Article], bool]
    asked: dict[str, bool] = field(default_factory=dict)

    def __call__(self, href: str) -> str:
        """Where an address leads from the merged article; the same address for what is not ours to change."""
        layout = self.project.layout
        if layout.links == "none" or href.startswith("#") or not href:
            return href
        if href.startswith("{{"):
            return self._ref(href) if layout.links == "ref" else href
        if layout.links == "filename":
            found = _FILENAME.fullmatch(href)
            return found[1] + self._file(found[2]) if found else href
        base = self.project.site.address
        if base and href.startswith(base):
            return base + self._rooted(href.removeprefix(base))
        if is_elsewhere(href):
            return href
        if href.startswith("/"):
            root = urlsplit(base).path or "/"
            return root + self._rooted(href.removeprefix(root)) if href.startswith(root) else href
        return self._file(href)

    def _file(self, href: str) -> str:
        """A relative address: of a file, or of the folder that a page is."""
        path, rest = path_and_rest(href)
        place = posixpath.normpath(posixpath.join(posixpath.dirname(self.article.path), unquote(path).lstrip("/")))
        if path.startswith("/"):
            place = f"{self.article.path.removesuffix(self.article.name)}{unquote(path).lstrip('/')}"
        there = self.places.at_path(place) if path else None
        if there is None:
            return self._page(href) if path.endswith("/") or "." not in posixpath.basename(path) else self._media(href)
        layout = self.project.layout
        if layout.links == "ref":
            return href if self._is_published(there) or layout.fallback == "keep" else _source_ref(self, there, rest)
        to = self._output(there)
        return href if to is None else self._unless_same(href, to, path, rest)

    def _output(self, there: Article) -> str | None:
        """Where the page that a link leads to is merged; None when the author's address stays."""
        if self._is_published(there):
            return self.project.output_path(there, self.language)
        return self.project.source_path(there) if self.project.layout.fallback == "source" else None

    def _unless_same(self, href: str, to: str, path: str, rest: str) -> str:
        """The address of `to`, unless the one that stands there leads to it already."""
        folder = posixpath.dirname(self.project.output_path(self.article, self.language))
        if posixpath.normpath(posixpath.join(folder, unquote(path))) == to:
            return href
        return quote(posixpath.relpath(to, folder or "."), safe=_SAFE.replace("%", "")) + rest

    def _media(self, href: str) -> str:
        """An image or another file beside the article, where the articles stand in the folder of the merged ones."""
        path, rest = path_and_rest(href)
        output = self.project.output
        if self.project.layout.links != "files" or path.startswith("/") or not _is_below(self.article.path, output):
            return href
        place = posixpath.normpath(posixpath.join(posixpath.dirname(self.article.path), unquote(path)))
        if place.startswith("..") or not self.project.file(place).is_file():
            return href
        mine = posixpath.dirname(self.project.output_path(self.article, self.language))
        if self.project.file(posixpath.normpath(posixpath.join(mine, unquote(path)))).is_file():
            return href  # the language has one of its own
        return self._unless_same(href, place, path, rest)

    def _page(self, href: str) -> str:
        """A relative address of a page's folder, as it is counted from the folder of this page."""
        path, rest = path_and_rest(href)
        layout = self.project.layout
        here = f"{bare(self.article.name)}/".lstrip("/")
        there = self.places.at_page(posixpath.normpath(posixpath.join(here, unquote(path)))) if path else None
        if there is None or (self._is_published(there) and layout.slug == "keep") or layout.fallback == "keep":
            return href
        if layout.links == "ref":
            return _ref(there, rest) if self._is_published(there) else _source_ref(self, there, rest)
        if self._is_published(there):
            return href
        top = "{language}" not in layout.source
        to = layout.source_pages(there.name, self.project.source)[0 if top else 1]
        mine = layout.page(self.article.name, self.language)
        return quote(posixpath.relpath("/" + to, "/" + mine), safe=_SAFE.replace("%", "")) + "/" + rest

    def _rooted(self, href: str) -> str:
        """An address from the root of the site: of a source page, or of its file."""
        path, rest = path_and_rest(href)
        layout = self.project.layout
        there = self.places.at_page(unquote(path)) if path.endswith("/") or "." not in path else None
        if there is not None:
            if not self._is_published(there) or layout.slug != "keep":
                return href
            page = layout.page(there.name, self.language)
            return quote(page if path.endswith("/") or not path else page.rstrip("/"), safe=_SAFE) + rest
        for name in (unquote(path), unquote(path).partition("/")[2]):
            there = self.places.named(name)
            if there and layout.source_path(there.name, self.project.source) == unquote(path):
                return quote(layout.path(name, self.language)) + rest if self._is_published(there) else href
        return href

    def _ref(self, code: str) -> str:
        """Hugo's shortcode, which fails the build when the page is not there in the language."""
        found = _REF.fullmatch(code)
        if found is None:
            return code
        path, rest = path_and_rest(found["double"] or found["tick"] or found["bare"] or "")
        folder = "" if path.startswith("/") else posixpath.dirname(self.article.name)
        name = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
        there = self.places.named(name) or (self.places.of_stem(path) if path and "/" not in path else None)
        if there is None or self._is_published(there) or self.project.layout.fallback == "keep":
            return code
        said, tag = path + rest, self.project.layout.tag(self.project.source)
        return f'{found["open"]} {found["name"]} path="{said}" lang="{tag}" {found["close"]}{found["tail"] or ""}'

    def _is_published(self, there: Article) -> bool:
        if there.name not in self.asked:
            self.asked[there.name] = there.name == self.article.name or self.published(there)
        return self.asked[there.name]


def _source_ref(crossing: Crossing, there: Article, rest: str) -> str:
    tag = crossing.project.layout.tag(crossing.project.source)
    return f"{{{{< relref path=`/{there.name}{rest}` lang=`{tag}` >}}}}"


def _ref(there: Article, rest: str) -> str:
    return f"{{{{< relref path=`/{there.name}{rest}` >}}}}"


def _is_below(path: str, folder: str) -> bool:
    return folder == "." or path.startswith(f"{folder}/")
