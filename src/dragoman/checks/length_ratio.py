"""Finds a translation far shorter or longer than its source lets expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.lengths import growth
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "length-ratio"
SPAN = "pair"
SEVERITY = Severity.WARNING

_SHORT, _LEAST = 80, 0.34  # characters of a source, and the least part of what is expected
_BRIEF, _MOST = 40, 2.6  # the same for a long text
_ROOM = 40  # characters that a note or a gloss may add
# Of a few words only what is far off tells: a sentence of which a syllable is left, a word that became a paragraph.
_FEW, _LITTLE = 20, 0.1
_WORDS = 4
_WORD = 5  # letters of a word that hardly becomes a single one
_TWICE, _MUCH = 2.0, 80


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for gross cases only, and the grosser the shorter the source is: it says little about its translation,
    and an acronym stands for many words."""
    severity = rules.severity(NAME, SEVERITY)
    rate = growth(rules.source, rules.language)
    for pair, source, target in sides(pairs, rules):
        given, made = len(source.running), len(target.running)
        expected, weight = given * rate, severity
        if given >= _SHORT and made < expected * _LEAST:
            message, hint = "much shorter than the source", "look what is missing"
        elif given >= _BRIEF and made > expected * _MOST + _ROOM * rate:
            message, hint = (
                "much longer than the source",
                "look what was added, or whether it is another segment's",
            )
        elif given < _SHORT and made < expected * _LITTLE and _is_sentence(source, target):
            message, hint = "hardly anything of the source", "look what is missing"
        elif given < _BRIEF and made > expected * _TWICE + _MUCH * min(rate, 1) and not source.running.isupper():
            message, hint = "far more than the source", "look what was added"
        elif given >= _WORD and made == 1 and given * rate > _WORD and target.letters == 1 == len(source.words):
            message, hint = "a word became one letter", "write the word, unless it is short for it in a table"
            weight = rules.at_most(NAME, Severity.NOTE)
        else:
            continue
        message = f"{message}: {made} characters, about {round(expected)} expected"
        yield rules.finding(NAME, weight, message, pair, hint)


def _is_sentence(source: Side, target: Side) -> bool:
    """True for several words that are no name, whose translation is no acronym."""
    small = sum(word.islower() for word in source.running.split())
    return len(source.running) >= _FEW and small >= _WORDS and not target.running.strip(" .").isupper()
