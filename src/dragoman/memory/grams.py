"""What a text is found by: its words; in scripts without blanks between words, each two neighbouring characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

from dragoman.alignment.words import is_dense, words
from dragoman.language.tags import primary

_SHORT = 6  # grams: a text of so few is also filed under each two of them, in their order
_TINY = 4  # and one of so few under each three of its letters: with one word changed there is little left to share
TAG = re.compile(r"</?[a-z]+[0-9]*/?>")
# Myanmar's letters and signs: `words` takes a whole stretch of them for one word.
_RUN = re.compile("[\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f]{3,}")


def grams(text: str) -> list[str]:
    """The grams of `text`, each once, in the order of their first place. Case, tags and the way accents are coded make
    no difference."""
    if "<" in text:
        text = TAG.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = text.casefold()
    found = words(text)
    if text.isascii():
        return list(dict.fromkeys(found))
    return list(dict.fromkeys(_parted(found)))


def indexed(text: str, language: str) -> list[str]:
    """The grams that a text in `language` (BCP 47) is filed under."""
    code = primary(language)
    found = grams(text)
    filed = [f"{code} {gram}" for gram in found]
    if len(found) <= _SHORT:  # all of its words may be ones that half of the texts have
        filed += [f"{code} {one} {other}" for one, other in combinations(found, 2)]
    if len(found) <= _TINY:
        letters = f" {' '.join(words(TAG.sub(' ', text).casefold()))} "
        filed += dict.fromkeys(f"{code} ~{letters[at : at + 3]}" for at in range(len(letters) - 2))
    return filed


def _parted(found: list[str]) -> Iterator[str]:
    before = ""  # the character before, of such a script
    for word in found:
        if len(word) == 1 and is_dense(word):
            if before:
                yield before + word
            before = word
            continue
        if before:
            yield before  # the end of a stretch: also found by itself, for it may be all there is
        before = ""
        if _RUN.search(word):
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield word
    if before:
        yield before
