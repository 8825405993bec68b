"""Stretches of text that hold no sentence border: addresses, and code between backticks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.model import Span

_LONGEST_CODE = 200  # characters; backticks further apart are two strays
_LONGEST_NAME = 64  # characters before the @ of a mail address or the :// of a URL
# Both begin with a set of characters, for which `re` looks several times faster than for alternatives.
_SIGN = re.compile(r"[:@wW](?:(?<=:)//|(?<=@)|(?<=[wW])(?<!\w[wW])[wW]{2}\.)")
_NAME_END = re.compile(r"[\w.+%-]*\Z", re.ASCII)
_REST = re.compile(r"[^\s<>\"“”«»„`|\\^{}\ufffc\u3000-\u303f\uff01\uff0c\uff1a\uff1b\uff1f]*")
_TAIL = ".,;:!?'’*_~…)]"  # what a writer sets behind an address, not in it
# Not the `` of typewriter quotes, which has no partner of its kind, nor the Armenian pause `.
_CODE = re.compile(rf"(`(?<![\w`]`)`{{0,2}})(?![\s`])[^\n]{{1,{_LONGEST_CODE}}}?(?<![\s`])\1(?![\w`])")


class Stretches:
    """Stretches in order that do not overlap. To be asked for positions in rising order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._next = 0

    def __bool__(self) -> bool:
        return bool(self._spans)

    def around(self, position: int) -> Span | None:
        """The stretch that `position` stands in, behind its first character: where it begins and ends."""
        spans = self._spans
        while self._next < len(spans) and spans[self._next][1] <= position:
            self._next += 1
        if self._next < len(spans) and spans[self._next][0] < position:
            return spans[self._next]
        return None

    def ends_at(self, position: int) -> bool:
        """Whether a stretch ends at `position`."""
        self.around(position)
        return self._next > 0 and self._spans[self._next - 1][1] == position


NO_STRETCHES = Stretches(())


def addresses(text: str) -> Stretches:
    """URLs, hosts that begin with www, mail addresses and @names, without the stops and brackets set behind them."""
    found: list[Span] = []
    behind = 0
    if "://" in text or "@" in text or "www." in text or "WWW." in text:
        for sign in _SIGN.finditer(text):
            if sign.start() < behind:
                continue
            name = _NAME_END.search(text[max(behind, sign.start() - _LONGEST_NAME) : sign.start()])
            start = sign.start() - (len(name.group()) if name and sign.group() in ("@", "://") else 0)
            rest = _REST.match(text, sign.end())
            end = rest.end() if rest else sign.end()
            end = _without_tail(text, sign.end(), end)
            if end > sign.end():
                found.append((start, end))
                behind = end
    return Stretches(found)


def code(text: str) -> Stretches:
    """Code between backticks, as plain text and messages write it."""
    return Stretches([match.span() for match in _CODE.finditer(text)]) if "`" in text else NO_STRETCHES


def _without_tail(text: str, start: int, end: int) -> int:
    """Where an address ends that seems to end at `end`: a bracket belongs to it when it opens in it, too."""
    extra = text.count(")", start, end) - text.count("(", start, end)
    while end > start and text[end - 1] in _TAIL:
        if text[end - 1] == ")":
            if extra <= 0:
                break
            extra -= 1
        end -= 1
    return end
