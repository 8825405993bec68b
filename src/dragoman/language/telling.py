"""The words of a text that tell of numbers, days, times or money: found at once, by what the texts before had."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.language.date_words import date_words
from dragoman.language.han import is_han_written
from dragoman.language.money_words import money_words
from dragoman.language.number_words import BEHIND, MARKS, in_small, is_in_word, plain, spelled, vocabulary
from dragoman.language.tags import primary

_FIGURE = re.compile(r"\d")
_RUN = re.compile(f"(?:[^\\W\\d_]|[{MARKS}])+")  # as `heard` parts a text
_BEFORE = re.compile(f"^[{MARKS}]+")
_KEPT = 8192
_REMEMBERED = 50_000  # pieces of text of a language
_NO_WORDS: frozenset[str] = frozenset()
_LONGEST = 40  # characters of a piece that is remembered: longer ones hardly come again


class Telling:
    """The telling words of `text`, in `known` in the spelling of `plain`; `small` is the text in small letters.
    `has_scale`: a word is there that multiplies a figure before it (million, m); `has_money`: one that may name a
    currency."""

    __slots__ = ("_pieces", "has_figures", "has_money", "has_scale", "known", "small", "text")

    def __init__(self, text: str, small: str, pieces: Sequence[_Piece]) -> None:
        self.text = text
        self.small = small
        self.has_figures = _FIGURE.search(text) is not None
        self._pieces = pieces
        self.has_scale = self.has_money = False
        self.known = _NO_WORDS
        if pieces:
            self.known = _NO_WORDS.union(*[piece.words for piece in pieces])
            for piece in pieces:
                if piece.is_scale:
                    self.has_scale = True
                if piece.is_money:
                    self.has_money = True

    def places_of(self, wanted: Container[str]) -> list[tuple[str, int, int]]:
        """Where those of the telling words that are `wanted` stand in the text, in order."""
        small = self.small
        if len(small) != len(self.text):  # places in it are not those in the text
            said = spelled(self.text)
            return [(word, *span) for word, span in zip(said.words, said.spans, strict=True) if word in wanted]
        places = []
        raws = [raw for piece in self._pieces for raw in piece.raws if raw[1] in wanted]
        for raw, word, lead in {*raws} if len(raws) > 1 else raws:  # one word may stand in two pieces
            at = small.find(raw)
            while at >= 0:
                end = at + len(raw)
                if not (is_in_word(small, at - 1) or is_in_word(small, end)):
                    places.append((at + lead, word, end))
                at = small.find(raw, end)
        places.sort()
        return [(word, start, end) for start, word, end in places]


@lru_cache(maxsize=_KEPT)
def telling(text: str, language: str) -> Telling:
    """What `text`, which is of a language (BCP 47), tells of numbers, days, times and money. Law: `known` are all words
    of `heard` that the readers of these ask for; none in a language of Han characters, which has no blanks."""
    pieces = _pieces(language)
    small = in_small(text)
    # The pieces without a telling word, which are nearly all, are left out without a loop here.
    found = [] if pieces is None else [*filter(None, map(pieces.__getitem__, small.split()))]
    return Telling(text, small, found)


class _Piece(NamedTuple):
    """What stands between two blanks: its telling words in the spelling of `plain`, and each as it is written, with the
    length of marks before its first letter."""

    words: frozenset[str]
    raws: tuple[tuple[str, str, int], ...]
    is_scale: bool
    is_money: bool


class _Pieces(dict[str, _Piece | None]):
    """The pieces of texts of a language in small letters, each looked at once: nearly all that a text has were in
    others. None for one without anything telling."""

    def __init__(self, language: str) -> None:
        super().__init__()
        code = primary(language)
        self._numbers = vocabulary(language)
        self._money = money_words(code)
        facts = date_words(code)
        self._words = frozenset(self._numbers.words) | (facts.tells if facts is not None else _NO_WORDS)

    def __missing__(self, piece: str) -> _Piece | None:
        found = self._look(piece)
        if len(piece) <= _LONGEST:
            if len(self) > _REMEMBERED:
                self.clear()
            self[piece] = found
        return found

    def _look(self, piece: str) -> _Piece | None:
        runs = {raw: plain(raw) for raw in _RUN.findall(piece)}
        money = [word for word in runs.values() if self._money is not None and self._money.read(word)]
        raws = tuple(
            (raw, word, len(raw) - len(_BEFORE.sub("", raw)))
            for raw, word in runs.items()
            if word in self._words or word in money or self._numbers.read(word) is not None
        )
        scales = self._numbers.scales
        is_scale = any(plain(word) in scales for word in BEHIND.findall(piece))
        if not raws and not is_scale:
            return None
        return _Piece(frozenset([word for _, word, _ in raws]), raws, is_scale, bool(money))


@cache
def _pieces(language: str) -> _Pieces | None:
    return None if is_han_written(primary(language)) else _Pieces(language)
