"""A page of an earlier build, read back: what of it can stand on a new page."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import quote, unquote

from dragoman.publishing.hrefs import is_elsewhere, split_href
from dragoman.publishing.site.content import clean

_BEGINS, _ENDS = '<div class="prose">\n', "\n</div>\n</article>"  # as the template article.html has it
_MEDIA = "media/"


def body_of(page: str) -> str | None:
    """The article's body on a page; None where a newsroom's own template has it otherwise."""
    begin, end = page.find(_BEGINS), page.rfind(_ENDS)
    return page[begin + len(_BEGINS) : end] if 0 <= begin < end else None


def as_written(body: str, address: str, name: str, pages: Mapping[str, str]) -> str:
    """A body from the page at `address` with the addresses that the article `name` could have: of articles, which are
    found by their pages (`pages`), and of files beside them. Cleaned, like every body that stands on a page."""

    def back(href: str) -> str:
        if is_elsewhere(href) or href.startswith("#"):
            return href
        path, _, fragment = split_href(href)
        place = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(path)))
        there = place.removeprefix(_MEDIA) if place.startswith(_MEDIA) else pages.get(place)
        if there is None:
            return ""
        return quote(posixpath.relpath(there, posixpath.dirname(name) or ".")) + fragment

    return clean(body, link=lambda href: back(href) or None, image=lambda src: back(src) or None)
