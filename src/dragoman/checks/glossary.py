"""Finds terms that are not rendered as the glossary wants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules, is_missing, same_language
from dragoman.glossary.verifying import Standing, Verdict, verify
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "glossary"
SPAN = "pair"
SEVERITY = Severity.ERROR

_FINE = (Standing.EXACT, Standing.FORM)
_HARD = (Standing.MISSING, Standing.FORBIDDEN)


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each term whose approved rendering, or a form of it, is not there.

    Missing and forbidden renderings are errors in an approved translation and warnings in others; admitted and
    plausible ones are notes.
    """
    for pair in pairs:
        if pair.translation is None or is_missing(pair) or same_language(rules.source, rules.language):
            continue
        verdicts = verify(
            pair.segment.text, pair.translation.text, rules.language, rules.glossary, source_language=rules.source
        )
        for verdict in verdicts:
            if verdict.standing in _FINE:
                continue
            if verdict.standing not in _HARD:
                severity = rules.at_most(NAME, Severity.NOTE)
            elif pair.translation.state is State.APPROVED:
                severity = rules.severity(NAME, SEVERITY)
            else:
                severity = rules.at_most(NAME, Severity.WARNING)
            message, hint = _words(verdict)
            yield rules.finding(NAME, severity, message, pair, hint)


def _words(verdict: Verdict) -> tuple[str, str]:
    """The message and the way out."""
    term, approved, found = (
        visible(text, 80) for text in (verdict.match.form, verdict.rendering.approved, verdict.found)
    )
    match verdict.standing:
        case Standing.FORBIDDEN:
            hint = f"use “{approved}”" if approved else "write it otherwise"
            return f"“{found}” is forbidden for “{term}”", hint
        case Standing.ADMITTED:
            return f"“{found}” is admitted for “{term}”, “{approved}” is preferred", ""
        case Standing.PLAUSIBLE:
            hint = "if it is right, add it to the term's forms"
            return f"“{term}” should be “{approved}”; “{found}” may be a form of it", hint
        case _:
            hint = "use it, or add the form used here to the term's forms or admitted"
            return f"“{term}” should be “{approved}”, which is not there", hint
