"""The texts of an article in one string: what is rare is looked for once, and only texts that hold it are read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from dragoman.model.once import once

BORDER = "\n"
"""Stands between two texts. It may stand in them as well: what is found there too often is only read in vain."""


# All but controls, private use, halves of characters, compatibility forms of letters, and letters and digits of another
# width. One pattern for the checks of these: a class beyond Latin costs the same, however much is in it.
_ODD = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u0131\u0134-\u0148\u014a-\u017e\u0180-\u01c3\u01cd-\u01f0\u01f4-\u2027\u202a-\u2069\u2070-\u215f"
    "\u2180-\u2e7f\u2fd6-\ud7ff\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)


class Joined:
    """Texts, one after the other. The numbers that it gives are those of the texts, from 0.

    A search through a long text costs the same as through its pieces, but for the calls: one for each text was half of
    what a check needs that finds nothing.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.text = BORDER.join(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)]

    def holding(self, signs: Iterable[str]) -> set[int]:
        """The texts that hold one of `signs`: characters, or strings without BORDER."""
        text, starts = self.text, self._starts
        found: set[int] = set()
        for sign in signs:
            if len(sign) > 1 and not all(map(text.__contains__, sign)):
                continue  # one character is found twenty times as fast as two
            at = text.find(sign)
            while at >= 0:
                number = bisect_right(starts, at)
                found.add(number - 1)
                at = text.find(sign, starts[number])
        return found

    @once
    def odd(self) -> set[int]:
        """The texts that hold a character that everyday writing does without (and a carriage return)."""
        return self.matching(_ODD)

    def matching(self, pattern: re.Pattern[str]) -> set[int]:
        """The texts in which a match of `pattern` begins. It looks at one text and BORDER, and at no more of another:
        what it needs must be no blank."""
        text, starts = self.text, self._starts
        found: set[int] = set()
        match = pattern.search(text)
        while match:
            number = bisect_right(starts, match.start())
            found.add(number - 1)
            match = pattern.search(text, starts[number])
        return found
