"""Where a text says what the house style forbids, whatever its source says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from dragoman.glossary.entries import StyleRule
from dragoman.glossary.matching import find_terms
from dragoman.glossary.target import Target
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Verdict
from dragoman.glossary.words import prose
from dragoman.language.quotations import goes_on, quotations
from dragoman.model.marks import Span


@dataclass(frozen=True, slots=True)
class Breach:
    """A place where a rule is broken, and the words that stand there."""

    rule: StyleRule
    found: str


def breaches(
    source: str,
    target: str,
    language: str,
    glossary: Glossary,
    *,
    source_language: str = "en",
    quoted: bool = False,
) -> list[Breach]:
    """What `target` says against the style of `language` (BCP 47), in order; of places within one another the longest.

    Found are the forbidden words and their sure forms, as whole words: as forbidden renderings of terms are. Within
    what a rule allows, what it wants instead, and renderings of the source's terms they may stand. `quoted`: a
    quotation of the sentences before goes on.
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
    hits = [(span, rule) for rule in rules for span in _hits(text, rule, free, quoted)]
    hits.sort(key=lambda hit: (hit[0][0], -hit[0][1]))
    found: list[Breach] = []
    end = 0
    for span, rule in hits:
        if span[1] > end:
            found.append(Breach(rule, text.slice(span)))
            end = span[1]
    return found


class Running:
    """Whether each of an article's texts begins within a quotation that a sentence before it in its block opened."""

    def __init__(self) -> None:
        self._block: object = None
        self._goes_on = False

    def begins_quoted(self, block: object, target: str) -> bool:
        """The same for the next text, "" for one that is missing, of a block."""
        opened = self._goes_on and block == self._block
        self._block, self._goes_on = block, goes_on(prose(target).text, opened)
        return opened


def _hits(text: Target, rule: StyleRule, free: Sequence[Span], quoted: bool) -> Iterator[Span]:
    spans = [span for choice in rule.forbidden for span in _places(text, choice, rule.exact)]
    if not spans:
        return
    allowed = [span for choice in (*rule.allowed, rule.instead) if choice for span in _places(text, choice)]
    is_allowed = _within([*free, *allowed])
    is_quoted = _within(quotations(text.prose.text, quoted) if rule.quotes == "allow" else [])
    for first, last in spans:
        if not is_allowed((first, last)) and not is_quoted(text.words.span(first, last)):
            yield first, last


def _within(outer: Sequence[Span]) -> Callable[[Span], bool]:
    """Whether a span stands in one of some others; quick also where a text is made of nothing else."""
    ordered = sorted(outer)
    starts = [start for start, _ in ordered]
    furthest = list(accumulate((end for _, end in ordered), max))

    def stands(span: Span) -> bool:
        before = bisect_right(starts, span[0])
        return before > 0 and furthest[before - 1] >= span[1]

    return stands


def _places(text: Target, choice: str, exact: bool = False) -> Iterator[Span]:
    return (span for span, verdict in text.find(choice, inflects=not exact) if verdict is not Verdict.PLAUSIBLE)
