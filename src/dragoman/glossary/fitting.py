"""Whether a form that may stand somewhere does: its signs, the borders of its words, its capitals, its neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from dragoman.glossary.canonical import Canonical, is_unspaced
from dragoman.glossary.clitics import clitics
from dragoman.glossary.entries import Term
from dragoman.glossary.neighbours import is_meant
from dragoman.glossary.shelf import Entry

Hit: TypeAlias = tuple[int, int, Term, str]
"""What will be a match, with its span in the running text."""


class Spot(NamedTuple):
    """Where a form may stand: its first letter at `start`, its first word, of `size` letters, up to `first_end`."""

    place: Canonical
    running: str
    language: str
    start: int
    first_end: int
    size: int


def fitting(entries: Iterable[Entry], spot: Spot) -> Hit | None:
    """The entry that is spelled so, whose capitals fit and whose neighbours admit it: the one with just this spelling
    before others, and one that its neighbours name before one that needs none."""
    best: tuple[tuple[bool, bool], Hit] | None = None
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


def _span_of(entry: Entry, spot: Spot) -> tuple[int, int] | None:
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
