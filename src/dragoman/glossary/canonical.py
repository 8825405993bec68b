"""A text made comparable at speed: folded word by word, each distinct word once, with the way back to its places."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import add, itemgetter
from typing import TypeAlias

from dragoman.glossary.folding import Folded, fold
from dragoman.glossary.words import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")
_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_BLANKS = re.compile(r"(\s+)")
_RUN_OF_BLANKS = re.compile("(  +)")
_LARGEST_MEMORY = 200_000  # distinct words
_LONGEST_WORD = 40  # characters; longer ones – a Chinese sentence – seldom come again

# Turkic languages pair I with ı and İ with i. A letter that stands for both I and ı keeps them apart from i.
_TURKIC = str.maketrans({"I": "ɩ", "ı": "ɩ", "İ": "i"})
_ASCII = bytes(32 if chr(code).isspace() else ord(chr(code).lower()) for code in range(128)) + bytes(128)
_ASCII_SKELETON = bytes(code if chr(code).isalnum() or code == 95 else 32 for code in range(128)) + bytes(128)
_ASCII_LINES = _ASCII_SKELETON[:10] + b"\n" + _ASCII_SKELETON[11:]
_NARROW_BLANKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_BLANKS_IN_LINES = _NARROW_BLANKS.replace("\n", "")
_ODD_BLANKS = f"{_NARROW_BLANKS}\x85\xa0\u1680{''.join(map(chr, range(0x2000, 0x200B)))}\u2028\u2029\u202f\u205f\u3000"


class Canonical:
    """A text as it is compared. `text` is folded, one blank between words. `skeleton` is as long, with a blank for
    every sign and every character of a script without blanks: what stands between its blanks are words."""

    __slots__ = ("_folded", "_folds", "_gaps", "_pieces", "_places", "skeleton", "text")

    def __init__(
        self,
        text: str,
        bones: str,
        pieces: Sequence[str] = (),
        folded: Sequence[str] = (),
        gaps: Sequence[str] = (),
    ) -> None:
        """`pieces` are the stretches of the original that are one blank apart in `text`, when some place differs, with
        what they fold to, and what stands between them (nothing: one blank each)."""
        self.text = text
        self.skeleton = bones
        self._pieces, self._folded, self._gaps = pieces, folded, gaps
        self._places: tuple[list[int], list[int]] | None = None
        self._folds: dict[str, Folded] = {}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of start..end (not empty) of `text`."""
        if not self._pieces:
            return start, end
        return self._place(start)[0], self._place(end - 1)[1]

    @property
    def is_same(self) -> bool:
        """True when every place is the same in the original."""
        return not self._pieces

    def start(self, offset: int) -> int:
        """Where in the original the character at `offset` begins."""
        if not self._pieces:
            return offset
        if self._folded is self._pieces and self._places:
            folded, original = self._places
            index = bisect_right(folded, offset) - 1
            return original[index] + offset - folded[index]
        return self._place(offset)[0]

    def _place(self, offset: int) -> tuple[int, int]:
        if self._places is None:
            self._places = _begins(self._folded, ()), _begins(self._pieces, self._gaps)
        folded, original = self._places
        index = bisect_right(folded, offset) - 1
        piece = self._pieces[index]
        place = original[index]
        if offset + 1 == folded[index + 1]:  # the blank behind it
            return place + len(piece), original[index + 1]
        inner = offset - folded[index]
        word = _WORDS.get(piece)
        if (word and word[2]) or piece.isascii():
            return place + inner, place + inner + 1
        known = self._folds.get(piece)
        if known is None:
            known = self._folds[piece] = fold(piece)
        first, last = known.span(inner, inner + 1)
        return place + first, place + last


def _begins(pieces: Sequence[str], gaps: Sequence[str]) -> list[int]:
    """Where each piece begins, and where one behind the last would."""
    lengths = map(len, pieces)
    return list(accumulate(map(add, lengths, map(len, gaps)) if gaps else map((1).__add__, lengths), initial=0))


