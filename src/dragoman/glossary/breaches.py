"""Where a text says what the house style forbids, whatever its source says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.glossary.entries import StyleRule
from dragoman.glossary.matching import find_terms
from dragoman.glossary.target import Target
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Verdict
from dragoman.language.quotations import quotations
from dragoman.model.marks import Span


@dataclass(frozen=True, slots=True)
class Breach:
    """A place where a rule is broken, and the words that stand there."""

    rule: StyleRule
    found: str


def breaches(
    source: str, target: str, language: str, glossary: Glossary, *, source_language: str = "en"
) -> list[Breach]:
    """What `target` says against the style of `language` (BCP 47), in order; of places within one another the longest.

    Found are the forbidden words and their sure forms, as whole words: as forbidden renderings of terms are. Within
    what a rule allows, what it wants instead, and renderings of the source's terms they may stand.
    """
    rules = [rule for rule in glossary.style if rule.counts_in(language)]
    if not rules:
        return []
    text = Target(target, language)
    names = [
        rendering
        for match in find_terms(source, glossary, source_language)
        if not match.term.status and (rendering := match.term.rendering(language))
    ]
    free = [each.span for made in names for each in text.standings(made) if each.verdict is not Verdict.PLAUSIBLE]
    hits = [(span, rule) for rule in rules for span in _hits(text, rule, free)]
    hits.sort(key=lambda hit: (hit[0][0], -hit[0][1]))
    found: list[Breach] = []
    end = 0
    for span, rule in hits:
        if span[1] > end:
            found.append(Breach(rule, text.slice(span)))
            end = span[1]
    return found


def _hits(text: Target, rule: StyleRule, free: Iterable[Span]) -> Iterator[Span]:
    spans = [span for choice in rule.forbidden for span in _places(text, choice, rule.exact)]
    if not spans:
        return
    allowed = [*free, *(span for choice in (*rule.allowed, rule.instead) if choice for span in _places(text, choice))]
    quoted = quotations(text.prose.text) if rule.quotes == "allow" else []
    for first, last in spans:
        start, end = text.words.span(first, last)
        is_quoted = any(begin <= start and end <= finish for begin, finish in quoted)
        if not is_quoted and not any(one <= first and last <= two for one, two in allowed):
            yield first, last


def _places(text: Target, choice: str, exact: bool = False) -> Iterator[Span]:
    return (span for span, verdict in text.find(choice, inflects=not exact) if verdict is not Verdict.PLAUSIBLE)
