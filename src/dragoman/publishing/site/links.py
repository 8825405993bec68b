"""Where the addresses in an article lead on the site: to the translated page where there is one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from dragoman.publishing.hrefs import bare_path, is_elsewhere, split_href
from dragoman.publishing.site.addresses import relative
from dragoman.publishing.site.works import Version, Work


class Links:
    """The links between the works of one site. `media` are the addresses of its images by their places."""

    def __init__(self, works: Iterable[Work], media: Mapping[str, str]) -> None:
        self._media = media
        self._works: dict[str, Work] = {}
        for work in works:
            self.put(work)

    def put(self, work: Work) -> None:
        """Takes a work, in place of an earlier one of its name."""
        self._works[work.name] = work
        bare = _bare(work.name)
        if bare not in self._works or self._works[bare].name == work.name:
            self._works[bare] = work

    def link(self, href: str, work: Work, version: Version) -> str | None:
        """Where `href`, which stands in `work`, leads from the page of `version`; None for nowhere on this site.

        A page that is not published in the version's language is linked in the language of the articles.
        """
        if is_elsewhere(href) or href.startswith("#"):
            return href
        path, _, fragment = split_href(href)
        there = self.find(place_of(href, work.name)) if path else work
        if there is None:
            return self.image(href, work, version)
        found = next((one for one in there.versions if one.language == version.language), there.source)
        return relative(version.address, found.address) + fragment

    def image(self, src: str, work: Work, version: Version) -> str | None:
        """Where the file behind `src` stands from the page of `version`; None when the site has it not."""
        if is_elsewhere(src):
            return src
        address = self.file(place_of(src, work.name))
        return relative(version.address, address) if address else None

    def file(self, place: str) -> str:
        """The address of the image, or other file, that stands at a place; "" when the site has it not."""
        return self._media.get(place, "")

    def find(self, place: str) -> Work | None:
        """The work that a place means: its file, or the address that a generator gives it."""
        return self._works.get(place) or self._works.get(_bare(place))

    def broken(self, href: str, work: Work) -> str:
        """Why an address of `work` leads nowhere on the site, "" when it leads somewhere."""
        if is_elsewhere(href):
            return ""
        path, _, fragment = split_href(href)
        there = self.find(place_of(href, work.name)) if path else work
        if there is None:
            return "" if self.file(place_of(href, work.name)) else "there is no such article or file"
        if len(fragment) > 1 and unquote(fragment[1:]) not in there.anchors:
            return f"{there.name} has no such anchor"
        return ""


def place_of(href: str, name: str) -> str:
    """The file below the source root that a relative address in the article `name` means; one that begins with a slash
    is taken from the root."""
    path = bare_path(href)
    base = "" if path.startswith("/") else posixpath.dirname(name)
    return posixpath.normpath(posixpath.join(base, unquote(path).lstrip("/")))


def _bare(name: str) -> str:
    """The name as addresses of generators have it: without suffix, and without `index`."""
    bare = PurePosixPath(name).with_suffix("").as_posix() if PurePosixPath(name).suffix else name
    return bare.removesuffix("/index")
