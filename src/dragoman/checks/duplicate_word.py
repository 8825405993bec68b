"""Finds a word that stands twice in a row and should not, or again in brackets behind itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import eq

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.glossary.words import UNSPACED
from dragoman.language.doubling import doubling_of
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "duplicate-word"
SPAN = "pair"
SEVERITY = Severity.WARNING

_OPENERS = frozenset("([（［【")
_BRACKETS = re.compile(r"[(\[（［【]([^()\[\]（）［］【】]{2,60})[)\]）］】]")
_UNSPACED = re.compile(f"[{UNSPACED}]")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each such word. What the language doubles (sie sie, nous nous; any word in Hindi, Turkish, Chinese)
    is right, and so are as many doubled words as the source has, and names."""
    severity = rules.severity(NAME, SEVERITY)
    doubling = doubling_of(rules.language)
    for pair, source, target in sides(pairs, rules):
        said = target.said
        found = _runs(target) if True in map(eq, said, said[1:]) else []
        if found:
            lengths = sorted(count for _, count, _, _ in found)
            if lengths == sorted(count for _, count, _, _ in _runs(source)):
                continue
        for word, _, start, end in found:
            if (
                doubling.is_wrong(word, target.running[:start]) or _begins_twice(target.running[start:end])
            ) and not _is_name(word, target.running[start:end], source):
                message = f"“{visible(word, 60)}” stands twice in a row"
                yield rules.finding(NAME, severity, message, pair, "take one out", target.span(start, end))
        if not _OPENERS.isdisjoint(target.characters) and (again := _glossed(target)) and not _glossed(source):
            message = f"“{visible(again[2], 60)}” stands again in brackets"
            yield rules.finding(NAME, severity, message, pair, "take the brackets out", target.span(*again[:2]))
        if doubling.unspaced:
            for match in doubling.unspaced.finditer(target.running):
                message = f"“{match.group()[: len(match.group()) // 2]}” stands twice in a row"
                yield rules.finding(NAME, severity, message, pair, "take one out", target.span(*match.span()))


def _glossed(side: Side) -> tuple[int, int, str] | None:
    """The first brackets that say again what stands before them, as a gloss of the source does in its own language:
    der Bundesrat (Bundesrat). Start, end and words."""
    text = side.running
    for match in _BRACKETS.finditer(text):
        inner = match[1].strip()
        before = text[max(0, match.start() - len(match[1]) - 2) : match.start()].rstrip()
        if not any(map(str.isalpha, inner)) or not before.casefold().endswith(inner.casefold()):
            continue
        ahead = before[: len(before) - len(inner)][-1:]
        if len(before) >= len(inner) and (not ahead.isalnum() or _UNSPACED.match(inner)):
            return match.start(), match.end(), inner
    return None


def _runs(side: Side) -> list[tuple[str, int, int, int]]:
    """Words that follow themselves with nothing but blanks between: word, how often, start and end."""
    found: list[tuple[str, int, int, int]] = []
    last, last_start, last_end, count = "", 0, 0, 1
    has_points = "/>" in side.text
    for word, start, end in side.words:
        if (
            word == last
            and side.running[last_end:start].isspace()
            and not (_is_initial(side.running, start, end) or (has_points and _is_parted(side, last_end, start)))
        ):
            count += 1
            if count == 2:
                found.append((word, 2, last_start, end))
            else:
                found[-1] = (word, count, found[-1][2], end)
        else:
            count, last_start = 1, start
        last, last_end = word, end
        if count == 1:
            last_start = start
    return [run for run in found if not run[0].isdigit() and not _is_letter(side.running[run[2] : run[3]])]


def _is_initial(text: str, start: int, end: int) -> bool:
    """True for the second letter of: und U. Meier, и И. Петров."""
    return end - start == 1 and text[end : end + 1] == "." and text[start].isupper()


def _is_parted(side: Side, last_end: int, start: int) -> bool:
    """True where something that is filled in or shown stands between the words."""
    return "/>" in side.text[slice(*side.span(last_end, start))]


def _begins_twice(text: str) -> bool:
    """True for Der Der: what begins a sentence twice is no clause inside another."""
    parts = text.split()
    return len(parts) == 2 and parts[0] == parts[1] and parts[0][0].isupper() and parts[0][1:].islower()


def _is_letter(text: str) -> bool:
    """True for a row of single capitals: A A A."""
    return all(len(word) == 1 and word.isupper() for word in text.split())


def _is_name(word: str, text: str, source: Side) -> bool:
    """True for Baden Baden: capitals in both, and the source has the word."""
    return all(part[0].isupper() for part in text.split()) and word in source.vocabulary and not text.isupper()
