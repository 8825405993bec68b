"""Finds what a language model says around a translation, or instead of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.language.chatter import chatter, may_chatter
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "llm-chatter"
SPAN = "pair"
SEVERITY = Severity.ERROR


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for an introduction, an answer, a note or a refusal that the source lacks."""
    severity = rules.severity(NAME, SEVERITY)
    for pair, source, target in sides(pairs, rules):
        if not may_chatter(target.said, target.vocabulary, target.characters, rules.language):
            continue
        if said := chatter(source.plain, target.plain, rules.source, rules.language):
            message = f"this is no translation: {said}"
            yield rules.finding(NAME, severity, message, pair, "keep only the translation")
