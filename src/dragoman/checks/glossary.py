"""Finds terms that are not rendered as the glossary wants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules, same_language
from dragoman.checks.sides import Row, Sides, sides
from dragoman.glossary.glosses import misplaced
from dragoman.glossary.hearing import may_hold_terms
from dragoman.glossary.matching import find_terms, index_of
from dragoman.glossary.verdicts import Verdict
from dragoman.glossary.verifying import Judgement, verify
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "glossary"
SPAN = "pair"
SEVERITY = Severity.ERROR

_FINE = (Verdict.EXACT, Verdict.FORM)
_HARD = (Verdict.MISSING, Verdict.FORBIDDEN)


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each mention of a term that neither its approved rendering nor a form of it renders.

    A forbidden rendering, and a term rendered nowhere, are errors in an approved translation and warnings in others.
    Admitted and plausible renderings are notes, and so is a repeated mention that nothing renders: pronouns and
    ellipsis are good style within a sentence, and what a waiver gives a reason for. A gloss that the first mention
    of the article lacks, or a later one has, is a note too.
    """
    if same_language(rules.source, rules.language):
        return
    row = pairs if isinstance(pairs, Row) else Row(pairs)
    if rules.glossary.written(rules.language).has_gloss:
        mentioned: set[str] = set()
        for pair in row:
            yield from _glosses(pair, rules, mentioned)
    index = index_of(rules.glossary, rules.source)
    for each in sides(row, rules):
        if may_hold_terms(each.source.vocabulary, each.source.characters, index):
            yield from _judged(each, rules)


def _judged(each: Sides, rules: Rules) -> Iterator[Finding]:
    for judgement in verify(
        each.source.text, each.target.text, rules.language, rules.glossary, source_language=rules.source
    ):
        if judgement.verdict in _FINE and not judgement.is_admitted:
            continue
        message, hint = _words(judgement)
        state = each.pair.translation.state if each.pair.translation else State.DRAFT
        severity = _severity(judgement, state, rules)
        yield rules.finding(NAME, severity, message, each.pair, hint, about=judgement.match.term.forms)


def _glosses(pair: Pair, rules: Rules, mentioned: set[str]) -> Iterator[Finding]:
    """Notes about the glosses of a pair; `mentioned` are the terms that stand before it, and gets those of the pair.

    A first mention is one also when its segment has no translation yet.
    """
    matches = find_terms(pair.segment.text, rules.glossary, rules.source)
    if pair.translation and pair.translation.text.strip():
        note = rules.at_most(NAME, Severity.NOTE)
        for one in misplaced(matches, pair.translation.text, rules.language, mentioned):
            term, gloss = visible(one.match.form, 80), visible(one.rendering.gloss, 80)
            message = f"“{gloss}” belongs to the first mention only"
            if one.lacks:
                message = f"the article's first “{term}” should be “{gloss}”"
            yield rules.finding(NAME, note, message, pair, about=one.match.term.forms)
    mentioned.update(match.term.source for match in matches)


def _severity(judgement: Judgement, state: State, rules: Rules) -> Severity:
    if judgement.verdict not in _HARD or (judgement.is_repeat and judgement.verdict is Verdict.MISSING):
        return rules.at_most(NAME, Severity.NOTE)
    if state is State.APPROVED:
        return rules.severity(NAME, SEVERITY)
    return rules.at_most(NAME, Severity.WARNING)


def _words(judgement: Judgement) -> tuple[str, str]:
    """The message and the way out."""
    term = visible(judgement.match.form, 80)
    wanted = visible(_wanted(judgement), 80)
    found = visible(judgement.found, 80)
    if judgement.verdict is Verdict.FORBIDDEN:
        return f"“{found}” is forbidden for “{term}”", f"use “{wanted}”" if wanted else "say it in other words"
    if judgement.verdict is Verdict.PLAUSIBLE:
        hint = "if it is right, add it to the term's forms"
        return f"“{term}” should be “{wanted}”; “{found}” may be a form of it", hint
    if judgement.is_admitted:
        return f"“{found}” is admitted for “{term}”, “{wanted}” is preferred", ""
    if judgement.is_repeat:
        hint = "a pronoun may be better style; if nothing speaks of it, the translation may lack a part"
        return f"“{term}” stands here more often than “{wanted}”", hint
    hint = "use it, or add the form used here to the term's forms or admitted"
    return f"“{term}” should be “{wanted}”, which is not there", hint


def _wanted(judgement: Judgement) -> str:
    rendering = judgement.rendering
    return rendering.approved or " / ".join(rendering.admitted)
