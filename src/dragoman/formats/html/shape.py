"""The account of a page's structure: its tags without what a translation changes."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence

from dragoman.formats.html.attributes import meta_name, said
from dragoman.formats.html.tokens import BLANK, Attribute, Token
from dragoman.formats.inline import Flow
from dragoman.formats.view import View
from dragoman.language.tags import primary

_LANGUAGE = ("lang", "xml:lang")
_EDGE = BLANK + "\"'\\"  # beside the text of an attribute: a translation may have quotes where there were none
_PLAIN = 200  # characters: a longer stretch is told by its checksum


class Shape:
    """Tells tags and stretches of one view. `languages` are the article's own: what says them changes with it."""

    def __init__(self, view: View, languages: Collection[str]) -> None:
        self._view = view
        self._languages = languages

    def raw(self, start: int, end: int) -> str:
        """A stretch as it is spelled."""
        return _told(self._view.raw(start, end))

    def tag(self, token: Token, flows: Sequence[Flow], *, is_read: bool) -> str:
        """A start tag without the texts of `flows`, and without its language where that is the article's."""
        if not token.attributes:
            return token.name
        starts = {flow.start for flow in flows}
        kept: list[str] = []
        for attribute in token.attributes:
            if starts and any(self._view.at(at) in starts for at in self._inside(attribute)):
                kept.append(f"{attribute.name}=")
            elif not ((is_read or token.name in ("html", "meta")) and self.is_target(token, attribute)):
                kept.append(self._view.raw(attribute.start, attribute.end))
        return _told(" ".join([token.name, *kept]))

    def whole(self, start: int, end: int, flows: Sequence[Flow]) -> str:
        """A stretch without the texts of `flows`."""
        if not flows:
            return self.raw(start, end)
        out: list[str] = []
        place = self._view.at(start)
        for flow in flows:
            out.append(self._view.article[place : flow.start].rstrip(_EDGE))
            place = flow.end
        out.append(self._view.article[place : self._view.at(end)].lstrip(_EDGE))
        return _told("\n".join(out))

    def is_target(self, token: Token, attribute: Attribute) -> bool:
        """True for an attribute that says the article's language or direction: a written article has another."""
        if attribute.name in _LANGUAGE:
            value = self._view.text[attribute.value : attribute.value_end].strip(BLANK)
            return token.name == "html" or bool(value and primary(value) in self._languages)
        if attribute.name == "dir":
            return token.name == "html"
        return attribute.name == "content" and is_language_meta(token, self._view)

    def _inside(self, attribute: Attribute) -> Iterator[int]:
        """Where a flow of the attribute may begin: after its leading blanks."""
        value = self._view.text[attribute.value : attribute.value_end]
        yield attribute.value + len(value) - len(value.lstrip(BLANK))


def is_language_meta(token: Token, view: View) -> bool:
    """True for the meta elements whose content is the page's language."""
    if token.name != "meta":
        return False
    return meta_name(token, view) == "og:locale" or said(token, "http-equiv", view) == "content-language"


def _told(raw: str) -> str:
    return raw if len(raw) <= _PLAIN else f"{raw[:20]}… {zlib.crc32(raw.encode('utf-8', 'surrogatepass')):08x}"
