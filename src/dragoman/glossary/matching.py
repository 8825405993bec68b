"""Where the glossary's terms stand in a source text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, compress, count
from operator import add
from typing import NamedTuple, TypeAlias

from dragoman.glossary.canonical import Canonical, canonical, has_unspaced, is_unspaced, unspaced_runs
from dragoman.glossary.clitics import Clitics, clitics
from dragoman.glossary.entries import Term
from dragoman.glossary.index import Entry, Index, Sizes, words_of
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
    hits = _find(running.text, index, language)
    if "\n" in text and _BROKEN.search(running.text):
        hits = _with_broken_words(hits, running.text, index, language)
    if not running.borders:
        return [Match(start, end, entry[0], entry[1]) for start, end, entry in hits]
    spans = running.spans([(start, end) for start, end, _ in hits])
    return [Match(start, end, hit[2][0], hit[2][1]) for (start, end), hit in zip(spans, hits, strict=True)]


_Hit: TypeAlias = tuple[int, int, Entry]
"""An entry found in the running text, with its span there."""

_WINDOW = 16_384  # characters searched at a time: what stays near the processor
_CONTEXT = 200  # characters before and behind that neighbours and borders may lie in


def _find(text: str, index: Index, language: str) -> list[_Hit]:
    """The terms of a text, window by window; where one overhangs, the next window begins behind it."""
    if len(text) <= _WINDOW:
        return _in_window(text, index, language, 0)
    reach = _CONTEXT + 4 * index.longest
    hits: list[_Hit] = []
    position = 0
    while position < len(text):
        cut = position + _WINDOW
        border = text.rfind(" ", position + 1, cut) if cut < len(text) else -1
        cut = border if border > 0 else cut
        before = max(0, position - _CONTEXT)
        for start, end, entry in _in_window(text[before : cut + reach], index, language, position - before):
            if start + before >= cut:
                break
            hits.append((start + before, end + before, entry))
        position = max(cut, hits[-1][1] if hits else 0)
    return hits


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
    """The longest form at each word of a script with blanks that begins at `position` or behind, and that no earlier
    one covers."""
    bones, sole, shared = place.skeleton, index.sole, index.shared
    words = bones.split(" ")
    letters = list(accumulate(map(len, words), initial=0))  # before each word; with its number, where it begins
    original = None if place.is_same else place.start
    is_joined = "'" in place.text  # then more than blanks part words
    hits: list[_Hit] = []
    done = 0
    for number, skipped, head, counts in _readings(words, index.heads, clitics(language)):
        start = letters[number] + number
        if start < done:
            continue
        if isinstance(counts, Entry):  # one form begins so: most stand as they are spelled
            form = counts[1]
            first = original(start) if original else start
            end = start + len(form)
            if (
                running.startswith(form, first)
                and (bones.startswith(" ", end) or end == len(bones))
                and first >= position
                and not skipped
                and not (is_joined and _is_joined(running, first, first + len(form)))
            ):
                hits.append((first, first + len(form), counts))
                done = end
                continue
            counts = (words_of(counts),)
        for size in counts:
            if size == 1:
                key = head
            elif number + size < len(letters):
                key = head + bones[letters[number + 1] + number : letters[number + size] + number + size - 1]
            else:
                continue
            entry = sole.get(key)
            if entry is not None and not skipped:  # most forms stand as they are spelled
                _, form, text, lead, _, _ = entry
                first = (original(start) if original else start) - lead
                if (
                    running.startswith(form, first)
                    and first >= position
                    and not (is_joined and _is_joined(running, first, first + len(form)))
                    and form[-1] != "."
                ):
                    hits.append((first, first + len(form), entry))
                    done = start - lead + len(text)
                    break
            entries = index.entries(key) if entry is not None or key in shared else ()
            plurals = list(index.plurals(key)) if key[-1] == "s" else []
            if entries or plurals:
                spot = _Spot(place, running, language, start + skipped, letters[number + 1] + number, len(head))
                found = _fitting(entries, spot) or _fitting(plurals, spot)
                if found and found[1][0] >= position:
                    done, hit = found
                    hits.append(hit)
                    break
    return hits


def _is_joined(text: str, start: int, end: int) -> bool:
    """True when an apostrophe stands before or behind a stretch of text."""
    return text[end : end + 1] in _JOINING or text[start - 1 : start] in _JOINING


def _readings(
    words: list[str], heads: Mapping[str, Entry | Sizes], cling: Clitics
) -> Iterator[tuple[int, int, str, Entry | Sizes]]:
    """Every word that may begin a form, as it stands or without clitics before it: its number, where in it the form
    begins, the form's head, and what `heads` has for it."""
    counts = list(map(heads.get, words))
    if not cling.prefixes:
        for number, found in compress(enumerate(counts), counts):
            yield number, 0, words[number], found or ()
        return
    for number, (word, found) in enumerate(zip(words, counts, strict=True)):
        if found:
            yield number, 0, word, found
        for skipped, head in cling.bare(word, heads):
            yield number, skipped, head, heads[head]


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
            best = rank, (span[1], (first, last, entry))
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
                    hits.append(found[1])
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
                hits.append((first, last, entry))
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
