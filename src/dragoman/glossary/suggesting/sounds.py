"""How like two words sound or look, across scripts: a hint that one is the other's spelling in another language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files

_SHORT = 3  # sounds: fewer say little


def likeness(words: Sequence[str], others: Sequence[str], *, whole: bool = True) -> float:
    """0 … 1: how well words of one language, in small letters, spell those of another, in any order. With `whole`, what
    the others have besides counts against them."""
    size = sum(map(len, words))
    if not size or not others:
        return 0.0
    there = sum(len(word) * max(_alike(word, other) for other in others) for word in words) / size
    if not whole:
        return there
    back = sum(len(other) * max(_alike(word, other) for word in words) for other in others) / sum(map(len, others))
    return 2 * there * back / (there + back) if there + back else 0.0


@lru_cache(maxsize=65536)
def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    plain, there = _plain(word), _plain(other)
    looks = 0.0
    if plain.isascii() and there.isascii():
        looks = SequenceMatcher(None, plain, there, autojunk=False).ratio()
        return looks if looks >= 0.6 else 0.0
    sounds, heard = _sounds(word), _sounds(other)
    if not sounds or not heard:
        return 0.0
    ratio = SequenceMatcher(None, sounds, heard, autojunk=False).ratio()
    return ratio * (1.0 if max(len(sounds), len(heard)) >= _SHORT else 0.85) if ratio >= 0.65 else 0.0


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def _sounds(word: str) -> str:
    """The classes of a word's consonants, doubled ones once."""
    pattern, classes = _table()
    heard = "".join(classes[match.group()] for match in pattern.finditer(_plain(word)))
    return re.sub(r"(.)\1+", r"\1", heard)


@cache
def _table() -> tuple[re.Pattern[str], Mapping[str, str]]:
    path = files("dragoman.glossary") / "data" / "suggesting" / "sounds.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    classes = {_plain(letters): name for name, row in rows.items() for letters in row.split()}
    return re.compile("|".join(sorted(map(re.escape, classes), key=len, reverse=True))), classes
