"""Where passages for one language stand in a page."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator

from dragoman.formats.html.elements import HEADINGS
from dragoman.formats.html.islands import mask
from dragoman.formats.html.nesting import is_balanced, nest
from dragoman.formats.html.publishing import content_start
from dragoman.formats.html.tokens import Token, tokenize
from dragoman.formats.passages import Shape, with_passages
from dragoman.model import Lost, Passage


def placed(
    text: str, source: str, passages: tuple[Passage, ...], shape: Callable[[str], Shape], *, templates: bool
) -> tuple[str, tuple[Lost, ...]]:
    """The page with `passages`, which name elements of `source` by their id or headings by their words, and those that
    were left out."""
    if not passages:
        return text, ()
    theirs, ours = list(_anchors(source, templates)), list(_anchors(text, templates))

    def spot(passage: Passage) -> int | None:
        if passage.place == "start":
            return content_start(text)
        if passage.place == "end":
            return _content_end(text, templates)
        if len(theirs) != len(ours):
            return None
        found = [one for one, other in zip(ours, theirs, strict=True) if passage.anchor in other[2:]]
        return (found[0][0] if passage.place == "before" else found[0][1]) if found else None

    eol = "\r\n" if "\r\n" in source else "\n"
    return with_passages(text, passages, spot, lambda at, said: f"{eol if at else ''}{said}{eol}", shape, is_balanced)


def _anchors(text: str, templates: bool) -> Iterator[tuple[int, int, str, str]]:
    """Start and end of each element that can be named, `#` with its id, and for a heading its words; "" for none."""
    tokens = tokenize(mask(text, templates=templates).text)
    ends = nest(tokens)
    for at, token in enumerate(tokens):
        if token.kind != "start":
            continue
        own = token.attribute("id")
        name = f"#{html.unescape(text[own.value : own.value_end])}" if own else ""
        is_heading = token.name in HEADINGS
        if name or is_heading:
            inside = tokens[at + 1 : ends[at]] if is_heading else []
            words = html.unescape("".join(text[one.start : one.end] for one in inside if one.kind == "text"))
            yield token.start, tokens[ends[at] - 1].end, name, " ".join(words.split())


def _content_end(text: str, templates: bool) -> int:
    tokens: list[Token] = tokenize(mask(text, templates=templates).text)
    ends = nest(tokens)
    for name in ("article", "main", "body", "html"):
        for at, token in enumerate(tokens):
            if token.kind == "start" and token.name == name:
                last = tokens[ends[at] - 1]
                return last.start if last.kind == "end" and last.name == name else last.end
    return len(text)
