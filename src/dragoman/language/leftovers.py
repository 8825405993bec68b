"""Words of the source that a draft left as they are: an engine passes on what it does not know."""

from __future__ import annotations

import re
from collections.abc import Collection

from dragoman.language.evidence import is_word_of
from dragoman.language.tags import primary

_LONGEST = 2_000  # characters of a side that are looked at
_LEAST = 3  # letters: shorter ones may well be the same word in both languages
_WORD = re.compile(r"[^\W\d_]+(?:[-'’‐‑][^\W\d_]+)*")


def leftovers(source: str, target: str, source_language: str, language: str, known: Collection[str] = ()) -> list[str]:
    """The words that both sides (running texts) write alike in small letters, in the order of the target; each once.

    Names, which have a capital, are left alone. So are words that are known in the target language: its function words,
    and `known`, in small letters.
    """
    if primary(source_language) == primary(language):
        return []
    there = set(_WORD.findall(source[:_LONGEST]))
    found: dict[str, None] = {}
    for word in _WORD.findall(target[:_LONGEST]):
        if word not in there or word != word.lower() or word in known:
            continue
        if is_word_of(word, source_language, but_not=language):
            found[word] = None  # a function word of the source, however short
        elif len(word) >= _LEAST and not is_word_of(word, language, but_not=""):
            found[word] = None
    return list(found)
