"""A translation, ready to be asked which renderings stand in it, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.glossary.entries import Rendering
from dragoman.glossary.inflection import Shapes, shapes
from dragoman.glossary.letters import distinguish
from dragoman.glossary.tables import table_of
from dragoman.glossary.verdicts import RANK, Standing, Verdict
from dragoman.glossary.words import Prose, Words, prose, spelling, words
from dragoman.model.marks import Span

_HYPHENS = frozenset("-‐‑־")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_KATAKANA = re.compile("[\u30a1-\u30faー\uff66-\uff9f]")
_ZWNJ = "\u200c"


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
        self.trapped = [span for trap in self.table.traps for span in self._literal(trap)]

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
        for spelled in dict.fromkeys(self._spellings(choice)):
            for span, verdict in self._rows(spelled, inflects):
                bounded = self._bounded(span, verdict, spelled)
                if bounded is None:
                    continue
                if bounded is not Verdict.PLAUSIBLE and not self._has_capitals_of(spelled, span):
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

    def _spellings(self, choice: str) -> Iterator[str]:
        """`choice`, and what print makes of it: a joiner left out, a hyphen for a blank in Hebrew, and the other way."""
        yield choice
        if _ZWNJ in choice:
            yield choice.replace(_ZWNJ, "")
        if self.language.startswith(("he", "iw")):
            yield choice.replace(" ", "-")
            yield re.sub("[-־]", " ", choice)

    def _rows(self, choice: str, inflects: bool) -> Iterator[tuple[Span, Verdict]]:
        items = spelling(distinguish(choice, self.language))
        size = len(items)
        if not items or size > len(self.words.items):
            return
        plain = [item.lstrip(" ") for item in items]
        if not inflects:
            for index in self.places.get(plain[0], ()):
                if all(self.words.items[index + step : index + step + 1] == [items[step]] for step in range(1, size)):
                    yield (index, index + size), Verdict.EXACT
            return
        row = _row(choice, tuple(plain), self.language)
        for first in sorted(self._beginnings(row[0])):
            if first + size > len(self.words.items):
                continue
            verdict = Verdict.EXACT
            for step in range(size):
                found = self.words.items[first + step]
                if step and found.startswith(" ") != items[step].startswith(" "):
                    break
                verdict = max(verdict, _verdict(row[step], plain[step], found.lstrip(" ")), key=RANK.__getitem__)
                if verdict is Verdict.MISSING:
                    break
            else:
                yield (first, first + size), verdict

    def _beginnings(self, shape: Shapes) -> Iterator[int]:
        """Where a word stands that may be the first of a rendering."""
        if shape.chains:
            begin = shape.word[:1]
            for word, places in self.places.items():
                if word.startswith(begin) and shape.is_near(word):
                    yield from places
            return
        known = self.places.keys()
        for word in known & shape.sure:
            yield from self.places[word]
        for word in known & shape.near:
            yield from self.places[word]

    def _literal(self, text: str) -> Iterator[Span]:
        for span, _ in self._rows(text, inflects=False):
            yield span

    def _bounded(self, span: Span, verdict: Verdict, choice: str) -> Verdict | None:
        """The verdict by what stands right beside the span: None when it is part of another word."""
        first, last = span
        if any(start < last and first < end and not (first <= start and end <= last) for start, end in self.trapped):
            return None
        before = self.words.at(first - 1) if self.words.is_glued(first) else ""
        after = self.words.at(last) if self.words.is_glued(last) else ""
        if _KATAKANA.match(choice) and _KATAKANA.match(before):
            return None
        if _KATAKANA.match(choice[-1:]) and _KATAKANA.match(after):
            return None
        if self.table.particles is not None and _HANGUL.match(choice[-1:]):
            return self._with_particles(last, verdict, before)
        joined = self.table.hyphen_joins and (self._is_joined(first - 1) or self._is_joined(last))
        return Verdict.PLAUSIBLE if joined else verdict

    def _with_particles(self, last: int, verdict: Verdict, before: str) -> Verdict | None:
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
        assert self.table.particles is not None
        return Verdict.FORM if self.table.particles.fullmatch(tail) else None

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

    def _has_capitals_of(self, choice: str, span: Span) -> bool:
        """True when each word that `choice` capitalises is capitalised here too, and acronyms are in capitals."""
        if choice == choice.lower():
            return True
        row = words(distinguish(choice, self.language))
        for index in range(len(row.items)):
            low, high = row.span(index, index + 1)
            start, end = self.words.span(span[0] + index, span[0] + index + 1)
            wanted, found = choice[low:high], self.prose.text[start:end]
            if wanted[0].lower() == found[0].lower() and not _fits(wanted, found):
                return False
        return True


def _row(choice: str, plain: Sequence[str], language: str) -> list[Shapes]:
    cased = words(distinguish(choice, language))
    found: list[Shapes] = []
    for index, word in enumerate(plain):
        begin = choice[cased.span(index, index + 1)[0]]
        capital = begin != begin.lower()
        found.append(shapes(word, language, first=index == 0, last=index == len(plain) - 1, capital=capital))
    return found


def _verdict(shape: Shapes, plain: str, found: str) -> Verdict:
    if found == plain:
        return Verdict.EXACT
    if shape.is_sure(found):
        return Verdict.FORM
    return Verdict.PLAUSIBLE if shape.is_near(found) else Verdict.MISSING


def _fits(wanted: str, found: str) -> bool:
    if wanted == wanted.lower():
        return True
    if len(wanted) > 1 and wanted.isupper():
        return found[: len(wanted)] == found[: len(wanted)].upper()
    return wanted[0] == wanted[0].lower() or found[0] != found[0].lower()
