"""A text beside its translation as pieces to show: words, marks as chips, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from dragoman.publishing.site.works import Language, Term

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*/?>")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: a mark when `is_mark`, else words; of a term when `term` is one."""

    text: str
    is_mark: bool = False
    term: Term | None = None


def marked(text: str, target: Language, terms: Sequence[Term] = (), number: int = 0) -> Markup:
    """A text as the desk sees it: marks as chips, terms with their renderings in the `target` language. `number` is the
    row's, for the ids of what is said of terms. Not a macro: that takes ten times as long, on thousands of texts."""
    if not terms and "<" not in text:
        return escape(text.strip())
    row = enumerate(pieces(text, terms), 1)
    shown = (_shown(piece, target.tag, f"t{number}-{at}") for at, piece in row)
    return Markup("".join(shown).strip())  # noqa: S704 - every part is escaped


def _shown(piece: Piece, tag: str, name: str) -> str:
    text = escape(piece.text)
    if piece.is_mark:
        return f'<span class="mark">{text}</span>'
    if piece.term is None:
        return text
    said, note = escape(piece.term.rendering or "no rendering yet"), escape(piece.term.note)
    return (
        f'<span class="term" tabindex="0" aria-describedby="{name}">{text}<span class="tip" role="tooltip" id="{name}">'
        f'<bdi lang="{escape(tag)}">{said}</bdi>{f"<small>{note}</small>" if note else ""}</span></span>'
    )


def pieces(text: str, terms: Sequence[Term] = ()) -> Iterator[Piece]:
    """The pieces of `text` in order; joined, their texts are `text`. `terms` are in order and do not overlap."""
    at = 0
    for term in terms:
        yield from _marked(text[at : term.start])
        for piece in _marked(text[term.start : term.end]):
            yield Piece(piece.text, piece.is_mark, None if piece.is_mark else term)
        at = term.end
    yield from _marked(text[at:])


def _marked(text: str) -> Iterator[Piece]:
    at = 0
    for tag in _TAG.finditer(text):
        if tag.start() > at:
            yield Piece(text[at : tag.start()])
        yield Piece(tag.group(), is_mark=True)
        at = tag.end()
    if at < len(text):
        yield Piece(text[at:])
