"""Where the addresses in an article lead on the site: to the translated page where there is one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from dragoman.publishing.site.addresses import relative
from dragoman.publishing.site.works import Newsroom, Version, Work

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.S)


class Links:
    """The links between the works of one site."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._media: Mapping[str, str] = newsroom.media
        self._works: dict[str, Work] = {}
        for work in newsroom.works:
            self._works.setdefault(work.name, work)
            self._works.setdefault(_bare(work.name), work)

    def link(self, href: str, work: Work, version: Version) -> str | None:
        """Where `href`, which stands in `work`, leads from the page of `version`; None for nowhere on this site.

        A page that is not published in the version's language is linked in the language of the articles.
        """
        if _ELSEWHERE.match(href) or href.startswith("#"):
            return href
        path, fragment = _split(href)
        there = self._find(path, work)
        if there is None:
            return self.image(href, work, version)
        found = next((one for one in there.versions if one.language == version.language), there.source)
        return relative(version.address, found.address) + fragment

    def image(self, src: str, work: Work, version: Version) -> str | None:
        """Where the file behind `src` stands from the page of `version`; None when the site has it not."""
        if _ELSEWHERE.match(src):
            return src
        address = self._media.get(place_of(src, work.name))
        return relative(version.address, address) if address else None

    def _find(self, path: str, work: Work) -> Work | None:
        if not path:
            return work
        place = place_of(path, work.name)
        return self._works.get(place) or self._works.get(_bare(place))


def place_of(href: str, name: str) -> str:
    """The file below the source root that a relative address in the article `name` means; one that begins with a slash
    is taken from the root."""
    path, _ = _split(href)
    base = "" if path.startswith("/") else posixpath.dirname(name)
    return posixpath.normpath(posixpath.join(base, unquote(path).lstrip("/")))


def _split(href: str) -> tuple[str, str]:
    found = _PARTS.fullmatch(href)
    return (found[1], found[3] or "") if found else (href, "")


def _bare(name: str) -> str:
    """The name as addresses of generators have it: without suffix, and without `index`."""
    bare = PurePosixPath(name).with_suffix("").as_posix() if PurePosixPath(name).suffix else name
    return bare.removesuffix("/index")
