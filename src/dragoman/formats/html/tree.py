"""The tree of a page for rules that choose elements by XPath: which token is which element."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from dragoman.formats.html.islands import Masked
from dragoman.formats.html.nesting import nest
from dragoman.formats.html.texts import text_items
from dragoman.formats.html.tokens import Token
from dragoman.formats.inline import Piece
from dragoman.formats.view import View

XHTML = "http://www.w3.org/1999/xhtml"
_SPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DEEPEST = 512  # browsers go no deeper either; what stands deeper becomes a child of the last


def build(view: View, tokens: Sequence[Token]) -> tuple[etree._Element, Mapping[int, etree._Element]]:
    """The tree, and the element of each start tag by the index of its token.

    Elements stand in their namespaces, names in small letters. The root is the page's html element, or one made for a
    fragment; of a second html, head or body only the element is there. Names that XML cannot have become `unknown`.
    """
    ends = nest(tokens)
    masked = Masked(view.text, ())
    texts = _Texts()
    elements: dict[int, etree._Element] = {}
    root = etree.Element(f"{{{XHTML}}}html")
    open_: list[tuple[int, etree._Element]] = [(len(tokens), root)]
    for at, token in enumerate(tokens):
        while len(open_) > 1 and open_[-1][0] <= at:
            open_.pop()
        parent = open_[min(len(open_), _DEEPEST) - 1][1]
        if token.kind == "start":
            is_root = token.name == "html" and not elements
            element = root if is_root else etree.SubElement(parent, _tag(token, parent))
            elements[at] = element
            _set_attributes(element, view, token, masked)
            if ends[at] > at + 1:
                open_.append((ends[at], element))
        elif token.kind in ("text", "raw"):
            raw = view.text[token.start : token.end]
            is_raw = token.kind == "raw"
            texts.add(
                parent, _UNPRINTABLE.sub("\ufffd", raw) if is_raw else _said(view, masked, token.start, token.end)
            )
    texts.finish()
    return root, elements


def _tag(token: Token, parent: etree._Element) -> str:
    space = XHTML
    if token.foreign:
        outer = etree.QName(parent).namespace or XHTML
        space = _SPACES.get(token.name) or outer
    return f"{{{space}}}{token.name if _NAME.fullmatch(token.name) else 'unknown'}"


def _set_attributes(element: etree._Element, view: View, token: Token, masked: Masked) -> None:
    for attribute in reversed(token.attributes):  # the first of a name counts
        if _NAME.fullmatch(attribute.name):
            value = _said(view, masked, attribute.value, attribute.value_end, attribute=True)
            element.set(attribute.name, value)
        elif attribute.name == "xml:lang":
            value = view.text[attribute.value : attribute.value_end]
            element.set("{http://www.w3.org/XML/1998/namespace}lang", _UNPRINTABLE.sub("\ufffd", value))


class _Texts:
    """Texts on their way into the tree: neighbours joined once, or a row of comments would cost n²."""

    def __init__(self) -> None:
        self._parent: etree._Element | None = None
        self._last: etree._Element | None = None
        self._said: list[str] = []

    def add(self, parent: etree._Element, said: str) -> None:
        last = parent[-1] if len(parent) else None
        if parent is not self._parent or last is not self._last:
            self.finish()
            self._parent, self._last = parent, last
        self._said.append(said)

    def finish(self) -> None:
        """Puts in what is waiting."""
        if self._last is not None:
            self._last.tail = "".join(self._said)
        elif self._parent is not None:
            self._parent.text = "".join(self._said)
        self._said = []


def _text(view: View, masked: Masked, token: Token) -> str:
    if token.kind == "raw":
        return _UNPRINTABLE.sub("\ufffd", view.text[token.start : token.end])
    return _said(view, masked, token.start, token.end)


def _said(view: View, masked: Masked, start: int, end: int, *, attribute: bool = False) -> str:
    items = text_items(view, masked, start, end, attribute=attribute)
    return _UNPRINTABLE.sub("\ufffd", "".join(item.text for item in items if isinstance(item, Piece)))
