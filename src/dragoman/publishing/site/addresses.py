"""Where the pages of a site stand, and how one leads to another: relative links, so that it opens from disk."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote

HOME = "index.html"
STYLE = "style.css"
DESK = "desk/index.html"
GLOSSARY = "desk/glossary.html"
SITEMAP = "sitemap.xml"
_SAFE = "/@!$&'()*+,;=~"


def home_of(language: str, number: int = 0) -> str:
    """The first page of a language, or an older one of its list, counted from the oldest, from 1."""
    return f"{language}/older-{number}.html" if number else f"{language}/{HOME}"


def desk_of(number: int = 0) -> str:
    """The desk's board, or a further page of it, counted from 2."""
    return f"desk/page-{number}.html" if number > 1 else DESK


def sitemap_of(number: int) -> str:
    """A part of the map of the site, counted from 1."""
    return f"sitemap-{number}.xml"


def feed_of(language: str) -> str:
    """The Atom feed of a language."""
    return f"{language}/atom.xml"


def page_of(work: str, language: str) -> str:
    """The page of a work, by its name among pages (see `page_names`)."""
    return f"{language}/{work}.html"


def comparison_of(work: str, language: str) -> str:
    """The desk's page of a work beside its translation."""
    return f"desk/{language}/{work}.html"


def page_names(names: Sequence[str]) -> dict[str, str]:
    """What the pages of articles are called, by the articles' paths below their source root: the path without its
    suffix, or with it where two would have the same page, or one that a list of articles has."""
    bare = {name: PurePosixPath(name).with_suffix("").as_posix() for name in names}
    count = Counter(each.casefold() for each in bare.values())
    return {name: each if count[each.casefold()] == 1 and not _is_ours(each) else name for name, each in bare.items()}


def relative(page: str, to: str) -> str:
    """The link on `page` that leads to another file of the site, percent-encoded."""
    return _relative(posixpath.dirname(page) or ".", to)


@lru_cache(maxsize=4096)
def _relative(folder: str, to: str) -> str:
    return quote(posixpath.relpath(to, folder), safe=_SAFE)


def absolute(root: str, page: str) -> str:
    """The whole address of a page; the first page of a folder is its folder."""
    return root + quote(page.removesuffix(HOME) if posixpath.basename(page) == HOME else page, safe=_SAFE)


def _is_ours(page: str) -> bool:
    return page == "index" or page.startswith("older-")
