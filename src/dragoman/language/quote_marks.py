"""The quotation marks of a text in pairs: which opens, which closes it, and which stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

MARKS = frozenset('"“”„‟«»‹›‘‚「」『』《》〈〉״＂')
_MARK = re.compile("[\"“”„‟«»‹›‘’‚'「」『』《》〈〉״＂]")
_OPENS, _CLOSES = frozenset("„‟‚「『《〈"), frozenset("」』》〉")
_LETTERS = "\u2e7f"  # behind it one character may be a word: ‘不’
_SINGLE = frozenset("'’‘‚‹›")
_BEHIND = frozenset(".,;:!?)]}…–—。、，！？；：）】،؛؟۔।-/")
_BEFORE = frozenset("([{¿¡–—/:-（【，。：；、！？")
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OPENS_BEHIND = _BEFORE | _OPENS | frozenset("“«‘\"'")
_CLOSES_BEFORE = _BEHIND | _CLOSES | frozenset("”»’\"'“")
_MOST = 10_000  # marks of a text: who writes more quotes nobody
_STRAIGHT = '"＂'
_SAME = {"＂": '"', "״": '"'}


class Mark(NamedTuple):
    """One quotation mark: the number of its text, its place, its sign."""

    text: int
    at: int
    sign: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of texts that follow one another: `pairs` in the order of their closing, marks `alone` in order."""

    pairs: tuple[tuple[Mark, Mark], ...]
    alone: tuple[Mark, ...]


def marks(texts: Sequence[str], pairs: Iterable[str] = ()) -> Marks:
    """The quotation marks of texts that follow one another. `pairs` are those of their language: they decide where
    what stands beside a mark does not. Apostrophes, signs of feet and inches and of Hebrew acronyms are no marks."""
    closers = _closers(tuple(pairs))
    never = "" if "’" in closers else "’"  # it opens in few languages
    waiting: list[Mark] = []
    found: list[tuple[Mark, Mark]] = []
    alone: list[Mark] = []
    for number, text in enumerate(texts):
        for at, sign in _signs(text):
            mark = Mark(number, at, sign)
            if sign != never and _opens(text, at, sign, waiting, closers):
                waiting.append(mark)
            elif waiting and (waiting[-1].sign in _SINGLE) == (sign in _SINGLE):
                opener = waiting.pop()
                if sign not in "'’" or mark.text != opener.text or at > opener.at + 2 or text[at - 1] > _LETTERS:
                    found.append((opener, mark))  # else ’n’
            elif sign in _SINGLE:
                if sign not in "'’":
                    alone.append(mark)
            elif _outer(waiting):
                while waiting[-1].sign in _SINGLE:  # an apostrophe that looked like an opening mark
                    waiting.pop()
                found.append((waiting.pop(), mark))
            else:
                alone.append(mark)
    alone += [mark for mark in waiting if mark.sign not in "'’‘"]
    return Marks(tuple(found), tuple(sorted(alone)))


@lru_cache(maxsize=64)
def _closers(pairs: tuple[str, ...]) -> dict[str, str]:
    """What closes each opening mark, by the first pair that has it."""
    return {pair[0]: pair[1] for pair in reversed(pairs)}


def _outer(waiting: list[Mark]) -> bool:
    """Whether a double mark waits under the last single ones."""
    return any(mark.sign not in _SINGLE for mark in waiting[-4:])


def _signs(text: str) -> list[tuple[int, str]]:
    """The marks of a text, the first of very many, but apostrophes, primes, and gershayim within a word."""
    found: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        at = match.start()
        sign = text[at]
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        is_within = before.isalpha() and behind.isalpha()
        if is_within and (sign in "'’" or (sign in '"״”' and "\u0590" < before < "\u0600")):
            continue
        if sign in "\"'’”″" and before.isdigit() and _is_measure(text, at):
            continue
        if sign in "'’" and (not before or not before.isalpha()) and behind.isdigit():
            continue  # ’68
        found.append((at, sign))
        if len(found) == _MOST:
            break
    return found


def _is_measure(text: str, at: int) -> bool:
    """5' 6", 32": a number right before, and no quotation mark before it in the text."""
    if text[at] in "'’":
        return not text[at + 1 : at + 2].isalpha() and not any(sign in text[max(0, at - 40) : at] for sign in "'‘‚")
    return not any(sign in text[max(0, at - 200) : at] for sign in '"“„”') or "'" in text[max(0, at - 5) : at]


def _opens(text: str, at: int, sign: str, waiting: list[Mark], closers: dict[str, str]) -> bool:
    """Whether a mark opens: by itself, by what waits for it, by what stands beside it."""
    if sign in _OPENS or sign in _CLOSES:
        return sign in _OPENS
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    if before in _BIDI:
        before = _beside(text, at, -1)
    if behind in _BIDI:
        behind = _beside(text, at, 1)
    loose_before = not before or before.isspace() or before in _OPENS_BEHIND
    loose_behind = not behind or behind.isspace() or behind in _CLOSES_BEFORE
    if waiting:
        last = waiting[-1].sign
        if closers.get(last) == sign and (sign != last or not loose_before or loose_behind):
            return not loose_behind and loose_before and sign == last
        if sign in _STRAIGHT and last in _STRAIGHT and before and before in "。！？":
            return False  # 「"…？"と」 without blanks: the sentence that ends is the quoted one
        if last in "„‚" and sign in "“‘" and not (loose_before and not loose_behind):
            return False
    if loose_before != loose_behind:
        return loose_before
    if sign in _SINGLE:
        return sign in "‘‹"
    if sign in '"״＂':
        return not any(_SAME.get(mark.sign, mark.sign) == '"' for mark in waiting[-2:])
    return sign in "«“"


def _beside(text: str, at: int, step: int) -> str:
    """The next character that can be seen; "" at the edge."""
    place = at + step
    while 0 <= place < len(text) and text[place] in _BIDI and abs(place - at) < 8:
        place += step
    return text[place] if 0 <= place < len(text) else ""
