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
# Beginnings that two spellings of one name may have, besides equal ones and those of _NEAR; "" is a vowel.
_BEGINNINGS = frozenset(
    frozenset(pair.split("-"))
    for pair in (
        *("J-", "H-", "W-", "F-", "K-", "P-W", "F-W", "F-P", "H-F", "L-R"),
        *("J-H", "J-K", "J-S", "J-T", "K-S", "T-S", "K-H", "S-H"),
    )
)
_MUTE = re.compile(r"\A(?:[kg](?=n)|w(?=r)|p(?=s))|gh")
_MUTE_END = re.compile(r"(?<=\w\w)[הةه]\Z")  # a vowel, written as an h
_TRANSLITERATED = re.compile(
    r"(?:ov|ev|ova|eva|in|ina|sky|skiy|skaya|ich|enko|chuk|yan|ian|yev|shvili|dze|idis|oulos|i)\Z"
    r"|kh|sh|zh|gh|dh|aa|ee|ou|oo|iy|yy|q(?!u)|\Aal-|\Ael-|uddin|eddin"
)
# Letters and endings of names that no transcription into English has.
_FROM_LATIN = re.compile(
    r"c(?![hk])|x|wh|ck|tt|ll|(?:ton|son|sen|ley|ford|wood|berg|stein|well|field|worth|ham|man|ez|elli|etti|ucci|ini|ier|eau"
    r"|ault|ard|ois|ing|bury|wick|er|eu|es|ado|edo|ero|os|on|ell|ins)\Z"
)
_SURELY_LATIN = re.compile(r"[iu]gh|(?:cc|ll|ss|tt|zz)i\Z")  # whatever else it looks like
_SAME = 0.84
_FOLDED = tuple(
    pair.split("-")
    for pair in (
        *("ß-ss", "ø-o", "æ-a", "œ-o", "ł-l", "đ-d", "ð-d", "þ-th", "ı-i"),
        *("dj-d", "ae-a", "oe-o", "ue-u", "ʿ-", "ʼ-"),
    )
)
# Letters that languages with Latin letters write for one another in names from other scripts, the longer first.
_ALIKE = tuple(
    pair.split("-")
    for pair in (
        *("ph-f", "th-t", "ck-k", "ou-u", "oo-u", "ee-i", "ie-i", "h-", "w-v", "y-i", "j-i"),
        *("c-k", "q-k", "z-s", "o-u", "e-a"),
    )
)
_LONGEST = 40  # letters of a word that are read: no name is longer, hostile text is
_ENOUGH = 0.65  # likeness of two skeletons that begin differently
_SURE = 0.75


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word as classes of sounds, doubled ones once; "" for a word in a script we cannot hear."""
    pattern, classes = _sounds()
    heard = "".join(classes[match.group()] for match in pattern.finditer(_MUTE_END.sub("", _plain(word))))
    # Each Chinese character is a syllable, so that none is a doubled consonant.
    return heard if "\u4e00" <= word[:1] <= "\u9fff" else re.sub(r"(.)\1+", r"\1", heard)


@lru_cache(maxsize=65536)
def may_spell(name: str, word: str) -> bool:
    """False only when `word` is surely no spelling of `name` (both in small letters): another beginning and too few
    sounds alike, or hardly any."""
    one, other = _plain(name), _plain(word)
    if one == other:
        return True
    if _is_latin(one) and _is_latin(other) and _look_alike(one, other):
        return True
    return _sound_alike(skeleton(name), skeleton(word))


@lru_cache(maxsize=65536)
def looks_like(name: str, word: str) -> bool:
    """True when most letters of two words (small letters) are the same, accents aside: an ending, another spelling."""
    return _look_alike(_plain(name), _plain(word))


@lru_cache(maxsize=65536)
def may_transliterate(name: str, word: str) -> bool:
    """True when two words in Latin letters (small) may be one name from another script, as two languages write it:
    Sokolov and Sokolow, Netanyahu and Netanyahou. A name of a language in Latin letters has one spelling."""
    plain = fold(name)
    forms = (word, word.removesuffix("s"))  # a genitive
    if name != plain or _SURELY_LATIN.search(plain):
        return False
    if _TRANSLITERATED.search(plain) is None:
        if _FROM_LATIN.search(plain):
            return False
        return any(_written_alike(plain) == _written_alike(fold(form)) for form in forms)
    one = skeleton(name)
    return bool(one) and any(_likeness(one, skeleton(form)) >= _SAME for form in forms)


@lru_cache(maxsize=65536)
def is_a_letter_off(name: str, word: str) -> bool:
    """True when one letter inside a word (both small, in Latin letters) is missing, added, another, or changes its
    place: a name that is misspelled, unless it is one from another script."""
    one, other = fold(name), fold(word)
    if one == other or min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    begins = _shared(one, other)
    ends = _shared(one[begins:][::-1], other[begins:][::-1])
    if not begins or not ends:
        return False
    here, there = one[begins : len(one) - ends], other[begins : len(other) - ends]
    return (len(here) < 2 and len(there) < 2) or (len(here) == 2 and here == there[::-1])


def _written_alike(plain: str) -> str:
    """A name in letters without accents as any language with Latin letters may write it: Mubarak and Moubarak."""
    for letters, other in _ALIKE:
        plain = plain.replace(letters, other)
    return re.sub(r"(.)\1+", r"\1", plain).rstrip("a")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in Latin letters (small) as a keyboard without accents has it: Jürgen and Juergen, Đokić and Djokic."""
    if word.isascii() and "e" not in word and "dj" not in word:
        return word
    plain = _plain(word)
    for letters, plainer in _FOLDED:
        plain = plain.replace(letters, plainer)
    return plain


