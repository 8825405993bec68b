"""What stands before a dot: an abbreviation, initials, an ordinal – or the last word of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.segmentation.following import Following, is_capital
from dragoman.segmentation.reasons import (
    ABBREVIATION_GOES_ON,
    DOTTED_WORD,
    FINAL,
    FULL_STOP,
    GENERAL,
    INITIAL,
    INSIDE,
    MONTH,
    NUMBER,
    ORDINAL,
    SHORT_WORD,
    STARTER,
    TITLE,
    UNIT,
    Reason,
)
from dragoman.segmentation.rules import Rules, number_follows

_BACK = 28  # characters looked at before a dot; no abbreviation is longer
_EDGES = (
    "([{<（«»‹›“”„\"'‘’‚¿¡*_—–/\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_SPLIT = re.compile(r"[-'’/+]")
_NUMBER = re.compile(r"[\d./–-]+$")
_SHORT_NUMBERS = re.compile(r"-?(?:\d{1,2}\.?[-–/])*\d{1,2}$")  # 3. and 1.-3. and 30./31.
_ROMAN = re.compile(r"[IVXLC]+$")
_MARKER = r"[^\w\n]{0,4}(?:[^\W\d_]|\d{1,4}|[ivxIVX]{1,4})$"
_FIRST_MARKER = re.compile(rf"(?:.*[\n•⁃‣▪●])?{_MARKER}", re.DOTALL)
_LATER_MARKER = re.compile(rf"[\n•⁃‣▪●]{_MARKER}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}$")
_SURE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_MARKERS = re.compile(r"[ivxIVX]+$")
_PLAIN = 6  # letters; longer words before a dot are no abbreviations
_PLAIN_VOWEL = 4  # the same for words in a vowel: abbreviations are clipped before one
_VOWELS = frozenset("aeiouyàáâãäåèéêëìíîïòóôõöøùúûüýąęăıőűαάεέηήιίοόυύωώаеёиіїоуыэюяєў")
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u093c]")


@dataclass(frozen=True, slots=True)
class Preceding:
    """The last words before a dot: `word` touches it; `before` is the one before that word, "" for none."""

    word: str
    before: str


def preceding(text: str, start: int, dot: int) -> Preceding:
    """The words before the dot at `dot`, in the sentence that begins at `start`."""
    window = text[max(start, dot - _BACK) : dot]
    if not window or window[-1].isspace():
        return Preceding("", "")
    words = window.rsplit(maxsplit=2)[-2:]
    before = words[0] if len(words) == 2 else ""
    return Preceding(words[-1].lstrip(_EDGES), before.lstrip(_EDGES))


def is_list_marker(text: str, start: int, dot: int) -> bool:
    """True when the sentence, the line or the bulleted item is so far nothing but a number or letter: `1.`, `(a.`"""
    begin = max(start, dot - 8)
    return (_FIRST_MARKER.match if begin == start else _LATER_MARKER.search)(text[begin:dot]) is not None


def dot_reason(found: Preceding, after: Following, rules: Rules) -> Reason:
    """What decides about a single dot, given that what follows could begin a sentence. In doubt it ends none."""
    word = found.word
    if len(after.word) <= 3 and rules.classes(f"{word}.{after.word}"):
        return ABBREVIATION_GOES_ON  # the first part of `a. C.` or `z. B.`
    among_capitals = len(after.word) > 1 and after.word.isupper()
    starts = rules.is_starter(after.word, after.tail)
    verdict = _abbreviation_reason(_classes(found, rules, among_capitals), found, after, starts)
    if verdict is not None:
        return verdict
    if not word or not word[-1].isalnum():
        return FULL_STOP if rules.dot_needs <= 1 else SHORT_WORD
    if word[-1].isdigit() and _NUMBER.match(word):
        return _number_reason(found, after, rules, starts)
    bare = _MARKS.sub("", word)
    if len(bare) == 1:
        if bare in rules.words and (not bare.isupper() or found.before[:1].islower()):
            return FULL_STOP
        return STARTER if starts else INITIAL
    if _DOTTED.match(bare):
        return STARTER if starts else DOTTED_WORD
    if rules.ordinals and _ROMAN.match(bare):
        return STARTER if starts else ORDINAL
    return FULL_STOP if rules.dot_needs <= 1 or _is_long(bare, rules.dot_needs) else SHORT_WORD


def is_plain_word(found: Preceding, rules: Rules) -> bool:
    """Whether the word before the dot is surely no abbreviation: long, in small letters, and not known as one."""
    word = found.word
    letters = _PLAIN_VOWEL if word[-1:] in _VOWELS else _PLAIN
    return len(word) >= letters and word.isalpha() and word[1:].islower() and not _classes(found, rules)


def is_sure(word: str, rules: Rules) -> bool:
    """Whether a dot behind `word`, a blank and a capital end a sentence, whatever other words stand around.

    So it is when `dot_reason` looks at nothing but the word, and `is_list_marker` cannot hold. To be kept in a cache:
    most stops of a text are decided by it.
    """
    bare = word.lstrip(_EDGES)
    if len(bare) < 3 or not _SURE.match(bare) or len(bare) < rules.dot_needs or _MARKERS.match(bare):
        return False
    if rules.ordinals and _ROMAN.match(bare):
        return False
    for part in (bare, *_SPLIT.split(bare)):
        if part.lower() in rules.parts or rules.classes(part, among_capitals=True):
            return False
    return True


def _classes(found: Preceding, rules: Rules, among_capitals: bool = False) -> frozenset[str]:
    """Classes of the abbreviation before the dot: of both words as one (`z. B`), of the word, of its last part."""
    word, before = found.word, found.before
    if before.endswith("."):
        joined = rules.classes(before + word, among_capitals)
        if joined:
            return joined
    own = rules.classes(word, among_capitals)
    if own:
        return own
    parts = _SPLIT.split(word)
    return rules.classes(parts[-1]) if len(parts) > 1 and len(parts[-1]) > 1 else own


def _abbreviation_reason(classes: frozenset[str], found: Preceding, after: Following, starts: bool) -> Reason | None:
    """What the classes of an abbreviation decide; None when they do not tell."""
    if not classes:
        return None
    if "unit" in classes and (found.before[-1:].isdigit() or _ROMAN.match(found.before)):
        return UNIT if after.kind != "digit" or "number" not in classes else NUMBER
    if "final" in classes:
        return FINAL
    if "title" in classes:
        return TITLE
    if "inside" in classes:
        return INSIDE
    if after.kind == "digit":
        if "number" in classes:
            return NUMBER
        if "month" in classes:
            return MONTH
        if "general" in classes:
            return GENERAL
    if "number" in classes and number_follows(after.word):
        return NUMBER
    if "general" in classes:
        return STARTER if starts else GENERAL
    if "month" in classes and found.before[-1:].isdigit():
        return STARTER if starts else MONTH
    return None


def _number_reason(found: Preceding, after: Following, rules: Rules, starts: bool) -> Reason:
    """3. Oktober, 20. 10. 2026: where ordinals take a dot, a short number before a capital is taken for one.

    Not behind an abbreviation that wants a number: Art. 3.
    """
    if (
        not rules.ordinals
        or not _SHORT_NUMBERS.match(found.word)
        or "number" in rules.classes(found.before.rstrip("."))
    ):
        return FULL_STOP
    return STARTER if starts and after.word.lower() not in rules.months and after.kind == "capital" else ORDINAL


def _is_long(word: str, letters: int) -> bool:
    """Where the dot marks abbreviations rather than sentences: whether `word` is too long for one."""
    return len(word) >= letters or (word.isascii() and not is_capital(word[-1]))
