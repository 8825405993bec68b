"""The words of a text that tell of numbers, days, times or money: found at once, by what the texts before had."""

from __future__ import annotations

import re
from collections.abc import Container
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
_LONGEST = 40  # characters of a piece that is remembered: longer ones hardly come again


class Telling(NamedTuple):
    """`known` are the telling words of `text` in the spelling of `plain`; `raws` are the same as `small`, the text in
    small letters, has them, each with the marks before its first letter. `has_scale`: a word is there that multiplies a
    figure before it (million, m)."""

    text: str
    small: str
    known: frozenset[str]
    raws: tuple[tuple[str, str, int], ...]
    has_scale: bool
    has_figures: bool

    def places_of(self, wanted: Container[str]) -> list[tuple[str, int, int]]:
        """Where those of the telling words that are `wanted` stand in the text, in order."""
        small = self.small
        if len(small) != len(self.text):  # places in it are not those in the text
            said = spelled(self.text)
            return [(word, *span) for word, span in zip(said.words, said.spans, strict=True) if word in wanted]
        places = []
        for raw, word, lead in self.raws:
            if word not in wanted:
                continue
            at = small.find(raw)
            while at >= 0:
                end = at + len(raw)
                if not (is_in_word(small, at - 1) or is_in_word(small, end)):
                    places.append((at + lead, word, end))
                at = small.find(raw, end)
        places.sort()
        return [(word, start, end) for start, word, end in places]


_NO_WORDS: frozenset[str] = frozenset()


@lru_cache(maxsize=_KEPT)
def telling(text: str, language: str) -> Telling:
    """What `text`, which is of a language (BCP 47), tells of numbers, days, times and money. Law: `known` are all words
    of `heard` that the readers of these ask for; none in a language of Han characters, which has no blanks."""
    has_figures = _FIGURE.search(text) is not None
    known_pieces = _pieces(language)
    small = in_small(text)
    if known_pieces is None:
        return Telling(text, small, _NO_WORDS, (), False, has_figures)
    found = known_pieces.among(small)
    if not found:
        return Telling(text, small, _NO_WORDS, (), False, has_figures)
    raws = found[0].raws
    has_scale = found[0].is_scale
    if len(found) > 1:
        for piece in found[1:]:
            raws += piece.raws
            has_scale = has_scale or piece.is_scale
        raws = tuple(set(raws))  # one word may stand in two pieces
    return Telling(text, small, frozenset([word for _, word, _ in raws]), raws, has_scale, has_figures)


class _Piece(NamedTuple):
    """What stands between two blanks: its telling words, as they are written and in the spelling of `plain`."""

    raws: tuple[tuple[str, str, int], ...]
    is_scale: bool


class _Pieces:
    """The pieces of texts of a language, each looked at once: nearly all that a text has were in others."""

    def __init__(self, language: str) -> None:
        code = primary(language)
        self._numbers = vocabulary(language)
        self._money = money_words(code)
        facts = date_words(code)
        words = {*self._numbers.words, *(self._money.whole if self._money else ())}
        if facts is not None:
            words.update(facts.keys, facts.clock, *facts.clock_rows, *facts.place_rows)
        self._words = frozenset(words)
        self._dull: set[str] = set()
        self._found: dict[str, _Piece] = {}

    def among(self, small: str) -> list[_Piece]:
        """The pieces of a text in small letters that have telling words or scales."""
        pieces = set(small.split())
        pieces -= self._dull
        found = []
        for piece in pieces:
            each = self._found.get(piece) or self._look(piece)
            if each is not None:
                found.append(each)
        return found

    def _look(self, piece: str) -> _Piece | None:
        found = {raw: word for raw in _RUN.findall(piece) if self._tells(word := plain(raw))}
        raws = tuple((raw, word, len(raw) - len(_BEFORE.sub("", raw))) for raw, word in found.items())
        scales = self._numbers.scales
        is_scale = any(plain(word) in scales for word in BEHIND.findall(piece))
        if len(self._dull) + len(self._found) > _REMEMBERED:
            self._dull, self._found = set(), {}
        is_kept = len(piece) <= _LONGEST
        if not raws and not is_scale:
            if is_kept:
                self._dull.add(piece)
            return None
        kept = _Piece(raws, is_scale)
        if is_kept:
            self._found[piece] = kept
        return kept

    def _tells(self, word: str) -> bool:
        return (
            word in self._words
            or self._numbers.read(word) is not None
            or (self._money is not None and bool(self._money.read(word)))
        )


@cache
def _pieces(language: str) -> _Pieces | None:
    return None if is_han_written(primary(language)) else _Pieces(language)
