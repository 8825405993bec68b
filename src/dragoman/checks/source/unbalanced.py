"""Finds quotation marks and brackets of the article that are opened and not closed, or closed and not opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.source.copy import Part, parts
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "unbalanced"
SEVERITY = Severity.ERROR
_HINT = "add the missing mark, or take the other away"
_BRACKETS = {")": "(", "]": "[", "）": "（", "】": "【", "」": "「", "』": "『", "》": "《"}
_NUMBERED = re.compile(r"(?:^|(?<=[\s,;:(]))[^\W_]{1,3}\)")  # a), 1), iv)
_SMILEY = re.compile(r"[:;8=]['’]?-?[()\[\]]")
_INCHES = re.compile(r"(?<=\d)\"")
_FAMILIES = (("“", "”"), ("«", "»"), ("„", "“”"))


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """One finding for a block whose marks do not pair up.

    A quotation over several paragraphs opens each and closes the last only: what stays open is right when the next
    paragraph opens again. Inches after a figure, numbers of items and smileys are let be.
    """
    found = [part for part in parts(pairs) if not part.is_aside]
    for at, part in enumerate(found):
        behind = next((other for other in found[at + 1 :] if other.role == part.role), None)
        if mark := _lone_quote(part, behind) or _lone_bracket(part.text):
            message = f"“{mark}” has no partner: “{visible(part.text.strip(), 60)}”"
            yield rules.finding(NAME, rules.severity(NAME, SEVERITY), message, part.pairs[0], _HINT)


def _lone_quote(part: Part, behind: Part | None) -> str:
    """The mark that stands alone, or ""."""
    text = part.text
    goes_on = behind.text.lstrip()[:1] if behind is not None else ""
    straight = text.count('"')
    if straight % 2 and (straight - len(_INCHES.findall(text))) % 2 and goes_on != '"':
        return '"'
    if straight % 2 and not _INCHES.search(text) and goes_on == '"' and not _opens_last(text):
        return '"'
    if "„" in text:
        opened, closed = text.count("„"), text.count("“") + text.count("”")
        return "" if opened == closed or (opened > closed and goes_on == "„") else "„"
    for opener, closer in _FAMILIES[:2]:
        depth = _depth(text, opener, closer)
        if depth < 0:
            return closer
        if depth > 0 and goes_on not in (opener, closer):
            return opener
    return ""


def _opens_last(text: str) -> bool:
    """Whether the last straight mark opens something: a blank or nothing stands before it."""
    at = text.rfind('"')
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-"


def _depth(text: str, opener: str, closer: str) -> int:
    """How many stay open; -1 when one is closed that nothing opened. Marks that point inwards (»so«) or are one and
    the same on both sides (”so”) count for nothing."""
    if (closer in text and text.find(closer) < text.find(opener)) or (closer in text and opener not in text):
        return 0 if text.count(closer) % 2 == 0 or text.count(closer) == text.count(opener) else -1
    depth = 0
    for sign in text:
        depth += (sign == opener) - (sign == closer)
        if depth < 0:
            return -1
    return depth


def _lone_bracket(text: str) -> str:
    if not any(sign in text for pair in _BRACKETS.items() for sign in pair):
        return ""
    plain = _SMILEY.sub(" ", text)
    openers = set(_BRACKETS.values())
    stack: list[str] = []
    for at, sign in enumerate(plain):
        if sign in openers:
            stack.append(sign)
        elif sign in _BRACKETS:
            if stack and stack[-1] == _BRACKETS[sign]:
                stack.pop()
            elif not (sign == ")" and _is_number(plain, at)):
                return sign
    return stack[-1] if stack else ""


def _is_number(text: str, at: int) -> bool:
    """True for the bracket behind the number or letter of an item."""
    beginning = text[max(0, at - 5) : at + 1]
    return any(match.end() == len(beginning) for match in _NUMBERED.finditer(beginning))
