"""Folded text as a row of words, cut by each script's own idea of a word border."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from dragoman.glossary.folding import Folded, fold

# Scripts written without blanks between words, and Hangul, whose particles cling: every character is a word.
UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u318f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Combining marks belong to the word they stand in, though `\w` does not know them. Whole blocks where a script has
# many; the danda (U+0964, U+0965) is punctuation.
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0816-\u082d"
    "\u0900-\u0963\u0966-\u0dff\u135d-\u135f\u1a17-\u1a1b\u1ab0-\u1aff\u1b00-\u1bff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
# The second loop may take what the first took, but nothing follows that could make it go back: linear in the text.
_WORD = re.compile(rf"(\s*)([{UNSPACED}]|[^\W{UNSPACED}]+(?:[{MARKS}]+[^\W{UNSPACED}]*)*|\S)")
_WORD_ASCII = re.compile(r"(\s*)(\w+|\S)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and signs of a text in order. A word after a blank carries one: `water`, ` forum`."""

    items: list[str]
    starts: list[int]
    ends: list[int]
    folded: Folded

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The original text's span of the words first..last (last not included)."""
        return self.folded.span(self.starts[first], self.ends[last - 1])

    def is_glued(self, index: int) -> bool:
        """True when the word at `index` follows another without a blank."""
        return 0 < index < len(self.items) and not self.items[index].startswith(" ")

    def at(self, index: int) -> str:
        """The word at `index` without its blank; empty outside the text."""
        return self.items[index].lstrip(" ") if 0 <= index < len(self.items) else ""


def words(text: str) -> Words:
    """The words of `text`, folded."""
    folded = fold(text)
    # Blanks at the end are no words: left there, each of them would be gone through from every other.
    if folded.text.isascii():
        found = _WORD_ASCII.findall(folded.text.rstrip(" \t\n\r\f\v"))
    else:
        found = _WORD.findall(folded.text.rstrip())
    items = [f" {word}" if blank else word for blank, word in found]
    ends = list(accumulate([len(blank) + len(word) for blank, word in found]))
    starts = [end - len(word) for end, (_, word) in zip(ends, found, strict=True)]
    return Words(items, starts, ends, folded)


@lru_cache(maxsize=32768)
def spelling(form: str) -> tuple[str, ...]:
    """The words of a term or rendering, the first without a blank; empty when it has nothing to compare."""
    items = words(form).items
    return (items[0].lstrip(" "), *items[1:]) if items else ()


# Marks as people see them (see model.marks), addresses, and code: none of them is running text.
_TAG = re.compile(r"<(/?)([a-z]+)[0-9]*(/?)>")
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.]{1,15}://|www\.|mailto:)[!#-;=?-~]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
    r"|(?<![\w@])@\w+"
    r"|(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|net|int|gov|edu|info)(?![\w.-]*\w)(?:/[!#-;=?-~]*)?",
    re.IGNORECASE,
)
# An address has "@" or one of these; patterns that begin with one character are looked for faster than words.
_COLON = re.compile(r":(?://|(?<=mailto:))", re.IGNORECASE)
_POINT = re.compile(r"\.(?:(?<=www\.)|com|org|net|int|gov|edu|info)", re.IGNORECASE)
WALL = "\x00"
"""Stands for each character of code and of addresses: no term runs through it."""


class Prose(NamedTuple):
    """The running text of a segment: tags gone, a point mark one blank, code and addresses walled off.

    `borders` are the offsets in `text` where something was taken out, `shifts` how far the segment's text is ahead
    from there on.
    """

    text: str
    borders: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The segment's span behind start..end (not empty) of the running text."""
        return start + self._shift(start), end + self._shift(end - 1)

    def _shift(self, offset: int) -> int:
        index = bisect_right(self.borders, offset) - 1
        return self.shifts[index] if index >= 0 else 0


def prose(text: str) -> Prose:
    """The running text of a segment whose marks stand in it as tags."""
    if "<" not in text:
        return Prose(_wall_addresses(text))
    pieces: list[str] = []
    borders: list[int] = []
    shifts: list[int] = []
    length = position = code = 0
    for match in _TAG.finditer(text):
        piece = text[position : match.start()]
        pieces.append(WALL * len(piece) if code else piece)
        length += len(piece)
        position = match.end()
        closes, name, points = match.groups()
        if points and not (pieces[-1][-1:] == " " or text[position : position + 1] == " "):
            pieces.append(" ")
            length += 1
        elif name == "code":
            code = max(0, code + (-1 if closes else 1))
        borders.append(length)
        shifts.append(position - length)
    piece = text[position:]
    pieces.append(WALL * len(piece) if code else piece)
    return Prose(_wall_addresses("".join(pieces)), tuple(borders), tuple(shifts))


def _wall_addresses(text: str) -> str:
    if not ("@" in text or (":" in text and _COLON.search(text)) or _POINT.search(text)):
        return text
    return _ADDRESS.sub(lambda match: WALL * len(match.group()), text)
