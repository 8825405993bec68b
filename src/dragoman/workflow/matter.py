"""What a mechanical change of a text leaves alone: its words, numbers, symbols and marks."""

from __future__ import annotations

import re
import unicodedata

from dragoman.language.facts import table
from dragoman.language.invisible import invisible
from dragoman.language.quote_marks import MARKS

_TAG = re.compile(r"<[^<>]*>")
_NOTHING = re.compile("[\u0640\x00-\x08\x0e-\x1a\x1f\x7f-\x84\x86-\x9f\u206a-\u206f]")  # within a word, no part of it
# Kinds of Unicode's decompositions that are other shapes of the same letters; not ² or ½, which say something else.
_SHAPES = frozenset(["<compat>", "<wide>", "<narrow>", "<isolated>", "<initial>", "<medial>", "<final>", "<font>"])
_SIGNS = {"٫": ".", "٬": ",", "٪": "%"}
_APOSTROPHES = "'’‘"


def matter(text: str) -> tuple[list[str], list[str]]:
    """The words, the values of digits, what stands between two digits, and symbols, in order; and the marks.

    Blanks, quotation marks and the signs of a sentence are none of it, unless two words would become one.
    """
    plain = "".join(map(_shape, invisible().sub("", _TAG.sub("", text))))
    plain = unicodedata.normalize("NFC", _NOTHING.sub("", plain))
    found: list[str] = []
    word = ""
    for at, sign in enumerate(plain):
        if sign.isalnum() or unicodedata.category(sign)[0] == "M":
            word += str(int(sign)) if sign.isdecimal() else sign
            continue
        before, behind = plain[at - 1 : at] if at else "", plain[at + 1 : at + 2]
        if before.isdecimal() and behind.isdecimal() and not sign.isspace():
            word += _SIGNS.get(sign, sign)
            continue
        if sign in _APOSTROPHES and before.isalpha() and behind.isalpha() and before < "\u2e80":  # not 说‘好’
            word += sign
            continue
        if word:
            found.append(word)
            word = ""
        if not sign.isspace() and sign not in _light():
            found.append(_SIGNS.get(sign, sign))
    return [*found, word] if word else found, _TAG.findall(text)


def _light() -> frozenset[str]:
    return frozenset("".join(table("punctuation")["kinds"].values())) | MARKS | frozenset(_APOSTROPHES)


def _shape(sign: str) -> str:
    if sign.isascii() or unicodedata.decomposition(sign).partition(" ")[0] not in _SHAPES:
        return sign
    return unicodedata.normalize("NFKC", sign).strip()
