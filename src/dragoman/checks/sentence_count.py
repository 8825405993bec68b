"""Finds a translation with at least two sentences more or fewer than its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.capitals import calendar_words, has_capital_nouns, has_case
from dragoman.language.evidence import is_word_of
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "sentence-count"
SPAN = "pair"
SEVERITY = Severity.WARNING

_ENDS = (".", "!", "?")
_FAR = 0.5  # of the words before a sentence, how many the translation may have more or fewer
_FREE = re.compile(r"[:：;；؛…\"“”„«»‹›「」『』\n]|\.\.|—")  # where languages cut and join as they like


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """One sentence more or fewer is the translator's right. Silent where a quotation, a colon or an ellipsis lets each
    language cut its own way, and in languages that write no stops."""
    severity = rules.severity(NAME, SEVERITY)
    if "sentences" in rules.style.as_source:
        for pair, source, target in sides(pairs, rules):
            yield from _counted(pair, source, target, rules, severity)
        return
    has_capitals = has_case(rules.source) and has_case(rules.language) and not has_capital_nouns(rules.language)
    for pair, source, target in sides(pairs, rules):
        given, made = source.stops, target.stops
        if given == made:
            continue
        if has_capitals and given == made + 1 > 1 and (lost := _lost_stop(source, target, rules)):
            start, end = lost
            message = (
                f"a sentence seems to begin at “{visible(target.running[start:end], 40)}” without a stop before it"
            )
            hint = "end the sentence before it, unless it is a name"
            note = rules.at_most(NAME, Severity.NOTE)
            yield rules.finding(NAME, note, message, pair, hint, target.span(start, end))
        if max(given, made) < 2 or abs(given - made) < 2 or made == 0:
            continue
        if _FREE.search(source.running) or _FREE.search(target.running):
            continue
        yield from _counted(pair, source, target, rules, severity, least=2)


def _counted(
    pair: Pair, source: Side, target: Side, rules: Rules, severity: Severity, *, least: int = 1
) -> Iterator[Finding]:
    """A finding where the numbers of sentences differ by `least` or more."""
    before, after = len(source.sentences), len(target.sentences)
    if abs(before - after) >= least:
        message = f"{after} sentence{'s' * (after != 1)}, {before} in the source"
        hint = "look for a sentence that was added" if after > before else "look for a sentence that is missing"
        yield rules.finding(NAME, severity, message, pair, hint)


def _lost_stop(source: Side, target: Side, rules: Rules) -> tuple[int, int] | None:
    """The word with a capital inside a sentence that is new in the translation, which has as many words with capitals
    as its source, but a stop less: where sentences were joined there is one less of both."""
    if not _may_begin_inside(target.running) or _capitals(source) != _capitals(target):
        return None
    ours, known = source.vocabulary, rules.glossary.written(rules.language).small
    begun = _begun(source)
    text = target.running
    for at, ((before, _, end), (word, start, stop)) in enumerate(pairwise(target.words), 1):
        if text[end:start] != " " or not _is_plain(text[start:stop]) or word in ours or before in ours:
            continue
        if word not in known and before not in known:
            is_near = any(abs(at - place) <= max(1, place * _FAR) for place in begun)
            # No sentence ends with an article or begins with two words of a name.
            is_name = is_word_of(before, rules.language, but_not="") or _goes_on(text, stop)
            return (start, stop) if is_near and not is_name and text[end - 1].islower() else None
    return None


def _may_begin_inside(text: str) -> bool:
    """False for a text without a capital behind a small letter and a blank."""
    return any(before[-1:].islower() and word[:1].isupper() for before, word in pairwise(text.split(" ")))


def _goes_on(text: str, stop: int) -> bool:
    return text[stop : stop + 1] == " " and text[stop + 1 : stop + 2].isupper()


def _begun(side: Side) -> list[int]:
    """How many words stand before each sentence inside the text."""
    return [
        at
        for at, ((_, _, end), (_, start, _)) in enumerate(pairwise(side.words), 1)
        if side.running[end:start].rstrip() in _ENDS and side.running[start].isupper()
    ]


def _capitals(side: Side) -> int:
    """How many words begin with a capital, those aside that do so in English only."""
    words = {"i", *calendar_words()}
    return sum(side.running[start].isupper() and word not in words for word, start, _ in side.words)


def _is_plain(word: str) -> bool:
    """True for a capital and small letters."""
    return word[0].isupper() and word[1:].islower()
