"""A text as words, in any script."""

from __future__ import annotations

import re
from functools import lru_cache

# Marks that \w does not know as parts of a word: Latin and Cyrillic accents, Hebrew and Arabic points, the signs of
# Indic and South-East Asian scripts, and the joiners of Persian and Hindi.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff\u0f00-\u0fff\u1000-\u109f\u200c\u200d"
)
# Scripts written without blanks between words: each character counts as a word.
_DENSE = (
    "\u0e00-\u0eff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
NUMBER = re.compile(r"[-+−±$€£¥₽₹]?\d+(?:[.,:/٫٬'’\u00a0\u202f–-]?\d+)*(?:\s?[%‰٪])?")
WORD = re.compile(
    rf"{NUMBER.pattern}|[{_DENSE}]|(?:(?![{_DENSE}])[\w{_MARKS}])+(?:['’-](?:(?![{_DENSE}])[\w{_MARKS}])+)*"
)
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"“”«»]+(?<![.,;:!?)\]}'’])"
_PIECE = re.compile(rf"</?[a-z]+[0-9]*/?>|{_ADDRESS}|{WORD.pattern}|\s+|.", re.DOTALL)
_TOKEN = re.compile(rf"</?[a-z]+[0-9]*/?>|{_ADDRESS}|{WORD.pattern}|\S")
_IS_DENSE = re.compile(f"[{_DENSE}]")


def words(text: str) -> list[str]:
    """The words of `text` in order; numbers with their signs, separators and per cent; punctuation left out."""
    return WORD.findall(text)


def pieces(text: str) -> list[str]:
    """All of `text` in order: tags, addresses, words, blanks, single other characters. Law: joined they are `text`."""
    return _PIECE.findall(text)


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """What counts as a word where work is counted: tags, addresses, words, and every other sign; no blanks."""
    return tuple(_TOKEN.findall(text))


def is_dense(text: str) -> bool:
    """True when `text` holds characters of a script written without blanks between words."""
    return _IS_DENSE.search(text) is not None
