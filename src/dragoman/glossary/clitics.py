"""What clings to a word in the articles' own text: Arabic and Hebrew proclitics, endings behind an apostrophe."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.glossary.folding import fold


@dataclass(frozen=True, slots=True)
class Clitics:
    """One row of data/clitics.toml, folded; see there for the meaning of each field."""

    prefixes: frozenset[str] = frozenset()
    melted: tuple[tuple[str, str], ...] = ()
    suffixes: bool = False
    longest: int = 0

    def bare(self, word: str, heads: Container[str]) -> Iterator[tuple[int, str]]:
        """The readings of `word` as clitics before one of `heads`: where in `word` the head begins, and the head.

        The longest head comes first.
        """
        for cut in range(1, min(self.longest, len(word) - 1) + 1):
            if word[:cut] in self.prefixes and word[cut:] in heads:
                yield cut, word[cut:]
        for plain, together in self.melted:
            at = word.find(together, 0, self.longest + len(together))
            if at >= 0 and (at == 0 or word[:at] in self.prefixes):
                head = plain + word[at + len(together) :]
                if head in heads:
                    yield at + len(together) - 1, head


@cache
def clitics(language: str) -> Clitics:
    """What clings to words in a language (BCP 47)."""
    row = _tables().get(language.partition("-")[0].lower(), {})
    prefixes = frozenset(fold(prefix).text for prefix in row.get("prefixes", ()))
    melted = tuple((fold(plain).text, fold(together).text) for plain, together in row.get("melted", ()))
    return Clitics(prefixes, melted, row.get("suffixes", False), max(map(len, prefixes), default=0))


@cache
def _tables() -> dict[str, dict[str, Any]]:
    source = files("dragoman.glossary") / "data" / "clitics.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
