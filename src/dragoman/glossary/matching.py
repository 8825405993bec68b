"""Where the glossary's terms stand in a source text."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate, compress, count
from operator import add
from typing import NamedTuple, TypeAlias

from dragoman.glossary.canonical import Canonical, canonical, has_unspaced, is_unspaced, unspaced_runs
from dragoman.glossary.clitics import Clitics, clitics
from dragoman.glossary.entries import Term
from dragoman.glossary.index import Entry, Index
from dragoman.glossary.neighbours import is_meant
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


def _placed(windows: Iterable[tuple[int, list[_Hit]]], running: Prose) -> list[Match]:
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


_Hit: TypeAlias = tuple[int, int, Term, str]
"""What will be a match, with its span in the running text."""

_WINDOW = 16_384  # characters searched at a time: what stays near the processor
_CONTEXT = 200  # characters before and behind that neighbours and borders may lie in


def _find(text: str, index: Index, language: str) -> Iterator[tuple[int, list[_Hit]]]:
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


def _in_window(text: str, index: Index, language: str, position: int) -> list[_Hit]:
    """The terms that begin at `position` or behind."""
    place = canonical(text, turkic=index.is_turkic)
    hits = _spaced(place, text, index, language, position)
    if index.characters and (index.has_sign or has_unspaced(text)):
        hits = _apart([*hits, *_unspaced(place, text, index, language)], position)
    return hits


def _apart(hits: list[_Hit], position: int = 0) -> list[_Hit]:
    """Those that begin at `position` or behind and do not overlap; the leftmost goes first, then the longest."""
    found: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if hit[0] >= position:
            found.append(hit)
            position = hit[1]
    return found


def _spaced(place: Canonical, running: str, index: Index, language: str, position: int) -> list[_Hit]:
    """The forms in scripts with blanks that begin at `position` or behind and do not overlap."""
    if not index.keys:
        return []
    padded = f" {place.skeleton} "
    original = None if place.is_same else place.start
    plain, lower, terms, keys = index.plain, index.lower, index.terms, index.keys
    is_joined = "'" in place.text  # then more than blanks part words
    hits: list[_Hit] = []
    done = 0
    for number, start, last in _candidates(padded, index):
        after = padded[last]
        ending = 0
        if after != " ":  # within a word, if not in its plural
            if after == "s" and padded[last + 1] == " ":
                ending = 1
            elif after == "e" and padded[last + 1 : last + 3] == "s ":
                ending = 2
            else:
                continue
        form = plain[number]
        if form and (not ending or (ending == 1 and _takes_s(form) and padded[start + 1 : last + 1] not in keys)):
            first = original(start) if original else start
            end = first + len(form)
            found = running[first:end]
            is_spelled = found == form
            if not is_spelled and (small := lower[number]):
                if small is form:
                    is_spelled = found.lower() == form
                elif found == small:
                    continue  # a name without its capitals
            if is_spelled:  # most are, or their plural is
                if ending:
                    end += 1
                    is_spelled = running[end - 1 : end] == "s"
                if is_spelled and not (
                    is_joined and (running[end : end + 1] in _JOINING or running[first - 1 : first] in _JOINING)
                ):
                    if first >= done:
                        if first >= position:
                            hits.append((first, end, terms[number], form))
                            done = end
                    elif first >= position:
                        done = _pushed(hits, (first, end, terms[number], form))
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


def _pushed(hits: list[_Hit], hit: _Hit) -> int:
    """Puts a hit that ends behind all others where it belongs: what it covers goes, and it goes itself when an earlier
    one reaches into it. Where the last now ends."""
    start = hit[0]
    while hits and hits[-1][0] >= start:
        hits.pop()
    if not hits or hits[-1][1] <= start:
        hits.append(hit)
    return hits[-1][1]


def _standing(key: str, start: int, place: Canonical, running: str, index: Index, language: str) -> _Hit | None:
    """The form whose skeleton, or the plural of it, stands at `start`."""
    entries = index.entries(key)
    plurals = list(index.plurals(key)) if key[-1] == "s" else []
    size = len(key.partition(" ")[0])
    spot = _Spot(place, running, language, start, start + size, size)
    return _fitting(entries, spot) or _fitting(plurals, spot)


def _clinging(place: Canonical, running: str, index: Index, language: str, cling: Clitics) -> Iterator[_Hit]:
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
                spot = _Spot(place, running, language, start + skipped, ends[number + 1] + number, len(head))
                if hit := _fitting(index.entries(key), spot):
                    yield hit
                    break


class _Spot(NamedTuple):
    """Where a form may stand: its first letter at `start`, its first word, of `size` letters, up to `first_end`."""

    place: Canonical
    running: str
    language: str
    start: int
    first_end: int
    size: int


def _fitting(entries: Iterable[Entry], spot: _Spot) -> _Hit | None:
    """The entry that is spelled so, whose capitals fit and whose neighbours admit it: the one with just this spelling
    before others, and one that its neighbours name before one that needs none. With it where it ends."""
    best: tuple[tuple[bool, bool], tuple[int, _Hit]] | None = None
    for entry in entries:
        span = _span_of(entry, spot)
        if span is None:
            continue
        first, last = spot.place.span(*span)
        found = spot.running[first:last]
        is_same = _with_ending(entry) == found
        if not is_same and not _capitals_fit(entry, found):
            continue
        is_conditional = entry.term.is_conditional
        if is_conditional and not is_meant(entry.term, spot.place, *span, spot.running, spot.language):
            continue
        rank = is_conditional, is_same
        if best is None or rank > best[0]:
            best = rank, (first, last, entry.term, entry.form)
    return best[1] if best else None


def _span_of(entry: Entry, spot: _Spot) -> tuple[int, int] | None:
    """The whole form's span, its signs included; None when it is not spelled so, or is part of a word."""
    text = spot.place.text
    begin = spot.start - entry.lead
    written = entry.text[entry.lead + spot.size :]
    finish = spot.first_end + len(written)
    if text[spot.first_end : finish] != written or begin < 0:
        return None
    if entry.lead and text[begin : spot.start] != entry.text[: entry.lead]:
        return None
    if not _begins_word(text, begin) or not _ends_word(text, finish, spot.language):
        return None
    return begin, finish


