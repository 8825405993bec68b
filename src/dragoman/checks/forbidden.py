"""Finds words that the house style forbids in a language, whatever the source says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules, is_missing, same_language
from dragoman.glossary.breaches import Breach, Running, breaches
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "forbidden"
SPAN = "pair"
SEVERITY = Severity.ERROR


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each place where a forbidden word stands: an error in an approved translation, a warning in others,
    a note with a waiver that gives a reason."""
    if same_language(rules.source, rules.language) or not rules.glossary.style:
        return
    running = Running()
    for pair in pairs:
        text = pair.translation.text if pair.translation else ""
        quoted = running.begins_quoted(pair.segment.block, text)
        if pair.translation is None or is_missing(pair):
            continue
        severity = rules.severity(NAME, SEVERITY)
        if pair.translation.state is not State.APPROVED:
            severity = rules.at_most(NAME, Severity.WARNING)
        for breach in breaches(
            pair.segment.text,
            text,
            rules.language,
            rules.glossary,
            source_language=rules.source,
            quoted=quoted,
        ):
            message, hint = _words(breach)
            about = (breach.found, *breach.rule.forbidden)
            yield rules.finding(NAME, severity, message, pair, hint, about=about)


def _words(breach: Breach) -> tuple[str, str]:
    """The message and the way out."""
    rule = breach.rule
    why = f": {visible(rule.note, 120)}" if rule.note else ""
    hint = f"write “{visible(rule.instead, 80)}”" if rule.instead else "say it in other words"
    return f"“{visible(breach.found, 80)}” is forbidden by the house style{why}", hint
