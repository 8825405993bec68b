"""Finds currencies that the translation lacks, adds or changes, by sign, code or name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.facts import table
from dragoman.language.money import Money, money
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "currency"
SPAN = "pair"
SEVERITY = Severity.ERROR
# A sign right before a figure, or right behind one.
_BESIDE = re.compile(r"([^\w\s])[ \u00a0\u202f]?(?=\d)|(?<=\d)[ \u00a0\u202f]?([^\w\s])(?![ \u00a0\u202f]?\d)")
_HINT = "name the source's currency; a converted amount belongs in brackets behind it"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each currency beside an amount that only one side names. A changed one is an error in an approved
    translation; one that is only lacking or added, and any in a draft, is a warning."""
    known = {primary(rules.source), primary(rules.language)} <= table("money").keys()
    for pair, source, target in sides(pairs, rules):
        if pair.translation is None or pair.translation.state is State.STALE:
            continue  # the check `stale` tells what has changed
        yield from _misplaced(target, pair, rules)
        ours, theirs = money(source.running, rules.source), money(target.running, rules.language)
        if not ours and not theirs:
            continue
        lost, new = _lacking(ours, theirs), _lacking(theirs, ours)
        if not known:
            lost, new = (lost, new) if lost and new else ([], [])
        severity = rules.severity(NAME, SEVERITY)
        if pair.translation.state is not State.APPROVED:
            severity = rules.at_most(NAME, Severity.WARNING)
        for at in range(max(len(lost), len(new))):
            was = lost[at] if at < len(lost) else None
            now = new[at] if at < len(new) else None
            before = visible(source.running[was.start : was.end], 40) if was else ""
            after = visible(target.running[now.start : now.end], 40) if now else ""
            if was and now:
                message, weight = f"“{after}” stands for “{before}”", severity
            else:
                message = f"“{before}” is lacking" if was else f"“{after}” is not in the source"
                weight = rules.at_most(NAME, Severity.WARNING)
            yield rules.finding(NAME, weight, message, pair, _HINT, target.span(now.start, now.end) if now else None)


def _misplaced(target: Side, pair: Pair, rules: Rules) -> Iterator[Finding]:
    """Signs of currencies that stand on the other side of the amount than the house wants."""
    place = rules.style.currency
    if not place or not any(unicodedata.category(sign) == "Sc" for sign in target.characters):
        return
    for match in _BESIDE.finditer(target.running):
        before, behind = match.group(1), match.group(2)
        sign, stands = (before, "before") if before else (behind, "after")
        if unicodedata.category(sign) == "Sc" and stands != place:
            message = f"“{visible(match.group(), 40)}”: the house writes the sign {place} the amount"
            weight = rules.at_most(NAME, Severity.WARNING)
            hint = "move the sign; `dragoman style` shows the rule"
            yield rules.finding(NAME, weight, message, pair, hint, target.span(*match.span()))


def _lacking(these: tuple[Money, ...], those: tuple[Money, ...]) -> list[Money]:
    """The sure currencies of `these` that `those` do not name, one of a kind."""
    found: list[Money] = []
    named = {code for other in those for code in other.codes}
    for each in these:
        if each.is_sure and named.isdisjoint(each.codes):
            found.append(each)
            named |= each.codes
    return found
