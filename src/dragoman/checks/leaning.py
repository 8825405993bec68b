"""How far a text leans to its own language: the quick test that spares wrong-language the reading of nearly every text.

wrong-language takes names out of a text before it judges, which is dear. Here counts what stays in any case: only what
stands in the source, too, is ever taken out. The sums of an article's texts hold for the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from dragoman.checks.sides import Side, Sides
from dragoman.language.evidence import LEAST, TIMES, others_of, own_of, speakers_of
from dragoman.language.scripts import writing_of
from dragoman.language.tags import primary

SEVERAL = 2  # function words of another language, where none is there that only the right one has
_ROW = re.compile(r"[^\W\d_]+")
_PARTED = re.compile("['’]")
_PARTING = frozenset("-'’·‐‑_״׳0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९")
_JOINT = re.compile("[-'’·‐‑]")


@dataclass(slots=True)
class Leaning:
    """At most so many `letters`, small `words`, and letters of other scripts (`foreign`); at least so many letters that
    stay (`kept`, counted where some are foreign). `own` are the speakers of the language's function words that stay,
    `others` how many of the rest each other language may have."""

    letters: int = 0
    words: int = 0
    foreign: int = 0
    kept: int = 0
    own: Counter[frozenset[str]] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)

    def may_speak_another(self) -> bool:
        """False when no language has the function words that Evidence.speaks_another asks for, whatever goes out, nor
        several where none is left that only the right one has."""
        for name, count in self.others.items():
            own = sum(times for speakers, times in self.own.items() if name not in speakers) if count >= SEVERAL else 0
            if count >= (max(LEAST, TIMES * own) if own else SEVERAL):
                return True
        return False


class Glance(NamedTuple):
    """What the words of a side show at once. `own`: function words of its language that stay whatever is taken out,
    each once; `others`: those that it does not have, as often as they stand there; `words`: at most how many it has;
    `foreign` and `kept`: as in Leaning."""

    own: frozenset[str]
    others: list[str]
    words: int
    foreign: int = 0
    kept: int = 0


def glance(side: Side, spoken: str, rows: frozenset[str], *, is_apart: bool) -> Glance:
    """Of a side, which in its own voice says `spoken`. `rows` are the function words of its language that no source of
    the article has. `is_apart`: none has letters of the scripts of its language either."""
    said = side.said
    # With a capital it may be a name's; between blanks it is none.
    own = frozenset([word for word in side.forms & rows if f" {word} " in spoken])
    known, others = others_of(side.language), []
    if side.has_marks:  # wrong-language cuts words at marks
        parts = _ROW.findall(side.running.lower())
        others, words = [part for part in parts if part in known], len(parts)
    else:
        if found := known.keys() & side.vocabulary:
            parts = [] if side.forms is side.vocabulary else _parts(said)
            others = [word for word in found for _ in range(said.count(word) + parts.count(word))]
        # What stands between the parts of a word may part more than one.
        words = len(said) + sum(map(side.running.count, _PARTING & side.characters))
    if not side.is_strange:
        return Glance(own, others, words)
    writing = writing_of(side.language)
    foreign = sum(map(len, writing.foreign.findall(spoken))) if writing else 0
    kept = sum(map(str.isalpha, spoken)) - foreign if is_apart else sum(map(len, own))
    return Glance(own, others, words, foreign, kept)


def _parts(words: Iterable[str]) -> list[str]:
    return list(chain.from_iterable(_JOINT.split(word) for word in words if not word.isalnum()))


def rows_that_stay(rows: Sequence[Sides], language: str) -> tuple[frozenset[str], bool]:
    """The function words of a language that nothing in the sources of an article takes out of their translations, and
    whether no source has letters of the language's scripts."""
    writing = writing_of(language)
    present = frozenset().union(*(row.source.characters for row in rows))
    is_apart = writing is not None and writing.own.search("".join(present)) is None
    if is_apart:
        return own_of(language), True
    return own_of(language) - frozenset().union(*(row.source.vocabulary for row in rows)), False


def gathered(glances: Sequence[Glance], language: str) -> Leaning:
    """How sides lean together, as far as glances tell: `own` and `kept` at least, the rest at most."""
    words, foreign, kept = (sum(each) for each in list(zip(*glances, strict=True))[2:])
    whole = Leaning(words=words, foreign=foreign, kept=kept)
    code = primary(language)
    for _, speakers in speakers_of(list(chain.from_iterable(each.own for each in glances))):
        if code in speakers:
            whole.own[speakers] += 1
    known = others_of(language)
    for word, count in Counter(chain.from_iterable(each.others for each in glances)).items():
        for name in known[word]:
            whole.others[name] += count
    return whole


def leaning(target: str, words: Sequence[str], small: Sequence[str], language: str, rows: set[str]) -> Leaning:
    """Of a text in `language`: `words` are all its words, `small` those without capitals; see `rows_of`."""
    code, writing = primary(language), writing_of(language)
    found = Leaning(sum(map(len, words)), len(small))
    if writing is not None and not (target.isascii() and "Latn" in writing.scripts):
        found.foreign = sum(map(len, writing.foreign.findall(target)))
    for word, speakers in speakers_of(small):
        if code not in speakers:
            found.others.update(speakers)
        elif _PARTED.split(word, 1)[0] not in rows:
            found.own[speakers] += 1
    if found.foreign and writing is not None:
        kept = (word for word in small if writing.own.match(word) and _PARTED.split(word, 1)[0] not in rows)
        found.kept = sum(sum(map(str.isalpha, word)) for word in kept)
    return found


def summed(leanings: Iterable[Leaning]) -> Leaning:
    """Of the texts together."""
    whole = Leaning()
    for each in leanings:
        whole.letters += each.letters
        whole.words += each.words
        whole.foreign += each.foreign
        whole.kept += each.kept
        whole.own.update(each.own)
        whole.others.update(each.others)
    return whole


def rows_of(sources: Iterable[str], language: str) -> set[str]:
    """What may be taken out of texts in `language`: the rows of letters of their sources, in small letters, where these
    have letters of its script at all."""
    writing = writing_of(language)
    is_latin = writing is None or "Latn" in writing.scripts
    rows: set[str] = set()
    for source in sources:
        if is_latin or (writing and not source.isascii() and writing.own.search(source)):
            rows.update(_ROW.findall(source.lower()))
    return rows
