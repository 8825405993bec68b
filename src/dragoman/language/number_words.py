"""Number words: which words of a language count, what each counts, and how a row of them makes one number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache

from dragoman.language.facts import table
from dragoman.language.figures import Number
from dragoman.language.tags import primary

HALF = Fraction(1, 2)
_SCALE = 1000  # from here on a number word multiplies what stands before it
_VAGUE = (0, 10, 12, 14, 15, 24, 25, 100, 1000)  # a decade, noon, a fortnight, a century
_NO_NUMBERS = ("parts", "joiner", "clitics", "days", "half")

# Spellings that make no difference: Arabic vowel signs, hamzas and final letters, Persian joiners, Devanagari dots.
_SAME = {
    **dict.fromkeys(map(chr, (*range(0x64B, 0x653), 0x640, 0x200C, 0x200D, 0x93C)), None),
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىی", "ي"),
    "ک": "ك",
    "ۀ": "ه",
    "ँ": "ं",
    "ё": "е",
    "ß": "ss",
}
_PLAIN = str.maketrans(_SAME)


# A word with its vowel signs.
MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200c"
# A word as it stands behind a figure, without what joins an ending to it.
BEHIND = re.compile("[^\\W\\d_]+(?:[\u064b-\u065f\u0900-\u0903\u093a-\u094f]+[^\\W\\d_]*)*")


@dataclass(frozen=True, slots=True)
class Word:
    """What one word may count. `is_sure`: it is a number and nothing else. `is_alone`: it never is a part of another
    number (century, dozen); `is_first`, `is_last`: only its beginning or end
    (behind a preposition, before an ending)."""

    values: tuple[Number, ...]
    is_sure: bool = False
    is_alone: bool = False
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The number words of a language, in the spelling of `plain`. `short` are multipliers behind figures only."""

    words: Mapping[str, Word]
    short: Mapping[str, Number]
    joiners: frozenset[str]
    compound: re.Pattern[str] | None
    stems: Mapping[str, Number]
    code: str
    sure: frozenset[str] = frozenset()  # those of `words` that are numbers and nothing else
    scales: frozenset[str] = frozenset()  # what multiplies the figure before it, also `short`

    def may_be_sure(self, known: frozenset[str]) -> bool:
        """False when none of the words of a text (see `heard`) surely counts, put together or not."""
        if not self.sure.isdisjoint(known):
            return True
        compound = self.compound
        return compound is not None and any(len(word) > 5 and self._of_compound(word) for word in known)

    def counting(self, words: frozenset[str]) -> dict[str, Word]:
        """Those of `words`, in the spelling of `plain`, that count, and what each counts."""
        found = {word: self.words[word] for word in self.words.keys() & words}
        if self.compound is not None:
            for word in words:
                if len(word) > 5 and word not in found and (read := self._of_compound(word)):
                    found[word] = read
        return found

    def read(self, word: str) -> Word | None:
        """What `word`, in the spelling of `plain`, counts; None for any other word."""
        found = self.words.get(word)
        if found is None and self.compound is not None and len(word) > 5:
            return self._of_compound(word)
        return found

    def _of_compound(self, word: str) -> Word | None:
        match = self.compound.match(word) if self.compound else None
        if match is None or not match.group():
            return None
        rest = word[match.end() :]
        if rest and rest not in _endings(self.code):
            return None
        row = [self.stems[part] for part in self.parts(match.group()) if part in self.stems]
        if len(row) < 2 and not rest:
            return None
        added = HALF if HALF in row else 0
        row = [value for value in row if value != HALF]
        if added and len(row) > 1 and row[-1] == 1:
            row.pop()
        used, value = combine(row, self.code)
        return (
            Word((value + added,), is_sure=used == len(row) and len(row) > 1 and not rest) if used == len(row) else None
        )

    def parts(self, word: str) -> list[str]:
        return _part(self.code).findall(word)


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """`word` in small letters, without what people write in two ways."""
    return word.replace("İ", "i").lower().translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Spelled:
    """The words of a text in the spelling of `plain`, each with its place, and the set of them."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    known: frozenset[str]


class _Heard(dict[int, str]):
    """What `heard` makes of each character: a letter or mark as `plain` has it, a blank of anything else."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = found = letter.translate(_PLAIN) if _OF_WORD.match(letter) else " "
        return found


