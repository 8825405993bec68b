"""Finds signs of another script: an ASCII comma in Arabic, a full-width stop in Korean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.language.punctuation import Punctuation, punctuation_of
from dragoman.language.scripts import Writing, writing_of
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "punctuation-script"
SPAN = "pair"
SEVERITY = Severity.WARNING

_CLOSING = frozenset(" \t\n\u00a0\u202f\"'”’»」』)]）】\u200f\u200e")
_SHORTEST = 3  # letters before a dot that is no abbreviation's, where words have blanks between


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each sign behind a word of the language that other scripts write and this one does not; a note for
    one that the language lets pass at the end of a text."""
    facts, writing = punctuation_of(rules.language, rules.punctuation), writing_of(rules.language)
    if writing is None:
        return
    severity = rules.severity(NAME, SEVERITY)
    passed = {sign: facts.signs[kind][0] for kind, signs in facts.admitted.items() for sign in signs}
    signs = frozenset((*facts.misplaced, *passed))
    article = sides(pairs, rules)
    if not (held := article.targets.holding(signs)):
        return
    for pair, _, target in article.at(held & article.targets.matching(_outside_numbers(signs))):
        text = target.running
        for start, end, sign in _places(text, facts, writing):
            right = facts.signs["ellipsis"][0] * 2 if end - start > 1 else facts.misplaced[sign]
            message = f"“{text[start:end][:6]}” is no sign of this language"
            span = target.span(start, end)
            yield rules.finding(NAME, severity, message, pair, f"write “{right}”", span, fix=target.fix(span, right))
        last = len(text.rstrip()) - 1
        if last > 2 and text[last] in passed and _is_own(text[last - 1], writing) and " " in text:
            message = f"“{text[last]}” ends the text where the language has “{passed[text[last]]}”"
            note = rules.at_most(NAME, Severity.NOTE)
            yield rules.finding(NAME, note, message, pair, f"write “{passed[text[last]]}”", target.span(last, last + 1))


@lru_cache(maxsize=64)
def _outside_numbers(signs: frozenset[str]) -> re.Pattern[str]:
    """Finds signs, but those between two digits, which are a number's."""
    return re.compile(rf"[{re.escape(''.join(signs))}](?:(?<!\d.)|(?!\d))")


def _places(text: str, facts: Punctuation, writing: Writing) -> Iterator[tuple[int, int, str]]:
    """Where signs of other scripts stand behind words of the language's own."""
    wrong = facts.misplaced
    is_own: bool | None = None  # the last letter
    letters = skip = 0  # of the last word; up to where signs are settled
    inside = False
    for at, character in enumerate(text):
        if character.isalpha() or (inside and unicodedata.category(character)[0] == "M"):
            letters = letters + 1 if inside else 1
            inside = True
            if character.isalpha():
                is_own = _is_own(character, writing)
            continue
        length, inside = letters if inside else _SHORTEST, False
        if at < skip or character not in wrong or is_own is None:
            continue
        behind = text[at + 1 : at + 2]
        before = text[at - 1 : at]
        if before.isdigit() and (behind.isdigit() or (character == ":" and text[at + 2 : at + 3].isdigit())):
            continue
        if not is_own:
            follows = text[at + 1 : at + 3].lstrip()[:1]
            if character in ".:" or not _is_own(follows, writing) or not before.isalpha():
                continue
        elif behind.isascii() and behind.isalnum() and before.isascii() and before.isalnum():
            continue
        elif character == "." and text.startswith("...", at):
            skip = at + 3
            while text[skip : skip + 1] == ".":
                skip += 1
            if facts.is_tight:
                yield at, skip, character
            continue
        elif character == "." and not facts.is_tight and (length < _SHORTEST or (behind and behind not in _CLOSING)):
            continue  # an abbreviation or an initial
        elif character == ":" and behind in ("-", ")", "("):
            continue  # a smiley
        elif character == ";" and behind in ("-", ")"):
            continue
        yield at, at + 1, character


def _is_own(character: str, writing: Writing) -> bool:
    """A letter of the language's script, or a mark upon one."""
    return bool(character) and unicodedata.category(character)[0] in "LM" and writing.own.match(character) is not None
