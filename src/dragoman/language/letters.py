"""The letters a language does not write: wrong keyboards, lost dots, the other kind of Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.language.facts import table
from dragoman.language.scripts import writing_of
from dragoman.language.tags import primary

_CHINESE = {
    "traditional": "a traditional character",
    "simplified": "a simplified character",
    "japanese": "a Japanese form of a character",
    "not_japanese": "a simplified Chinese character",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A place with wrong letters: `says` tells what they are, `instead` what the place should be, "" when we do not
    know. Where `may_be_name`, the word is right when the source spells it so; `case` says that only a word
    in "small" letters or in "capitals" is meant."""

    start: int
    end: int
    says: str
    instead: str
    hint: str = ""
    may_be_name: bool = True
    case: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """What is wrong in one language."""

    alien: re.Pattern[str] | None
    instead: Mapping[str, str]
    words: Mapping[str, str]
    capitals: Mapping[str, str]
    first: re.Pattern[str] | None
    patterns: tuple[tuple[re.Pattern[str], Mapping[str, Any]], ...]
    chinese: tuple[tuple[re.Pattern[str], str], ...]


@cache
def letters_of(language: str) -> Letters | None:
    """The wrong letters of a language; None where we know of none."""
    facts = table("letters")
    code = primary(language)
    own = {**facts.get(code, {}), **facts.get(language, {})}
    chinese = _chinese(language)
    if not own and not chinese:
        return None
    instead: dict[str, str] = {}
    for wrong, right in own.get("letters", {}).items():
        instead[wrong] = right
        if len(wrong.upper()) == 1:
            instead.setdefault(wrong.upper(), right.capitalize())
    words, capitals = own.get("words", {}), own.get("capitals", {})
    return Letters(
        re.compile(f"[{''.join(instead)}]") if instead else None,
        instead,
        {wrong: right for wrong, right in words.items() if wrong != right},
        capitals,
        re.compile(rf"\b(?:{'|'.join(sorted(capitals, key=len, reverse=True))})\b") if capitals else None,
        tuple((re.compile(each["find"]), each) for each in own.get("patterns", ())),
        chinese,
    )


def find_wrong(text: str, letters: Letters) -> Iterator[Wrong]:
    """The places of `text` with wrong letters, words aside (`Letters.words` is for who has cut the text into them)."""
    if letters.alien:
        for match in letters.alien.finditer(text):
            wrong = match.group()
            yield Wrong(*match.span(), f"the letter “{wrong}” (U+{ord(wrong):04X})", letters.instead[wrong])
    if letters.first:
        for match in letters.first.finditer(text):
            says = "a capital I stands where the word begins with İ"
            yield Wrong(*match.span(), says, letters.capitals[match.group()], may_be_name=False)
    for pattern, fact in letters.patterns:
        for match in pattern.finditer(text):
            instead = match.expand(fact["replace"]) if fact["replace"] else ""
            yield Wrong(*match.span(), fact["says"], instead, fact["hint"], fact["of_source"], fact.get("case", ""))
    for pattern, kind in letters.chinese:
        for match in pattern.finditer(text):
            yield Wrong(*match.span(), kind, "")


def _chinese(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    code, writing = primary(language), writing_of(language)
    facts = table("scripts")["chinese"]
    names: tuple[str, ...] = ()
    if code == "zh" and writing and writing.wrong:
        names = ("traditional" if writing.wrong.search(facts["traditional"]) else "simplified", "japanese")
    elif code == "ja":
        names = ("not_japanese",)
    return tuple((re.compile(f"[{facts[name]}]+"), _CHINESE[name]) for name in names)
