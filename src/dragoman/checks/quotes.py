"""Finds quotation marks that are not the language's own, that stand alone, or that the translation lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.blocks import of_blocks
from dragoman.checks.rules import Rules, same_language
from dragoman.checks.sides import Side, Sides
from dragoman.language.punctuation import Punctuation, masked, punctuation_of
from dragoman.language.quote_marks import MARKS, Mark, Marks, marks
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "quotes"
SPAN = "article"
SEVERITY = Severity.WARNING

_STRAIGHT = frozenset("\"'＂")
_BLANK = " \u00a0\u202f\u2009"
_TITLES = frozenset("《》〈〉")  # of works; the source says so in italics or not at all


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each pair of marks that the language does not write (straight ones may be right or a note, by
    language), for each mark of a block without its partner unless the source lacks as many, and for a quotation of the
    source whose marks are gone."""
    severity = rules.severity(NAME, SEVERITY)
    here, there = punctuation_of(rules.source), punctuation_of(rules.language, rules.punctuation)
    for block, is_whole in of_blocks(pairs, rules):
        if not any(_has_marks(each.source) or _has_marks(each.target) for each in block):
            continue
        ours = marks([masked(each.source.running) for each in block], here.quotes)
        theirs = marks([masked(each.target.running) for each in block], there.quotes)
        yield from _foreign(block, theirs, there, rules, severity)
        if is_whole and len(theirs.alone) > len(ours.alone):
            yield from _alone(block, theirs, there, rules, severity)
        elif not theirs.alone and not same_language(rules.source, rules.language):
            yield from _lost(block, ours, theirs, there, rules, severity)


def _has_marks(side: Side) -> bool:
    return not MARKS.isdisjoint(side.counts) or "'" in side.counts


def _foreign(
    block: list[Sides], found: Marks, facts: Punctuation, rules: Rules, severity: Severity
) -> Iterator[Finding]:
    outside = _outside(found)
    for opener, closer in found.pairs:
        pair = opener.sign + closer.sign
        if pair in facts.quotes or not _TITLES.isdisjoint(pair):
            continue
        weight = severity
        if opener.sign in _STRAIGHT and closer.sign in _STRAIGHT:
            if facts.straight == "right":
                continue
            weight = rules.at_most(NAME, Severity.NOTE) if facts.straight == "note" else severity
        right = _right(opener, *outside[opener], facts)
        blank = facts.inside[0] if right[0] in "«‹" else ""
        sides = block[opener.text]
        stop = closer.at + 1 if closer.text == opener.text else opener.at + 1
        message = f"{pair[0]}…{pair[1]} are not the quotation marks of this language"
        hint = f"write {right[0]}{blank}…{blank}{right[1]}"
        span = sides.target.span(opener.at, stop)
        fix = None
        if closer.text == opener.text:
            said = sides.target.text[span[0] + len(opener.sign) : span[1] - len(closer.sign)].strip(_BLANK)
            fix = f"{right[0]}{blank}{said}{blank}{right[1]}"
        yield rules.finding(NAME, weight, message, sides.pair, hint, span, fix=fix)


def _outside(found: Marks) -> dict[Mark, tuple[str, int]]:
    """By opening mark: the marks of the quotation around it ("" for none), and how many are around."""
    told: dict[Mark, tuple[str, int]] = {}
    open_now: list[tuple[Mark, Mark]] = []
    for opener, closer in sorted(found.pairs, key=lambda both: both[0][:2]):
        while open_now and open_now[-1][1][:2] <= closer[:2]:
            open_now.pop()
        told[opener] = (open_now[-1][0].sign + open_now[-1][1].sign if open_now else "", len(open_now))
        open_now.append((opener, closer))
    return told


def _right(opener: Mark, around: str, depth: int, facts: Punctuation) -> str:
    """The marks that belong in the place of a pair: within another quotation those that it does not have."""
    outer, inner = facts.quotes[0], facts.quotes[min(1, len(facts.quotes) - 1)]
    if not around:
        return inner if opener.sign in "‘‚‹'’" else outer
    taken = around if around in facts.quotes else (outer, inner)[(depth - 1) % 2]
    return inner if taken == outer else outer


def _alone(block: list[Sides], found: Marks, facts: Punctuation, rules: Rules, severity: Severity) -> Iterator[Finding]:
    for mark in found.alone[:2]:
        sides = block[mark.text]
        message = f"the quotation mark {mark.sign} stands alone"
        hint = "write its partner, or take it away"
        yield rules.finding(NAME, severity, message, sides.pair, hint, _span(sides, mark))


def _lost(
    block: list[Sides], ours: Marks, theirs: Marks, facts: Punctuation, rules: Rules, severity: Severity
) -> Iterator[Finding]:
    """The sentences in which the source quotes and the translation has no mark at all."""
    if theirs.pairs and len(block) == 1:
        return
    kept = {mark.text for pair in theirs.pairs for mark in pair}
    within = {number for one, other in theirs.pairs for number in range(one.text, other.text + 1)} | kept
    told: set[int] = set()
    for opener, closer in ours.pairs:
        number = opener.text
        sides = block[number]
        if number in within or number in told or opener.sign == "'" or sides.target.running[:1] in facts.speech:
            continue
        told.add(number)
        end = closer.at + 1 if closer.text == number else len(sides.source.running)
        quoted = sides.source.running[opener.at : min(end, opener.at + 40)]
        if not any(character.isalpha() for character in quoted):
            continue
        message = "the source quotes, the translation has no quotation marks"
        hint = f"write {facts.quotes[0][0]} and {facts.quotes[0][1]} around what is quoted"
        yield rules.finding(NAME, severity, message, sides.pair, hint)


def _span(sides: Sides, mark: Mark) -> tuple[int, int]:
    return sides.target.span(mark.at, mark.at + 1)
