"""Finds two blanks in a row inside a sentence: often a word was lost between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.source.copy import parts
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "stray-space"
SEVERITY = Severity.WARNING
_TWO = re.compile(r"(?<=[\w,;])[ \u00a0]{2,}(?=[\w(\"“«])")
_HINT = "see whether a word is missing, and write one blank"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each sentence with such a place. Two blanks behind a sentence are a way of typing, and let be."""
    for part in parts(pairs):
        if part.is_aside or part.is_entry:
            continue
        for pair, running in zip(part.pairs, part.texts, strict=True):
            match = _TWO.search(pair.segment.text)
            if match and _TWO.search(running):  # not in code, nor where a mark stands between them
                text = pair.segment.text
                around = text[max(0, match.start() - 20) : match.end() + 20]
                message = f"two blanks in a row: “{visible(around, 60)}”"
                yield rules.finding(NAME, rules.severity(NAME, SEVERITY), message, pair, _HINT)
