"""Finds one translation that stands for clearly different sources: a paste into the wrong place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from dragoman.checks.gathering import Gathering, Row
from dragoman.checks.rules import Rules, is_missing
from dragoman.glossary.matching import find_terms
from dragoman.glossary.words import MARKS, UNSPACED, WALL, prose
from dragoman.language.capitals import calendar_words
from dragoman.language.evidence import is_word_of
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "reused"
SPAN = "project"
SEVERITY = Severity.WARNING

_LETTERS, _DENSE_LETTERS = 20, 8  # of a translation; shorter ones are the same for many sources
_CONTENT = 4  # words with a meaning that both sources need before they can be called different
_WORDS = 60  # of a source that are compared
_STEM = 5  # letters: inflected forms are one word
_DENSE = re.compile(f"[{UNSPACED}]")
_NUMBER = re.compile(r"\d+(?:[.,'’٫٬\u00a0\u202f]\d+)*")
_TOKEN = re.compile(rf"[\w{MARKS}]+")
_WORD = re.compile(rf"[{UNSPACED}]|(?:[^\W\d_{UNSPACED}]|[{MARKS}])+")


class Reused:
    """Looks at translations that are not stale. A family is a translation in a context, a member one of its sources."""

    def __init__(self) -> None:
        self._pairs = Gathering(NAME)
        self._rules: Rules | None = None

    def look(self, pairs: Iterable[Pair], rules: Rules, *, tell: bool) -> None:
        """Sources that differ only in punctuation, case, blanks and marks are one."""
        self._rules = rules
        self._pairs.put(_rows(pairs, rules), rules, tell=tell)

    def findings(self) -> Iterator[Finding]:
        """One finding for each source that differs clearly from the first (by article; waived ones come last), or for
        the first where only that one may be told of; and one for each pair of these that is waived."""
        for members in self._pairs.divided() if self._rules else ():
            first, *others = sorted(members, key=lambda one: (not one.times, one.first.article, one.first.line))
            for other in others:
                told, beside = (other.told, first.first) if other.told or not other.times else (first.told, other.first)
                if told and self._rules and (why := _difference(told[0], beside, self._rules)):
                    yield from (_finding(row, beside, why) for row in told)
                    if not other.told:
                        break
        self._pairs.close()


def _rows(pairs: Iterable[Pair], rules: Rules) -> Iterator[tuple[str, str, Pair, Severity]]:
    severity = rules.severity(NAME, SEVERITY)
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        if pair.translation is None or is_missing(pair) or pair.translation.state is State.STALE:
            continue
        if pair.segment.key in seen:
            continue
        seen.add(pair.segment.key)
        target = _folded(pair.translation.text)
        letters = len(target) - target.count(" ")
        if letters >= (_DENSE_LETTERS if _DENSE.search(target) else _LETTERS):
            yield f"{pair.segment.key.context}\0{target}", _folded(pair.segment.text), pair, severity


def _folded(text: str) -> str:
    """A text without what does not count: case, marks, blanks and punctuation."""
    plain = prose(text).text.replace(WALL, " ").casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
    return " ".join(_TOKEN.findall(plain))


@dataclass(frozen=True)
class _Said:
    """What a source says, as far as words show it. `inside` are its capitalised words that do not begin it."""

    numbers: frozenset[str]
    words: frozenset[str]
    content: frozenset[str]
    inside: frozenset[str]
    days: frozenset[str]


@lru_cache(maxsize=1024)
def _said(text: str, language: str) -> _Said:
    plain = prose(text).text.replace(WALL, " ")
    found = _WORD.findall(plain)[:_WORDS]
    small = [word.lower() for word in found]
    days = frozenset(small) & calendar_words()
    own = [word for word in small if len(word) > 1 or _DENSE.match(word)]
    content = {word[:_STEM] for word in own if not is_word_of(word, language, but_not="")}
    numbers = {_digits(number) for number in _NUMBER.findall(plain)}
    inside = {word for word in found[1:] if word[0].isupper() and len(word) > 2 and word.lower() not in days}
    return _Said(frozenset(numbers), frozenset(small), frozenset(content), frozenset(inside), days)


def _digits(number: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in number if sign.isdigit())


def _difference(one: Row, other: Row, rules: Rules) -> str:
    """What tells the two sources apart beyond wording, or "". A language may have one word for what the source has two
    for (he and she, Holland and the Netherlands, 5 p.m. and 17:00); so a number or a day counts where nothing else
    differs, and a name only when the translation has one of the two."""
    first, second = _said(one.source, rules.source), _said(other.source, rules.source)
    if first.words == second.words and first.numbers and second.numbers and first.numbers != second.numbers:
        return "other numbers"
    if (
        first.days
        and second.days
        and first.days != second.days
        and first.words - first.days == (second.words - second.days)
    ):
        return "another day or month"
    if _alike(first.content, second.content) and _names_differ(one, other, first, second, rules):
        return "another name"
    if min(len(first.content), len(second.content)) >= _CONTENT and _share(first.content, second.content) < 0.25:
        return "other words"
    return ""


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= min(len(one), len(other))


def _names_differ(one: Row, other: Row, first: _Said, second: _Said, rules: Rules) -> bool:
    """True when each has a name that the other lacks, and the translation has those of one only."""
    mine, its = first.inside - second.inside, second.inside - first.inside
    for name in mine:
        for another in its:
            if SequenceMatcher(None, name.lower(), another.lower()).ratio() >= 0.5:
                return False  # Kyiv and Kiev
    if mine and its and (mine <= (words := set(_WORD.findall(one.target)))) != (its <= words):
        return not (mine & words and its & words)
    rendered, its_rendered = _renderings(one.source, rules), _renderings(other.source, rules)
    ours, theirs = rendered - its_rendered, its_rendered - rendered
    return bool(ours and theirs) and any(text in one.target for text in ours) != any(
        text in one.target for text in theirs
    )


def _renderings(source: str, rules: Rules) -> frozenset[str]:
    """How the glossary writes the terms of a source."""
    found = set()
    for match in find_terms(source, rules.glossary, rules.source):
        if rendering := match.term.rendering(rules.language):
            found.add(rendering.approved)
    return frozenset(found)


def _finding(told: Row, beside: Row, why: str) -> Finding:
    message = f"the same translation stands at {beside.place} for a text with {why}: “{visible(beside.source, 80)}”"
    hint = "one of the two was pasted into the wrong place: translate it anew"
    return told.finding(NAME, message, hint, (beside.article, beside.catalog, beside.source))
