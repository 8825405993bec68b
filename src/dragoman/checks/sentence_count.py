"""Finds a translation with at least two sentences more or fewer than its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.segmentation.sentences import split_sentences

NAME = "sentence-count"
SPAN = "pair"
SEVERITY = Severity.WARNING

_STOPS = ".!?。！？।؟۔"
_FREE = re.compile(r"[:：;；؛…\"“”„«»‹›「」『』\n]|\.\.|—")  # where languages cut and join as they like


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """One sentence more or fewer is the translator's right. Silent where a quotation, a colon or an ellipsis lets each
    language cut its own way, and in languages that write no stops."""
    severity = rules.severity(NAME, SEVERITY)
    for pair, source, target in sides(pairs, rules):
        given, made = _stops(source), _stops(target)
        if max(given, made) < 2 or abs(given - made) < 2 or made == 0:
            continue
        if _FREE.search(source.running) or _FREE.search(target.running):
            continue
        before = len(list(split_sentences(source.plain, rules.source)))
        after = len(list(split_sentences(target.plain, rules.language)))
        if abs(before - after) < 2:
            continue
        message = f"{after} sentence{'s' * (after != 1)}, {before} in the source"
        hint = "look for a sentence that was added" if after > before else "look for a sentence that is missing"
        yield rules.finding(NAME, severity, message, pair, hint)


def _stops(side: Side) -> int:
    return sum(side.counts[stop] for stop in _STOPS if stop in side.counts)
