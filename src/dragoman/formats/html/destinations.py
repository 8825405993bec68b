"""The addresses in HTML: values of attributes that lead somewhere."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator

from dragoman.formats.destinations import Destination
from dragoman.formats.html.islands import mask
from dragoman.formats.html.tokens import Attribute, tokenize

ADDRESSES = frozenset(["href", "poster", "src", "xlink:href"])
_NEEDS_QUOTES = frozenset(" \t\r\n\f\"'=<>`")


def destinations(
    text: str, *, templates: bool = True, start: int = 0, end: int | None = None, names: Collection[str] = ADDRESSES
) -> Iterator[Destination]:
    """The addresses in the tags of text[start:end], in order; template code in them stands in their `href`."""
    part = text[start:end]
    if not any(f"{name}=" in part or f"{name} " in part or f"{name.upper()}" in part for name in names):
        return
    for token in tokenize(mask(part, templates=templates).text):
        if token.kind != "start" or token.name == "base":
            continue
        for attribute in token.attributes:
            if attribute.name in names and attribute.value_end > attribute.value:
                low, high = start + attribute.value, start + attribute.value_end
                yield Destination(low, high, html.unescape(text[low:high]), _Spell(attribute))


class _Spell:
    """Writes an address as the value of an attribute, in its quotes."""

    __slots__ = ("_quote",)

    def __init__(self, attribute: Attribute) -> None:
        self._quote = attribute.quote

    def __call__(self, href: str) -> str:
        said = href.replace("&", "&amp;")
        if self._quote:
            return said.replace(self._quote, "&quot;" if self._quote == '"' else "&#39;")
        return f'"{said.replace(chr(34), "&quot;")}"' if _NEEDS_QUOTES & set(said) else said
