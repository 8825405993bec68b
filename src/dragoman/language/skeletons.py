"""Whether one name can be the spelling of another, across scripts: by the consonants that are heard in both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

from dragoman.language.facts import table

_NEAR = {
    frozenset(pair): cost
    for cost, pairs in {
        0.1: ("LR", "WF"),
        0.3: ("PF", "JS", "JK", "HK", "HJ", "JT", "MN", "PW", "SK", "ST"),
        0.4: ("HF", "HS"),
    }.items()
    for pair in pairs
}
# What one spelling writes and another leaves out: a mute h, a w that is a vowel, an r after a vowel, a nasal.
_WEAK = {"H": 0.3, "W": 0.3, "R": 0.5, "L": 0.7, "N": 0.7}
_LONGEST = 40  # letters of a word that are read: no name is longer, hostile text is
_ENOUGH = 0.65  # likeness of two skeletons that begin differently
_SURE = 0.75


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word as classes of sounds, doubled ones once; "" for a word in a script we cannot hear."""
    pattern, classes = _sounds()
    heard = "".join(classes[match.group()] for match in pattern.finditer(_plain(word)))
    return re.sub(r"(.)\1+", r"\1", heard)


@lru_cache(maxsize=65536)
def may_spell(name: str, word: str) -> bool:
    """False only when `word` is surely no spelling of `name` (both in small letters): another beginning and too few
    sounds alike, or hardly any."""
    one, other = _plain(name), _plain(word)
    if one == other:
        return True
    if _is_latin(one) and _is_latin(other):
        shared = _shared(one, other)
        if shared >= max(3, min(len(one), len(other)) - 2):
            return True
        if SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75:
            return True
    return _sound_alike(skeleton(name), skeleton(word))


@lru_cache(maxsize=65536)
def surely_spells(name: str, word: str) -> bool:
    """True when the two have nearly all their sounds in common, and more than one of them."""
    one, other = skeleton(name), skeleton(word)
    return min(len(one), len(other)) > 1 and _likeness(one, other) >= _SURE


@lru_cache(maxsize=65536)
def _sound_alike(one: str, other: str) -> bool:
    if not one or not other:
        return not one
    likeness = _likeness(one, other)
    begins = one[0] == other[0] or frozenset(one[0] + other[0]) in _NEAR
    return likeness >= (0.4 if begins else _ENOUGH)


def _likeness(one: str, other: str) -> float:
    return 1 - _distance(one, other) / max(len(one), len(other))


def _distance(one: str, other: str) -> float:
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _WEAK.get(sound, 1.0))
    for sound in one:
        lost = _WEAK.get(sound, 1.0)
        diagonal, row[0] = row[0], row[0] + lost
        for at, heard in enumerate(other, 1):
            swapped = 0.0 if sound == heard else _NEAR.get(frozenset((sound, heard)), 1.0)
            best = min(diagonal + swapped, row[at] + lost, row[at - 1] + _WEAK.get(heard, 1.0))
            diagonal, row[at] = row[at], best
    return row[-1]


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    count = 0
    for letter, there in zip(one, other, strict=False):
        if letter != there:
            break
        count += 1
    return count


def _is_latin(word: str) -> bool:
    return word[:1].isascii()


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """Without accents of Latin and points of Arabic and Hebrew; kana and Indic signs are letters and stay."""
    if word.isascii():
        return word
    first = word[0]
    if "\u0900" <= first <= "\u0dff" or "\u3040" <= first <= "\u30ff":
        return unicodedata.normalize("NFC", word[:_LONGEST])
    decomposed = unicodedata.normalize("NFKD", word[:_LONGEST])
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def _sounds() -> tuple[re.Pattern[str], Mapping[str, str]]:
    facts = table("people")
    classes = {letters: name for name, row in facts["sounds"].items() for letters in row.split()}
    for character in facts["chinese"]["nasal"]:
        classes[character] = classes.get(character, "") + "N"
    ordered = sorted(classes, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered))), classes
