"""Finds quotation marks that are not the language's own, that stand alone, or that the translation lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.checks.blocks import of_blocks
from dragoman.checks.rules import Rules, same_language
from dragoman.checks.sides import Side, Sides
from dragoman.language.punctuation import Punctuation, masked, punctuation_of
from dragoman.language.quote_marks import MARKS, Mark, Marks, marks
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "quotes"
SPAN = "article"
SEVERITY = Severity.WARNING

_STRAIGHT = frozenset("\"'＂")
_SINGLE = frozenset("'’‘‚‹›")
_EITHER = frozenset("«»「『《〈")  # of languages that have no others, or write them inside one another
_BLANK = " \u00a0\u202f\u2009"
_SET_APART = re.compile(r"<(?!/?a[0-9]*>)|[{%`]")
_SEEN = MARKS | {"'"}  # ’ alone is an apostrophe
_MARK = re.compile(f"[{''.join(sorted(_SEEN))}]")
_DOUBLE = re.compile(f"[{''.join(sorted(MARKS - frozenset('‘‚‹›')))}]")
_TITLES = frozenset("《》〈〉")  # of works; the source says so in italics or not at all


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each pair of marks that the language does not write (straight ones may be right or a note, by
    language), for each mark of a block without its partner unless the source lacks as many, and for a quotation of the
    source whose marks are gone."""
    severity = rules.severity(NAME, SEVERITY)
    here, there = punctuation_of(rules.source), punctuation_of(rules.language, rules.punctuation)
    is_one_language = same_language(rules.source, rules.language)
    is_counted = "quotes" in rules.style.as_source
    for block, is_whole in of_blocks(pairs, rules, _SEEN):
        if not any(_has_marks(each.source) or _has_marks(each.target) for each in block):
            continue  # they stand in code only
        theirs = marks([masked(each.target.running) for each in block], there.quotes)
        if any(opener.sign + closer.sign not in there.quotes for opener, closer in theirs.pairs):
            yield from _foreign(block, theirs, there, rules, severity)
        if not is_counted and _is_plain(block, theirs):
            continue
        ours = marks([masked(each.source.running) for each in block], here.quotes)
        if is_counted and is_whole:
            yield from _counted(block, ours, theirs, there, rules, severity)
        if len(theirs.pairs) > 1:
            yield from _repeated(block, ours, theirs, rules, severity)
        if is_whole and len(theirs.alone) > len(ours.alone):
            yield from _alone(block, theirs, there, rules, severity)
        elif not theirs.alone and not is_one_language:
            if ours.pairs:
                yield from _lost(block, ours, theirs, there, rules, severity)
            elif is_whole and theirs.pairs and not ours.alone and "quotes" not in rules.style.as_source:
                yield from _added(block, theirs, rules)


def _is_plain(block: list[Sides], theirs: Marks) -> bool:
    """True for a text alone in its block that quotes once where its source quotes as well: whatever else the source's
    marks say, nothing is lost, stands alone, or stands twice."""
    if len(block) > 1 or len(theirs.pairs) != 1 or theirs.alone:
        return False
    return _DOUBLE.search(block[0].source.running) is not None


def _has_marks(side: Side) -> bool:
    return _MARK.search(side.running) is not None


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


def _counted(
    block: list[Sides], ours: Marks, theirs: Marks, facts: Punctuation, rules: Rules, severity: Severity
) -> Iterator[Finding]:
    """For a house that wants as many quotations as the source has, double ones double and single ones single. Speech
    behind a dash has no marks to count."""
    if any(sides.target.running[:1] in facts.speech for sides in block):
        return
    wanted = _levels(ours)
    wanted["single"] += sum(sides.source.running.count("`") for sides in block)  # `so', as typewriters have it
    made = _levels(theirs)
    name = next((name for name in ("single", "double") if made[name] > wanted[name]), "")
    have, had = (made[name], wanted[name]) if name else (made.total(), wanted.total())
    if have != had:
        message = f"{have} quotation{'s' * (have != 1)}{f' in {name} marks' * bool(name)}, {had} in the source"
        hint = "quote what the source quotes, as it does"
        yield rules.finding(NAME, severity, message, block[0].pair, hint)


def _levels(found: Marks) -> Counter[str]:
    """How many quotations are in single marks, in double ones, in « »."""
    return Counter(
        "either" if opener.sign in _EITHER else "single" if opener.sign in _SINGLE else "double"
        for opener, _ in found.pairs
    )


def _repeated(block: list[Sides], ours: Marks, theirs: Marks, rules: Rules, severity: Severity) -> Iterator[Finding]:
    """Quotations that stand twice in a row, more than in the source."""
    found = list(_twice([sides.target for sides in block], theirs))
    if not found or len(found) <= sum(1 for _ in _twice([sides.source for sides in block], ours)):
        return
    for number, start, end in found:
        sides = block[number]
        message = f"the quotation {visible(sides.target.running[start:end].strip(_BLANK), 60)} stands twice in a row"
        yield rules.finding(NAME, severity, message, sides.pair, "take one out", sides.target.span(start, end))


def _twice(texts: list[Side], found: Marks) -> Iterator[tuple[int, int, int]]:
    """The quotations that say again what the one right before them says: text, start and end."""
    last = (-1, 0, "")
    for opener, closer in sorted(found.pairs, key=lambda both: both[0][:2]):
        if opener.text != closer.text:
            continue
        text = texts[opener.text].running
        words = text[opener.at + 1 : closer.at].strip(_BLANK).casefold()
        if last[0] == opener.text and words and words == last[2] and not text[last[1] : opener.at].strip(_BLANK):
            yield opener.text, last[1], closer.at + 1
        last = (opener.text, closer.at + 1, words)


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


def _added(block: list[Sides], theirs: Marks, rules: Rules) -> Iterator[Finding]:
    """A note for the first quotation of a block whose source quotes nothing and has nothing that other languages quote:
    names (of papers, ships, companies), words that a mark sets apart, what a word such as so-called or a colon
    introduces."""
    instead = punctuation_of(rules.source).instead
    if any(":" in s.source.characters or _has_names(s.source) or not instead.isdisjoint(s.source.said) for s in block):
        return
    opener, closer = min(theirs.pairs)
    sides = block[opener.text]
    stop = closer.at + 1 if closer.text == opener.text else len(sides.target.running.rstrip())
    quoted = sides.target.running[opener.at : stop]
    if any(map(str.isalpha, quoted)):
        message = f"{visible(quoted, 60)} is quoted here, the source quotes nothing"
        hint = "take the marks away, unless the source says in other ways that these are not its own words"
        note = rules.at_most(NAME, Severity.NOTE)
        yield rules.finding(NAME, note, message, sides.pair, hint, sides.target.span(opener.at, stop))


def _has_names(source: Side) -> bool:
    """True where a word behind the first has a capital or a figure, where a mark that is no link's sets words apart or
    something is filled in, and in a script without capitals."""
    words = source.plain.split()
    is_plain = all(word.islower() or word == "I" or not any(map(str.isalnum, word)) for word in words[1:])
    return not is_plain or bool(_SET_APART.search(source.text)) or not any(map(str.islower, source.plain))


def _span(sides: Sides, mark: Mark) -> tuple[int, int]:
    return sides.target.span(mark.at, mark.at + 1)
