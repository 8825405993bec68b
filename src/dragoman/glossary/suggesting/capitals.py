"""Words with a capital, and the rows that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.glossary.suggesting.facts import Facts
from dragoman.glossary.words import prose
from dragoman.segmentation.sentences import split_sentences

_WORD = re.compile(r"[^\W_]+(?:[.’'‐‑-][^\W_]+)*\.?|&")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]\.")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
_PREFIXED = re.compile(r"[a-z]{1,3}[-’']\w")  # al-Zahra, d’Ivoire, O’Dowd has a capital of its own
_OPENS = re.compile(r"(?:^|[.!?:…]\s*|[\s(\[])[“\"‘«„(\[]\s*\Z|[:…]\s+\Z|\A\s*\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence. `text` has no possessive ending (`is_owner` tells of one); `gap` is what stands before it,
    `tail` what belongs to it and is no part of the name at its end: a possessive ending, a full stop.

    `opens`: it begins a sentence or a quotation, where any word has a capital.
    """

    text: str
    start: int
    end: int
    gap: str
    opens: bool
    is_owner: bool = False
    tail: str = ""

    @property
    def small(self) -> str:
        return self.text.lower().rstrip(".")

    @property
    def has_capital(self) -> bool:
        return (self.text[0].isupper() and self.text != "I") or (
            _PREFIXED.match(self.text) is not None and any(map(str.isupper, self.text))
        )

    @property
    def is_acronym(self) -> bool:
        letters = [character for character in self.text if character.isalpha()]
        return len(letters) > 1 and all(map(str.isupper, letters))


def words_of(text: str, language: str) -> Iterator[list[Word]]:
    """The words of each sentence of a segment; marks, code and addresses are no words."""
    running = prose(text).text
    for begin, end in split_sentences(running, language):
        row: list[Word] = []
        position = begin
        for match in _WORD.finditer(running, begin, end):
            found = match.group()
            bare = found[:-1] if found.endswith(".") and not _INITIALS.fullmatch(found) else found
            cut = _POSSESSIVE.search(bare)
            if cut:
                bare = bare[: cut.start()]
            place = match.start() + len(bare)
            tail = found[len(bare) :]
            if running[place : place + 1] in ("’", "'") and bare.endswith("s") and not tail:
                tail = running[place]  # the workers’ union
            if bare:
                opens = not row or _OPENS.search(running[begin : match.start()]) is not None
                gap = running[position : match.start()]
                row.append(Word(bare, match.start(), place, gap, opens, tail.startswith(("’", "'")), tail))
            position = place + len(tail)
        if row:
            yield row


def in_title_case(words: Iterable[Word], facts: Facts) -> bool:
    """True for a headline in which every word that is no small one has a capital: capitals tell nothing there."""
    row = [word for word in words if word.text[0].isalpha()]
    heavy = [word for word in row if word.small not in facts.small and len(word.text) > 3]
    return len(row) > 3 and len(heavy) > 2 and sum(word.has_capital for word in heavy) > 0.85 * len(heavy)


def chains(row: list[Word], facts: Facts) -> Iterator[list[Word]]:
    """Rows of words with a capital, with the small words that may stand inside a name between them.

    Only blanks part the words of a chain. A possessive ends it, unless names have it inside: St Brendan’s Hospital.
    """
    at = 0
    while at < len(row):
        if not row[at].has_capital:
            at += 1
            continue
        end = at + 1
        while end < len(row):
            step = _step(row, end, facts)
            if not step or _parts(row, at, end - 1, facts):
                break
            end += step
        yield row[at:end]
        at = end


def _step(row: list[Word], at: int, facts: Facts) -> int:
    """How many words go on a chain at `at`: a capital, or small words before one; 0 ends it."""
    for count in range(4):
        if at + count >= len(row) or not _is_blank(row, at + count, facts):
            return 0
        word = row[at + count]
        if word.has_capital:
            return count + 1
        if word.small not in facts.particles | facts.joins | facts.articles | facts.ands:
            return 0
    return 0


def _is_blank(row: list[Word], at: int, facts: Facts) -> bool:
    """True when nothing but blanks stands before the word, or the full stop of a form of address: St. Anna."""
    before = row[at - 1]
    is_short = before.tail != "." or before.small in facts.honorifics
    return is_short and row[at].gap != "" and not row[at].gap.strip()


def _parts(row: list[Word], begin: int, at: int, facts: Facts) -> bool:
    if not row[at].is_owner:
        return False
    is_saint = at > begin and row[at - 1].small in facts.saints
    behind = row[at + 1].small if at + 1 < len(row) else ""
    is_office = row[at].small in facts.titles and behind in facts.places | facts.organisations
    return not (is_saint or is_office or row[at].small in facts.owners)
