"""Finds articles that have nothing to translate, or a headline alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.source.copy import DECK, parts
from dragoman.model.article import Block, Segment
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "empty-article"
SEVERITY = Severity.ERROR
_HINT = "file its text, or let a [[rule]] with ignore = true pass it over"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """One finding for an article without a body that has letters."""
    row = list(pairs)
    read = [part for part in parts(row) if not part.is_aside and any(map(str.isalpha, part.text))]
    if any(part.role not in DECK for part in read):
        return
    message = "the article has a headline, and no text below it" if read else "the article has no text"
    pair = row[0] if row else Pair(Segment((), (), Block(0)), None)
    yield rules.finding(NAME, rules.severity(NAME, SEVERITY), message, pair, _HINT)