_HEARD = _Heard()


def heard(text: str) -> frozenset[str]:
    """The words of `text` in the spelling of `plain`. Law: every word of `spelled` is among them."""
    return frozenset(in_small(text).translate(_HEARD).split())


def in_small(text: str) -> str:
    """`text` in small letters, as `plain` has them."""
    return text.lower() if text.isascii() else text.replace("İ", "i").lower()


def is_in_word(text: str, at: int) -> bool:
    """True when the character at a place belongs to a word; so does none before or behind the text."""
    return 0 <= at < len(text) and _HEARD[ord(text[at])] != " "


@lru_cache(maxsize=8192)
def spelled(text: str) -> Spelled:
    """The words of `text`, found once for everything that looks words up. An apostrophe parts a word from an ending."""
    matches = list(_WORD.finditer(text))
    words = tuple(plain(match.group()) for match in matches)
    return Spelled(words, tuple(match.span() for match in matches), frozenset(words))


@cache
def vocabulary(language: str) -> Vocabulary:
    """The number words of a BCP 47 tag; an empty one for languages that we have none of."""
    code = primary(language)
    rows, more = table("numbers").get(code, {}), table("amounts").get(code, {})
    unsure = {plain(word) for word in str(more.get("unsure", "")).split()}
    words: dict[str, list[Number]] = {}
    sure: set[str] = set()
    for number, forms in rows.items():
        if number in _NO_NUMBERS:
            continue
        for at, form in enumerate(forms.split()):
            words.setdefault(plain(form), []).append(_parsed(number))
            if at < more.get("sure_forms", 1) and int(number) > 2:
                sure.add(plain(form))
    for kind in ("sure", "also"):
        for number, forms in more.get(kind, {}).items():
            for form in forms.split():
                words.setdefault(plain(form), []).append(_parsed(number))
                if kind == "sure":
                    sure.add(plain(form))
    halves = f"{rows.get('half', '')} {more.get('half', '')}".split()
    for form in halves:
        words.setdefault(plain(form), []).insert(0, HALF)
        sure.discard(plain(form))
    for number, forms in more.get("fraction", {}).items():
        part = _parsed(number)
        for form in forms.split():
            values = words.setdefault(plain(form), [])
            values.insert(0 if part > 1 else len(values), part)
            sure.discard(plain(form))
    vague = {
        plain(form) for number, forms in more.get("also", {}).items() if int(number) in _VAGUE for form in forms.split()
    }
    vague -= {plain(form) for number, forms in rows.items() if number not in _NO_NUMBERS for form in forms.split()}
    known = {
        form: Word(tuple(dict.fromkeys(values)), form in sure - unsure, form in vague) for form, values in words.items()
    }
    stems = {form: word.values[0] for form, word in known.items()}
    for ending in _endings(code):
        for form in stems:
            known.setdefault(form + ending, Word(known[form].values, is_alone=known[form].is_alone, is_last=True))
    clitics = {plain(clitic) for clitic in f"{rows.get('clitics', '')} {more.get('clitics', '')}".split()}
    for form, word in list(known.items()):
        for clitic in clitics:
            is_first = clitic[:1] not in _AND
            is_sure = word.is_sure and len(form) > 2
            known.setdefault(clitic + form, replace(word, is_sure=is_sure, is_first=is_first))
    short = {plain(form): _parsed(number) for form, number in more.get("short", {}).items()}
    compound = re.compile(f"(?:{_part(code).pattern})+") if "joiner" in rows else None
    joiners = frozenset(plain(word) for word in str(more.get("joiner", "")).split())
    numbers = (word for word, each in known.items() if each.is_sure)
    scales = {form for form, word in known.items() if word.values[0] >= 100 and is_scale(word.values[0])} | short.keys()
    return Vocabulary(known, short, joiners, compound, stems, code, frozenset(numbers), frozenset(scales))


