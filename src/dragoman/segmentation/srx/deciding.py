"""The rules of one language at work: which places of a text are borders, and which rule says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.model import POINT, Span
from dragoman.segmentation.srx.rule import SrxRule, View


class Verdict(NamedTuple):
    """A rule's word on one place of a text. The place lies behind the characters before it, points included."""

    place: int
    rule: SrxRule

    @property
    def is_break(self) -> bool:
        return self.rule.is_break


class RuleSet:
    """Rules in order: at each place the first one that fits decides; a place that none fits is undecided.

    Point marks (footnotes, images) are nothing to rules: they look at the text without them, and a point belongs to
    the text that it touches, first of all to what stands before it.
    """

    def __init__(self, rules: Sequence[SrxRule]) -> None:
        self.rules = tuple(rules)
        self._breaking = tuple(rule for rule in rules if rule.is_break)
        self._between: dict[tuple[str, str], tuple[SrxRule, ...]] = {}

    def verdicts(self, text: str, more: Iterable[int] = ()) -> list[Verdict]:
        """The decided ones among the places that a breaking rule fits and the places `more`, in order."""
        bare = text.replace(POINT, "")
        view = View(bare)
        outer = _outer_places(text) if len(bare) < len(text) else None
        asked = {place for rule in self._breaking for place in rule.places(view)}
        asked.update(_inner_place(text, place) if outer else place for place in more)
        found = []
        for place in sorted(asked):
            if 0 < place < len(bare) and (rule := self._first(view, place)):
                found.append(Verdict(outer[place] if outer else place, rule))
        return found

    def sentences(self, text: str) -> list[Span]:
        """The text cut by these rules alone: spans without the blanks around them, in order."""
        spans: list[Span] = []
        start = 0
        for place in (*(verdict.place for verdict in self.verdicts(text) if verdict.is_break), len(text)):
            piece = text[start:place]
            if piece.strip():
                spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
            start = place
        return spans

    def _first(self, view: View, place: int) -> SrxRule | None:
        pair = (view.text[place - 1], view.text[place])
        likely = self._between.get(pair)
        if likely is None:
            before, behind = pair
            likely = self._between[pair] = tuple(
                rule
                for rule in self.rules
                if (rule.lasts is None or before in rule.lasts) and (rule.firsts is None or behind in rule.firsts)
            )
        return next((rule for rule in likely if rule.fits(view, place)), None)


def _outer_places(text: str) -> list[int]:
    """For each place of the text without points the place in `text`: behind the points, unless a blank is before."""
    places = [at for at, sign in enumerate(text) if sign != POINT]
    found = [0]
    for place in range(1, len(places)):
        before, behind = places[place - 1], places[place]
        found.append(before + 1 if text[before].isspace() else behind)
    return [*found, len(text)]


def _inner_place(text: str, place: int) -> int:
    return place - text.count(POINT, 0, place)
