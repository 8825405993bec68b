"""Where a text stands inside brackets that open in the middle of a sentence."""

from __future__ import annotations

import re
from collections import deque

from dragoman.model import Span

_LONGEST = 500  # characters; a pair further apart is taken for two strays
_DEEPEST = 8  # brackets waiting for their partner
_PAIRS = dict(zip(")）］]】》〉」』", "(（［[【《〈「『", strict=True))
_BRACKET = re.compile(r"[()（）［］\[\]【】《》〈〉「」『』]")


class Brackets:
    """The outermost pairs of brackets in a text. To be asked for positions in rising order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs = _outermost(text)
        self._next = 0

    def around(self, position: int) -> Span | None:
        """The pair that `position` stands in: where it opens, and where it has closed."""
        pairs = self._pairs
        while self._next < len(pairs) and pairs[self._next][1] <= position:
            self._next += 1
        if self._next < len(pairs) and pairs[self._next][0] < position:
            return pairs[self._next]
        return None


def _outermost(text: str) -> list[Span]:
    """Pairs that stand in no other, in order. A bracket without its partner is nothing."""
    opened: deque[tuple[str, int]] = deque(maxlen=_DEEPEST)
    found: list[Span] = []
    for match in _BRACKET.finditer(text):
        bracket, position = match.group(), match.start()
        opener = _PAIRS.get(bracket)
        if opener is None:
            opened.append((bracket, position))
        elif any(waiting == opener for waiting, _ in opened):
            while opened[-1][0] != opener:
                opened.pop()
            start = opened.pop()[1]
            if position - start <= _LONGEST:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, position + 1))
    return found
