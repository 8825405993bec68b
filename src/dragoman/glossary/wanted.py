"""A rendering made ready to be looked for: its words, their shapes, the capitals it needs. Made once for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.glossary.inflection import Shapes, shapes
from dragoman.glossary.letters import distinguish
from dragoman.glossary.words import words

_ZWNJ = "\u200c"


@dataclass(frozen=True, slots=True)
class WantedWord:
    """`item` with the blank before it, as a row of words has it; `plain` without. `cased`: as the glossary spells it,
    when that has a capital, else empty."""

    item: str
    plain: str
    shapes: Shapes
    cased: str


@lru_cache(maxsize=65536)
def wanted(choice: str, language: str) -> tuple[tuple[WantedWord, ...], ...]:
    """The spellings of `choice`, a rendering in a language (BCP 47), each as its words; none when it has no word."""
    rows = (_words(spelled, language) for spelled in dict.fromkeys(_spellings(choice, language)))
    return tuple(row for row in rows if row)


def _spellings(choice: str, language: str) -> Iterator[str]:
    """`choice`, and what print makes of it: a joiner left out, a hyphen for a blank in Hebrew, and the other way."""
    yield choice
    if _ZWNJ in choice:
        yield choice.replace(_ZWNJ, "")
    if language.startswith(("he", "iw")):
        yield choice.replace(" ", "-")
        yield re.sub("[-־]", " ", choice)


def _words(choice: str, language: str) -> tuple[WantedWord, ...]:
    row = words(distinguish(choice, language))
    found: list[WantedWord] = []
    for index, item in enumerate(row.items):
        start, end = row.span(index, index + 1)
        cased = choice[start:end]
        plain = item.lstrip(" ")
        shape = shapes(
            plain,
            language,
            first=index == 0,
            last=index == len(row.items) - 1,
            capital=cased[:1] != cased[:1].lower(),
        )
        found.append(WantedWord(item if index else plain, plain, shape, cased if cased != cased.lower() else ""))
    return tuple(found)
