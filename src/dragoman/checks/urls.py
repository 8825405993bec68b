"""Finds web addresses in the text that are lost, changed or invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.checks.addresses import SIGNS, Address, is_edition, links, urls
from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "urls"
SPAN = "pair"
SEVERITY = Severity.ERROR

_MOST = 100  # addresses looked at for text behind them
_SAME = "copy the address from the source"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """An error for each address that the source does not have, a warning for each lost one, a note where only codes of
    languages differ: another edition of a page may be right."""
    for pair, source, target in sides(pairs, rules).holding((*SIGNS, "](", "@")):
        found, wanted = list(urls(target.text)), list(urls(source.text))
        if not (found or wanted) or [each.key for each in found] == [each.key for each in wanted]:
            yield from _links(pair, source, target, rules)
            continue
        known, there = {each.key for each in wanted}, {each.key for each in found}
        glued = [each for each in found if not each.key.isascii()][:_MOST]
        new = [
            each
            for each in found
            if each.key not in known and not (each in glued and any(_goes_on(each, one) for one in wanted))
        ]
        lost = [each for each in wanted if each.key not in there and not any(_goes_on(one, each) for one in glued)]
        severity = rules.weight(NAME, SEVERITY, pair)
        for each in new:
            other = next(
                (one for one in lost[:_MOST] if is_edition(one.key, each.key, rules.source, rules.language)), None
            )
            if other:
                lost.remove(other)
                message = f"“{visible(each.text, 100)}” is another edition of “{visible(other.text, 100)}”"
                weight, hint = rules.at_most(NAME, Severity.NOTE), "make sure that the page is there"
            elif lost:
                was = lost.pop(0)
                message = f"the address “{visible(was.text, 100)}” became “{visible(each.text, 100)}”"
                weight, hint = severity, _SAME
            else:
                message = f"the source has no address “{visible(each.text, 100)}”"
                weight, hint = severity, "take it out, or put it into the source"
            yield rules.finding(NAME, weight, message, pair, hint, (each.start, each.end))
        for each in lost:
            weight = rules.at_most(NAME, Severity.WARNING)
            yield rules.finding(NAME, weight, f"the address “{visible(each.text, 100)}” is lost", pair, _SAME)


def _links(pair: Pair, source: Side, target: Side, rules: Rules) -> Iterator[Finding]:
    """Where the addresses are those of the source: links written in the text itself, whose targets, titles or form are
    not."""
    if "](" not in source.text and "](" not in target.text and "@" not in source.text:
        return
    wanted, found = list(links(source.text)), list(links(target.text))
    left = Counter(each.key for each in wanted)
    weight = rules.at_most(NAME, Severity.WARNING)
    for each in found:
        if left[each.key]:
            left[each.key] -= 1
        else:
            message = f"the source has no link “{visible(each.text, 100)}”"
            yield rules.finding(NAME, weight, message, pair, "write it as in the source", (each.start, each.end))
            return
    for each in wanted:
        if left[each.key]:
            yield rules.finding(NAME, weight, f"the link “{visible(each.text, 100)}” is lost", pair, _SAME)
            return


def _goes_on(found: Address, wanted: Address) -> bool:
    """True where the text goes on behind the address without a blank, in a script that has none."""
    rest = found.key[len(wanted.key) :] if found.key.startswith(wanted.key) else ""
    return rest > "\u2e7f"