def _look_alike(one: str, other: str) -> bool:
    if one == other or _shared(one, other) >= max(3, min(len(one), len(other)) - 2):
        return True
    shared = min(sum(letter in other for letter in one), len(other))  # more cannot match
    return 8 * shared >= 3 * (len(one) + len(other)) and (
        SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75
    )


@lru_cache(maxsize=65536)
def surely_spells(name: str, word: str) -> bool:
    """True when the two have nearly all their sounds in common, and more than one of them."""
    one, other = skeleton(name), skeleton(word)
    return min(len(one), len(other)) > 1 and _likeness(one, other) >= _SURE


@lru_cache(maxsize=65536)
def closeness(name: str, word: str) -> float:
    """How many sounds of a name (small Latin letters) and of a word in another script are the same, 0 to 1; 0 when they
    begin otherwise. Unlike `surely_spells` this takes two sounds for one only where the name's letters say so."""
    begins = _beginning(word)
    readings = [sounds for sounds, first in _readings(name) if begins == first or _may_begin(sounds, first, begins)]
    heard = skeleton(word) if readings else ""
    if not heard:
        return 0.0
    if heard in readings:
        return 1.0
    near = _near(name, word)
    return max(1 - _distance(sounds, heard, near) / max(len(sounds), len(heard)) for sounds in readings)


@lru_cache(maxsize=65536)
def swaps_a_sound(name: str, word: str) -> bool:
    """True when a word in another script has one sound of a name (small Latin letters) in another's stead, which no
    spelling accounts for: Hedlund and Hedmund. Sounds that are left out or added say nothing."""
    heard, readings = skeleton(word), sounds_of(name)
    if len(heard) < 3 or not readings or heard in readings:
        return False
    near = _near(name, word)
    return all(len(sounds) > 2 and _is_cheaper_swapped(sounds, heard, near) for sounds in readings)


def _is_cheaper_swapped(one: str, other: str, near: Mapping[frozenset[str], float]) -> bool:
    """True when two rows of sounds are nearest with a swap of two that are not alike."""
    return _distance(one, other, near) < _distance(one, other, near, unlike=2.0)


def _near(name: str, word: str) -> Mapping[frozenset[str], float]:
    """The costs of _NEAR that are true of a name: c may be an s or a k, th an s, and Japanese has no l."""
    is_kana = "\u3040" <= word[0] <= "\u30ff"
    return _costs(is_kana, "\u4e00" <= word[0] <= "\u9fff", frozenset(name).intersection("cgjxzqhty"))


@lru_cache(maxsize=4096)
def _costs(is_kana: bool, is_han: bool, letters: frozenset[str]) -> Mapping[frozenset[str], float]:
    found = dict(_NEAR)
    if not is_kana and not is_han:
        found[frozenset("LR")] = 0.7
        found[frozenset("HF")] = found[frozenset("HS")] = 1.0
        if letters.isdisjoint("cxz") and not letters.issuperset("th"):
            found[frozenset("ST")] = 1.0
    if not is_kana and letters.isdisjoint("cgj"):
        found[frozenset("JT")] = 1.0
    if letters.isdisjoint("cxq"):
        found[frozenset("SK")] = 1.0
    if letters.isdisjoint("cgjxq"):
        found[frozenset("JK")] = 1.0
    if letters.isdisjoint("hgjxc"):
        found[frozenset("HK")] = found[frozenset("HJ")] = 1.0
    return found


@lru_cache(maxsize=65536)
def sounds_of(name: str) -> frozenset[str]:
    """The skeletons that a name may have, with mute letters and without."""
    return frozenset(sounds for sounds, _ in _readings(name))


@lru_cache(maxsize=65536)
def _readings(name: str) -> tuple[tuple[str, str], ...]:
    """The sounds of a name and of its beginning, with its mute letters and without: Knight, Hughes."""
    plain = _plain(name)
    said = {plain, _MUTE.sub("", plain), plain.replace("wh", "h", 1), "s" + plain[1:] if plain[:1] == "x" else plain}
    return tuple((skeleton(each), _beginning(each)) for each in sorted(said) if skeleton(each))


@lru_cache(maxsize=65536)
def _beginning(word: str) -> str:
    """The sound that a word begins with; "" for a vowel."""
    plain = _plain(word)
    return "" if not plain or plain[0] in table("people")["open"] else skeleton(plain[:3])[:1]


def _may_begin(sounds: str, one: str, other: str) -> bool:
    if frozenset((one, other)) in _BEGINNINGS:
        return True
    # Many languages put a vowel before two consonants: Stanley in Arabic, Persian and Hindi.
    return other == "" and len(sounds) > 1 and one in ("S", "N", "M")


@lru_cache(maxsize=65536)
def _sound_alike(one: str, other: str) -> bool:
    if not one or not other:
        return not one
    likeness = _likeness(one, other)
    begins = one[0] == other[0] or frozenset(one[0] + other[0]) in _NEAR
    return likeness >= (0.4 if begins else _ENOUGH)


def _likeness(one: str, other: str) -> float:
    return 1 - _distance(one, other) / max(len(one), len(other))


def _distance(one: str, other: str, near: Mapping[frozenset[str], float] = _NEAR, unlike: float = 1.0) -> float:
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _WEAK.get(sound, 1.0))
    for sound in one:
        lost = _WEAK.get(sound, 1.0)
        diagonal, row[0] = row[0], row[0] + lost
        for at, heard in enumerate(other, 1):
            swapped = 0.0 if sound == heard else near.get(frozenset((sound, heard)), unlike)
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
    word = word.replace("׳", "'").replace("’", "'")
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
