"""Finds mail addresses in the text that are lost, changed or invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.addresses import mails
from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "emails"
SPAN = "pair"
SEVERITY = Severity.ERROR


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """An error for each address that the source does not have, a warning for each lost one."""
    for pair, source, target in sides(pairs, rules).holding("@"):
        wanted = {each.key: each.text for each in mails(source.text)}
        found = list(mails(target.text))
        lost = [text for key, text in wanted.items() if key not in {each.key for each in found}]
        for each in found:
            if each.key in wanted:
                continue
            message = f"the source has no address “{visible(each.text, 80)}”"
            hint = "take it out, or put it into the source"
            if lost:
                was = lost.pop(0)
                message = f"the address “{visible(was, 80)}” became “{visible(each.text, 80)}”"
                hint = "copy the address from the source"
            severity = rules.weight(NAME, SEVERITY, pair)
            yield rules.finding(NAME, severity, message, pair, hint, (each.start, each.end))
        for text in lost:
            weight = rules.at_most(NAME, Severity.WARNING)
            message = f"the address “{visible(text, 80)}” is lost"
            yield rules.finding(NAME, weight, message, pair, "copy the address from the source")
