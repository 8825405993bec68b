"""A text made comparable at speed: folded word by word, each distinct word once, with the way back to its places."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from dragoman.glossary.folding import fold
from dragoman.glossary.words import UNSPACED

_ODD_BLANKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_WIDE_BLANKS = (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_BLANKS = re.compile(r"(\s+)")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_LARGEST_MEMORY = 200_000  # distinct words
_LONGEST_WORD = 40  # characters; longer ones – a Chinese sentence – seldom come again

# Turkic languages pair I with ı and İ with i. A letter that stands for both I and ı keeps them apart from i.
_TURKIC = str.maketrans({"I": "ɩ", "ı": "ɩ", "İ": "i"})
_ASCII_SKELETON = bytes(code if chr(code).isalnum() or code == 95 else 32 for code in range(128)) + b" " * 128


class Canonical:
    """A text as it is compared. `text` is folded, one blank between words. `skeleton` is as long, with a blank for
    every sign and every character of a script without blanks: what stands between its blanks are words."""

    __slots__ = ("_lengths", "_original", "_pieces", "_places", "skeleton", "text")

    def __init__(self, text: str, pieces: Sequence[str] = (), lengths: Sequence[int] = (), steps: Sequence[int] = ()):
        """`pieces` are the words of the original when some place differs, with their folded and original lengths, the
        latter up to the next word."""
        self.text = text
        self.skeleton = skeleton(text)
        self._pieces = pieces
        self._lengths, self._original = lengths, steps
        self._places: tuple[list[int], list[int]] | None = None

    @property
    def is_same(self) -> bool:
        """True when every place is the same in the original."""
        return not self._pieces

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of start..end (not empty) of `text`."""
        if not self._pieces:
            return start, end
        if self._places is None:
            folded = [0, *accumulate(length + 1 for length in self._lengths)]
            self._places = folded, [0, *accumulate(self._original)]
        return self._place(start, *self._places)[0], self._place(end - 1, *self._places)[1]

    def _place(self, offset: int, folded: list[int], original: list[int]) -> tuple[int, int]:
        index = bisect_right(folded, offset) - 1
        piece = self._pieces[index]
        inner = offset - folded[index]
        if inner >= self._lengths[index]:  # the blank behind the word
            return original[index] + len(piece), original[index + 1]
        first, last = fold(piece).span(inner, inner + 1)
        return original[index] + first, original[index] + last


def canonical(text: str, *, turkic: bool = False) -> Canonical:
    """`text` made comparable. Law: what a span of it covers in the original folds to that span, blanks aside."""
    if turkic:
        text = text.translate(_TURKIC)
    is_ascii = text.isascii()
    if "  " not in text and not _holds(text, _ODD_BLANKS) and (is_ascii or not _holds(text, _WIDE_BLANKS)):
        if is_ascii:
            return Canonical(text.lower())
        pieces = text.split(" ")
        steps = [len(piece) + 1 for piece in pieces]
    else:
        parts = _BLANKS.split(text)
        pieces = parts[::2]
        steps = [len(word) + len(gap) for word, gap in zip(pieces, [*parts[1::2], ""], strict=True)]
    folded = list(map(_FOLDED.__getitem__, pieces))
    if len(_FOLDED) > _LARGEST_MEMORY:
        _FOLDED.clear()
    return Canonical(" ".join(folded), pieces, list(map(len, folded)), steps)


def canonical_all(texts: Sequence[str], *, turkic: bool = False) -> list[str]:
    """The canonical text of each of many short texts, without the blanks around it."""
    together = "\x00".join(texts)
    if texts and together.isascii() and not turkic and "  " not in together and not _holds(together, _ODD_BLANKS):
        return [text.strip(" ") for text in together.lower().split("\x00")]
    return [canonical(text, turkic=turkic).text.strip(" ") for text in texts]


def _holds(text: str, characters: str) -> bool:
    return any(character in text for character in characters)  # one fast search for each is faster than one for a class


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


class _Words(dict[str, str]):
    """What each word folds to, found when first asked for."""

    def __missing__(self, word: str) -> str:
        folded = fold(word).text.rstrip(" ")  # of a joiner at its end
        if len(word) <= _LONGEST_WORD:
            self[word] = folded
        return folded


class _Letters(dict[int, str]):
    """The skeleton of each character, found when first asked for."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_letter = character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
        kept = self[code] = character if is_letter and not is_unspaced(character) else " "
        return kept


_FOLDED = _Words()
_LETTERS = _Letters()
