"""Letters of one script that look like those of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import permutations

from dragoman.language.facts import table

SCRIPTS = ("Latn", "Cyrl", "Grek")
_PLANE = range(0x10000)  # where all their letters are


@cache
def twins(script: str, instead: str) -> Mapping[str, str]:
    """For letters of one script those of another that look the same."""
    return {
        one: other
        for name, rows in table("lookalikes").items()
        if name != "katakana" and {script, instead} <= rows.keys()
        for one, other in zip(rows[script], rows[instead], strict=True)
    }


@cache
def small_twins(script: str, instead: str) -> re.Pattern[str]:
    """Finds words of up to three letters that all look like letters of another script."""
    return re.compile(rf"(?<![^\W_])[{''.join(twins(script, instead))}]{{1,3}}(?![^\W_])")


@cache
def mixed(scripts: tuple[str, ...]) -> re.Pattern[str]:
    """Finds where a letter of one of the scripts follows a letter of another."""
    own = table("scripts")["letters"]
    return re.compile("|".join(f"[{own[one]}][{own[other]}]" for one, other in permutations(scripts, 2)))


@cache
def letters(script: str) -> re.Pattern[str]:
    """Finds letters of one script."""
    return re.compile(f"[{table('scripts')['letters'][script]}]")


@cache
def alphabet(*scripts: str) -> frozenset[str]:
    """The letters of some scripts."""
    return frozenset(filter(re.compile("|".join(letters(name).pattern for name in scripts)).match, map(chr, _PLANE)))


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """Latn, Cyrl or Grek; "" for every other letter."""
    return next((name for name in SCRIPTS if letters(name).match(letter)), "")


def scripts_in(word: str) -> Counter[str]:
    """How many letters of each of the three scripts a word has."""
    found = Counter(map(script_of, word))
    del found[""]
    return found


@cache
def katakana() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Finds characters that stand between two katakana and only look like one, and which one they look like."""
    rows = table("lookalikes")["katakana"]
    kana = "[\u30a1-\u30fa\u30fc]"
    return re.compile(f"(?<={kana})[{rows['other']}](?={kana})"), dict(zip(rows["other"], rows["kana"], strict=True))
