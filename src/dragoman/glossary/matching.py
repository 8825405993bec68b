"""Where the glossary's terms stand in a source text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import accumulate, compress, count
from operator import add
from typing import NamedTuple

from dragoman.glossary.canonical import Canonical, canonical, has_unspaced, is_unspaced, unspaced_runs
from dragoman.glossary.clitics import Clitics, clitics
from dragoman.glossary.entries import Term
from dragoman.glossary.fitting import Hit, Spot, fitting
from dragoman.glossary.index import Index
from dragoman.glossary.terms import Glossary
from dragoman.glossary.words import UNSPACED, Prose, prose

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
    index = glossary.turkic_index if language.partition("-")[0].lower() in _TURKIC else glossary.index
    if index.is_empty:
        return []
    running = prose(text)
    if "\n" in text and _BROKEN.search(running.text):
        hits = _with_broken_words(running.text, index, language)
        return _placed([(0, hits)], running)
    return _placed(_find(running.text, index, language), running)


_made = tuple.__new__  # a third of the time that Match(…) takes


def _placed(windows: Iterable[tuple[int, list[Hit]]], running: Prose) -> list[Match]:
    """The hits of each window, which begins at a place of the running text, at their places in the segment."""
    matches: list[Match] = []
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


_WINDOW = 16_384  # characters searched at a time: what stays near the processor
_CONTEXT = 200  # characters before and behind that neighbours and borders may lie in


def _find(text: str, index: Index, language: str) -> Iterator[tuple[int, list[Hit]]]:
    """The terms of a text, window by window, with the place that their spans count from; where one overhangs, the next
    window begins behind it. Windows are made use of while they are near the processor."""
    if len(text) <= _WINDOW:
        yield 0, _in_window(text, index, language, 0)
        return
    reach = _CONTEXT + 4 * index.longest
    position = 0
    while position < len(text):
        cut = position + _WINDOW
        border = text.rfind(" ", position + 1, cut) if cut < len(text) else -1
        cut = border if border > 0 else cut
        before = max(0, position - _CONTEXT)
        hits = _in_window(text[before : cut + reach], index, language, position - before)
        while hits and hits[-1][0] + before >= cut:
            hits.pop()
        yield before, hits
        position = max(cut, hits[-1][1] + before if hits else 0)


def _in_window(text: str, index: Index, language: str, position: int) -> list[Hit]:
    """The terms that begin at `position` or behind."""
    place = canonical(text, turkic=index.is_turkic)
    hits = _spaced(place, text, index, language, position)
    if index.characters and (index.has_sign or has_unspaced(text)):
        hits = _apart([*hits, *_unspaced(place, text, index, language)], position)
    return hits


def _apart(hits: list[Hit], position: int = 0) -> list[Hit]:
    """Those that begin at `position` or behind and do not overlap; the leftmost goes first, then the longest."""
    found: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if hit[0] >= position:
            found.append(hit)
            position = hit[1]
    return found


def _spaced(place: Canonical, running: str, index: Index, language: str, position: int) -> list[Hit]:
    """The forms in scripts with blanks that begin at `position` or behind and do not overlap."""
    if not index.keys:
        return []
    padded, signs = f" {place.skeleton} ", f" {place.text} "
    original = None if place.is_same else place.start
    plain, lower, terms = index.plain, index.lower, index.terms
    hits: list[Hit] = []
    done = position
    for number, start, last in _candidates(padded, index):
        after = padded[last]
        form = plain[number]
        ending = 0
        if after == " ":
            if form and signs[start] != "'" != signs[last]:
                first = start if original is None else original(start)
                end = first + len(form)
                found = running[first:end]
                if found == form:  # most are spelled so
                    if first >= done:
                        hits.append((first, end, terms[number], form))
                        done = end
                    elif first >= position:
                        done = _pushed(hits, (first, end, terms[number], form))
                    continue
                small = lower[number]
                if small == form:
                    if found.lower() == form:
                        if first >= position:
                            done = _pushed(hits, (first, end, terms[number], form))
                        continue
                elif small == found:  # a name without its capitals
                    continue
        elif after == "s":
            if padded[last + 1] != " ":
                continue  # within a word
            ending = 1
            if form and signs[start] != "'" != signs[last + 1] and padded[start + 1 : last + 1] not in index.keys:
                first = start if original is None else original(start)
                end = first + len(form)
                found = running[first : end + 1]
                if found == form + "s" and _takes_s(form):
                    if first >= position:
                        done = _pushed(hits, (first, end + 1, terms[number], form))
                    continue
                if found[:-1] == lower[number] != form:
                    continue
        elif after == "e" and padded[last + 1 : last + 3] == "s ":
            ending = 2
        else:
            continue
        hit = _standing(padded[start + 1 : last + ending], start, place, running, index, language)
        if hit and hit[0] >= position:
            done = _pushed(hits, hit)
    cling = clitics(language)
    if cling.prefixes:
        return _apart([*hits, *_clinging(place, running, index, language, cling)], position)
    return hits


def _takes_s(form: str) -> bool:
    """True for a form that a plain plural is of, beyond doubt."""
    return len(form) > 1 and form.isascii() and form[-2:].isalpha()


def _candidates(padded: str, index: Index) -> Iterable[tuple[int, int, int]]:
    """Where skeletons stand, with a blank before them: the number, the place of the blank, the end."""
    if padded.isascii():
        return index.automaton.find(padded.encode())
    return _in_characters(padded.encode(), index)


def _in_characters(text: bytes, index: Index) -> Iterator[tuple[int, int, int]]:
    """The same in UTF-8, without those that end within a word."""
    place = byte = 0
    for number, start, end in index.automaton.find(text):
        after = text[end]
        if after == _BLANK or (after in _PLURAL and text[end + 1] in _PLURAL_END):
            place += len(text[byte:end].decode())
            byte = end
            yield number, place - len(text[start:end].decode()), place


_BLANK = ord(" ")
_PLURAL, _PLURAL_END = frozenset(b"se"), frozenset(b" s")


def _pushed(hits: list[Hit], hit: Hit) -> int:
    """Puts a hit that ends behind all others where it belongs: what it covers goes, and it goes itself when an earlier
    one reaches into it. Where the last now ends."""
    start = hit[0]
    while hits and hits[-1][0] >= start:
        hits.pop()
    if not hits or hits[-1][1] <= start:
        hits.append(hit)
    return hits[-1][1]


def _standing(key: str, start: int, place: Canonical, running: str, index: Index, language: str) -> Hit | None:
    """The form whose skeleton, or the plural of it, stands at `start`."""
    entries = index.entries(key)
    plurals = list(index.plurals(key)) if key[-1] == "s" else []
    size = len(key.partition(" ")[0])
    spot = Spot(place, running, language, start, start + size, size)
    return fitting(entries, spot) or fitting(plurals, spot)


def _clinging(place: Canonical, running: str, index: Index, language: str, cling: Clitics) -> Iterator[Hit]:
    """The longest form in each word that clitics stand before."""
    bones, heads = place.skeleton, index.heads
    words = bones.split(" ")
    ends = list(accumulate(map(len, words), initial=0))  # before each word; with its number, where it begins
    for number, word in enumerate(words):
        for skipped, head in cling.bare(word, heads):
            start = ends[number] + number
            for size in heads[head]:
                if number + size >= len(ends):
                    continue
                key = head + bones[ends[number + 1] + number : ends[number + size] + number + size - 1]
                spot = Spot(place, running, language, start + skipped, ends[number + 1] + number, len(head))
                if hit := fitting(index.entries(key), spot):
                    yield hit
                    break


def _unspaced(place: Canonical, running: str, index: Index, language: str) -> list[Hit]:
    """Every form that begins with a character of a script without blanks, or with a sign, wherever it stands."""
    text, pairs = place.text, index.pairs
    singles = pairs if index.has_single else {}
    hits: list[Hit] = []
    for begin, end in [(0, len(text))] if index.has_sign else unspaced_runs(text):
        run = text[begin : end + 1]  # a form may go on in another script
        starts: Iterator[int] = compress(count(begin), map(pairs.__contains__, map(add, run, run[1:])))
        if singles:
            starts = iter(sorted({*starts, *compress(count(begin), map(singles.__contains__, run[: end - begin]))}))
        for start in starts:
            for size in (*pairs.get(text[start : start + 2], ()), *singles.get(text[start], ())):
                entries = index.characters.get(text[start : start + size])
                if not entries or start + size > len(text):
                    continue
                last = text[start + size - 1]
                if last.isalnum() and place.skeleton[start + size : start + size + 1].strip() and not is_unspaced(last):
                    continue
                found = fitting(entries, Spot(place, running, language, start, start + size, size))
                if found:
                    hits.append(found)
                    break
    return hits


# A word broken at the end of a line – the hyphen may be its own or the line's – and a line's end between two characters
# of a script without blanks.
_BROKEN = re.compile(
    rf"(?<=[^\W\d_])([-\u2010\u00ad])[ \t]*\r?\n[ \t]*(?=[^\W\d_])|(?<=[{UNSPACED}])[ \t]*\r?\n[ \t]*(?=[{UNSPACED}])"
)


def _with_broken_words(text: str, index: Index, language: str) -> list[Hit]:
    """What is found in a text, and what is found across the ends of lines when broken words are made whole."""
    hits = [
        (start + begin, end + begin, term, form)
        for begin, row in _find(text, index, language)
        for start, end, term, form in row
    ]
    for keep_hyphen in (True, False):
        whole = _whole(text, keep_hyphen)
        for begin, row in _find(whole.text, index, language):
            for start, end, term, form in row:
                first, last = whole.span(start + begin, end + begin)
                if last - first != end - start:
                    hits.append((first, last, term, form))
    return _apart(hits)


def _whole(text: str, keep_hyphen: bool) -> Prose:
    pieces: list[str] = []
    borders: list[int] = []
    shifts: list[int] = []
    position = length = 0
    for match in _BROKEN.finditer(text):
        hyphen = match[1] if keep_hyphen and match[1] else ""
        pieces += (text[position : match.start()], hyphen)
        length += match.start() - position + len(hyphen)
        position = match.end()
        borders.append(length)
        shifts.append(position - length)
    pieces.append(text[position:])
    return Prose("".join(pieces), tuple(borders), tuple(shifts))
