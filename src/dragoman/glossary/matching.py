"""Where the glossary's terms stand in a source text."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.glossary.broken import has_broken_words, made_whole
from dragoman.glossary.entries import Term
from dragoman.glossary.finding import apart, find
from dragoman.glossary.fitting import Hit
from dragoman.glossary.index import Index
from dragoman.glossary.terms import Glossary
from dragoman.glossary.words import Prose, prose

_TURKIC = ("tr", "az", "crh", "kk", "tt")


class Match(NamedTuple):
    """A term in a text: its span (a possessive 's is not part of it), and the form as the glossary spells it."""

    start: int
    end: int
    term: Term
    form: str


def find_terms(text: str, glossary: Glossary, language: str) -> list[Match]:
    """The terms in a text of `language` (BCP 47), in order, not overlapping; leftmost first, then longest.

    Marks (`<a>`) are transparent; addresses and code hold no terms. A term's `case` says which capitals it needs, its
    neighbours whether it is meant. Time is linear in the text.
    """
    index = index_of(glossary, language)
    if index.is_empty:
        return []
    running = prose(text)
    if has_broken_words(running.text):
        return _placed([(0, _with_broken_words(running.text, index, language))], running)
    return _placed(find(running.text, index, language), running)


def index_of(glossary: Glossary, language: str) -> Index:
    """The index that texts of a language are searched with."""
    return glossary.turkic_index if language.partition("-")[0].lower() in _TURKIC else glossary.index


def _with_broken_words(text: str, index: Index, language: str) -> list[Hit]:
    """What is found in a text, and what is found across the ends of lines when broken words are made whole."""
    hits = [
        (start + begin, end + begin, term, form)
        for begin, row in find(text, index, language)
        for start, end, term, form in row
    ]
    for keep_hyphen in (True, False):
        whole = made_whole(text, keep_hyphen=keep_hyphen)
        for begin, row in find(whole.text, index, language):
            for start, end, term, form in row:
                first, last = whole.span(start + begin, end + begin)
                if last - first != end - start:
                    hits.append((first, last, term, form))
    return apart(hits)


_made = tuple.__new__  # a third of the time that Match(…) takes


def _placed(windows: Iterable[tuple[int, list[Hit]]], running: Prose) -> list[Match]:
    """The hits of each window, which begins at a place of the running text, at their places in the segment."""
    matches: list[Match] = []
    if not running.borders:
        for begin, hits in windows:
            matches += [_made(Match, (start + begin, end + begin, term, form)) for start, end, term, form in hits]
        return matches
    borders = (*running.borders, sys.maxsize)
    shifts = (*running.shifts, 0)
    index = shift = 0
    border = borders[0]
    for begin, hits in windows:
        for start, end, term, form in hits:
            while border <= start + begin:
                shift = shifts[index]
                index += 1
                border = borders[index]
            first = start + begin + shift
            while border < end + begin:
                shift = shifts[index]
                index += 1
                border = borders[index]
            matches.append(_made(Match, (first, end + begin + shift, term, form)))
    return matches
