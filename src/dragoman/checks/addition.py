"""Finds sentences and parts of sentences in the translation that the source does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.gaps import compared
from dragoman.checks.rules import Rules, same_language
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "addition"
SPAN = "article"
SEVERITY = Severity.ERROR

_SHOWN = 60  # characters of what was added


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """An error for a whole sentence, a warning where a sentence seems to say more than its source."""
    if same_language(rules.source, rules.language):
        return
    for each, found in compared(pairs, rules):
        for gap in found.added:
            said = visible(each.target.plain[gap.start : gap.end].strip(), _SHOWN)
            if gap.is_sentence:
                weight = rules.weight(NAME, SEVERITY, each.pair)
                message, hint = f"“{said}” is not in the source", "take it out, or add it to the article"
                if not gap.is_sure:
                    message, hint = f"a sentence is not in the source, perhaps “{said}”", "compare them one by one"
            else:
                weight = rules.at_most(NAME, Severity.WARNING)
                message, hint = f"“{said}” seems to say more than the source", "compare the sentence part by part"
            yield rules.finding(NAME, weight, message, each.pair, hint, each.target.span(gap.start, gap.end))
