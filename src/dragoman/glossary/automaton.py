"""Many patterns looked for in one pass over a text: an Aho-Corasick automaton. Only this module knows the library."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import TypeAlias

import ahocorasick_rs

Find: TypeAlias = tuple[int, int, int]
"""The number of a pattern, and where it begins and ends."""

_START = itemgetter(1)


class Automaton:
    """Finds each of its patterns wherever it stands, overlapping ones too, in time linear in the text and the finds."""

    __slots__ = ("_patterns",)

    def __init__(self, patterns: Sequence[str]) -> None:
        """No pattern may be empty."""
        self._patterns = ahocorasick_rs.AhoCorasick(
            patterns,
            matchkind=ahocorasick_rs.MatchKind.Standard,
            store_patterns=False,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )

    def find(self, text: str) -> list[Find]:
        """What is found, the rightmost first; of those that begin together the shortest."""
        found: list[Find] = self._patterns.find_matches_as_indexes(text, overlapping=True)
        found.sort(key=_START, reverse=True)  # what ends first comes first from the automaton, and stays so
        return found
