"""How far a text leans to its own language: the quick test that spares wrong-language the reading of nearly every text.

wrong-language takes names out of a text before it judges, which is dear. Here counts what stays in any case: only what
stands in the source, too, is ever taken out. The sums of an article's texts hold for the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.language.evidence import LEAST, TIMES, speakers_of
from dragoman.language.scripts import writing_of
from dragoman.language.tags import primary

_ROW = re.compile(r"[^\W\d_]+")
_PARTED = re.compile("['’]")


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
        """False when no language has the function words that Evidence.speaks_another asks for, whatever goes out."""
        rivals = [(name, count) for name, count in self.others.items() if count >= LEAST]
        return any(
            count >= TIMES * sum(times for speakers, times in self.own.items() if name not in speakers)
            for name, count in rivals
        )


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
