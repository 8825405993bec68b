"""What a text begins with that its source does not: an end sign at the wrong end, an ellipsis, a symbol."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.checks.sides import Side
from dragoman.language.punctuation import Punctuation
from dragoman.model.visible import visible

_LEAD = " \t\n\r\u00a0\u200e\u200f\u202f\u3000\u2066\u2067\u2068\u2069\ufeff"
_DOTS = ("…", "⋯", "...", "。。。")
_ENDS = frozenset(["stop", "question", "exclamation"])
_JOINS = frozenset(["comma", "semicolon", "colon"])  # which a part of a sentence may begin with
_ARROW = re.compile(r"<<+|>>+|<?[-=]>|<[-=]")
_OF_WORDS = frozenset("©®™℗№℃℉℠℡°¦")  # symbols that stand for a word, which a language may write out
_READ_OUT = frozenset("&%@#/§¶†‡‰＆％＠＃／")  # and these are read as one
_FACE = re.compile(r"[:;]-?[()DP]")


class Odd(NamedTuple):
    """What is odd about a beginning; start..end is its place in the target's running text. Symbols are style;
    `is_ending`: it says all that there is to say of the end as well."""

    message: str
    hint: str
    start: int
    end: int
    is_style: bool = False
    is_ending: bool = False


def beginnings(source: Side, target: Side, here: Punctuation, facts: Punctuation) -> Iterator[Odd]:
    """What the target begins with and should not, or lost. A text that begins with a letter on both sides is right."""
    ours, theirs = source.running.lstrip(_LEAD), target.running.lstrip(_LEAD)
    if not ours or not theirs or (ours[0].isalnum() and theirs[0].isalnum()) or _is_led_by_mark(target):
        return
    start = len(target.running) - len(theirs)
    if _is_of_signs(ours) and any(map(str.isalpha, theirs)):
        message = "the source has nothing but signs, the translation has words"
        yield Odd(message, "copy the signs, or take the words away", start, len(target.running), is_ending=True)
        return
    goes_on = ours[0].islower()
    if theirs.startswith(_DOTS):
        if not goes_on and not any(dots in ours for dots in _DOTS):
            message = "the translation begins with an ellipsis, the source has none"
            yield Odd(message, "take it away; look whether the beginning is missing", start, start + 1)
    elif _ends_early(ours, theirs, facts, goes_on):
        message = f"the translation begins with “{theirs[0]}”, which ends a text"
        yield Odd(message, "write it at the end, in the order of reading", start, start + 1, is_ending=True)
    elif _is_left_out(source, ours, theirs, here, facts):
        message = f"the source begins with “{ours[0]}”, the translation does not"
        yield Odd(message, "write it as the source does", start, start)
    lead, found = _symbol(source.text.lstrip(_LEAD)), _symbol(target.text.lstrip(_LEAD))
    if lead and not found and not any(map(_is_symbol, target.characters)):
        message = f"the source begins with “{visible(lead, 8)}”, the translation has no such sign"
        yield Odd(message, f"begin with “{visible(lead, 8)}” as the source does", start, start, is_style=True)
    elif found and not lead and not any(map(_is_symbol, source.characters)):
        message = f"the translation begins with “{visible(found, 8)}”, the source has no such sign"
        yield Odd(message, "take it away", start, start + len(found), is_style=True)


def _is_led_by_mark(side: Side) -> bool:
    """True where something that is shown or filled in comes before the first character: it is a word."""
    return "/>" in side.text[: side.span(0, 1)[0]]


def _ends_early(ours: str, theirs: str, facts: Punctuation, goes_on: bool) -> bool:
    kind = facts.kind_of.get(theirs[0])
    if kind not in _ENDS and (kind not in _JOINS or goes_on):
        return False
    if facts.kind_of.get(ours[0]) or not any(map(str.isalpha, theirs)) or _FACE.match(theirs):
        return False
    if theirs[0] == "." and theirs[1:2].isascii() and theirs[1:2].isalnum():
        return False  # .com, .22
    return theirs[:2] not in ours


def _is_left_out(source: Side, ours: str, theirs: str, here: Punctuation, facts: Punctuation) -> bool:
    """True where the source begins with a sign that ends the text before it, and the translation has none."""
    if ours[0] in theirs or here.kind_of.get(ours[0]) in facts.lacks:
        return False
    is_apart = source.text.lstrip(_LEAD)[1:2] == "<"  # .<a>com</a>: a mark parts them
    return _ends_early(theirs, f"{ours[0]} {ours[1:]}" if is_apart else ours, here, goes_on=True)


def _symbol(text: str) -> str:
    """The symbol or arrow that a text begins with, "" for none."""
    if arrow := _ARROW.match(text):
        return arrow.group()
    return text[0] if text and _is_symbol(text[0]) else ""


def _is_symbol(character: str) -> bool:
    if character.isascii() or character in _OF_WORDS:
        return False
    return unicodedata.category(character) == "So" or "\u2190" <= character <= "\u21ff"


def _is_of_signs(text: str) -> bool:
    """True for a text that has nothing but punctuation, such as * * * between two parts of an article."""
    return all(_is_sign(character) for character in text if not character.isspace())


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] == "P" and character not in _READ_OUT
