"""An article's body as HTML to read: as its format shows it, else block by block.

What an author put into the article stands in it; whoever shows it to readers cleans it first.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol, runtime_checkable

from dragoman.model import Document, Format, Mark, Segment

_INLINE = frozenset(["b", "code", "del", "em", "i", "kbd", "q", "strong", "sub", "sup"])
_ELEMENTS = {"headline": "h1", "subhead": "h2", "pullquote": "blockquote", "caption": "figcaption"}
_NOT_SHOWN = ("alt", "keyword", "short")


@runtime_checkable
class Shown(Protocol):
    """A format that can show an article as HTML."""

    def show(self, document: Document) -> str: ...


def show(form: Format, document: Document) -> str:
    """The body of `document` as HTML, not cleaned."""
    return form.show(document) if isinstance(form, Shown) else show_blocks(document)


def show_blocks(document: Document) -> str:
    """The blocks in order, each in an element for its role and with the role as its class."""
    rows = (row for row in document.blocks if not row[0].role.startswith(("meta:", *_NOT_SHOWN)))
    return "\n".join(map(_block, rows))


def show_content(content: Sequence[str | Mark]) -> str:
    """A text with its inline marks as elements; links and images without their addresses."""
    return "".join(map(_part, content))


def _block(row: Sequence[Segment]) -> str:
    role = row[0].role
    name = _ELEMENTS.get(role, "p")
    text = " ".join(show_content(segment.content) for segment in row)
    return f'<{name} class="{escape(role)}">{text}</{name}>'


def _part(part: str | Mark) -> str:
    if isinstance(part, str):
        return escape(part, quote=False)
    element = part.name.rstrip("0123456789")
    if element == "url":
        return escape(part.raw.strip("<>"))
    if element == "br":
        return "<br>"
    if element not in _INLINE or part.kind == "point":
        return ""
    return f"<{element}>" if part.kind == "open" else f"</{element}>"