def _unspaced(place: Canonical, running: str, index: Index, language: str) -> list[_Hit]:
    """Every form that begins with a character of a script without blanks, or with a sign, wherever it stands."""
    text, pairs = place.text, index.pairs
    singles = pairs if index.has_single else {}
    hits: list[_Hit] = []
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
                found = _fitting(entries, _Spot(place, running, language, start, start + size, size))
                if found:
                    hits.append(found)
                    break
    return hits


def _with_ending(entry: Entry) -> str:
    return entry.form[: len(entry.form) - entry.cut] + entry.plural


def _capitals_fit(entry: Entry, found: str) -> bool:
    form = entry.form
    if entry.term.case == "any" or (entry.term.case == "smart" and form == form.lower()):
        return True
    body = found[: len(found) - len(entry.plural)] if entry.plural else found
    if entry.term.case == "exact":
        return _cased(body) == _cased(form[: len(form) - entry.cut])
    if _is_acronym(form):
        return body.upper() == body
    if (head := _first_cased(form)) and head != head.lower():
        return (seen := _first_cased(found)) != seen.lower()
    return found != found.lower()


def _cased(text: str) -> list[str]:
    """The letters of a text that have a case, without what folding takes away."""
    return [letter for letter in unicodedata.normalize("NFKD", text) if letter.lower() != letter.upper()]


def _is_acronym(form: str) -> bool:
    """True for two letters or more, all capitals: WHO, G20, U.S."""
    return form == form.upper() and sum(character != character.lower() for character in form) > 1


def _first_cased(text: str) -> str:
    return next((character for character in text if character.lower() != character.upper()), "")


# What may stand before an apostrophe that begins a word of its own (l'Eau, d'Oman, dell'Acqua; but O'Brien is one
# name), and behind one that ends it (the Forum's, they'll; but don't is one word).
_ELISIONS = frozenset(
    ("c", "d", "j", "l", "m", "n", "s", "t", "qu", "all", "dall", "dell", "nell", "quell", "sull", "un")
)
_ENDINGS = frozenset(("d", "ll", "re", "s", "ve"))
_JOINING = frozenset("'’‘ʼʻ′＇׳")
_WORD_BEFORE = re.compile(r"\w{1,6}\Z")
_WORD = re.compile(r"\w+")
_LONGEST_WORD = 8


def _begins_word(text: str, start: int) -> bool:
    if text[start - 1 : start] != "'" or start < 2 or not text[start - 2].isalnum():
        return True
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start - 1)
    return before is not None and before.group() in _ELISIONS


def _ends_word(text: str, end: int, language: str) -> bool:
    following = text[end : end + 1]
    if following != "'":
        return not (text[end - 1] == "." and following.isalnum() and not is_unspaced(following))
    if not text[end + 1 : end + 2].isalpha():
        return True
    word = _WORD.match(text, end + 1)
    return word is None or word.group() in _ENDINGS or clitics(language).suffixes


# A word broken at the end of a line – the hyphen may be its own or the line's – and a line's end between two characters
# of a script without blanks.
_BROKEN = re.compile(
    rf"(?<=[^\W\d_])([-\u2010\u00ad])[ \t]*\r?\n[ \t]*(?=[^\W\d_])|(?<=[{UNSPACED}])[ \t]*\r?\n[ \t]*(?=[{UNSPACED}])"
)


def _with_broken_words(text: str, index: Index, language: str) -> list[_Hit]:
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