def is_scale(value: Number) -> bool:
    """True for 10, 100, a million; from 100 on they multiply the number before them."""
    digits = str(value)
    return digits[0] == "1" and not digits.strip("10")[:1]


def _parsed(number: str) -> Number:
    found = Fraction(number)
    return found.numerator if found.denominator == 1 else found


@cache
def _endings(code: str) -> frozenset[str]:
    return frozenset(plain(word) for word in str(table("amounts").get(code, {}).get("ending", "")).split())


@cache
def _part(code: str) -> re.Pattern[str]:
    """One number word inside a longer one: drei in dreiundzwanzig."""
    rows = table("numbers").get(code, {})
    forms = {
        plain(form)
        for number, forms in rows.items()
        if number not in ("parts", "joiner", "clitics", "days")
        for form in forms.split()
        if len(form) > 2
    }
    forms |= {plain(str(rows.get("joiner", "")))} - {""}
    return re.compile("|".join(sorted(map(re.escape, forms), key=len, reverse=True)) or "(?!)")


def combine(row: Sequence[Number], code: str) -> tuple[int, Number]:
    """How many numbers from the beginning of `row` make one, as words are put together, and which: 20 5 → 25,
    5 20 (five-and-twenty) → 25, 2 1000 300 → 2300, 4 20 10 (French) → 90."""
    total: Number = 0
    current: Number = 0
    used = 0
    after_scale = False
    least: Number = 10**30
    for at, value in enumerate(row):
        if at == 0:
            if value >= _SCALE:
                total, least, after_scale = value, value, True
            else:
                current = value
        elif value >= _SCALE:
            if current and value < least:
                total += current * value
            elif current and total:
                total = (total + current) * value
            elif after_scale and value > least:
                total *= value
            elif not current and value < least:
                total += value
            else:
                break
            current, least, after_scale = 0, value, True
            used = at + 1
            continue
        else:
            joined = _join(current, value, code)
            if joined is None:
                break
            current = joined
        if at:
            after_scale = False
        used = at + 1
    return used, total + current


def _join(current: Number, value: Number, code: str) -> Number | None:
    """Two numbers below 1000 as one; None when they are two."""
    low = current % 100
    if value == 100 and 0 < current < 100:
        return current * 100
    if current == 0:
        return value
    if value.denominator != 1 or current.denominator != 1 or value >= 100 or value == 0:
        return None
    if low == 0 and current >= 100:
        return current + value
    if value < 10 and low >= 20 and low % 10 == 0:
        return current + value
    if 0 < low < 10 and (value == 10 or (value >= 20 and value % 10 == 0)):
        if code == "fr":
            return current + 76 if low == 4 and value == 20 else None
        return current + value if code in _UNIT_FIRST else None
    if code == "fr" and low in (60, 80) and 10 < value < 20:
        return current + value
    if code == "fr" and low in (60, 80) and value == 10:
        return current + value
    if code == "fr" and low in (70, 90) and value < 10:
        return current + value
    if value < 10 and low == 10 and code in _TEN_FIRST:
        return current + value
    return None


_UNIT_FIRST = ("ar", "he", "de", "nl")  # five and twenty, five ten
_WORD = re.compile(f"[^\\W\\d_]+(?:[{MARKS}]+[^\\W\\d_]*)*")
_OF_WORD = re.compile(f"[^\\W\\d_]|[{MARKS}]")
_AND = ("و", "ו")
_TEN_FIRST = ("tr", "fr", "id", "vi", "ko", "hy", "el")  # ten five
