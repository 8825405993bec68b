"""Where a text stands inside brackets that open in the middle of a sentence."""

from __future__ import annotations

import re
from collections import deque

from dragoman.model import Span
from dragoman.segmentation.stretches import NO_STRETCHES, Stretches

_LONGEST = 500  # characters; a pair further apart is taken for two strays
_DEEPEST = 8  # brackets waiting for their partner
_PAIRS = dict(zip(")）］]】》〉」』", "(（［[【《〈「『", strict=True))
_WIDE_OPENERS = tuple(opener for opener in _PAIRS.values() if not opener.isascii())
# Brackets of a text from right to left that were typed as they look: ) ص (
_REVERSED = re.compile(r"\)\s?[\u0590-\u08ff][^()]{0,60}\(")
_BRACKET = re.compile(r"[()（）［］\[\]【】《》〈〉「」『』]")


def brackets(text: str, corners: bool = True) -> Stretches:
    """The outermost pairs of brackets in a text. Without `corners`, 「 and 『 are quotes like “."""
    may_have = "(" in text or "[" in text or _has_wide(text)
    return Stretches(_outermost(text, corners)) if may_have else NO_STRETCHES


def _has_wide(text: str) -> bool:
    if not text.isascii():
        for opener in _WIDE_OPENERS:  # faster than any(…), and asked for every text
            if opener in text:
                return True
    return False


def _outermost(text: str, corners: bool) -> list[Span]:
    """Pairs that stand in no other, in order. A bracket without its partner is nothing."""
    opened: deque[tuple[str, int]] = deque(maxlen=_DEEPEST)
    found: list[Span] = []
    reversed_until = 0
    for match in _BRACKET.finditer(text):
        bracket, position = match.group(), match.start()
        if not corners and bracket in "「」『』":
            continue
        opener = _PAIRS.get(bracket)
        if opener is None:
            if position >= reversed_until:
                opened.append((bracket, position))
        elif any(waiting == opener for waiting, _ in opened):
            while opened[-1][0] != opener:
                opened.pop()
            start = opened.pop()[1]
            if position - start <= _LONGEST:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, position + 1))
        elif bracket == ")" and (turned := _REVERSED.match(text, position)):
            reversed_until = turned.end()
    return found
