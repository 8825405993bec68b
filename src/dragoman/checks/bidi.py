"""Finds controls of writing direction that are left open, forced, or not needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.language.tags import direction
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "bidi"
SPAN = "pair"
SEVERITY = Severity.ERROR

_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS = "\u061c\u200e\u200f"
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS, _END_OF_EMBEDDING = "\u202a\u202b\u202d\u202e", "\u202c"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_NAMES = {
    "\u061c": "an Arabic letter mark", "\u200e": "a left-to-right mark", "\u200f": "a right-to-left mark",
    "\u202a": "a left-to-right embedding", "\u202b": "a right-to-left embedding", "\u202c": "an end of embedding",
    "\u202d": "a left-to-right override", "\u202e": "a right-to-left override",
    "\u2066": "a left-to-right isolate", "\u2067": "a right-to-left isolate", "\u2068": "a first-strong isolate",
    "\u2069": "an end of isolate",
}  # fmt: skip


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each control that nothing closes or opens, for each override, and, as a warning, for marks in a
    text that is written in one direction only (UAX #9)."""
    is_right_to_left = direction(rules.language) == "rtl"
    article = sides(pairs, rules)
    for pair, source, target in article.at(article.targets.holding(_NAMES)):
        text = target.text
        found = list(_CONTROL.finditer(text))
        severity = rules.weight(NAME, SEVERITY, pair)
        faults = _unbalanced(found)
        needs_none = not is_right_to_left and not _RIGHT_TO_LEFT.search(text)
        for match in found:
            control, start = match.group(), match.start()
            said = f"{_NAMES[control]} (U+{ord(control):04X})"
            place = match.span()
            if start in faults:
                yield rules.finding(NAME, severity, f"{said} {faults[start]}", pair, _way_out(control), place)
            elif control in _OVERRIDES and control not in source.text:
                hint = "take it out with its end: it shows the letters in another order than they are written"
                yield rules.finding(NAME, severity, f"{said} turns the letters behind it round", pair, hint, place)
            elif needs_none and control not in source.text and control not in (_END_OF_EMBEDDING, _END_OF_ISOLATE):
                message = f"{said} stands in a text that runs one way"
                yield rules.finding(NAME, rules.at_most(NAME, Severity.WARNING), message, pair, "take it out", place)


def _way_out(control: str) -> str:
    if control in (_END_OF_EMBEDDING, _END_OF_ISOLATE):
        return "take it out"
    return "close it in the same segment, or take it out: what stands behind it may be shown in the wrong order"


def _unbalanced(found: list[re.Match[str]]) -> dict[int, str]:
    """What is wrong with a control, by its place."""
    faults: dict[int, str] = {}
    opened: list[re.Match[str]] = []
    for match in found:
        control = match.group()
        if control in _MARKS:
            continue
        if control in _EMBEDDINGS or control in _ISOLATES:
            opened.append(match)
        elif opened and (opened[-1].group() in _ISOLATES) == (control == _END_OF_ISOLATE):
            opened.pop()
        elif control == _END_OF_ISOLATE and any(each.group() in _ISOLATES for each in opened):
            while opened[-1].group() not in _ISOLATES:  # the end of an isolate ends what was opened inside it
                faults[opened.pop().start()] = "is never closed"
            opened.pop()
        else:
            faults[match.start()] = "ends nothing"
    faults.update((match.start(), "is never closed") for match in opened)
    return faults
