"""Finds digits of a system that the language does not write, and two systems in one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.facts import table
from dragoman.language.figures import for_language
from dragoman.language.punctuation import masked
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "digit-style"
SPAN = "article"
SEVERITY = Severity.WARNING
_RUN = re.compile(r"\d+(?:[.,٫٬:/٪%\-–]?\d+)*")
_LATIN = "latn"
_ARABIC = ("arab", "arabext")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WIDE = "fullwide"
_MARKS = {"٫": ".", "٬": ",", "٪": "%"}


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each run of digits of a system that the language does not have, or that the article did not begin
    with. Latin digits in names (COVID-19, F-16) and where the source has the same letters around them are passed."""
    allowed = rules.style.digits or _allowed(rules.language)
    first = ""
    for pair, source, target in sides(pairs, rules):
        systems = {_system(sign) for sign in filter(str.isdecimal, target.characters)} - {_WIDE}
        if not systems or systems == {_LATIN} == set(allowed):
            continue
        text = masked(target.running)
        runs = [(run, _system(run.group()[0])) for run in _RUN.finditer(text) if not _is_placeholder(run, text)]
        runs = [(run, system) for run, system in runs if system != _WIDE]  # see char-width
        first = first or next((system for run, system in runs if system in allowed and not _is_name(run, target)), "")
        for run, system in runs:
            mixed = {_system(sign) for sign in run.group() if sign.isdecimal()} - {_WIDE}
            if len(mixed) > 1:
                message = f"“{visible(run.group(), 40)}” mixes {_called(sorted(mixed))}"
            elif system not in allowed:
                message = f"“{visible(run.group(), 40)}” is written in {_called([system])}"
            elif system != first and first and not _is_name(run, target):
                message = f"“{visible(run.group(), 40)}” is in {_called([system])}, the text in {_called([first])}"
            else:
                continue
            if run.group() in source.running and system == _LATIN and _is_name(run, target):
                continue
            wanted = first or allowed[0]
            hint = f"write one system throughout: {_called([wanted])}"
            span = target.span(run.start(), run.end())
            fix = target.fix(span, _in_digits(run.group(), wanted, run.group() in source.running))
            yield rules.finding(NAME, rules.severity(NAME, SEVERITY), message, pair, hint, span, fix=fix)


def _is_placeholder(run: re.Match[str], text: str) -> bool:
    """True for the number of a placeholder: {0}, %1$s."""
    before, behind = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    return before == "{" or behind == "}" or (before == "%" and behind == "$")


def _is_name(run: re.Match[str], target: Side) -> bool:
    """True for digits that Latin letters stand at: they are copied with the name."""
    text = target.running
    before, behind = text[max(0, run.start() - 2) : run.start()], text[run.end() : run.end() + 2]
    return any(sign.isascii() and sign.isalpha() for sign in (*before.strip(), *behind[:1], *behind[1:2]))


@cache
def _allowed(language: str) -> tuple[str, ...]:
    return tuple(str(for_language(table("number_style")["digits"], language) or _LATIN).split())


@cache
def _system(sign: str) -> str:
    """The name of the system that a digit is of."""
    code = ord(sign)
    for name, zero in table("number_style")["zero"].items():
        if 0 <= code - ord(zero) < 10:
            return str(name)
    return f"U+{code:04X}"


def _in_digits(text: str, system: str, is_copied: bool) -> str:
    """The same number in the digits of a system, with the marks that belong to them. A dot or comma stays unless it is
    plain what it parts: not in dates, scores, or numbers that the source does not have like this."""
    zero = ord(table("number_style")["zero"][system])
    marks = _MARKS
    if system in _ARABIC:
        is_plain = _GROUPED.fullmatch(text) or (is_copied and text.count(".") == 1 and "," not in text)
        marks = {there: here for here, there in _MARKS.items()} if is_plain else {}
    return "".join(chr(zero + int(sign)) if sign.isdecimal() else marks.get(sign, sign) for sign in text)


def _called(systems: list[str]) -> str:
    names = table("number_style")["called"]
    return " and ".join(str(names.get(system, f"digits of {system}")) for system in systems)
