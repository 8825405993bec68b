"""Finds letters that the language does not write: a neighbour's, without their dots, of the other Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.letters import Letters, Wrong, find_wrong, letters_of
from dragoman.language.tags import autonym
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "wrong-letters"
SPAN = "pair"
SEVERITY = Severity.WARNING

_EDGE = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u200c'’-]")
_LONGEST = 40  # characters of a word on either side of a letter


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each word with such letters. A word that the source or the glossary spells so is none: a Turkish
    name keeps its ş in Romanian."""
    letters = letters_of(rules.language)
    if letters is None:
        return
    severity = rules.severity(NAME, SEVERITY)
    allowed = rules.glossary.written(rules.language).words
    for pair, source, target in sides(pairs, rules):
        last = -1
        for wrong in sorted(_wrong(target, letters), key=lambda each: each.start):
            start, end = _word(target.running, wrong.start, wrong.end)
            word = target.running[start:end]
            if (wrong.case == "small" and not word.islower()) or (wrong.case == "capitals" and not word.isupper()):
                continue
            if start < last or (wrong.may_be_name and (word in source.running or word in allowed)):
                continue
            last = end
            hint = wrong.hint or "write it with the letters of the language"
            if wrong.instead:
                right = target.running[start : wrong.start] + wrong.instead + target.running[wrong.end : end]
                hint = f"write “{visible(_mended(right, letters), 60)}”"
            message = f"“{visible(word, 60)}” {_said(wrong, rules.language)}"
            yield rules.finding(NAME, severity, message, pair, hint, target.span(start, end))


def _wrong(target: Side, letters: Letters) -> Iterator[Wrong]:
    yield from find_wrong(target.running, letters)
    if not target.forms.isdisjoint(letters.words):
        for word, start, end in target.words:
            if right := letters.words.get(word):
                is_small = target.running[start].islower()
                yield Wrong(start, end, "is not spelled with its own letters", right if is_small else _upper(right))


def _upper(word: str) -> str:
    return ("İ" if word[0] == "i" else word[0].upper()) + word[1:]


def _said(wrong: Wrong, language: str) -> str:
    if wrong.says.startswith(("is ", "the letter", "a traditional", "a simplified", "a Japanese")):
        return (
            wrong.says
            if wrong.says.startswith("is ")
            else f"has {wrong.says}, which {autonym(language)} does not write"
        )
    return f"is misspelled: {wrong.says}"


def _mended(text: str, letters: Letters) -> str:
    return letters.alien.sub(lambda match: letters.instead[match.group()], text) if letters.alien else text


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """The word round a place; in scripts without blanks the place itself."""
    if "\u3040" <= text[start] <= "\u9fff":
        return start, end
    low, high = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    while start > low and _EDGE.match(text[start - 1]):
        start -= 1
    while end < high and _EDGE.match(text[end]):
        end += 1
    return start, end
