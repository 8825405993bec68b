"""The pseudo engine: a readable stand-in for a translation, the same every time, about a third longer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle

from dragoman.engines.options import refuse_unknown
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings

# Letters for letters and nothing else: what Markdown, quotes and sentence borders are made of stays where it is.
_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ",
)
_PADDING = ("öñé", "ţŵö", "ţĥŕéé", "ƒöûŕ", "ƒîṽé", "šîẋ", "šéṽéñ", "éîĝĥţ", "ñîñé", "ţéñ")
_GROWTH = 0.3  # as much as German or Russian grow over English, so that layouts are tried

_PIECE = re.compile(
    r"""
      (?P<kept>
        </?[a-z]+[0-9]*/?>                                  # marks
      | &(?:lt|amp);                                        # their escapes
      | (?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|mailto:)[^\s<⟧]+  # addresses
      | (?<![^\s<>@()])[^\s<>@()]+@[^\s<>@()]+\.[^\s<>@()]+    # tried at the start of a word only: linear
      | \$?\{[^{}\s]*\} | %\([^()\s]*\)[a-z] | %[sdif]\b       # placeholders
      | ⟦\d+⟧
      )
    | (?P<word>[^\W\d_]+)
    | (?P<rest>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ABBREVIATION = 4  # a word of up to so many letters before a full stop may be one; accented, it would end a sentence


def pseudo(text: str) -> str:
    """`text` (marks as tags) with accented letters, and padding words after its last word.

    Laws: the same text always gives the same; marks, addresses, placeholders, numbers and every character that is no
    letter stay, in order; a text with a letter outside of those comes out different, one without comes out as it is.
    """
    pieces: list[str] = []
    last = -1  # where the last word stands
    letters = 0
    for kind, piece, following in _pieces(text):
        if kind == "word":
            last = len(pieces)
            letters += len(piece)
            if not (following == "." and len(piece) <= _ABBREVIATION):
                piece = piece.translate(_ACCENTS)
        pieces.append(piece)
    if last >= 0:
        pieces[last] += _padding(letters)
    return "".join(pieces)


class PseudoEngine:
    """Makes pseudo-translations for any pair: to try layouts and round trips with, never to publish."""

    name = "pseudo"
    caps = Capabilities(markup=True, judged=False)

    def __init__(self, settings: EngineSettings) -> None:
        refuse_unknown(self.name, settings.options, ())

    def missing(self, source: str, target: str) -> str:
        return ""  # it serves every pair

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        return [Draft(pseudo(request.text), detail=f"{batch.source}-{batch.target}") for request in batch.requests]

    def close(self) -> None:
        """Nothing was started."""


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """(kind, piece, the character after it), in order; joined, the pieces are the text."""
    for match in _PIECE.finditer(text):
        yield match.lastgroup or "rest", match.group(), text[match.end() : match.end() + 1]


def _padding(letters: int) -> str:
    due = letters * _GROWTH
    out = ""
    for word in cycle(_PADDING):
        out += " " + word
        if len(out) >= due:
            return out
    return out
