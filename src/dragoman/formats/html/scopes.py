"""What holds where a text stands: the translate attribute, its language, its role, a note."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from dragoman.formats.html.attributes import said
from dragoman.formats.html.elements import BLOCKS, HEADINGS
from dragoman.formats.html.settings import HtmlSettings
from dragoman.formats.html.tokens import Token
from dragoman.formats.view import View
from dragoman.language.tags import primary
from dragoman.model import BODY

Within = Literal["yes", "no", "nested"]


class Facts(NamedTuple):
    """What rules (ITS) say about one element; each overrides what HTML says. None and "": nothing said."""

    translate: bool | None = None
    within: Within | None = None
    note: str = ""


NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Scope:
    """`end`: the first token after it. `kind`: the nearest element that is a block. `translate` and `native` (is it in
    the article's language?) together decide; `verbatim`: preformatted."""

    end: int
    kind: str = "text"
    role: str = BODY
    note: str = ""
    translate: bool = True
    native: bool = True
    verbatim: bool = False
    ends_run: bool = False  # a block by a rule, of which the tags do not tell

    @property
    def is_read(self) -> bool:
        return self.translate and self.native and not self.verbatim


_TELLING = frozenset(["lang", "xml:lang", "translate", "its-loc-note"])
_ROLES = {"figcaption": "caption", "caption": "caption", "title": "meta:title"}


def languages_of(tokens: Iterable[Token], view: View, language: str) -> frozenset[str]:
    """The primary subtags that count as the article's own: that of its html element, and `language`'s."""
    html = next((token for token in tokens if token.kind == "start" and token.name == "html"), None)
    tags = [language, *((said(html, "lang", view), said(html, "xml:lang", view)) if html else ())]
    return frozenset(primary(tag) for tag in tags if tag)


def inner(
    outer: Scope, token: Token, end: int, view: View, settings: HtmlSettings, languages: Collection[str], facts: Facts
) -> Scope:
    """The scope of an element in `outer`; `outer` itself where nothing changes.

    `languages` are the primary subtags that count as the article's own.
    """
    if token.name in BLOCKS:
        role = _ROLES.get(token.name) or (settings.subhead if token.name in HEADINGS else "") or outer.role
        scope = Scope(end, token.name, role, outer.note, outer.translate, outer.native, outer.verbatim)
    elif facts is not NOTHING or _tells(token, view, settings):
        scope = replace(outer, end=end, ends_run=False)
    else:
        return outer
    if token.attributes and _tells(token, view, settings):
        scope = _attributed(scope, token, view, settings, languages)
    if facts.translate is not None:
        scope = replace(scope, translate=facts.translate, native=scope.native or facts.translate)
    return replace(scope, note=facts.note) if facts.note else scope


def is_role_of(token: Token, view: View, settings: HtmlSettings) -> str:
    """The role that the element's classes or its itemprop have in the settings, or ""."""
    if not settings.roles:
        return ""
    for name in ("class", "itemprop"):
        found = token.attribute(name)
        for word in view.text[found.value : found.value_end].split() if found else ():
            if word in settings.roles:
                return settings.roles[word]
    return ""


def local_within(token: Token, view: View) -> str:
    """ITS's local markup: is the element part of the sentence around it?"""
    if not any(attribute.name == "its-within-text" for attribute in token.attributes):
        return ""
    return said(token, "its-within-text", view)


def _tells(token: Token, view: View, settings: HtmlSettings) -> bool:
    """True when an attribute may change what holds inside."""
    for attribute in token.attributes:
        if attribute.name in _TELLING or (settings.roles and attribute.name in ("class", "itemprop")):
            return True
        if attribute.name == "class" and "notranslate" in view.text[attribute.value : attribute.value_end].lower():
            return True
    return False


def _attributed(scope: Scope, token: Token, view: View, settings: HtmlSettings, languages: Collection[str]) -> Scope:
    names = {attribute.name for attribute in token.attributes}
    if "lang" in names or "xml:lang" in names:
        language = said(token, "lang", view) or said(token, "xml:lang", view)
        scope = replace(scope, native=not language or not languages or primary(language) in languages)
    if "class" in names and "notranslate" in said(token, "class", view).split():
        scope = replace(scope, translate=False)
    if "translate" in names:
        value = said(token, "translate", view)
        if value in ("", "yes"):
            scope = replace(scope, translate=True, native=True)
        elif value == "no":
            scope = replace(scope, translate=False)
    if "its-loc-note" in names:
        found = token.attribute("its-loc-note")
        assert found is not None  # noqa: S101 - it is among the names
        scope = replace(scope, note=" ".join(view.text[found.value : found.value_end].split()))
    if role := is_role_of(token, view, settings):
        scope = replace(scope, role=role)
    return scope
