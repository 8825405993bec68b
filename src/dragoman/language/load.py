"""How hard a sentence is to translate: its length, its clauses, and words among whose meanings one must be chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.language.facts import table
from dragoman.language.tags import primary

_KEPT = 16_384
_LONGEST = 2_000  # characters that are looked at
_LONG = 9  # letters of a long word
_SHORT = 4  # letters: "ring" and "red" have no ending
_WORD = re.compile(r"[^\W\d_]+(?:[-'’‐‑][^\W\d_]+)*")
_COUNTED = re.compile(r"\w\S*")  # what stands between blanks and holds a letter or a digit
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")  # no blanks between words
_BREAKS = re.compile(r"[,;:()\[\]–—،؛、，；：（）]")
_ENDS = re.compile(r"[.!?…。！？؟۔।]['’\"”»」』)\]]*\s*\Z")
_ASKS = re.compile(r"[?？؟;]['’\"”»」』)\]]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Load:
    """`words` counts those of the text (two signs of a script without blanks as one), at least 1. Of them `clauses` are
    breaks and words that begin a clause, `choices` words with many meanings, `long` long ones, each as a share (0 … 1).
    `is_cut`: it has no end of a sentence, like headings and captions; `asks`: it is a question."""

    words: int
    clauses: float = 0.0
    choices: float = 0.0
    long: float = 0.0
    is_cut: bool = False
    asks: bool = False


@lru_cache(maxsize=_KEPT)
def load(text: str, language: str) -> Load:
    """The load of `text` (running text, without tags), which is of a language (BCP 47)."""
    text = text[:_LONGEST]
    facts = _facts(primary(language))
    dense = 0 if text.isascii() else len(_DENSE.findall(text))
    count = max(1, (dense + 1) // 2 + len(_COUNTED.findall(_DENSE.sub(" ", text) if dense else text)))
    found = _WORD.findall(text.lower())
    clauses = len(_BREAKS.findall(text)) + sum(word in facts.joins for word in found)
    choices = sum(word in facts.many or (len(word) > _SHORT and word.endswith(facts.endings)) for word in found)
    long = 0 if dense else sum(len(word) >= _LONG for word in found)
    return Load(
        words=count,
        clauses=min(1.0, clauses / count),
        choices=min(1.0, choices / count),
        long=min(1.0, long / count),
        is_cut=_ENDS.search(text) is None,
        asks=_asks(text, language),
    )


def _asks(text: str, language: str) -> bool:
    found = _ASKS.search(text)
    return found is not None and (found.group()[0] != ";" or primary(language) == "el")


@dataclass(frozen=True, slots=True)
class _Facts:
    joins: frozenset[str]
    many: frozenset[str]
    endings: tuple[str, ...]


@cache
def _facts(code: str) -> _Facts:
    row = table("load").get(code, {})
    return _Facts(
        frozenset(row.get("joins", "").split()),
        frozenset(row.get("many", "").split()),
        tuple(row.get("endings", "").split()),
    )
