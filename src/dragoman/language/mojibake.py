"""Text that was read in a wrong character encoding: finds it, and tells what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_CONTINUATIONS = range(0x80, 0xC0)
_CYRILLIC_LEADS = "ВРСв"  # of U+0080 to U+00BF, of Cyrillic, and of punctuation: nothing else is sure in Windows-1251


@dataclass(frozen=True, slots=True)
class Garbled:
    """A place of a text, and what it says when it is read in UTF-8."""

    start: int
    end: int
    meant: str


@cache
def _windows(codec: str) -> dict[int, str]:
    """What each byte from 0x80 on looks like in a Windows encoding; a byte without a character as in Latin-1."""
    found = {}
    for byte in range(0x80, 0x100):
        try:
            found[byte] = bytes([byte]).decode(codec)
        except UnicodeDecodeError:
            found[byte] = chr(byte)
    return found


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, int], frozenset[str], frozenset[str]], ...]:
    """For each encoding a pattern of UTF-8 sequences as they look in it, the byte of each of its characters, and the
    characters that begin a sequence and those that go on in one."""
    patterns = []
    for codec, both in (("cp1252", True), ("cp1251", False)):
        looks = _windows(codec)
        rest = {looks[byte] for byte in _CONTINUATIONS} | ({chr(byte) for byte in _CONTINUATIONS} if both else set())
        inner = "".join(map(re.escape, sorted(rest)))
        two, three, four = (
            "".join(re.escape(looks[byte]) for byte in bytes_)
            for bytes_ in (range(0xC2, 0xE0), range(0xE0, 0xF0), range(0xF0, 0xF5))
        )
        pattern = re.compile(f"(?:[{two}][{inner}]|[{three}][{inner}]{{2}}|[{four}][{inner}]{{3}})+")
        values = {character: byte for byte, character in looks.items()}
        if both:
            values |= {chr(byte): byte for byte in _CONTINUATIONS if chr(byte) not in values}
        leads = frozenset(looks[byte] for byte in range(0xC2, 0xF5))
        patterns.append((pattern, values, leads, frozenset(rest)))
    return tuple(patterns)


@cache
def sign_of_garbled() -> re.Pattern[str]:
    """Finds two characters without which a text has no such place, so that few texts are read for it."""
    (_, _, leads, rest), (_, _, _, more) = _patterns()
    inner = "".join(map(re.escape, sorted(rest | more)))
    return re.compile(f"[{''.join(sorted(leads))}{_CYRILLIC_LEADS}](?=[{inner}])")


def find_garbled(text: str) -> Iterator[Garbled]:
    """The places of `text` that are UTF-8 read as Windows-1252 (or Latin-1) or Windows-1251.

    Cautious: a letter before a closing quotation mark or an ellipsis may look the same, so a single sequence counts
    only when it means punctuation, a Latin letter or a sign, and stands inside or at the end of a small-letter word.
    """
    for (pattern, values, _, _), is_western in zip(_patterns(), (True, False), strict=True):
        for match in pattern.finditer(text):
            try:
                meant = bytes(values[character] for character in match.group()).decode("utf-8")
            except (UnicodeDecodeError, KeyError):
                continue
            before = text[: match.start()][-1:] if match.start() < 1 else text[match.start() - 1]
            if _is_sure(match.group(), meant, before, is_western):
                yield Garbled(match.start(), match.end(), meant)


def _is_sure(found: str, meant: str, before: str, is_western: bool) -> bool:
    if (
        not meant.isprintable()
        and not meant.replace("\u00a0", " ").replace("\ufeff", " ").replace("\u00ad", " ").isprintable()
    ):
        return False
    if not is_western:  # Р and С are everyday letters: two sequences at least, all Cyrillic, or punctuation
        return (len(meant) >= 2 and all("\u0400" <= each <= "\u045f" or each < "\u00c0" for each in meant)) or (
            found[0] == "в" and all("\u2010" <= each <= "\u20bf" or each == "\u2116" for each in meant)
        )
    if found[0] == "Ã" and before.isupper() and found[-1] in "”’»…–—":  # AMANHÃ”
        return False
    if all("\u0080" <= each <= "\u00ff" for each in meant):
        return found[0] == "Ã" or not (before.isupper() and found[-1] in "»”’")
    if all("\u2010" <= each <= "\u2122" or each in "\u20ac\ufeff\ufffd" for each in meant):
        return True
    if len(meant) == 1:
        return (
            "\u0100" <= meant <= "\u017f" and not before.isupper() and found[-1] not in "”“’‘»«…–—"
        ) or meant >= "\U0001f000"
    return len({_block(each) for each in meant if each.isalpha()}) <= 2


def _block(character: str) -> int:
    return ord(character) >> 8
