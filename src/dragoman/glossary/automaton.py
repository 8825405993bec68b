"""Many patterns looked for in one pass over a text: an Aho-Corasick automaton. Only this module knows the library."""

from __future__ import annotations

from collections.abc import Sequence

import ahocorasick_rs


class Automaton:
    """Finds each of its patterns wherever it stands, overlapping ones too, in time linear in the text and the finds."""

    __slots__ = ("_patterns",)

    def __init__(self, patterns: Sequence[bytes]) -> None:
        """No pattern may be empty."""
        self._patterns = ahocorasick_rs.BytesAhoCorasick(
            patterns,
            matchkind=ahocorasick_rs.MatchKind.Standard,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )

    def find(self, text: bytes) -> list[tuple[int, int, int]]:
        """The number of each pattern found with its start and end in bytes, those that end first going first."""
        return self._patterns.find_matches_as_indexes(text, overlapping=True)
