"""Text folded for comparing – case, letter variants, invisible characters – with the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

# One character for one, so that offsets stay as they are. No ASCII character may stand on the left.
_ALIKE = {
    "'": "‘’ʼʻ′＇׳",
    '"': "“”„″״＂",
    "-": "‐‑‒–−־",
    " ": "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000",
    "·": "•‧・⋅∙",
    ".": "…",
    "i": "İı",  # Turkish pairs them otherwise than casefold does
    "е": "ёЁ",  # Russian prints both
    "ی": "يى",
    "ک": "ك",
    "ه": "ۀ",
}
_PAIRS = tuple((character, to) for to, characters in _ALIKE.items() for character in characters)
_SAME = str.maketrans(dict(_PAIRS))

# Invisible, or optional in print: soft hyphen, joiners, bidi marks, variation selectors; Arabic vowel signs and
# tatweel; Hebrew points.
_DROPPED_CHARACTERS = (
    "\u00ad\u034f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u061c\u0640\u064b-\u0655\u0670\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_DROPPED = re.compile(f"[{_DROPPED_CHARACTERS}]")
_INVISIBLE = (
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# Sorting a long run of marks takes quadratic time: more than 30 (UAX #15, stream-safe text) are cut into clusters.
_LONGEST_CLUSTER = 31
_LONG = 40  # characters; shorter texts are folded as a whole
_LONG_RUN = re.compile(r"[^\w\s!-~]{31}")
_PERSIAN_BLANK = re.compile("(?<=[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc])\u200c")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what to compare. `starts` and `ends` give each of its characters' place in the original; None when
    they are the same."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span behind start..end (not empty) of the folded text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """`text` without the differences that do not make another word: Unicode NFKC and case folding, apostrophes,
    hyphens, quotes and blanks in one shape, Arabic yeh and kaf likewise, vowel signs and invisible characters gone.

    A zero-width non-joiner behind an Arabic letter is a blank. Law, for text that heaps no more than 30 marks on a
    letter: fold(fold(t).text).text == fold(t).text.
    """
    if text.isascii():
        return Folded(text.lower())
    text = _PERSIAN_BLANK.sub(" ", text)
    if evenly := fold_evenly(text):
        return Folded(evenly)
    if len(text) > _LONG and not _clusters().search(text):
        characters = list(map(_FOLDED.__getitem__, text))
        if len(together := "".join(characters)) == len(text) and "" not in characters:
            return Folded(together)
    return _fold_by_cluster(text)


def fold_evenly(text: str) -> str:
    """The same where one character becomes one and none composes with another, as in most text; else empty."""
    same = _unified(text)
    if not _DROPPED.search(same) and not _LONG_RUN.search(same) and unicodedata.is_normalized("NFKC", same):
        folded = same.casefold()
        # Case folding never shortens, so an equal length means one character for each.
        if len(folded) == len(text) and unicodedata.is_normalized("NFKC", folded):
            return _unified(folded)
    return ""


def _unified(text: str) -> str:
    if len(text) <= _LONG:
        return text.translate(_SAME)
    for (
        character,
        to,
    ) in _PAIRS:  # in a long text one search for each is faster than a look-up for each of its characters
        if character in text:
            text = text.replace(character, to)
    return text


def _fold_by_cluster(text: str) -> Folded:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for match in _clusters().finditer(text):
        start, end = match.span()
        _fold_plain(text[position:start], position, characters, starts, ends)
        cluster = match.group()
        folded = _fold_cluster(cluster)
        characters.append(folded)
        starts.extend([start] * len(folded))
        ends.extend([start + len(cluster.rstrip(_INVISIBLE))] * len(folded))
        position = end
    _fold_plain(text[position:], position, characters, starts, ends)
    if not position and len(characters) == len(text) == len(starts) and "" not in characters:
        return Folded("".join(characters))  # one character for each
    return Folded("".join(characters), starts, ends)


def _fold_plain(text: str, offset: int, characters: list[str], starts: list[int], ends: list[int]) -> None:
    """Folds characters that do not compose with one another."""
    folded = list(map(_FOLDED.__getitem__, text))
    characters += folded
    size = sum(map(len, folded))
    if size == len(text) and "" not in folded:
        starts.extend(range(offset, offset + size))
        ends.extend(range(offset + 1, offset + size + 1))
        return
    for place, character in enumerate(folded, offset):
        starts.extend([place] * len(character))
        ends.extend([place + 1] * len(character))


class _Folded(dict[str, str]):
    """What each character folds to, found when first asked for."""

    def __missing__(self, character: str) -> str:
        folded = self[character] = _fold_cluster(character)
        return folded


_FOLDED = _Folded()


@cache
def _clusters() -> re.Pattern[str]:
    """A character with those that may compose with it – marks, the vowels and finals of conjoining Hangul – or stand
    between those that do."""
    marks, astral = (
        re.escape("".join(filter(lambda character: unicodedata.category(character)[0] == "M", map(chr, codes))))
        for codes in (range(0xAD, 0x10000), (*range(0x10000, 0x20000), *range(0xE0100, 0xE01F0)))
    )  # no other plane has marks
    nearby = rf"[\u1160-\u11ff\uff9e\uff9f{_DROPPED_CHARACTERS}{marks}]"
    # The set of the first plane is a bitmap, the other a long row of ranges, which most characters need not be held to.
    far = rf"(?=[\U00010000-\U0010ffff])[{astral}]"
    return re.compile(f"(?s:.)(?:{nearby}|{far}){{1,{_LONGEST_CLUSTER - 1}}}")


def _fold_cluster(cluster: str) -> str:
    """Folds until nothing changes: folding case can undo normal form, and the other way round."""
    while True:
        normal = unicodedata.normalize("NFKC", cluster.translate(_SAME))
        folded = _DROPPED.sub("", unicodedata.normalize("NFKC", normal.casefold()).translate(_SAME))
        if folded == cluster:
            return folded
        cluster = folded
