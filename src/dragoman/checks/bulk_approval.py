"""Finds catalogs whose machine drafts were approved in bulk, hardly one of them changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules, is_missing
from dragoman.glossary.words import words
from dragoman.model.errors import Where
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State

NAME = "bulk-approval"
SPAN = "article"
SEVERITY = Severity.WARNING

_LEAST = 10  # drafts that count: fewer may all have been right
_PART = 9, 10  # of them unchanged; see docs/checks/bulk-approval.md
_WORDS = 6  # of a source: names, labels and short sentences often need no change
_PEOPLE = ("memory",)  # its texts were a person's before


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """At most one finding, about the whole catalog, and never an error. A repeated segment counts once."""
    kept: dict[object, bool] = {}
    for pair in pairs:
        made = pair.translation
        if made is None or is_missing(pair) or made.state is not State.APPROVED or made.origin is None:
            continue
        if made.origin.engine not in _PEOPLE and _is_long(pair.segment.text):
            kept[pair.entry] = made.origin.made(made.text)
    unchanged, count = sum(kept.values()), len(kept)
    if count >= _LEAST and unchanged * _PART[1] >= count * _PART[0]:
        message = f"{unchanged} of {count} machine drafts were approved without one changed character"
        hint = "have somebody read them against the source"
        severity = rules.at_most(NAME, SEVERITY)
        where = Where(rules.catalog)
        yield Finding(NAME, severity, message, rules.language, rules.article, where, hint=hint)


def _is_long(text: str) -> bool:
    items = words(text).items
    return len([item for item in items if item.strip(" ")[:1].isalnum()]) >= _WORDS * (2 if _is_dense(items) else 1)


def _is_dense(items: list[str]) -> bool:
    return sum(item.strip(" ")[:1] >= "\u2e80" for item in items) * 2 > len(items)
