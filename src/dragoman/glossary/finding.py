"""The terms in running text: where their forms may stand, and which of those that overlap counts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import itemgetter

from dragoman.glossary.canonical import Canonical, Stretch, canonical, has_unspaced, is_unspaced
from dragoman.glossary.clitics import Clitics, clitics
from dragoman.glossary.fitting import Hit, Spot, fitting
from dragoman.glossary.index import Index

_WINDOW = 16_384  # characters searched at a time: what stays near the processor
_CONTEXT = 200  # characters before and behind that neighbours and borders may lie in


def find(text: str, index: Index, language: str) -> Iterator[tuple[int, list[Hit]]]:
    """The terms of a running text, window by window, with the place that their spans count from; where one overhangs,
    the next window begins behind it. Windows are made use of while they are near the processor."""
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


def apart(hits: Iterable[Hit], position: int = 0) -> list[Hit]:
    """Those that begin at `position` or behind and do not overlap; the leftmost goes first, then the longest."""
    found: list[Hit] = []
    row = sorted(hits, key=_END, reverse=True)
    row.sort(key=_START)
    for hit in row:
        if hit[0] >= position:
            found.append(hit)
            position = hit[1]
    return found


_START, _END = itemgetter(0), itemgetter(1)


def _in_window(text: str, index: Index, language: str, position: int) -> list[Hit]:
    """The terms that begin at `position` or behind."""
    place = canonical(text, turkic=index.is_turkic)
    cling = clitics(language)
    has_more = bool(index.unspaced) and (index.has_sign or has_unspaced(text))
    if not (has_more or cling.prefixes or index.has_lead):
        return _spaced(place, text, index, language, position, is_alone=True)
    hits = _spaced(place, text, index, language, position, is_alone=False)
    if has_more:
        hits += _unspaced(place, text, index, language)
    if cling.prefixes:
        hits += _clinging(place, text, index, language, cling)
    return apart(hits, position)


# Beside one of these a form that is spelled as the glossary spells it ends: blanks, and signs that join no words.
_BORDERS = frozenset(' \t\n\r\u00a0!"#$%&()*+,-./:;<=>?@[\\]{|}«»“”„–—…،؛؟।。，、：；？！（）《》「」')


def _spaced(place: Canonical, running: str, index: Index, language: str, position: int, *, is_alone: bool) -> list[Hit]:
    """The forms in scripts with blanks, in the order of their first words. Where `is_alone` says that there are no
    others, only those that count."""
    shelf = index.spaced
    if not shelf:
        return []
    rows, keys, plain, small, terms = shelf.rows, shelf.keys, shelf.plain, shelf.small, shelf.terms
    padded = f" {place.skeleton} "
    text = f"{running}  "
    hits: list[Hit] = []
    stretches = iter(place.stretches)
    shift = 0
    begin, border, behind = _next_stretch(stretches)
    for found, start, _ in reversed(shelf.automaton.find(padded)):
        while start >= border:
            shift = behind
            begin, border, behind = _next_stretch(stretches)
        first = start + shift if start <= begin else place.span(start, start + 1)[0]
        if first < position:
            continue
        for number in rows[found]:
            hit = None
            if form := plain[number]:
                last = first + len(form)
                written = text[first:last]
                is_form = written == form or (
                    small[number] == form == written.lower()
                    and padded.startswith(keys[number], start + 1)  # not so with the i's of Turkish
                )
                if is_form or written == small[number]:
                    if text[last] == "s" and _takes_s(form) and f"{keys[number]}s" not in shelf:
                        last += 1
                    if text[last] in _BORDERS and text[first - 1] in _BORDERS:
                        if not is_form:
                            continue  # a name without its capitals
                        hit = first, last, terms[number], form
            if hit is None and (shape := _shape(keys[number], padded, start + 1)):
                hit = _standing(shape, start, place, running, index, language)
            if hit:
                hits.append(hit)
                if is_alone:
                    position = hit[1]
                    break
    return hits


_FAR = sys.maxsize


def _next_stretch(stretches: Iterator[Stretch]) -> tuple[int, int, int]:
    """Where it begins and ends, and how far the original is ahead behind it."""
    start, end, _, last = next(stretches, (_FAR, _FAR, 0, 0))
    return start, end, last - end


def _takes_s(form: str) -> bool:
    """True for a form that a plain plural is of, beyond doubt."""
    return len(form) > 1 and form.isascii() and form[-2:].isalpha()


def _shape(key: str, padded: str, start: int) -> str:
    """The key or the plural of it that stands at `start`; empty when none does."""
    if padded.startswith(key, start):
        end = start + len(key)
        if padded[end] == " ":
            return key
        for ending in ("s", "es"):
            if padded.startswith(f"{ending} ", end):
                return f"{key}{ending}"
    elif key[-1] == "y" and padded.startswith(f"{key[:-1]}ies ", start):
        return f"{key[:-1]}ies"
    return ""


def _standing(key: str, start: int, place: Canonical, running: str, index: Index, language: str) -> Hit | None:
    """The form whose skeleton, or the plural of it, stands at `start`."""
    size = len(key.partition(" ")[0])
    spot = Spot(place, running, language, start, start + size, size)
    hit = fitting(index.spaced.entries(key), spot)
    return hit or fitting(index.spaced.plurals(key), spot) if key[-1] == "s" else hit


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
                if hit := fitting(index.spaced.entries(key), spot):
                    yield hit
                    break


def _unspaced(place: Canonical, running: str, index: Index, language: str) -> Iterator[Hit]:
    """The longest form that begins with each character of a script without blanks, or with each sign."""
    text, shelf = place.text, index.unspaced
    done = -1
    for found, start, _ in reversed(shelf.automaton.find(text)):
        if start == done:
            continue
        for number in shelf.rows[found]:
            key = shelf.keys[number]
            end = start + len(key)
            if not text.startswith(key, start):
                continue
            if form := shelf.plain[number]:
                first, finish = place.span(start, end)
                around = running[first - 1 : first], running[finish : finish + 1]
                if running[first:finish] == form and all(map(_is_beside_han, around)):
                    yield first, finish, shelf.terms[number], form
                    done = start
                    break
            last = key[-1]
            if last.isalnum() and place.skeleton[end : end + 1].strip() and not is_unspaced(last):
                continue
            if hit := fitting(shelf.entries(key), Spot(place, running, language, start, end, len(key))):
                yield hit
                done = start
                break


def _is_beside_han(character: str) -> bool:
    """True for what does not cling to a Han character; also for nothing."""
    return character in _BORDERS or not character or "\u4e00" <= character <= "\u9fff"