def canonical(text: str, *, turkic: bool = False) -> Canonical:
    """`text` made comparable. Law: what a span of it covers in the original folds to that span, blanks aside."""
    if turkic:
        text = text.translate(_TURKIC)
    if text.isascii():
        lower = text.encode().translate(_ASCII).decode()
        if "  " not in lower:
            return Canonical(lower, skeleton(lower))
        parts = _RUN_OF_BLANKS.split(lower)
        lower = " ".join(parts[::2])
        return Canonical(lower, skeleton(lower), parts[::2], parts[::2], [*parts[1::2], " "])
    gaps: Sequence[str] = ()
    for blank in _ODD_BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    if "  " not in text:
        pieces = text.split(" ")
    else:
        parts = _BLANKS.split(text)
        pieces, gaps = parts[::2], [*parts[1::2], " "]
    words = list(map(_WORDS.__getitem__, pieces))
    folded = list(map(_TEXT, words))
    together, bones = " ".join(folded), " ".join(map(_SKELETON, words))
    if not gaps and all(map(_IS_EVEN, words)):
        return Canonical(together, bones)
    if len(_WORDS) > _LARGEST_MEMORY:
        _WORDS.clear()
    return Canonical(together, bones, pieces, folded, gaps)


_BULK = 64  # texts folded as one
_LETTERS_ALONE = re.compile(rf"[^\W{UNSPACED}]*(?: [^\W{UNSPACED}]+)*")


def comparables(texts: Sequence[str], *, turkic: bool = False) -> tuple[list[str], list[str]]:
    """The canonical texts and the skeletons of short texts, such as terms, without the blanks around them."""
    made: list[str] = []
    bones: list[str] = []
    for start in range(0, len(texts), _BULK):
        row = texts[start : start + _BULK]
        together = "\n".join(row)
        if together.isascii() and not turkic and together.count("\n") == len(row) - 1:
            folded = together.lower()
            lines = f"\n{folded}\n"
            if "  " in folded or "\n " in lines or " \n" in lines or _holds(folded, _BLANKS_IN_LINES):
                folded = "\n".join(" ".join(line.split()) for line in folded.split("\n"))
            made += folded.split("\n")
            bones += folded.encode().translate(_ASCII_LINES).decode().split("\n")
        else:
            for text in row:
                one, its_bones = _comparable(text, turkic)
                made.append(one)
                bones.append(its_bones)
    return made, bones


def _comparable(text: str, turkic: bool) -> tuple[str, str]:
    if not turkic and text.isascii():
        lower = " ".join(text.lower().split())
        return lower, skeleton(lower)
    folded = " ".join(fold(" ".join((text.translate(_TURKIC) if turkic else text).split())).text.split())
    return folded, folded if _LETTERS_ALONE.fullmatch(folded) else skeleton(folded)


def _holds(text: str, characters: str) -> bool:
    return any(character in text for character in characters)  # one search for each is faster than one for a class


def skeleton(text: str) -> str:
    """Folded text with a blank for whatever is no letter, digit or mark of a script that puts blanks between words."""
    if text.isascii():
        return text.encode().translate(_ASCII_SKELETON).decode()
    return text.translate(_LETTERS)


def unspaced_runs(text: str) -> list[tuple[int, int]]:
    """Where characters of scripts without blanks between words stand, run by run."""
    return [match.span() for match in _UNSPACED_RUN.finditer(text)]


def has_unspaced(text: str) -> bool:
    """True when a text holds characters of scripts without blanks between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def is_unspaced(character: str) -> bool:
    """True for a character of a script without blanks between words."""
    return _UNSPACED.match(character) is not None


_Word: TypeAlias = tuple[str, str, bool]
"""A word folded, its skeleton, and whether it folds letter for letter. A plain tuple: no work for the collector."""

_TEXT, _SKELETON, _IS_EVEN = itemgetter(0), itemgetter(1), itemgetter(2)


class _Words(dict[str, _Word]):
    """What each word folds to, found when first asked for."""

    def __missing__(self, word: str) -> _Word:
        folded = fold(word)
        text = folded.text.rstrip(" ")  # of a joiner at its end
        made = text, skeleton(text), folded.starts is None and len(text) == len(word)
        if len(word) <= _LONGEST_WORD:
            self[word] = made
        return made


class _Letters(dict[int, str]):
    """The skeleton of each character, found when first asked for."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_letter = character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
        kept = self[code] = character if is_letter and not is_unspaced(character) else " "
        return kept


_WORDS = _Words()
_LETTERS = _Letters()
