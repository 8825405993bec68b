"""What earlier versions of catalogs approve: told quickly, for a history may hold thousands of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.catalog.charset import guess
from dragoman.catalog.inside import plain_key, read_inside
from dragoman.catalog.reader import read_po
from dragoman.model import CatalogError, Key

_REMEMBERED = 200_000  # blocks; a catalog has one for each entry
_BLANK_LINE = re.compile(rb"\n(?:[ \t\r]*\n)+")

_Approved = tuple[tuple[Key, str], ...]


class Versions:
    """Reads one version after another. What stands alike in several is read once: versions differ in a few entries."""

    def __init__(self) -> None:
        self._blocks: dict[bytes, _Approved | None] = {}

    def approved(self, data: bytes) -> Mapping[Key, str] | None:
        """The texts that are approved in these bytes of a PO file, live or obsolete, by key; None for bytes that cannot
        be read."""
        found: dict[Key, str] = {}
        if guess(data).lower() not in ("", "utf-8", "utf8"):
            return _whole(data)
        for block in _BLANK_LINE.split(data.replace(b"\r\n", b"\n")):
            if not block.strip():
                continue
            texts = self._block(block)
            if texts is None:  # damaged, or a blank line stands inside an entry
                return _whole(data)
            for key, text in texts:
                found.setdefault(key, text)
        return found

    def _block(self, block: bytes) -> _Approved | None:
        if block not in self._blocks:
            if len(self._blocks) >= _REMEMBERED:
                self._blocks.clear()
            self._blocks[block] = _read(block)
        return self._blocks[block]


def _whole(data: bytes) -> Mapping[Key, str] | None:
    texts = _read(data)
    return None if texts is None else dict(reversed(texts))


def _read(data: bytes) -> _Approved | None:
    """The approved texts of some entries; None when there is none at all or they cannot be read."""
    try:
        entries = read_po(data).entries
    except CatalogError:
        return None
    if not entries:
        return None
    return tuple(
        (plain_key(entry.key), entry.target)
        for entry in entries
        if entry.target and not entry.is_header and not entry.is_fuzzy and read_inside(entry) is None
    )
