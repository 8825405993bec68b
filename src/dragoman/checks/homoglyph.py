"""Finds words that mix letters of scripts that look alike: a Latin o in a Cyrillic word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.lookalikes import (
    SCRIPTS,
    alphabet,
    katakana,
    letters,
    mixed,
    script_of,
    scripts_in,
    small_twins,
    twins,
)
from dragoman.language.scripts import writing_of
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "homoglyph"
SPAN = "pair"
SEVERITY = Severity.WARNING

_LETTER_IN_NUMBER = re.compile(r"(?<![^\W\d_])[0-9]{1,9}[OoОоΟοlІі]{1,3}[0-9]{1,9}(?![^\W\d_])")
_DIGITS, _LIKE_DIGITS = frozenset("0123456789"), frozenset("OoОоΟοlІі")
_SIGN, _OF_PHYSICS = 4, "ΔΩ"  # letters of what may be a sign and its name; what long words may begin with
_ALONE = ("x", "х")  # stands between numbers for the sign ×


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each word with letters of two scripts whose fewer ones all look like letters of the other; for a
    small word that is written with the letters of another script altogether; for a letter inside a number."""
    severity = rules.severity(NAME, SEVERITY)
    writing = writing_of(rules.language)
    own = next((name for name in SCRIPTS if writing and name in writing.scripts), "") if writing else ""
    is_japanese = primary(rules.language) == "ja"
    # Where one script is at home, another tells; where none is, two do, and Latin letters alone are none.
    others = alphabet(*(name for name in SCRIPTS if name != (own or "Latn")))
    for pair, source, target in sides(pairs, rules):
        found = _numbers(target)
        if not others.isdisjoint(target.characters):
            present = tuple(name for name in SCRIPTS if letters(name).search(target.running))
            if len(present) > 1 or (own and present[0] != own):
                found = (*_mixed(target, own, present), *_alien(target, own), *found)
        if is_japanese:
            found = (*found, *_kana(target))
        for start, end, message, instead in found:
            word = target.running[start:end]
            # A letter alone may be the source's article: “a” says nothing. Names have longer words.
            if (len(word) > 1 or not word.isascii()) and (
                word.lower() in source.vocabulary or (len(word) > 3 and word in source.running)
            ):
                continue
            hint = f"write “{visible(instead, 60)}” in one script"
            yield rules.finding(NAME, severity, message, pair, hint, target.span(start, end))


def _mixed(target: Side, own: str, present: tuple[str, ...]) -> Iterator[tuple[int, int, str, str]]:
    text = target.running
    position = -1
    for match in mixed(present).finditer(text):
        if match.start() < position:
            continue
        start, end = _word(text, match.start())
        position = end
        word = text[start:end]
        counts = scripts_in(word)
        if len(counts) < 2:
            continue  # signs of the script's block that are no letters
        # The script of the word is that of most letters; where they are even, that of the language.
        main = max(counts, key=lambda name: (counts[name], name == own))
        strangers = [letter for letter in word if script_of(letter) not in (main, "")]
        others = {script_of(letter) for letter in strangers}
        if len(others) != 1 or _is_acronym_with_ending(word, main):
            continue
        table = twins(others.pop(), main)
        is_switched = _is_typed_over(word, strangers) or ("Grek" not in counts and _switches(word) > 1)
        if is_switched or all(letter in table for letter in strangers):
            names = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in dict.fromkeys(strangers))
            message = f"“{visible(word, 60)}” mixes scripts that look alike: {names}"
            yield start, end, message, "".join(table.get(letter, letter) for letter in word)


def _alien(target: Side, own: str) -> Iterator[tuple[int, int, str, str]]:
    """Whole small words, in a text of another script."""
    if not own:
        return
    for name in SCRIPTS:
        if name == own:
            continue
        table = twins(name, own)
        present = table.keys() & target.characters
        if not present or sum(target.counts[letter] for letter in present) > target.letters / 3 > 1:
            continue
        for match in small_twins(name, own).finditer(target.running):
            word = match.group()
            if word in _ALONE:
                continue
            if name == "Latn" and not (word.islower() and (len(word) > 1 or _stands_free(target.running, match))):
                continue  # vitamin C, TV, 5 cm: Latin capitals and units are at home everywhere
            names = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in dict.fromkeys(word))
            message = f"“{visible(word)}” is written with letters of another script that look alike: {names}"
            yield *match.span(), message, "".join(table[letter] for letter in word)


def _stands_free(text: str, match: re.Match[str]) -> bool:
    """True for a word between blanks with no number beside it."""
    before, after = (
        text[: match.start()][-2:] if match.start() < 2 else text[match.start() - 2 : match.start()],
        text[match.end() : match.end() + 2],
    )
    return before[-1:] in ("", " ") and after[:1] == " " and not (before[:1].isdigit() or after[1:].isdigit())


def _numbers(target: Side) -> tuple[tuple[int, int, str, str], ...]:
    if _DIGITS.isdisjoint(target.characters) or _LIKE_DIGITS.isdisjoint(target.characters):
        return ()
    found = []
    for match in _LETTER_IN_NUMBER.finditer(target.running):
        right = "".join(each if each.isdigit() else "1" if each in "lІі" else "0" for each in match.group())
        found.append((*match.span(), f"a letter stands in the number “{match.group()}”", right))
    return tuple(found)


def _kana(target: Side) -> Iterator[tuple[int, int, str, str]]:
    pattern, right = katakana()
    for match in pattern.finditer(target.running):
        message = f"“{match.group()}” (U+{ord(match.group()):04X}) stands for a katakana that looks alike"
        yield *match.span(), message, right[match.group()]


def _is_typed_over(word: str, strangers: list[str]) -> bool:
    """True for Sήμερα and ΣIGMA: a capital typed with another script's keys before the rest was. ΔT is a sign."""
    return len(word) > _SIGN and strangers == [word[0]] and word[0].isupper() and word[0] not in _OF_PHYSICS


def _word(text: str, at: int) -> tuple[int, int]:
    start, end = at, at
    while start > max(0, at - 60) and (text[start - 1].isalnum()):
        start -= 1
    while end < min(len(text), at + 60) and text[end].isalnum():
        end += 1
    return start, end


def _switches(word: str) -> int:
    """How often the script changes inside a word."""
    row = [script for letter in word if (script := script_of(letter))]
    return sum(one != other for one, other in pairwise(row))


def _is_acronym_with_ending(word: str, main: str) -> bool:
    """True for a Latin acronym with an ending of the language: SMSка, PDFа."""
    cut = next((at for at, letter in enumerate(word) if script_of(letter) != script_of(word[0])), len(word))
    head, tail = word[:cut], word[cut:]
    return len(head) > 1 and head.isupper() and tail.islower() and len(set(map(script_of, tail)) - {""}) == 1
