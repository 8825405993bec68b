"""A text made comparable at speed: folded word by word, each distinct word once, with the way back to its places."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress, count
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from dragoman.glossary.folding import Folded, fold, fold_evenly
from dragoman.glossary.words import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUN_OF_BLANKS = re.compile("  +")
_LARGEST_MEMORY = 200_000  # distinct words
_LONGEST_WORD = 40  # characters; longer ones – a Chinese sentence – seldom come again

# Turkic languages pair I with ı and İ with i. A letter that stands for both I and ı keeps them apart from i.
_TURKIC = str.maketrans({"I": "ɩ", "ı": "ɩ", "İ": "i"})
_ASCII = bytes(32 if chr(code).isspace() else ord(chr(code).lower()) for code in range(128)) + bytes(128)
_ASCII_SKELETON = bytes(code if chr(code).isalnum() or code == 95 else 32 for code in range(128)) + bytes(128)
_ASCII_LINES = _ASCII_SKELETON[:10] + b"\n" + _ASCII_SKELETON[11:]
_NARROW_BLANKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_ODD_BLANKS = f"{_NARROW_BLANKS}\x85\xa0\u1680{''.join(map(chr, range(0x2000, 0x200B)))}\u2028\u2029\u202f\u205f\u3000"
_NOT_IN_LINES = ("  ", " \n", *_ODD_BLANKS.replace("\n", ""))  # where terms are one a line


class Stretch(NamedTuple):
    """A word or a run of blanks, start..end of a canonical text, whose characters are not one for one the original's
    first..last."""

    start: int
    end: int
    first: int
    last: int


class Canonical:
    """A text as it is compared. `text` is folded, one blank between words. `skeleton` is as long, with a blank for
    every sign and every character of a script without blanks: what stands between its blanks are words. Between its
    `stretches` every character is one of the original."""

    __slots__ = ("_folds", "_original", "_starts", "_text", "skeleton", "stretches")

    def __init__(self, original: str, text: str | None, bones: str, stretches: Sequence[Stretch] = ()) -> None:
        """`text` None: of an original in ASCII, made when first asked for."""
        self._text = text
        self.skeleton = bones
        self.stretches = stretches
        self._original = original
        self._starts = [stretch.start for stretch in stretches]
        self._folds: dict[int, Folded] = {}

    @property
    def text(self) -> str:
        if self._text is None:
            lower = self._original.encode().translate(_ASCII).decode()
            self._text = _RUN_OF_BLANKS.sub(" ", lower) if self.stretches else lower
        return self._text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of start..end (not empty) of `text`."""
        if not self.stretches:
            return start, end
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset, offset + 1
        start, end, first, last = self.stretches[index]
        if offset >= end:
            place = offset - end + last
            return place, place + 1
        if self.text[start:end] == " ":
            return first, last
        if (folded := self._folds.get(index)) is None:
            folded = self._folds[index] = fold(self._original[first:last])
        begin, finish = folded.span(offset - start, offset - start + 1)
        return first + begin, first + finish


def canonical(text: str, *, turkic: bool = False) -> Canonical:
    """`text` made comparable. Law: what a span of it covers in the original folds to that span, blanks aside."""
    if turkic:
        text = text.translate(_TURKIC)
    if text.isascii():
        return _canonical_ascii(text)
    for blank in _ODD_BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    if len(_WORDS) > _LARGEST_MEMORY:
        _WORDS.clear()
    pieces = text.split(" ")
    words = list(map(_WORDS.__getitem__, pieces))
    folded, bones = list(map(_TEXT, words)), list(map(_SKELETON, words))
    uneven = list(compress(count(), map(_IS_UNEVEN, words)))
    if not uneven:
        return Canonical(text, " ".join(folded), " ".join(bones))
    stretches = _stretches(pieces, folded, uneven)
    for row in (folded, bones):
        row[1:-1] = filter(None, row[1:-1])
    return Canonical(text, " ".join(folded), " ".join(bones), stretches)


def _canonical_ascii(text: str) -> Canonical:
    lower = text.encode().translate(_ASCII)
    bones = lower.translate(_ASCII_SKELETON).decode()
    place = lower.find(b"  ")
    if place < 0:
        return Canonical(text, None, bones)
    runs: list[Stretch] = []
    pieces: list[str] = []
    position = ahead = 0  # how far the original is ahead
    while place >= 0:
        pieces.append(bones[position:place])
        position = place + 2
        while lower[position : position + 1] == b" ":
            position += 1
        runs.append(Stretch(place - ahead, place - ahead + 1, place, position))
        ahead += position - place - 1
        place = lower.find(b"  ", position)
    return Canonical(text, None, " ".join((*pieces, bones[position:])), runs)


