"""The attributes that people read."""

from __future__ import annotations

from dragoman.formats.html.islands import Masked
from dragoman.formats.html.settings import HtmlSettings
from dragoman.formats.html.texts import text_items
from dragoman.formats.html.tokens import BLANK, Attribute, Token
from dragoman.formats.inline import Flow
from dragoman.formats.view import View

_ANYWHERE = frozenset(
    [
        *("alt", "title", "placeholder", "aria-label", "aria-description", "aria-placeholder"),
        *("aria-roledescription", "aria-valuetext"),
    ]
)
_SOMEWHERE = {
    "label": frozenset(["track", "option", "optgroup", "menuitem"]),
    "abbr": frozenset(["th", "td"]),
    "summary": frozenset(["table"]),
}
_NOT_SHOWN = frozenset(["link", "style", "script", "meta", "html"])  # title names a style sheet there
_BUTTONS = frozenset(["submit", "button", "reset"])
_META = {
    "description": "description",
    "keywords": "keywords",
    "og:title": "og.title",
    "og:description": "og.description",
    "og:site_name": "og.site_name",
    "og:image:alt": "og.image.alt",
    "twitter:title": "twitter.title",
    "twitter:description": "twitter.description",
    "twitter:image:alt": "twitter.image.alt",
}
KIND = "@"  # begins the kind of an attribute's block


def readable(token: Token, view: View, masked: Masked, settings: HtmlSettings, prefix: str) -> list[Flow]:
    """The flows of a start tag, in the order of its attributes."""
    flows: list[Flow] = []
    if not token.attributes:
        return flows
    seen: set[str] = set()
    for attribute in token.attributes:
        name = attribute.name
        if name in seen or attribute.value == attribute.value_end:
            seen.add(name)
            continue
        seen.add(name)
        role = _role(token, attribute, view, settings)
        if not role:
            continue
        said = view.text[attribute.value : attribute.value_end]
        start = attribute.value + len(said) - len(said.lstrip(BLANK))
        end = attribute.value + len(said.rstrip(BLANK))
        if start < end:
            items = tuple(text_items(view, masked, start, end, attribute=True))
            flows.append(Flow(view.at(start), view.at(end), role, items, kind=f"{prefix}{KIND}{name}"))
    return flows


def said(token: Token, name: str, view: View) -> str:
    """The value of an attribute in small letters without blanks around, "" for none."""
    found = token.attribute(name)
    return view.text[found.value : found.value_end].strip(BLANK).lower() if found else ""


def meta_name(token: Token, view: View) -> str:
    """What a meta element is about."""
    return said(token, "name", view) or said(token, "property", view)


def _role(token: Token, attribute: Attribute, view: View, settings: HtmlSettings) -> str:
    """The role of an attribute's text, "" when it is no text for people."""
    name = attribute.name
    if name in settings.untouched:
        return ""
    if token.name == "meta":
        if name != "content":
            return ""
        about = meta_name(token, view)
        return f"meta:{_META[about]}" if about in _META and about not in settings.untouched else ""
    if name in _ANYWHERE:
        return "" if token.name in _NOT_SHOWN else name
    if name == "value" and token.name == "input":
        return "button" if said(token, "type", view) in _BUTTONS else ""
    if token.name in _SOMEWHERE.get(name, ()) or name in settings.attributes:
        return name
    return ""
