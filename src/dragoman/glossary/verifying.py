"""Whether a translation renders the terms of its source as the glossary wants."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from dragoman.glossary.entries import Rendering
from dragoman.glossary.inflection import forms
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.terms import Glossary
from dragoman.glossary.words import Prose, Words, prose, spelling, words
from dragoman.model.marks import Span


class Standing(StrEnum):
    """How a translation renders a term, best first; only the first two need no second look."""

    EXACT = "exact"  # the approved rendering as it is
    FORM = "form"  # a listed form, or one made by clitics and endings
    ADMITTED = "admitted"  # allowed, not preferred
    PLAUSIBLE = "plausible"  # something much like it: other capitals, gender, unknown ending, part of a person's name
    MISSING = "missing"
    FORBIDDEN = "forbidden"  # what the glossary forbids, and not as part of what it allows


@dataclass(frozen=True, slots=True)
class Verdict:
    """One term of the source: its first occurrence, how the target renders it, and the words found there, if any."""

    match: Match
    standing: Standing
    rendering: Rendering
    found: str = ""


def verify(
    source: str, target: str, language: str, glossary: Glossary, *, source_language: str = "en"
) -> list[Verdict]:
    """A verdict for each term of `source` that `language` (BCP 47) has a rendering for, in order of appearance.

    However often a term stands in the source, one rendering is enough: pronouns and omission of repeats are good
    style within a sentence. Where terms overlap in the source, only the longest counts.
    """
    wanted: dict[str, tuple[Match, Rendering]] = {}
    for match in find_terms(source, glossary, source_language):
        if match.term.status == "unreviewed":
            continue
        if match.term.source not in wanted and (rendering := match.term.rendering(language)):
            wanted[match.term.source] = match, rendering
    if not wanted:
        return []
    text = _Target(target, language)
    reach = text.reach(rendering for _, rendering in wanted.values())
    verdicts = [_judge(match, rendering, text, reach) for match, rendering in wanted.values()]
    return [made for made in verdicts if made.rendering.approved or made.standing is Standing.FORBIDDEN]


def _judge(match: Match, rendering: Rendering, text: _Target, reach: Sequence[int]) -> Verdict:
    for forbidden in rendering.forbidden:
        for span in text.spans(forbidden):
            if reach[span[0]] < span[1] and text.has_capitals_of(forbidden, span):
                return Verdict(match, Standing.FORBIDDEN, rendering, text.slice(span))
    is_person = match.term.kind == "person"
    for standing, span in _ladder(rendering, text, is_person):
        return Verdict(match, standing, rendering, text.slice(span))
    return Verdict(match, Standing.MISSING, rendering)


def _ladder(rendering: Rendering, text: _Target, is_person: bool) -> Iterator[tuple[Standing, Span]]:
    """Every rendering found, best standing first."""
    approved = (rendering.approved,)
    rungs = (
        (Standing.EXACT, approved, False),
        (Standing.FORM, rendering.form_texts, False),
        (Standing.FORM, approved + rendering.form_texts, True),
        (Standing.ADMITTED, rendering.admitted, True),
    )
    for standing, choices, inflected in rungs:
        for choice in choices:
            for span in text.spans(choice, inflected=inflected):
                if text.has_capitals_of(choice, span):
                    yield standing, span
    choices = approved + rendering.form_texts + rendering.admitted
    for choice in choices:
        for span in text.near(choice):
            yield Standing.PLAUSIBLE, span
    if is_person:
        for choice in choices:
            for span in text.parts(choice):
                yield Standing.PLAUSIBLE, span


class _Target:
    """A translation, ready to be asked which renderings stand in it. Spans count words, not characters."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self.prose: Prose = prose(text)
        self.words: Words = words(self.prose.text)
        self.places: dict[str, list[int]] = {}
        for index, item in enumerate(self.words.items):
            self.places.setdefault(item.lstrip(" "), []).append(index)
        self.vocabulary = sorted(self.places)

    def reach(self, renderings: Iterable[Rendering]) -> list[int]:
        """For each word, how far what `renderings` allow reaches when it begins there or before."""
        ends = [0] * len(self.words.items)
        for rendering in renderings:
            for choice in (rendering.approved, *rendering.form_texts, *rendering.admitted):
                for first, last in self.spans(choice):
                    ends[first] = max(ends[first], last)
        return list(accumulate(ends, max))

    def spans(self, choice: str, *, inflected: bool = True) -> Iterator[Span]:
        """Where `choice` stands, in any of its sure forms when `inflected`."""
        shapes = [
            forms(item.lstrip(" "), self.language, first=index == 0) if inflected else frozenset((item.lstrip(" "),))
            for index, item in enumerate(spelling(choice))
        ]
        yield from self._rows(choice, shapes)

    def near(self, choice: str) -> Iterator[Span]:
        """Where something much like `choice` stands: a probable form, or words that begin alike, in any capitals."""
        shapes: list[frozenset[str]] = []
        for index, item in enumerate(spelling(choice)):
            word = item.lstrip(" ")
            shapes.append(forms(word, self.language, first=index == 0, near=True).union(self._beginning_like(word)))
        yield from self._rows(choice, shapes)

    def parts(self, name: str) -> Iterator[Span]:
        """Where one part of a person's name of several parts stands by itself."""
        parts = [part for part in name.replace("·", " ").split() if len(part) > 1 and part[0] == part[0].upper()]
        if len(parts) > 1:
            for part in parts[::-1]:
                yield from self.spans(part)

    def slice(self, span: Span) -> str:
        start, end = self.words.span(*span)
        return self.prose.text[start:end]

    def has_capitals_of(self, choice: str, span: Span) -> bool:
        """True when each word that `choice` capitalises is capitalised here too, and acronyms are in capitals."""
        if choice == choice.lower():
            return True
        row = words(choice)
        for index in range(len(row.items)):
            low, high = row.span(index, index + 1)
            start, end = self.words.span(span[0] + index, span[0] + index + 1)
            wanted, found = choice[low:high], self.prose.text[start:end]
            if wanted[0].lower() == found[0].lower() and not _fits(wanted, found):
                return False
        return True

    def _rows(self, choice: str, shapes: Sequence[Iterable[str]]) -> Iterator[Span]:
        items = spelling(choice)
        if not items:
            return
        size = len(items)
        for first in sorted({index for shape in shapes[0] for index in self.places.get(shape, ())}):
            if first + size <= len(self.words.items) and all(
                self.words.items[first + step].startswith(" ") == items[step].startswith(" ")
                and self.words.at(first + step) in shapes[step]
                for step in range(1, size)
            ):
                yield first, first + size

    def _beginning_like(self, word: str) -> Iterator[str]:
        """The words here that share seven tenths of `word` and are at most three letters longer or shorter."""
        head = word[: -(-len(word) * 7 // 10)]
        if len(head) < 4:
            return
        for index in range(bisect_left(self.vocabulary, head), len(self.vocabulary)):
            other = self.vocabulary[index]
            if not other.startswith(head):
                return
            if abs(len(other) - len(word)) <= 3:
                yield other


def _fits(wanted: str, found: str) -> bool:
    if wanted == wanted.lower():
        return True
    if len(wanted) > 1 and wanted.isupper():
        return found[: len(wanted)] == found[: len(wanted)].upper()
    return wanted[0] == wanted[0].lower() or found[0] != found[0].lower()