def _stretches(pieces: Sequence[str], folded: Sequence[str], uneven: Iterable[int]) -> list[Stretch]:
    """Those of pieces one blank apart, at the numbers of `uneven`; what folds to nothing goes with the blank before."""
    found: list[Stretch] = []
    ends = list(accumulate(map(len, pieces)))
    ahead = 0
    for number in uneven:
        last = ends[number] + number
        first = last - len(pieces[number])
        size = len(folded[number])
        if size or not 0 < number < len(pieces) - 1:
            found.append(Stretch(first - ahead, first - ahead + size, first, last))
            ahead += last - first - size
            continue
        start = first - 1 - ahead
        begin = first - 1
        if found and found[-1].last == first:  # the run of blanks goes on
            begin = found.pop().first
        found.append(Stretch(start, start + 1, begin, last + 1))
        ahead += last + 1 - first
    return found


_BULK = 1024  # texts folded as one
_LETTERS_ALONE = re.compile(rf"[^\W{UNSPACED}]*(?: [^\W{UNSPACED}]+)*")


def comparables(texts: Sequence[str], *, turkic: bool = False) -> tuple[list[str], list[str]]:
    """The canonical texts and the skeletons of short texts, such as terms, without the blanks around them."""
    made: list[str] = []
    bones: list[str] = []
    for start in range(0, len(texts), _BULK):
        _compare(texts[start : start + _BULK], made, bones, turkic)
    return made, bones


def _compare(texts: Sequence[str], made: list[str], bones: list[str], turkic: bool) -> None:
    """Folds texts as one; where something stands in the way, each half."""
    together = "\n".join(texts)
    if turkic:
        together = together.translate(_TURKIC)
    folded = together.lower() if together.isascii() else fold_evenly(together)
    lines = f"\n{folded}\n"
    if not folded or lines.count("\n") > len(texts) + 1 or "\n " in lines or _holds(lines, _NOT_IN_LINES):
        if len(texts) == 1:
            one, its_bones = _comparable(together)
            made.append(one)
            bones.append(its_bones)
            return
        middle = len(texts) // 2
        _compare(texts[:middle], made, bones, turkic)
        _compare(texts[middle:], made, bones, turkic)
        return
    made += folded.split("\n")
    bones += _skeletons(folded).split("\n")


def _skeletons(lines: str) -> str:
    """Each line's skeleton."""
    if lines.isascii():
        return lines.encode().translate(_ASCII_LINES).decode()
    return lines.translate(_LETTERS_IN_LINES)


def _comparable(text: str) -> tuple[str, str]:
    folded = " ".join(fold(" ".join(text.split())).text.split())
    return folded, folded if _LETTERS_ALONE.fullmatch(folded) else skeleton(folded)


def _holds(text: str, pieces: Sequence[str]) -> bool:
    return any(piece in text for piece in pieces)  # one search for each is faster than one for a class


def skeleton(text: str) -> str:
    """Folded text with a blank for whatever is no letter, digit or mark of a script that puts blanks between words."""
    if text.isascii():
        return text.encode().translate(_ASCII_SKELETON).decode()
    return text.translate(_LETTERS)


def has_unspaced(text: str) -> bool:
    """True when a text holds characters of scripts without blanks between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def is_unspaced(character: str) -> bool:
    """True for a character of a script without blanks between words."""
    return _UNSPACED.match(character) is not None


_Word: TypeAlias = tuple[str, str, bool]
"""A word folded, its skeleton, and whether some letter does not fold to one. A tuple: no work for the collector."""

_TEXT, _SKELETON, _IS_UNEVEN = itemgetter(0), itemgetter(1), itemgetter(2)


class _Words(dict[str, _Word]):
    """What each word folds to, found when first asked for."""

    def __missing__(self, word: str) -> _Word:
        folded = fold(word)
        text = folded.text.rstrip(" ")  # of a joiner at its end
        made = text, skeleton(text), not word or folded.starts is not None or len(text) != len(word)
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
_LETTERS_IN_LINES = _Letters({ord("\n"): "\n"})
