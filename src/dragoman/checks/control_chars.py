"""Finds control characters and others that no text should hold: they break pages, feeds and terminals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "control-chars"
SPAN = "pair"
SEVERITY = Severity.ERROR

# C0 without tab and line ends, DEL, C1, line and paragraph separators, interlinear annotation, the object character,
# noncharacters, tag characters outside of flags, private use, and halves of surrogate pairs.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u206a-\u206f\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff"
    "\ue000-\uf8ff\U000e0001\U000f0000-\U0010ffff\ud800-\udfff]+"
)
_BLANK = re.compile("[\x0b\x0c\x85\u2028\u2029]")  # they part words
# What says nothing. Others may stand for a sign (U+001E is a hyphen in some editors), and behind an escape or an
# annotation stands what belongs to it.
_MUTE = re.compile("[\x00-\x1a\x1f\x7f-\x9a\x9c-\x9f\u2028\u2029\u206a-\u206f]+")
_KINDS = (
    ("\u2028\u2029", "a line or paragraph separator"),
    ("\x85", "a line break of another system"),
)


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each run of controls that the source does not have."""
    article = sides(pairs, rules)
    for pair, source, target in article.at(article.targets.odd):
        for match in _CONTROLS.finditer(target.text):
            found = match.group()
            if found in source.text:
                continue
            message = f"{_kind(found[0])} stands in the text: {_codes(found)}"
            severity = rules.weight(NAME, SEVERITY, pair)
            fix = _without(target.text, *match.span()) if _MUTE.fullmatch(found) else None
            yield rules.finding(NAME, severity, message, pair, "take it out", match.span(), fix=fix)


def _without(text: str, start: int, end: int) -> str:
    """What belongs in the place of a run of controls: a blank where they part two words."""
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    parts = _BLANK.search(text, start, end) and before and behind and not before.isspace() and not behind.isspace()
    return " " if parts else ""


def _kind(character: str) -> str:
    for characters, kind in _KINDS:
        if character in characters:
            return kind
    if "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000":
        return "a character of private use, which other fonts do not have"
    if "\ud800" <= character <= "\udfff":
        return "half of a character"
    return "a control character"


def _codes(found: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in found[:6]) + (" …" if len(found) > 6 else "")
