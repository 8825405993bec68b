"""What two states of a glossary want differently: the terms that changed, and the languages that they changed in."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.glossary.entries import Rendering, StyleRule, Term
from dragoman.glossary.terms import Glossary


class Former:
    """A glossary as it was, asked about the terms of now by their sources."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.terms = _by_source(glossary)
        self._style = {rule.wants for rule in glossary.style}

    def forbids_by(self, rule: StyleRule) -> bool:
        """True when it had the same rule of style."""
        return rule.wants in self._style

    def renderings(self, term: Term, language: str) -> list[Rendering]:
        """How a language wrote a term; several when words beside it told terms of one source apart."""
        there = [known for known in self.terms.get(term.source, []) if not known.status]
        return [made for known in there if (made := known.rendering(language))]

    def agrees_otherwise(self, term: Term, language: str) -> bool:
        """True when its rendering was said to have another gender or number: the words beside it may be wrong. What
        was not said before is no change."""
        now, then = term.rendering(language), self.renderings(term, language)
        return now is not None and bool(then) and all(_disagree(now, made) for made in then)

    def other_gloss(self, term: Term, language: str) -> str | None:
        """The gloss that it had, when it has another now; None when it has the same, or had no rendering."""
        now, then = term.rendering(language), self.renderings(term, language)
        if now is None or not then or any(made.gloss == now.gloss for made in then):
            return None
        return then[0].gloss


def changed_terms(former: Former, now: Glossary, languages: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The terms of either glossary that find or want something else in some of `languages`, with these languages; and
    rules of style that are new, by their first word.

    In the order of `now`, then of `former`. Order, files, notes and decisions count for nothing. A term that became
    another's alias, or was taken out, counts as changed in every language that rendered it.
    """
    old, new = former.terms, _by_source(now)
    found: dict[str, tuple[str, ...]] = {}
    for source in dict.fromkeys((*new, *old)):
        mine, others = old.get(source, []), new.get(source, [])
        tags = tuple(
            tag
            for tag in languages
            if _wants(mine, tag) != _wants(others, tag) or any(former.agrees_otherwise(term, tag) for term in others)
        )
        if tags:
            found[source] = tags
    for rule in now.style:
        tags = tuple(tag for tag in languages if rule.counts_in(tag))
        if tags and not former.forbids_by(rule):
            found[rule.name] = tuple(dict.fromkeys((*found.get(rule.name, ()), *tags)))
    return found


def _by_source(glossary: Glossary) -> dict[str, list[Term]]:
    """Several terms may have one source, when what stands beside it tells them apart."""
    found: dict[str, list[Term]] = {}
    for term in glossary.terms:
        found.setdefault(term.source, []).append(term)
    return found


def _wants(terms: Iterable[Term], language: str) -> frozenset[object]:
    return frozenset(_want(term, language) for term in terms) - {None}


def _want(term: Term, language: str) -> object:
    """What of a term decides which texts are right in a language; None when nothing does."""
    rendering = None if term.status else term.rendering(language)
    if rendering is None:
        return None
    near = frozenset(term.only), frozenset(term.unless), term.ambiguous
    finds = frozenset(term.forms), term.case, near, term.kind
    texts = rendering.approved, *map(frozenset, (rendering.admitted, rendering.forbidden, rendering.form_texts))
    return finds, texts, rendering.exact, rendering.gloss


def _disagree(one: Rendering, other: Rendering) -> bool:
    pairs = ((one.gender, other.gender), (one.number, other.number))
    return any(mine and former and mine != former for mine, former in pairs)
