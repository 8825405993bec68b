"""How a text ends: with which sign, inside a quotation or not, and whether the sign belongs to its last word."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.punctuation import BLANKS, Punctuation

_CLOSERS = "\"'”’“‘„»«›‹」』》〉)]}）］】〕｝״"
_BIDI = "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_PASSED = frozenset(BLANKS + "\n\r" + _CLOSERS + _BIDI)
_QUOTES = frozenset("\"'”’“‘»«›‹」』״")
_DASHES = frozenset("-—–―")
_ORDER = ("question", "exclamation", "ellipsis", "colon", "semicolon", "comma", "stop")  # the strongest first
_BOTH = "⁈⁉‽"  # question and exclamation in one
_LONGEST = 32  # characters of a word that is looked at


@dataclass(frozen=True, slots=True)
class Ending:
    """`kind` is the strongest sign's ("" for none, "dash"), `sign` its text, `kinds` all of them. All signs and what
    closes behind them stand at start..end. `is_quoted`: a quotation mark stands among them. `is_empty`: nothing else is
    in the text."""

    kind: str
    kinds: frozenset[str]
    sign: str
    start: int
    end: int
    is_quoted: bool
    is_empty: bool


def ending(text: str, facts: Punctuation) -> Ending:
    """The ending of a text without marks."""
    kind_of = facts.kind_of
    end = start = len(text.rstrip())
    kinds: dict[str, str] = {}
    quoted = False
    while start:
        character = text[start - 1]
        kind = kind_of.get(character)
        if kind is not None:
            kinds[kind] = character
            if character in _BOTH:
                kinds["exclamation"] = character
        elif character == " " and kinds:
            break
        elif character in _PASSED:
            quoted = quoted or character in _QUOTES
        else:
            break
        start -= 1
    if "stop" in kinds and _has_dots(text[start:end]):
        kinds["ellipsis"] = kinds.pop("stop") * 3
    inner = facts.signs["question"][0]
    if inner == "՞" and inner in text:  # Armenian writes it within the word that asks
        kinds["question"] = inner
    strongest = next((kind for kind in _ORDER if kind in kinds), "")
    if not strongest and start and text[start - 1] in _DASHES:
        return Ending("dash", frozenset(["dash"]), text[start - 1], start - 1, end, quoted, False)
    return Ending(strongest, frozenset(kinds), kinds.get(strongest, ""), start, end, quoted, not start)


def last_word(text: str, ending: Ending) -> str:
    """The word before the signs, without what opens it."""
    words = text[max(0, ending.start - _LONGEST) : ending.start].split()
    return words[-1].lstrip("([{«“„\"'‘") if words else ""


def _has_dots(tail: str) -> bool:
    return "..." in tail or "。。。" in tail
