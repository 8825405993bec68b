"""Finds numbers that the translation lacks, adds or changes, however the two languages write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.met import Counted, counted, lacking, paired, swapped
from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.language.amount import DEGREE, PERCENT, Amount
from dragoman.language.plainly import plain_count
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "numbers"
SPAN = "pair"
SEVERITY = Severity.ERROR
_HINT = "write the source's number, in the figures or words of the language"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each number that only one side has. A changed one is an error in an approved translation; one that
    is only lacking or added, and any in a draft, is a warning."""
    for pair, source, target in sides(pairs, rules):
        if pair.translation is None or pair.translation.state is State.STALE:
            continue  # the check `stale` tells what has changed
        ours, theirs = plain_count(source.running, rules.source), plain_count(target.running, rules.language)
        if ours is not None and theirs is not None and ours.agrees(theirs):
            continue
        one, other = counted(source.running, rules.source), counted(target.running, rules.language)
        if not one.amounts.items and not other.amounts.items:
            continue
        missing = lacking(one, other)
        extra = lacking(other, one)
        if missing and not extra:
            extra = _in_its_place(missing, one, other)
        severity = rules.severity(NAME, SEVERITY)
        approved = pair.translation.state is State.APPROVED
        for was, now in paired(missing, extra):
            weight = (
                severity if was is not None and now is not None and approved else rules.at_most(NAME, Severity.WARNING)
            )
            span = target.span(now.start, now.end) if now is not None else None
            yield rules.finding(NAME, weight, _words(was, now, one, other), pair, _HINT, span)
        if not missing and not extra and (place := swapped(one, other)) is not None:
            shown = visible(other.text[slice(*place)], 40)
            yield rules.finding(
                NAME,
                rules.at_most(NAME, Severity.WARNING),
                f"the two numbers at “{shown}” have changed places",
                pair,
                "keep the source's order of a score or range",
                target.span(*place),
            )


def _in_its_place(missing: list[Amount], one: Counted, other: Counted) -> list[Amount]:
    """Words in the target that may be numbers and that the source does not have: where a missing number was changed."""
    pool = one.amounts.pool
    sought = {was.values[:1] for was in missing}
    found = []
    for item in other.owned:
        if item.end - item.start == 1 and not item.is_figure and other.text[item.start].isascii():
            continue  # a letter
        lost = item.values[:1] in sought
        if lost or (
            not item.is_sure
            and item.value is not None
            and item.value >= 3
            and not any(value in pool for value in item.values)
        ):
            found.append(item)
    return found[: len(missing)]


def _words(was: Amount | None, now: Amount | None, one: Counted, other: Counted) -> str:
    if was is not None and now is not None:
        if was.value is not None and now.value is not None and was.values[0] == now.values[0] and was.unit != now.unit:
            sign = {PERCENT: "percent sign", DEGREE: "degree sign"}.get(was.unit or now.unit, "sign")
            return f"“{_shown(now, other)}” has lost the {sign} of “{_shown(was, one, widen=True)}”"
        return f"“{_shown(now, other)}” stands for “{_shown(was, one)}”"
    if was is not None:
        return f"“{_shown(was, one)}” is lacking"
    return f"“{_shown(now, other)}” is not in the source" if now is not None else ""


def _shown(item: Amount, side: Counted, *, widen: bool = False) -> str:
    end = item.end + 2 if widen else item.end
    return visible(side.text[item.start : end].strip(" .,"), 60)
