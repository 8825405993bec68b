"""Finds places of the article that were damaged on the way here: wrong encodings, lost letters, controls, codes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.language.mojibake import find_garbled, sign_of_garbled
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "garbled-text"
SEVERITY = Severity.ERROR
_LOST = re.compile("\ufffd+|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]+")
_ENTITY = re.compile(r"&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}[0-9]{0,2});")
_PLAIN = ("&lt;", "&amp;", "&gt;")  # how these signs are written where they would read as markup
_HINT = "take the text from where it was still right, or type it anew; save files as UTF-8"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for the first such place of each sentence."""
    for pair in pairs:
        if message := _found(pair.segment.text):
            yield rules.finding(NAME, rules.severity(NAME, SEVERITY), message, pair, _HINT)


def _found(text: str) -> str:
    if lost := _LOST.search(text):
        return f"“{visible(lost.group(), 40)}” stands where letters should"
    for place in find_garbled(text) if sign_of_garbled().search(text) else ():
        found = visible(text[place.start : place.end], 40)
        return f"“{found}” is “{visible(place.meant, 40)}” read in a wrong encoding"
    for match in _ENTITY.finditer(text) if "&" in text else ():
        meant = html.unescape(match.group())
        if match.group() not in _PLAIN and meant != match.group():
            return f"“{match.group()}” is the code of “{visible(meant)}”, not the character"
    return ""
