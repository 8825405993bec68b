"""What ITS 2.0 and HTML take for granted of HTML's elements and attributes (ITS 2.0, section 2.5; HTML, translate)."""

from __future__ import annotations

XHTML = "{http://www.w3.org/1999/xhtml}"

# Phrasing content is within text.
_SPELLED = """
a abbr area audio b bdi bdo br button canvas cite code data datalist del dfn em embed i img input ins kbd keygen label
link map mark math meta meter object output picture progress q ruby s samp select slot small span strong sub sup svg
template time u var video wbr
"""
_PHRASING = frozenset(_SPELLED.split())
_NESTED = frozenset(["iframe", "noscript", "script", "textarea"])
# HTML's translatable attributes: they are translated where their element is.
_TRANSLATABLE = frozenset(
    ["abbr", "alt", "content", "download", "label", "lang", "placeholder", "srcdoc", "style", "title", "value"]
)


def within(tag: str, *, in_head: bool) -> str:
    """Whether an element of HTML is part of the text around it: "yes", "no" or "nested"."""
    name = tag.removeprefix(XHTML)
    if name in _NESTED:
        return "nested"
    return "yes" if name in _PHRASING and not in_head else "no"


def is_translatable(attribute: str) -> bool:
    """True for an attribute of HTML that is translated where its element is."""
    return attribute in _TRANSLATABLE
