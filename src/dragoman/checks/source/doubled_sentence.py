"""Finds sentences and paragraphs that stand in the article twice in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.source.copy import Part, parts
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "doubled-sentence"
SEVERITY = Severity.ERROR
_WORDS = 5
_SIGNS = 20  # what is shorter may be said twice: Never again. Never again.
_HINT = "take one of them out"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each sentence that repeats the one before it, in its block or as a block of its own. Cells of
    tables, metadata and short cries are let be."""
    before: Part | None = None
    for part in parts(pairs):
        if part.is_aside:
            continue
        texts = [_plain(text) for text in part.texts]
        told = False
        for at, pair in enumerate(part.pairs):
            is_again = at > 0 and texts[at] == texts[at - 1]
            if (is_again or _is_double(texts[at])) and _is_long(texts[at]) and not told:
                told = True
                yield _finding(pair, part.texts[at], rules)
        if not told and before is not None and not (part.is_entry and before.is_entry):
            again = _plain(part.text)
            if again == _plain(before.text) and _is_long(again):
                yield _finding(part.pairs[0], part.text, rules)
        before = part


def _finding(pair: Pair, text: str, rules: Rules) -> Finding:
    message = f"stands twice in a row: “{visible(text.strip(), 60)}”"
    return rules.finding(NAME, rules.severity(NAME, SEVERITY), message, pair, _HINT)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _is_double(text: str) -> bool:
    """True for a text that is one sentence twice, which nothing has cut."""
    half = len(text) // 2
    first, second = text[:half].strip(), text[half:].strip()
    return first == second and len(first) >= _SIGNS and _is_long(first)


def _is_long(text: str) -> bool:
    words = text.split()
    return len(words) >= _WORDS or (len(words) <= 2 and len(text) >= _SIGNS)  # a script without blanks
