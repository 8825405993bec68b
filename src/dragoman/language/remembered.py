"""What was found out about each word met, kept for the next text that has it: most words of a text come again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

_MOST = 65536  # words kept; then it begins anew, so that the memory stays flat
_LONGEST = 40  # characters of a word that may come again; in a script without blanks a sentence is one word


class Remembered(dict[str, Found]):
    """As functools.lru_cache, without a call for a word that is known: `map(found.__getitem__, words)`."""

    def __init__(self, find: Callable[[str], Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> Found:
        found = self._find(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = found
        return found
