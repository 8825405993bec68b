"""Texts that start from one that is still there, or that left earlier: a repeated sentence of which one was edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dragoman.alignment.changes import as_one
from dragoman.alignment.likeness import Speller, by_letters, fit
from dragoman.model import Key

_ALIKE = 0.65  # as `by_letters` counts: a sixth of the letters may differ
_END = 12  # letters at the beginning or the end by which such a text is looked up
_MANY = 20  # texts that begin or end alike; more tell nothing
_LESS = 0.05  # a text that is gone is preferred, if it fits nearly as well
_LONGEST = 3  # parts of a split


@dataclass(frozen=True, slots=True)
class Copy:
    """New places whose text is nearly that of an old one."""

    score: float
    old: int
    new: tuple[int, ...]
    before: str
    after: str


def find_copies(
    old: Sequence[Key], new: Sequence[Key], free_old: Collection[int], free_new: Collection[int], speller: Speller
) -> Iterator[Copy]:
    """For each free new place the best old text that is not free, if one is like it to a few letters; the same for
    rows of new places that together are one such text (a split). Contexts are equal."""
    index = _Index(old, free_old)
    for at in sorted(free_new):
        best: Copy | None = None
        for run in _runs(at, free_new, new):
            texts = [new[place].text for place in run]
            parts = [speller.spell(text) for text in texts]
            for there in index.like(texts[0], texts[-1], new[at].context):
                whole = speller.spell(old[there].text)
                like = by_letters(whole, parts[0]) if len(run) == 1 else fit(whole, parts, 0.9)
                if like >= _ALIKE and (best is None or like - _LESS > best.score):
                    best = Copy(like - _LESS, there, run, whole.text, as_one(texts, whole.text))
        if best is not None:
            yield best


class _Index:
    """Old texts by their beginnings and ends: of a text with a typo one of both is as it was."""

    def __init__(self, old: Sequence[Key], free: Collection[int]) -> None:
        self._ends: dict[tuple[str, str, bool], list[int]] = defaultdict(list)
        for at, key in enumerate(old):
            if at not in free:
                self._ends[_beginning(*key)].append(at)
                self._ends[_ending(*key)].append(at)

    def like(self, first: str, last: str, context: str) -> list[int]:
        """The old places of texts that begin as `first` or end as `last`."""
        rows = (self._ends.get(end, []) for end in (_beginning(first, context), _ending(last, context)))
        return sorted({at for row in rows if len(row) <= _MANY for at in row})


def _beginning(text: str, context: str) -> tuple[str, str, bool]:
    return context, text[:_END].lower(), True


def _ending(text: str, context: str) -> tuple[str, str, bool]:
    return context, text[-_END:].lower(), False


def _runs(at: int, free: Collection[int], keys: Sequence[Key]) -> Iterator[tuple[int, ...]]:
    run: tuple[int, ...] = ()
    for place in range(at, at + _LONGEST):
        if place not in free or keys[place].context != keys[at].context:
            return
        run += (place,)
        yield run
