"""Finds segments without a translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules, is_missing
from dragoman.glossary.words import WALL, prose
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "missing"
SPAN = "pair"
_SHORT = 14  # letters of what a dash may stand for


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each segment without an entry, or with an empty one, an error under the policy `hold`; a warning
    for a translation of signs alone. A dash is right in a table for a short word such as: none."""
    severity = rules.severity(NAME, rules.unfinished)
    for pair in pairs:
        if not is_missing(pair):
            if pair.translation is not None and _has_no_word(pair.segment.text, pair.translation.text):
                weight = rules.at_most(NAME, Severity.WARNING)
                hint = "translate the words of the source"
                yield rules.finding(NAME, weight, "the translation is signs without a word", pair, hint)
            continue
        if pair.line:
            yield rules.finding(NAME, severity, "no translation", pair, "fill in the msgstr, or run dragoman translate")
        else:
            yield rules.finding(NAME, severity, "no entry in the catalog", pair, "run dragoman extract")


def _has_no_word(source: str, target: str) -> bool:
    if target[0].isalpha() or target[0].isdecimal():
        return False  # nearly every text, quickly
    text = prose(target).text
    if (
        any(map(str.isalpha, text))
        or any(map(str.isdecimal, text))
        or "".join(text.split()).isnumeric()  # ½ for: one half
        or any("\u2800" <= sign <= "\u28ff" for sign in text)
        or "/>" in target
        or WALL in text
    ):
        return False
    letters = sum(map(str.isalpha, prose(source).text))
    return letters > 1 and not (text.strip() in ("-", "–", "—") and letters <= _SHORT)
