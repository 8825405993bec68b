"""Finds sentences and parts of sentences of the source that the translation does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.gaps import Gap, compared
from dragoman.checks.remainders import remainders
from dragoman.checks.rules import Rules, same_language
from dragoman.checks.sides import Sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "omission"
SPAN = "article"
SEVERITY = Severity.ERROR

_SHOWN = 60  # characters of what is missing


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """An error for a whole sentence that is gone or was left in the source's language, a warning for a part of one.
    Its place is where it would stand."""
    if same_language(rules.source, rules.language):
        return
    for each, found in compared(pairs, rules):
        for gap in found.lacking:
            yield _finding(each, gap, rules)
        yield from _left(each, rules)


def _finding(each: Sides, gap: Gap, rules: Rules) -> Finding:
    said = visible(each.source.plain[gap.start : gap.end].strip(), _SHOWN)
    place = each.target.span(min(gap.at, len(each.target.running)), min(gap.at, len(each.target.running)))
    if gap.is_sentence:
        weight = rules.weight(NAME, SEVERITY, each.pair)
        if not gap.is_sure:
            message = f"a sentence is not translated, perhaps “{said}”"
            return rules.finding(NAME, weight, message, each.pair, "compare the sentences one by one", place)
        return rules.finding(NAME, weight, f"“{said}” is not translated", each.pair, "translate it", place)
    warning = rules.at_most(NAME, Severity.WARNING)
    message = f"a part of “{said}” seems to be missing"
    return rules.finding(NAME, warning, message, each.pair, "compare the sentence part by part", place)


def _left(each: Sides, rules: Rules) -> Iterator[Finding]:
    """Sentences and clauses of the source that stand in the translation as they are."""
    if each.source.text == each.target.text:
        return  # see untranslated
    for start, end in remainders(each.source, each.target):
        weight = rules.weight(NAME, SEVERITY, each.pair)
        message = f"“{visible(each.target.running[start:end], _SHOWN)}” was left as in the source"
        yield rules.finding(NAME, weight, message, each.pair, "translate it", each.target.span(start, end))
