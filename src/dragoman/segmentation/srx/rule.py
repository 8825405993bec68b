"""One rule: what must stand before a place, and behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import TypeVar

from dragoman.model import Where
from dragoman.segmentation.srx.charset import CharSet
from dragoman.segmentation.srx.cost import cost
from dragoman.segmentation.srx.nodes import Node, PatternError
from dragoman.segmentation.srx.spelling import edge_set, odd_characters, outermost, shortened, spell, turned
from dragoman.segmentation.srx.syntax import parse_pattern

_T = TypeVar("_T")
_R = TypeVar("_R")
# Characters that a rule sees on either side of a place: so no match can take long. By what its time can grow with.
_SIGHT = {4: 150}
_WIDE_SIGHT = 300
_SEARCHED = 2  # a pattern whose time grows with a greater power is not searched for, but asked at each place


class View:
    """A text as rules look at it: forwards, and backwards from each place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.backwards = text[::-1]
        self.is_plain = text.isascii() or not _odd().search(text)


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(odd_characters().spelled)


class SrxRule:
    """`is_break`: the place is a border, else it is none. `number` counts the rules of the language rule from 1.

    Law: it fits a place exactly when `before` matches some text that ends there and `after` one that begins there.
    """

    def __init__(self, is_break: bool, before: str, after: str, language_rule: str, number: int, where: Where) -> None:
        """Raises PatternError for a pattern that cannot be used, with the side in its message."""
        self.is_break = is_break
        self.language_rule = language_rule
        self.number = number
        self.where = where
        self.patterns = (before, after)
        head, tail = outermost(_read("beforebreak", before), _read("afterbreak", after))
        self._head = shortened(_of_side("beforebreak", turned, head))
        self._tail = shortened(tail)
        self._whole = head
        self._compiled: dict[tuple[bool, bool, bool], re.Pattern[str]] = {}
        degrees = [_of_side("beforebreak", cost, self._head), _of_side("afterbreak", cost, self._tail)]
        self._sight = _SIGHT.get(max(degrees), _WIDE_SIGHT)
        _of_side("beforebreak", spell, self._head)
        _of_side("afterbreak", spell, self._tail)

    @property
    def name(self) -> str:
        """`rule 3 of English`."""
        return f"rule {self.number} of {self.language_rule}"

    @cached_property
    def lasts(self) -> CharSet | None:
        """What the character before the place must be one of; None for any, or none."""
        return edge_set(self._head)

    @cached_property
    def firsts(self) -> CharSet | None:
        """What the character behind the place must be one of; None for any, or none."""
        return edge_set(self._tail)

    @cached_property
    def _places(self) -> re.Pattern[str]:
        before = f"(?<={self.lasts.spelled})" if self.lasts is not None else ""
        after = f"(?={self.firsts.spelled})" if self.firsts is not None else ""
        return re.compile(before + after)

    def places(self, view: View) -> Iterator[int]:
        """The places inside the text that it finds, in order.

        Matches of `before` are looked for from the left, each as long as the pattern wants it, as every tool does:
        `[.!?]+["”]*` finds the place behind the quote and not the one before it.
        """
        done = 0
        for found in self._places.finditer(view.text, 1, len(view.text)):
            place = found.end()
            if done < place < len(view.text) and self.fits(view, place):
                done = self._taken(view, done, place)
                if done < len(view.text):
                    yield done

    def _taken(self, view: View, start: int, place: int) -> int:
        """Where the leftmost match from `start` on ends; `place` is the first place that one can end at."""
        pattern = self._forwards
        if pattern is None:
            return place
        found = pattern.search(view.text, max(start, place - self._sight), place + self._sight)
        return max(place, found.end()) if found else place

    @cached_property
    def _forwards(self) -> re.Pattern[str] | None:
        """`before` and what must follow, to be searched for; None where that might take long or cannot be spelled."""
        try:
            if cost(self._whole) > _SEARCHED:
                return None
            return re.compile(f"(?:{spell(self._whole)})(?={spell(self._tail)})")
        except PatternError:
            return None

    def fits(self, view: View, place: int) -> bool:
        size = len(view.text)
        far, near = min(size, place + self._sight), min(size, size - place + self._sight)
        after = self._pattern(False, view.is_plain, far < size)
        if not after.match(view.text, place, far):
            return False
        before = self._pattern(True, view.is_plain, near < size)
        return before.match(view.backwards, size - place, near) is not None

    def _pattern(self, backwards: bool, plain: bool, cut_off: bool) -> re.Pattern[str]:
        cut_off = cut_off and self._has_edges
        key = (backwards, plain, cut_off)
        found = self._compiled.get(key)
        if found is None:
            tree = self._head if backwards else self._tail
            found = self._compiled[key] = re.compile(spell(tree, backwards=backwards, plain=plain, cut_off=cut_off))
        return found

    @cached_property
    def _has_edges(self) -> bool:
        """Whether the end of the text matters to it."""
        return any(sign in pattern for pattern in self.patterns for sign in ("^", "$", "\\A", "\\z", "\\Z"))


def _read(side: str, pattern: str) -> Node:
    return _of_side(side, parse_pattern, pattern)


def _of_side(side: str, work: Callable[[_T], _R], given: _T) -> _R:
    """`work(given)`, whose errors tell the side."""
    try:
        return work(given)
    except PatternError as error:
        place = f", at character {error.at}" if error.at else ""
        raise PatternError(f"{side}{place}: {error.message}", error.at, error.hint) from None
