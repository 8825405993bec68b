"""Where the glossary's terms stand in a source text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import add
from typing import NamedTuple, TypeAlias

from dragoman.glossary.canonical import Canonical, canonical, has_unspaced, is_unspaced
from dragoman.glossary.clitics import Clitics, clitics
from dragoman.glossary.entries import Term
from dragoman.glossary.index import Entry, Index
from dragoman.glossary.neighbours import is_meant
from dragoman.glossary.terms import Glossary
from dragoman.glossary.words import UNSPACED, Prose, prose

_TURKIC = ("tr", "az", "crh", "kk", "tt")


@dataclass(frozen=True, slots=True)
class Match:
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
    found = list(_find(running.text, index, language))
    if "\n" in text and _BROKEN.search(running.text):
        found = _with_broken_words(found, running.text, index, language)
    matches: list[Match] = []
    for start, end, entry in found:
        first, last = running.span(start, end) if running.borders else (start, end)
        matches.append(Match(first, last, entry.term, entry.form))
    return matches


class _Hit(NamedTuple):
    """An entry found in the running text."""

    start: int
    end: int
    entry: Entry


_WINDOW = 16_384  # characters searched at a time: what stays near the processor
_CONTEXT = 200  # characters before and behind that neighbours and borders may lie in


def _find(text: str, index: Index, language: str) -> Iterator[_Hit]:
    """The terms of a text, window by window; where one overhangs, the next window begins behind it."""
    reach = _CONTEXT + 4 * index.longest
    position = 0
    while position < len(text):
        cut = position + _WINDOW
        border = text.rfind(" ", position + 1, cut) if cut < len(text) else -1
        cut = border if border > 0 else cut
        before = max(0, position - _CONTEXT)
        for hit in _in_window(text[before : cut + reach], index, language, position - before):
            if hit.start + before < position:
                continue
            if hit.start + before >= cut:
                break
            yield _Hit(hit.start + before, hit.end + before, hit.entry)
            position = hit.end + before
        position = max(position, cut)


def _in_window(text: str, index: Index, language: str, position: int) -> Iterator[_Hit]:
    place = canonical(text, turkic=index.is_turkic)
    found: Iterator[_Hit] = _spaced(place, text, index, language, position)
    if index.characters and (index.has_sign or has_unspaced(text)):
        found = _apart([*found, *_unspaced(place, text, index, language)], position)
    return found


def _apart(hits: list[_Hit], position: int = 0) -> Iterator[_Hit]:
    """Those that begin at `position` or behind and do not overlap; the leftmost goes first, then the longest."""
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= position:
            yield hit
            position = hit.end


def _spaced(place: Canonical, running: str, index: Index, language: str, position: int) -> Iterator[_Hit]:
    """The longest form at each word of a script with blanks that begins at `position` or behind, and that no earlier
    one covers."""
    bones, sole, shared, heads = place.skeleton, index.sole, index.shared, index.heads
    words = bones.split(" ")
    letters = list(accumulate(map(len, words), initial=0))  # before each word; with its number, where it begins
    done = 0
    for number, readings in _readings(words, heads, clitics(language)):
        start = letters[number] + number
        if start < done:
            continue
        first_end = letters[number + 1] + number
        for skipped, head, counts in readings:
            for count in counts:
                if number + count >= len(letters):
                    continue
                key = head + bones[first_end : letters[number + count] + number + count - 1]
                entry = sole.get(key)
                found = _same(entry, place, running, start) if entry and not skipped else None
                if not found and (entry or key[-1] == "s" or key in shared):
                    spot = _Spot(place, running, language, start + skipped, first_end, len(head))
                    found = _fitting(index.entries(key), spot) or _fitting(index.plurals(key), spot)
                if found and found[1].start >= position:
                    done = found[0]
                    yield found[1]
                    break
            if start < done:
                break


_Reading: TypeAlias = tuple[int, str, tuple[int, ...]]
"""What of a word may begin a form: where it begins in the word, the form's head, the numbers of words of such forms."""


def _readings(
    words: list[str], heads: Mapping[str, tuple[int, ...]], cling: Clitics
) -> Iterator[tuple[int, Sequence[_Reading]]]:
    """The words that may begin a form, by number: as they stand, or without clitics before them."""
    counts = list(map(heads.get, words))
    if not cling.prefixes:
        for number, found in compress(enumerate(counts), counts):
            yield number, ((0, words[number], found or ()),)
        return
    for number, (word, found) in enumerate(zip(words, counts, strict=True)):
        readings = [(0, word, found)] if found else []
        readings += ((skipped, head, heads[head]) for skipped, head in cling.bare(word, heads))
        if readings:
            yield number, readings


def _same(entry: Entry, place: Canonical, running: str, start: int) -> tuple[int, _Hit] | None:
    """The entry when it stands there letter for letter, and no apostrophe joins it to anything: most do. With it where
    it ends in the canonical text."""
    form = entry.form
    first = place.start(start) - entry.lead
    last = first + len(form)
    if first < 0 or running[first:last] != form or form[-1] == ".":
        return None
    if running[last : last + 1] in _JOINING or running[first - 1 : first] in _JOINING:
        return None
    return start - entry.lead + len(entry.text), _Hit(first, last, entry)


class _Spot(NamedTuple):
    """Where a form may stand: its first letter at `start`, its first word, of `size` letters, up to `first_end`."""

    place: Canonical
    running: str
    language: str
    start: int
    first_end: int
    size: int


def _fitting(entries: Iterable[Entry], spot: _Spot) -> tuple[int, _Hit] | None:
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
            best = rank, (span[1], _Hit(first, last, entry))
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


def _unspaced(place: Canonical, running: str, index: Index, language: str) -> Iterator[_Hit]:
    """Every form that begins with a character of a script without blanks, or with a sign, wherever it stands."""
    text, pairs = place.text, index.pairs
    starts = list(compress(range(len(text) - 1), map(pairs.__contains__, map(add, text, text[1:]))))
    singles = pairs if index.has_single else {}
    if singles:
        starts = sorted({*starts, *compress(range(len(text)), map(singles.__contains__, text))})
    for start in starts:
        for size in (*pairs.get(text[start : start + 2], ()), *singles.get(text[start], ())):
            end = start + size
            entries = index.characters.get(text[start:end])
            if entries and end <= len(text):
                if text[end - 1].isalnum() and not is_unspaced(text[end - 1]) and place.skeleton[end : end + 1].strip():
                    continue
                found = _fitting(entries, _Spot(place, running, language, start, end, size))
                if found:
                    yield found[1]
                    break


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
_JOINING = "'’‘ʼʻ′＇׳"  # and the empty text, at the edges of the text
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


def _with_broken_words(found: list[_Hit], text: str, index: Index, language: str) -> list[_Hit]:
    """`found`, and what is found across the ends of lines when broken words are made whole."""
    hits = list(found)
    for keep_hyphen in (True, False):
        whole = _whole(text, keep_hyphen)
        for start, end, entry in _find(whole.text, index, language):
            first, last = whole.span(start, end)
            if last - first != end - start:
                hits.append(_Hit(first, last, entry))
    return list(_apart(hits))


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
