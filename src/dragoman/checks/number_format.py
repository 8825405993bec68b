"""Finds numbers whose grouping and decimal marks are not those of the language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.amounts import amounts
from dragoman.language.dated import dates
from dragoman.language.facts import table
from dragoman.language.figures import BLANKS, SPACE, Figure, Marks, Number, figures, for_language, marks_of
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "number-format"
SPAN = "pair"
SEVERITY = Severity.WARNING

_PERCENT = re.compile(rf"\d+(?:[.,٫]\d+)?([{BLANKS}]?)[%٪](?![^\W_])")  # 100%ige is one word
_PERCENT_SAID = {
    "before": ("the percent sign stands before the number here", "write %12"),
    "space": ("no space before the percent sign", "put a no-break space before the sign"),
    "close": ("a space before the percent sign", "write 12%"),
}
_INSIDE = frozenset(".,'’ %٫٬\u00a0\u202f\u2009")  # what may stand in a number or behind it
_CLOCK = re.compile(r"\d{1,2}\.[0-5]\d")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each number with marks that mean something else in the language, or nothing; a note for a percent
    sign that does not stand as the language has it."""
    style = rules.style
    marks = _own(marks_of(rules.language), style.group, style.decimal)
    percent = style.percent or for_language(table("number_style")["percent"], rules.language) or ""
    for pair, source, target in sides(pairs, rules):
        text = target.running
        if not _may_hold(target):
            continue
        marked = [figure for figure in figures(text, rules.language) if not figure.text.isdecimal()]
        if marked:
            yield from _marks(marked, source, target, pair, rules, marks)
        if percent and "%" in text:
            yield from _percents(percent, target, pair, rules)


def _own(marks: Marks, group: str, decimal: str) -> Marks:
    """The marks of the language, with those that the house settles."""
    return Marks(
        frozenset([_plain(decimal)]) if decimal else marks.decimal, frozenset([_plain(group)]) if group else marks.group
    )


def _marks(
    marked: list[Figure], source: Side, target: Side, pair: Pair, rules: Rules, marks: Marks
) -> Iterator[Finding]:
    text = target.running
    items = amounts(source.running, rules.source).items
    said = {item.values[0] for item in items if item.values}
    rows = {item.row for item in items if item.row}
    same = _named(source.running, rules.source)
    dated = dates(text, rules.language)
    spans = [(day.start, day.end) for day in dated.days] + [(time.start, time.end) for time in dated.times]
    covered = {at for start, end in spans for at in range(start, end)}
    named = _named(text, rules.language)
    for figure in marked:
        if figure.start in covered or figure.text in named or figure.text in same:
            continue
        if figure.in_ascii() in rows or (not figure.values and figure.parts and "." in figure.text):
            continue
        if _CLOCK.fullmatch(figure.text) and dates(source.running, rules.source).times:
            continue
        wrong = _wrong_mark(figure, marks, said)
        if wrong is None:
            continue
        hint = f"write it as the language does: {_example(marks)}"
        message = f"“{visible(figure.text, 40)}”: {wrong}"
        span = target.span(figure.start, figure.end)
        yield rules.finding(NAME, rules.severity(NAME, SEVERITY), message, pair, hint, span)


def _may_hold(target: Side) -> bool:
    characters = target.characters
    return not _INSIDE.isdisjoint(characters) and any(map(str.isdecimal, characters))


def _named(text: str, language: str) -> frozenset[str]:
    """Figures that are names: section 4.2, Python 3.11."""
    words = frozenset(str(for_language(table("number_style")["names"], language) or "").split())
    found = set()
    for figure in figures(text, language):
        if "." not in figure.text:
            continue
        before = text[max(0, figure.start - 32) : figure.start].rstrip(BLANKS)
        word = re.split(r"[\s\u00a0]", before)[-1].strip('(“"«.')
        bare = word.lower()
        if bare in words or (word[:1].isupper() and word.isascii() and _is_name(before, word)):
            found.add(figure.text)
    return frozenset(found)


def _is_name(before: str, word: str) -> bool:
    """True for a capitalised Latin word that does not begin a sentence."""
    ahead = before[: len(before) - len(word)].rstrip()
    return bool(ahead) and ahead[-1] not in ".!?:;"


def _wrong_mark(figure: Figure, marks: Marks, said: set[Number]) -> str | None:
    """What is wrong with the marks of a figure; None when nothing is. `said` are the values of the source: they tell
    what 1,250 is."""
    if not figure.parts and not figure.decimal and not figure.group:
        return None
    if not figure.values:
        return "its groups have no length that numbers have" if "," in figure.text and "." in figure.text else None
    readings = [value for value in figure.values if value in said]
    group, decimal = figure.group, figure.decimal
    if len(figure.values) > 1:
        if not readings:
            return None
        sign = next(sign for sign in figure.text if not sign.isdecimal())
        is_whole = readings[0].denominator == 1 and readings[0] == max(figure.values)
        group, decimal = (sign, "") if is_whole else ("", sign)
    elif not readings and not group:
        return None
    if decimal and _plain(decimal) not in marks.decimal:
        return f"“{decimal}” is no decimal mark here"
    if group and _plain(group) not in marks.group:
        shown = "a blank" if group in BLANKS else f"“{group}”"
        return f"{shown} does not group digits here"
    return None


def _plain(sign: str) -> str:
    if sign in BLANKS:
        return SPACE
    return {"．": ".", "，": ","}.get(sign, sign)


def _example(marks: Marks) -> str:
    """1.250,75 in the marks of a language."""
    group = next((sign for sign in (",", ".", "٬", "’") if sign in marks.group and sign not in marks.decimal), "")
    decimal = next((sign for sign in ("٫", ",", ".") if sign in marks.decimal and sign != group), ".")
    return f"1{group or chr(0xA0)}250{decimal}75"


def _percents(style: str, target: Side, pair: Pair, rules: Rules) -> Iterator[Finding]:
    for match in _PERCENT.finditer(target.running):
        if (style == "space" and match.group(1)) or (style == "close" and not match.group(1)):
            continue
        message, hint = _PERCENT_SAID[style]
        weight = rules.at_most(NAME, Severity.NOTE)
        yield rules.finding(NAME, weight, message, pair, hint, target.span(match.start(), match.end()))
