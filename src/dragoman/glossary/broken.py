"""Words broken at the ends of lines, made whole."""

from __future__ import annotations

import re

from dragoman.glossary.words import UNSPACED, Prose

# A word broken at the end of a line – the hyphen may be its own or the line's – and a line's end between two characters
# of a script without blanks.
_BROKEN = re.compile(
    rf"(?<=[^\W\d_])([-\u2010\u00ad])[ \t]*\r?\n[ \t]*(?=[^\W\d_])|(?<=[{UNSPACED}])[ \t]*\r?\n[ \t]*(?=[{UNSPACED}])"
)


def has_broken_words(text: str) -> bool:
    """True when a word, or a row of characters of a script without blanks, is broken somewhere."""
    return "\n" in text and _BROKEN.search(text) is not None


def made_whole(text: str, *, keep_hyphen: bool) -> Prose:
    """A running text with them whole, the hyphens that were visible kept or not."""
    pieces: list[str] = []
    borders: list[int] = []
    shifts: list[int] = []
    position = length = 0
    for match in _BROKEN.finditer(text):
        hyphen = match[1] if keep_hyphen and match[1] else ""
        pieces += (text[position : match.start()], hyphen)
        length += match.start() - position + len(hyphen)
        position = match.end()
        borders.append(length)
        shifts.append(position - length)
    pieces.append(text[position:])
    return Prose("".join(pieces), tuple(borders), tuple(shifts))
