"""Counts what readers see as one character: grapheme clusters (UAX #29)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_ZWJ = "\u200d"
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e")
_SPACING_THAI_LAO = frozenset("\u0e33\u0eb3")
# Viramas whose consonants join the next one (GB9c): Devanagari, Bengali, Gujarati, Oriya, Telugu, Malayalam.
_LINKERS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
_CONSONANTS = tuple((base + 0x15, base + 0x39) for base in (0x900, 0x980, 0xA80, 0xB00, 0xC00, 0xD00))


def count_graphemes(text: str) -> int:
    """How many grapheme clusters a text has. Law: never more than its characters, and none only for the empty text."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(1 for _ in boundaries(text))


def boundaries(text: str) -> Iterator[int]:
    """Where each cluster begins."""
    flags = 0  # regional indicators in a row
    picture = False  # an emoji stands before, marks and modifiers aside
    linked = ""  # "c": a consonant of a conjunct stands before; "l": with its virama
    before = ""
    for at, character in enumerate(text):
        is_extending = _extends(character)
        if at == 0 or not _joins(before, character, is_extending, flags, picture, linked):
            yield at
        flags = flags + 1 if "\U0001f1e6" <= character <= "\U0001f1ff" else 0
        picture = _is_picture(character) or (picture and is_extending)
        if _is_consonant(character):
            linked = "c"
        elif linked and character in _LINKERS:
            linked = "l"
        elif not (is_extending and character != "\u200c"):
            linked = ""
        before = character


def _joins(before: str, character: str, is_extending: bool, flags: int, picture: bool, linked: str) -> bool:
    """The rules GB3 to GB13."""
    if before == "\r" and character == "\n":
        return True
    if _is_control(before) or _is_control(character):
        return False
    if is_extending or character in _SPACING_THAI_LAO or unicodedata.category(character) == "Mc":
        return True
    if before in _PREPENDED or _joins_hangul(before, character):
        return True
    if before == _ZWJ and picture and _is_picture(character):
        return True
    if linked == "l" and _is_consonant(character):
        return True
    return flags % 2 == 1 and "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs") or (
        unicodedata.category(character) == "Cf"
        and character not in _PREPENDED
        and character not in "\u200c\u200d"
        and not "\U000e0020" <= character <= "\U000e007f"
    )


def _extends(character: str) -> bool:
    if character < "\u0300":
        return False
    return (
        unicodedata.category(character) in ("Mn", "Me")
        or character in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_picture(character: str) -> bool:
    """Roughly Extended_Pictographic, which Python does not know: symbols that emoji sequences are made of."""
    if character in "\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299":
        return True
    is_symbol = "\u2190" <= character <= "\u2bff" or "\U0001f000" <= character <= "\U0001faff"
    return is_symbol and not "\U0001f1e6" <= character <= "\U0001f1ff" and not "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_consonant(character: str) -> bool:
    code = ord(character)
    return 0x915 <= code <= 0xD39 and any(low <= code <= high for low, high in _CONSONANTS)


def _joins_hangul(before: str, character: str) -> bool:
    """Leading consonants, vowels and trailing consonants make one syllable (GB6 to GB8)."""
    one, two = _hangul(before), _hangul(character)
    return (
        (one == "L" and two in ("L", "V", "LV", "LVT"))
        or (one in ("V", "LV") and two in ("V", "T"))
        or (one in ("T", "LVT") and two == "T")
    )


def _hangul(character: str) -> str:
    if "\uac00" <= character <= "\ud7a3":
        return "LV" if (ord(character) - 0xAC00) % 28 == 0 else "LVT"
    if "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c":
        return "L"
    if "\u1160" <= character <= "\u11a7" or "\ud7b0" <= character <= "\ud7c6":
        return "V"
    if "\u11a8" <= character <= "\u11ff" or "\ud7cb" <= character <= "\ud7fb":
        return "T"
    return ""
