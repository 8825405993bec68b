"""Letters of one script that look like those of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from dragoman.language.facts import table

SCRIPTS = ("Latn", "Cyrl", "Grek")


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
def mixed() -> re.Pattern[str]:
    """Finds the words that have letters of two of the scripts."""
    letters = table("scripts")["letters"]
    # A word is cut by its neighbours only: each character is read once.
    own = {name: letters[name] for name in SCRIPTS}
    pairs = (f"(?<=[{own[one]}])[{own[other]}]" for one in SCRIPTS for other in SCRIPTS if one != other)
    return re.compile("|".join(pairs))


@cache
def letters(script: str) -> re.Pattern[str]:
    """Finds letters of one script."""
    return re.compile(f"[{table('scripts')['letters'][script]}]")


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
