"""A translation, ready to be asked which renderings stand in it, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.glossary.entries import Rendering
from dragoman.glossary.inflection import Shapes
from dragoman.glossary.letters import distinguish
from dragoman.glossary.tables import table_of
from dragoman.glossary.verdicts import RANK, Standing, Verdict
from dragoman.glossary.wanted import WantedWord, wanted
from dragoman.glossary.words import Prose, Words, prose, words
from dragoman.model.marks import Span

_HYPHENS = frozenset("-‐‑־")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_KATAKANA = re.compile("[\u30a1-\u30faー\uff66-\uff9f]")


class Target:
    """A translation in a language (BCP 47). Spans count words, not characters."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self.table = table_of(language)
        self.prose: Prose = prose(text)
        self.words: Words = words(distinguish(self.prose.text, language))
        self.places: dict[str, list[int]] = {}
        for index, item in enumerate(self.words.items):
            self.places.setdefault(item.lstrip(" "), []).append(index)
        self.trapped = [
            span
            for trap in self.table.traps
            for row in wanted(trap, language)
            for span, _ in self._rows(row, inflects=False)
        ]

    def standings(self, rendering: Rendering) -> list[Standing]:
        """Every place where something stands that may be `rendering`, the best verdict for each."""
        best: dict[Span, Standing] = {}
        inflects = not rendering.exact
        listed = (*rendering.form_texts, *((rendering.gloss,) if rendering.gloss else ()))
        for choices, ceiling, is_admitted in (
            ((rendering.approved,) if rendering.approved else (), Verdict.EXACT, False),
            (listed, Verdict.FORM, False),
            (rendering.admitted, Verdict.FORM, True),
        ):
            for choice in choices:
                for span, verdict in self.find(choice, inflects=inflects):
                    found = Standing(span, max(verdict, ceiling, key=RANK.__getitem__), is_admitted)
                    if span not in best or found.cost < best[span].cost:
                        best[span] = found
        return list(best.values())

    def find(self, choice: str, *, inflects: bool = True) -> Iterator[tuple[Span, Verdict]]:
        """Where `choice` stands: as it is (exact), in a sure form (form), in something like it (plausible)."""
        for row in wanted(choice, self.language):
            for span, verdict in self._rows(row, inflects):
                bounded = self._bounded(span, verdict, row)
                if bounded is None:
                    continue
                small = self._without_capital(row, span)
                if small and self.table.capitals_tell and len(row) - 1 in small:
                    continue
                if small:
                    bounded = Verdict.PLAUSIBLE
                if inflects or bounded is Verdict.EXACT:
                    yield span, bounded

    def parts(self, name: str) -> Iterator[Standing]:
        """Where one part of a person's name of several parts stands by itself: the family name, else another."""
        names = [part for part in re.split(r"[\s·・]+", name) if len(part) > 1 and part[0] == part[0].upper()]
        if len(names) > 1:
            for part in names[::-1]:
                for span, verdict in self.find(part):
                    if verdict is not Verdict.PLAUSIBLE:
                        yield Standing(span, Verdict.PLAUSIBLE)

    def slice(self, span: Span) -> str:
        """The text of a span, without marks."""
        start, end = self.words.span(*span)
        return self.prose.text[start:end]

    def _rows(self, row: Sequence[WantedWord], inflects: bool) -> Iterator[tuple[Span, Verdict]]:
        size = len(row)
        for first in self._beginnings(row[0], inflects):
            if first + size > len(self.words.items):
                continue
            verdict = Verdict.EXACT
            for step, word in enumerate(row):
                found = self.words.items[first + step]
                if (found if step else found.lstrip(" ")) == word.item:
                    continue
                if step and found.startswith(" ") != word.item.startswith(" "):
                    break
                verdict = max(verdict, _verdict(word.shapes, found.lstrip(" ")), key=RANK.__getitem__)
                if verdict is Verdict.MISSING or not inflects:
                    break
            else:
                yield (first, first + size), verdict

    def _beginnings(self, word: WantedWord, inflects: bool) -> Sequence[int]:
        """Where a word stands that may be the first of a rendering, in order."""
        if not inflects:
            return self.places.get(word.plain, ())
        shape = word.shapes
        if shape.chains:
            begin = shape.word[:1]
            hits = [each for each in self.places if each.startswith(begin) and shape.is_near(each)]
        else:
            hits = [each for each in self.places if each in shape.sure or each in shape.near]
        return sorted(index for each in hits for index in self.places[each])

    def _bounded(self, span: Span, verdict: Verdict, row: Sequence[WantedWord]) -> Verdict | None:
        """The verdict by what stands right beside the span: None when it is part of another word."""
        first, last = span
        if any(start < last and first < end and not (first <= start and end <= last) for start, end in self.trapped):
            return None
        before = self.words.at(first - 1) if self.words.is_glued(first) else ""
        after = self.words.at(last) if self.words.is_glued(last) else ""
        if _KATAKANA.match(row[0].plain) and _KATAKANA.match(before):
            return None
        if _KATAKANA.match(row[-1].plain[-1]) and _KATAKANA.match(after):
            return None
        if (particles := self.table.particles) is not None and _HANGUL.match(row[-1].plain[-1]):
            return self._with_particles(particles, last, verdict, before)
        joined = self.table.hyphen_joins and (self._is_joined(first - 1) or self._is_joined(last))
        return Verdict.PLAUSIBLE if joined else verdict

    def _with_particles(self, particles: re.Pattern[str], last: int, verdict: Verdict, before: str) -> Verdict | None:
        """Korean: particles cling to a word, other syllables make another word of it."""
        if _HANGUL.match(before):
            return None
        end = last
        while end < len(self.words.items) and (end == last or self.words.is_glued(end)):
            if not _HANGUL.match(self.words.items[end]):
                break
            end += 1
        tail = "".join(self.words.items[last:end])
        if not tail or verdict is Verdict.PLAUSIBLE:
            return verdict
        return Verdict.FORM if particles.fullmatch(tail) else None

    def _is_joined(self, index: int) -> bool:
        """True for a hyphen with a word on either side."""
        if not 0 < index < len(self.words.items) - 1 or self.words.items[index] != "-":
            return False
        start, _ = self.words.span(index, index + 1)
        return (
            self.prose.text[start] in _HYPHENS
            and self.words.is_glued(index + 1)
            and self.words.at(index - 1)[-1:].isalnum()
            and self.words.at(index + 1)[:1].isalnum()
        )

    def _without_capital(self, row: Sequence[WantedWord], span: Span) -> list[int]:
        """Which words the glossary capitalises, or spells in capitals throughout, and the text does not."""
        small: list[int] = []
        for index, word in enumerate(row):
            if not word.cased:
                continue
            start, end = self.words.span(span[0] + index, span[0] + index + 1)
            found = self.prose.text[start:end]
            if word.cased[0].lower() == found[0].lower() and not _fits(word.cased, found):
                small.append(index)
        return small


def _verdict(shape: Shapes, found: str) -> Verdict:
    if shape.is_sure(found):
        return Verdict.FORM
    return Verdict.PLAUSIBLE if shape.is_near(found) else Verdict.MISSING


def _fits(cased: str, found: str) -> bool:
    if len(cased) > 1 and cased.isupper():
        return found[: len(cased)] == found[: len(cased)].upper()
    return cased[0] == cased[0].lower() or found[0] != found[0].lower()
