"""The signs and words that stand at amounts: percent, degrees, minus."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.language.amount import DEGREE, PERCENT, Amount
from dragoman.language.facts import table
from dragoman.language.figures import BLANKS, share


class Signs(NamedTuple):
    """How a language writes percent, degrees and what is below zero; words are in small letters."""

    percent_signs: str
    percent_words: tuple[str, ...]
    percent_behind: re.Pattern[str]
    percent_before: re.Pattern[str]
    degree_signs: str
    degree_words: tuple[str, ...]
    minus_words: tuple[str, ...]

    def has_percent(self, text: str, small: str) -> bool:
        """Whether a text, also given in small letters, has a sign or word for percent."""
        return has_any(text, self.percent_signs) or has_any(small, self.percent_words)


def has_any(text: str, words: Sequence[str]) -> bool:
    """Whether one of some words, or of the characters of one, stands anywhere in a text."""
    for word in words:  # noqa: SIM110  # faster than any(…)
        if word in text:
            return True
    return False


@cache
def signs_of(code: str) -> Signs:
    """The signs and words of a primary subtag."""
    rows: Mapping[str, str] = table("amounts").get(code, {})
    everywhere = table("amounts")["all"]
    words = [word for word in rows.get("percent", "").split("|") if word]
    before = [word for word in rows.get("percent_before", "").split("|") if word]
    signs = "".join(everywhere["percent"].split())
    behind = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return Signs(
        signs,
        (*words, *before),
        re.compile(f"[{BLANKS}‏‎-]{{0,2}}(?:[{signs}](?!\\d){f'|(?:{behind})' if behind else ''})"),
        re.compile(f"(?<![\\d{BLANKS}])[{signs}]$|(?:{'|'.join(map(re.escape, before)) or '(?!)'})[{BLANKS}]?$"),
        "".join(everywhere["degree"].split()),
        tuple(rows.get("degree", "").split()),
        tuple(rows.get("minus", "").split()),
    )


def with_unit(item: Amount, text: str, small: str, signs: Signs) -> Amount:
    """An amount of a text, also given in small letters, with the sign that stands at it."""
    if len(small) != len(text):
        small = text
    if signs.percent_behind.match(small, item.end) or signs.percent_before.search(
        small[max(0, item.start - 6) : item.start]
    ):
        return item._replace(unit=PERCENT, values=(*item.values, *(share(value, 100) for value in item.values[:1])))
    if text[item.end : item.end + 1] in ("°", "℃", "℉") or text[item.end : item.end + 2] in (" °", "\u00a0°", " ℃"):
        return item._replace(unit=DEGREE)
    return item
