"""Where the glossary's terms stand in a source text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import add

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
    """The terms in a text of `language` (BCP 47), in order, not overlapping; the leftmost goes first, then the longest.

    Marks (`<a>`) are transparent; addresses and code hold no terms. Each term's `case` says which capitals it needs, its
    neighbours whether it is meant. Time is linear in the text.
    """
    index = glossary.turkic_index if language.partition("-")[0].lower() in _TURKIC else glossary.index
    if index.is_empty:
        return []
    running = prose(text)
    found = _find(running.text, index, language)
    if _BROKEN.search(running.text):
        found = _with_broken_words(found, running.text, index, language)
    matches: list[Match] = []
    for start, end, entry in found:
        first, last = running.span(start, end)
        matches.append(Match(first, last, entry.term, entry.form))
    return matches


Hit = tuple[int, int, Entry]
"""A term in the running text: its span, and the entry found there."""


def _find(text: str, index: Index, language: str) -> list[Hit]:
    place = canonical(text, turkic=index.is_turkic)
    found: Iterator[Hit] = _spaced(place, text, index, language)
    if index.characters and (index.has_sign or has_unspaced(text)):
        candidates = sorted([*found, *_unspaced(place, text, index, language)], key=lambda hit: (hit[0], -hit[1]))
        found = _apart(candidates)
    return [(*place.span(start, end), entry) for start, end, entry in found]


def _apart(candidates: list[Hit]) -> Iterator[Hit]:
    """Those that do not overlap an earlier one."""
    position = 0
    for hit in candidates:
        if hit[0] >= position:
            yield hit
            position = hit[1]


def _spaced(place: Canonical, running: str, index: Index, language: str) -> Iterator[Hit]:
    """The longest form at each word of a script with blanks that no earlier one covers."""
    bones, filed, heads = place.skeleton, index.words, index.heads
    words = bones.split(" ")
    letters = list(accumulate(map(len, words), initial=0))  # before each word; with its number, where it begins
    cling = clitics(language)
    if cling.prefixes:
        numbers: Iterator[int] = (at for at, word in enumerate(words) if any(_readings(word, heads, cling)))
    else:
        numbers = compress(range(len(words)), map(heads.__contains__, words))
    done = 0
    for number in numbers:
        start = letters[number] + number
        if start < done:
            continue
        word = words[number]
        for skipped, head in _readings(word, heads, cling) if cling.prefixes else ((0, word),):
            hit = None
            for count in heads[head]:
                if number + count > len(words):
                    continue
                end = letters[number + count] + number + count - 1
                entries = filed.get(head + bones[start + len(word) : end])
                if entries:
                    hit = _fitting(
                        entries, _Spot(place, running, language, start + skipped, start + len(word), end, head)
                    )
                    if hit:
                        break
            if hit:
                yield hit
                done = hit[1]
                break


def _readings(word: str, heads: Mapping[str, object], cling: Clitics) -> Iterator[tuple[int, str]]:
    """What of a word may begin a form: all of it, or what stands behind clitics."""
    if word in heads:
        yield 0, word
    yield from cling.bare(word, heads)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A stretch start..end of a text where a form may stand, whose first word `head` ends at `first_end`."""

    place: Canonical
    running: str
    language: str
    start: int
    first_end: int
    end: int
    head: str

    def span_of(self, entry: Entry) -> tuple[int, int] | None:
        """The whole form's span, its signs included; None when it is not spelled so, or is part of a word."""
        text = self.place.text
        begin = self.start - entry.lead
        written = entry.text[entry.lead + len(self.head) :]
        finish = self.first_end + len(written)
        if text[self.first_end : finish] != written or (
            entry.lead and text[begin : self.start] != entry.text[: entry.lead]
        ):
            return None
        if begin < 0 or not _begins_word(text, begin) or not _ends_word(text, finish, self.language):
            return None
        return begin, finish


def _fitting(entries: Sequence[Entry], spot: _Spot) -> Hit | None:
    """The entry that is spelled so, whose capitals fit and whose neighbours admit it: the one with just this spelling
    before others, and one that its neighbours name before one that needs none."""
    best: tuple[tuple[bool, bool], Hit] | None = None
    for entry in entries:
        span = spot.span_of(entry)
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
        if is_same and not is_conditional and len(entries) == 1:
            return *span, entry
        rank = is_conditional, is_same
        if best is None or rank > best[0]:
            best = rank, (*span, entry)
    return best[1] if best else None


def _unspaced(place: Canonical, running: str, index: Index, language: str) -> Iterator[Hit]:
    """Every form that begins with a character of a script without blanks, or with a sign, wherever it stands."""
    text, pairs = place.text, index.pairs
    starts = list(compress(range(len(text) - 1), map(pairs.__contains__, map(add, text, text[1:]))))
    if index.has_single:
        starts = sorted({*starts, *compress(range(len(text)), map(pairs.__contains__, text))})
    for start in starts:
        for size in (*pairs.get(text[start : start + 2], ()), *pairs.get(text[start], ())):
            entries = index.characters.get(text[start : start + size])
            if entries and len(text) >= start + size:
                end = start + size
                if text[end - 1].isalnum() and not is_unspaced(text[end - 1]) and place.skeleton[end : end + 1].strip():
                    continue
                hit = _fitting(entries, _Spot(place, running, language, start, end, end, text[start:end]))
                if hit:
                    yield hit
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


def _with_broken_words(found: list[Hit], text: str, index: Index, language: str) -> list[Hit]:
    """`found`, and what is found across the ends of lines when broken words are made whole."""
    candidates = list(found)
    for keep_hyphen in (True, False):
        whole = _whole(text, keep_hyphen)
        for start, end, entry in _find(whole.text, index, language):
            first, last = whole.span(start, end)
            if last - first != end - start:
                candidates.append((first, last, entry))
    return list(_apart(sorted(candidates, key=lambda hit: (hit[0], -hit[1]))))


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
