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
    NUMBER_GOES_ON,
    OPENING,
    ORDINAL,
    SHORT_WORD,
    STARTER,
    TITLE,
    UNIT,
    Reason,
)
from dragoman.segmentation.rules import Rules, number_follows

_LONGEST_MARKER = 18  # characters of a section number like 2.1.13 with what stands around it
_HOST = re.compile(r"(?=[a-z.]+$)[a-z]{2,}\.(?:[a-z]+\.)*[a-z]{2,}$")  # bbc.co.uk
_DAY_OR_MONTH = re.compile(r"\d{1,2}\.$")
_SYLLABLES = "\u2e80"  # from here on a character is a syllable or a word, and no initial
_PREPOSITION = 3  # letters
_BACK = 28  # characters looked at before a dot; no abbreviation is longer
_EDGES = (
    "([{<（«»‹›“”„\"'‘’‚¿¡*_—–/\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_SPLIT = re.compile(r"[-'’/+]")
_NUMBER = re.compile(r"[\d./–-]+$")
_SHORT_NUMBERS = re.compile(r"-?(?:\d{1,2}\.[-–/])*\d{1,2}$")  # 3. and 1.-3. and 30./31., but not 2–1
_ROMAN = re.compile(r"[IVXLC]+$")
_MARKER = r"[^\w\n]{0,4}(?:[^\W\d_]|\d{1,4}|(?:\d{1,2}\.){1,5}\d{1,3}|[ivxIVX]{1,4})$"
_LIST = r"(?:[\n•⁃‣▪●]|[:;]\s(?=[\da-z]\Z|\d\d\Z))"
_FIRST_MARKER = re.compile(rf"(?:.*{_LIST})?{_MARKER}", re.DOTALL)
_LATER_MARKER = re.compile(rf"{_LIST}{_MARKER}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}$")
_SURE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_CLOSED = '"”»)]'
_MARKERS = re.compile(r"[ivxIVX]+$")
_PLAIN = 5  # letters; longer words before a dot are no abbreviations
_PLAIN_VOWEL = 4  # the same for words in a vowel: abbreviations are clipped before one
_VOWELS = frozenset("aeiouyàáâãäåèéêëìíîïòóôõöøùúûüýąęăıőűαάεέηήιίοόυύωώаеёиіїоуыэюяєў")
# Marks above, below and around a letter, which are no letters: accents, Arabic and Hebrew points, Indic vowel signs.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0903\u093a-\u094f\u0980-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0dca-\u0ddf]"
)
_CONTROLS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"  # invisible


@dataclass(frozen=True, slots=True)
class Preceding:
    """The last words before a dot: `word` touches it; `before` is the one before that word, "" for none.

    `opens`: they are all that the sentence has so far, but for a preposition before them: `In 1990`, `W 2000 r`.
    """

    word: str
    before: str
    opens: bool = False


def preceding(text: str, start: int, dot: int) -> Preceding:
    """The words before the dot at `dot`, in the sentence that begins at `start`."""
    begin = max(start, dot - _BACK)
    window = text[begin:dot].rstrip(_CONTROLS)
    if not window or window[-1].isspace():
        return Preceding("", "")
    words = window.rsplit(maxsplit=3)
    opens = begin == start and (len(words) < 3 or (len(words) == 3 and len(words[0]) <= _PREPOSITION))
    before = words[-2] if len(words) > 1 else ""
    return Preceding(words[-1].lstrip(_EDGES), before.lstrip(_EDGES), opens)


def is_list_marker(text: str, start: int, dot: int) -> bool:
    """True when the sentence, the line or the bulleted item is so far nothing but a number or letter: `1.`, `(a.`

    So it is behind a colon or semicolon, too: There are three: 1. …
    """
    begin = max(start, dot - _LONGEST_MARKER)
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
    bare = _MARKS.sub("", word)
    if not bare or not bare[-1].isalnum():
        return FULL_STOP if rules.dot_needs <= 1 else SHORT_WORD
    if word[-1].isdigit() and _NUMBER.match(word):
        if _is_part_of_number(found, after, rules, starts):
            return NUMBER_GOES_ON
        return _number_reason(found, after, rules, starts)
    if len(bare) == 1 and bare < _SYLLABLES:
        if (bare in rules.words or word in rules.words) and (not bare.isupper() or found.before[:1].islower()):
            return FULL_STOP
        return STARTER if starts else INITIAL
    if _DOTTED.match(bare) and not _HOST.match(bare):
        return STARTER if starts else DOTTED_WORD
    if rules.ordinals and _ROMAN.match(bare):
        return STARTER if starts else ORDINAL
    return FULL_STOP if rules.dot_needs <= 1 or _is_long(bare, rules.dot_needs) else SHORT_WORD


def is_plain_word(found: Preceding, rules: Rules) -> bool:
    """Whether the word before the dot is surely no abbreviation: long, in small letters, and not known as one."""
    word = found.word.rstrip(_CLOSED)
    found = Preceding(word, found.before)
    letters = _PLAIN_VOWEL if word[-1:] in _VOWELS else _PLAIN
    return len(word) >= letters and word.isalpha() and word[1:].islower() and not _classes(found, rules)


def is_sure(word: str, rules: Rules) -> bool:
    """Whether a dot behind `word`, a blank and a capital end a sentence, whatever other words stand around.

    So it is when `dot_reason` looks at nothing but the word, and `is_list_marker` cannot hold. To be kept in a cache:
    most stops of a text are decided by it.
    """
    bare = word.lstrip(_EDGES)
    if bare.isdecimal():
        return len(bare) > 3 and not rules.ordinals
    if bare[-1:] in _CLOSED and rules.dot_needs <= 1:
        bare = bare[:-1]
        return bare.isalpha() and bare.lower() not in rules.parts
    if len(bare) < 3 or not _SURE.match(bare) or len(bare) < rules.dot_needs or _MARKERS.match(bare):
        return False
    if rules.ordinals and _ROMAN.match(bare):
        return False
    for part in (bare, *bare.split("-")) if "-" in bare else (bare,):
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
        if after.kind == "digit" and "number" in classes:
            return NUMBER
        if after.kind == "letter":  # no capital tells that a sentence begins
            return STARTER if starts else GENERAL
        return OPENING if found.opens and not starts else UNIT
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

    Not behind a word that wants a number: Art. 3, Kapitel 3.
    """
    if (
        not rules.ordinals
        or not _SHORT_NUMBERS.match(found.word)
        or "number" in rules.classes(found.before.rstrip("."))
        or found.before.lower() in rules.numbered
    ):
        return FULL_STOP
    return STARTER if starts and after.word.lower() not in rules.months and after.kind == "capital" else ORDINAL


def _is_part_of_number(found: Preceding, after: Following, rules: Rules, starts: bool) -> bool:
    """28. 000, and in languages whose dates begin with the year 2026. 10. 3."""
    if after.kind == "digit" and after.word[0] == "0":
        return True
    if not rules.year_first or not found.word.isdecimal():
        return False
    if after.kind == "digit":
        return after.tail == "." and len(after.word) <= 2
    return _DAY_OR_MONTH.match(found.before) is not None and not starts


def _is_long(word: str, letters: int) -> bool:
    """Where the dot marks abbreviations rather than sentences: whether `word` is too long for one."""
    return len(word) >= letters or (word.isascii() and not is_capital(word[-1]))
