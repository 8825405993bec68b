"""Where the pages of a site stand, and how one leads to another: relative links, so that it opens from disk."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from urllib.parse import quote

HOME = "index.html"
STYLE = "style.css"
DESK = "desk/index.html"
GLOSSARY = "desk/glossary.html"


def home_of(language: str) -> str:
    """The first page of a language, whose address part is `language`."""
    return f"{language}/{HOME}"


def page_of(name: str, language: str) -> str:
    """The page of an article: its path below its source root, whatever its format."""
    return f"{language}/{_stem(name)}.html"


def comparison_of(name: str, language: str) -> str:
    """The desk's page of an article beside its translation."""
    return f"desk/{language}/{_stem(name)}.html"


def relative(page: str, to: str) -> str:
    """The link on `page` that leads to another file of the site, percent-encoded."""
    path = posixpath.relpath(to, posixpath.dirname(page) or ".")
    return quote(path, safe="/@!$&'()*+,;=~")


def absolute(root: str, page: str) -> str:
    """The whole address of a page; the first page of a folder is its folder."""
    path = page.removesuffix(HOME) if posixpath.basename(page) == HOME else page
    return root + quote(path, safe="/@!$&'()*+,;=~")


def _stem(name: str) -> str:
    """The article's path without its suffix. Two articles that differ only in it keep theirs: see `stems`."""
    return PurePosixPath(name).with_suffix("").as_posix()
