"""Where the glossary's terms stand in a source text."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.glossary.entries import Term
from dragoman.glossary.index import Entry, Node
from dragoman.glossary.terms import Glossary
from dragoman.glossary.words import Prose, Words, prose, words


@dataclass(frozen=True, slots=True)
class Match:
    """A term in a text: its span (a possessive 's is not part of it), and the form as the glossary spells it."""

    start: int
    end: int
    term: Term
    form: str


def find(text: str, glossary: Glossary) -> list[Match]:
    """The terms in a segment's text, in order, not overlapping; the leftmost goes first, then the longest.

    Marks (`<a>`) are transparent; addresses and code hold no terms. A form with a capital needs one at its head, an
    acronym capitals throughout; headlines in capitals match everything. Time is linear in the text.
    """
    root = glossary.index
    if not root.next:
        return []
    running = prose(text)
    row = words(running.text)
    found: list[Match] = []
    position = 0
    while position < len(row.items):
        node = root.next.get(row.items[position].lstrip(" "))
        hit = _longest(node, row, position, running) if node else None
        if hit is None:
            position += 1
            continue
        entry, last = hit
        start, end = running.span(*row.span(position, last))
        found.append(Match(start, end, entry.term, entry.form))
        position = last
    return found


def _longest(node: Node, row: Words, first: int, running: Prose) -> tuple[Entry, int] | None:
    """The longest form that begins at the word `first` with `node`, and the word behind it."""
    best: tuple[Entry, int] | None = None
    if not _begins_word(row, first):
        return None
    last = first + 1
    following: Node | None = node
    while following is not None:
        if following.entries and _ends_word(row, last):
            start, end = row.span(first, last)
            entry = _fitting(following.entries, running.text[start:end])
            if entry is not None:
                best = entry, last
        following = following.next.get(row.items[last]) if last < len(row.items) else None
        last += 1
    return best


def _fitting(entries: list[Entry], found: str) -> Entry | None:
    """The entry whose capitals fit: the one spelled exactly so before others."""
    for entry in entries:
        if _with_ending(entry, entry.form) == found:
            return entry
    return next((entry for entry in entries if _capitals_fit(entry, found)), None)


def _with_ending(entry: Entry, form: str) -> str:
    return form[: len(form) - entry.cut] + entry.plural


def _capitals_fit(entry: Entry, found: str) -> bool:
    form = entry.form
    if form == form.lower():
        return True
    body = found[: len(found) - len(entry.plural)] if entry.plural else found
    if _is_acronym(form):
        return body.upper() == body
    if (head := _first_cased(form)) and head != head.lower():
        return (seen := _first_cased(found)) != seen.lower()
    return found != found.lower()


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


def _begins_word(row: Words, first: int) -> bool:
    if first < 2 or row.items[first - 1] != "'" or not row.is_glued(first) or not row.at(first - 2)[-1:].isalnum():
        return True
    return row.at(first - 2) in _ELISIONS


def _ends_word(row: Words, last: int) -> bool:
    if row.at(last) != "'" or not row.is_glued(last) or not row.is_glued(last + 1):
        return True
    following = row.at(last + 1)
    return not following[:1].isalpha() or following in _ENDINGS
