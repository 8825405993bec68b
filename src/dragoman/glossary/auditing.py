"""What is wrong or doubtful in a glossary: faults of its files, and entries that work against one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.glossary.breaches import breaches
from dragoman.glossary.entries import Rendering, StyleRule, Term
from dragoman.glossary.matching import find_terms
from dragoman.glossary.neighbours import is_known
from dragoman.glossary.terms import Glossary
from dragoman.glossary.words import spelling
from dragoman.model.finding import Finding, Severity

NAME = "terms"


def audit(glossary: Glossary, source: str, languages: Sequence[str]) -> Iterator[Finding]:
    """A finding for each fault, term that is never found, rendering that another term forbids, rendering that two
    terms share, and unreviewed term. `source` is the language of the articles."""
    for fault in glossary.faults:
        yield Finding(NAME, Severity.ERROR, fault.message, "", fault.where.path, fault.where, hint=fault.hint)
    for term in glossary.terms:
        yield from _unfindable(term, glossary, source)
    for language in languages:
        yield from _contradictions(glossary.terms, language)
        yield from _against_style(glossary, language)
    unreviewed = [term for term in glossary.terms if term.status == "unreviewed"]
    for term in unreviewed:
        yield _finding(term, Severity.NOTE, f"'{term.source}' is unreviewed: shown, not enforced", "")


def _unfindable(term: Term, glossary: Glossary, source: str) -> Iterator[Finding]:
    if term.ambiguous and not term.only and not (is_known(term.kind, source) or term.case == "exact"):
        message = f"'{term.source}' is ambiguous, and no neighbours of a {term.kind} are known in '{source}'"
        yield _finding(term, Severity.ERROR, message, 'list some: only = ["…"]')
    elif not term.is_conditional:
        found = find_terms(term.source, glossary, source)
        if not any(match.term.source == term.source for match in found):
            others = ", ".join(f"'{match.form}'" for match in found) or "nothing"
            message = f"'{term.source}' is never found: in it {others} is found"
            yield _finding(term, Severity.WARNING, message, "take out one of them, or give it other forms")


def _contradictions(terms: Sequence[Term], language: str) -> Iterator[Finding]:
    approved: dict[tuple[str, ...], tuple[Term, str]] = {}
    rows = [(term, rendering) for term in terms if (rendering := term.rendering(language))]
    for term, rendering in rows:
        key = spelling(rendering.approved)
        if not key or term.status:
            continue
        other, _ = approved.setdefault(key, (term, rendering.approved))
        if other.source != term.source:
            message = f"'{rendering.approved}' ({language}) stands for '{term.source}' and '{other.source}'"
            yield _finding(
                term, Severity.NOTE, message, "readers cannot tell them apart; right where both mean the same"
            )
    for term, rendering in rows:
        yield from _forbidden_elsewhere(term, rendering, approved, language)


def _forbidden_elsewhere(
    term: Term, rendering: Rendering, approved: dict[tuple[str, ...], tuple[Term, str]], language: str
) -> Iterator[Finding]:
    for text in rendering.forbidden:
        other, _ = approved.get(spelling(text), (term, ""))
        if other is not term:
            message = f"'{text}' ({language}) is forbidden for '{term.source}' and approved for '{other.source}'"
            yield _finding(term, Severity.WARNING, message, "a sentence with both terms cannot please both")


def _against_style(glossary: Glossary, language: str) -> Iterator[Finding]:
    """Approved renderings that hold a word which the style forbids: they may stand where their term is meant only."""
    for term in glossary.terms:
        rendering = None if term.status else term.rendering(language)
        for breach in breaches("", rendering.approved, language, glossary) if rendering and rendering.approved else ():
            message = f"'{breach.found}' ({language}) is forbidden by the style and approved for '{term.source}'"
            hint = "the rendering may stand where the source has the term; if not even there, change it"
            yield _finding(breach.rule, Severity.WARNING, message, hint)


def _finding(entry: Term | StyleRule, severity: Severity, message: str, hint: str) -> Finding:
    where = entry.where
    return Finding(NAME, severity, message, "", where.path if where else "", where, hint=hint)
