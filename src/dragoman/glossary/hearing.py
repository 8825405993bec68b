"""Whether a text may hold a term, told by its words alone, before anything of it is folded."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from dragoman.glossary.index import Index
from dragoman.glossary.words import WALL

# Characters that fold to what str.lower makes of them, or are no part of a word before and after: most texts in Latin
# and Cyrillic letters have no others. Not here are letters that become several (ß, ĳ, ŉ), two that become one (ſ), and
# whatever a letter may compose with.
_FOLDS_OTHERWISE = frozenset("×ß÷İĲĳĿŀŉſ")
_EVEN = (
    frozenset(map(chr, (*range(0x20, 0x7F), *range(0xC0, 0x180), *range(0x400, 0x460)))) - _FOLDS_OTHERWISE
) | frozenset(f"{WALL}\u00a0“”‘’„‚«»‹›–—…€£°§¿¡")


def may_hold_terms(words: AbstractSet[str], characters: AbstractSet[str], index: Index) -> bool:
    """False where a running text surely has none of the terms of `index`: where no word of it begins one.

    `words` are its words in small letters, also those between hyphens and apostrophes; `characters` are all it has.
    """
    if index.is_turkic or index.has_sign or not characters <= _EVEN:
        return True
    return not index.openings.isdisjoint(words)
