"""The parts of an address that stands in an article."""

from __future__ import annotations

import re

_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.S)
_OF_FILE = re.compile(
    r"(?:(?:\{|%7b)(?:filename|static|attach)(?:\}|%7d)|(?:\||%7c)(?:filename|static|attach)(?:\||%7c))", re.I
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def is_elsewhere(href: str) -> bool:
    """True for an address that leads off the site."""
    return _ELSEWHERE.match(href) is not None


def split_href(href: str) -> tuple[str, str, str]:
    """Path, query with its `?` and fragment with its `#`; "" for each that is not there."""
    found = _PARTS.fullmatch(href)
    return (found[1], found[2] or "", found[3] or "") if found else (href, "", "")


def bare_path(href: str) -> str:
    """The path of an address, without the word by which Pelican knows that it is of a file: `{filename}x.md`,
    `{static}x.png`, `{attach}x.pdf`, or with bars instead, also as an address percent-encodes them."""
    path = split_href(href)[0]
    return path[found.end() :] if (found := _OF_FILE.match(path)) else path


def path_and_rest(href: str) -> tuple[str, str]:
    """The path, and all that is behind it."""
    path, query, fragment = split_href(href)
    return path, query + fragment
