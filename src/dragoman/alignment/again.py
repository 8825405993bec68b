"""The same text again: spelled otherwise, or under another context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.alignment.places import Places
from dragoman.model import Key

_MANY = 12  # places of one text on both sides; of more, the first becomes the first


@dataclass(frozen=True, slots=True)
class Again:
    """A new place with the text of an old one. `copied` when the old one is still there, or became another already."""

    old: int
    new: int
    copied: bool


def find_again(
    old: Sequence[Key],
    new: Sequence[Key],
    form: Callable[[Key], Hashable],
    *,
    free_old: Collection[int],
    free_new: Collection[int],
    empty: Collection[int],
    anchors: Mapping[int, int],
) -> Iterator[Again]:
    """For each free new place whose text has the form of an old one, the old place it comes from. A form that is
    false is none.

    Each free old place becomes one new one, the one with the same neighbours; other new places start from the old
    place that has most neighbours in common with them, be it free or not, unless it is `empty`.
    """
    wanted: dict[Hashable, list[int]] = defaultdict(list)
    for at in sorted(free_new):
        if found := form(new[at]):
            wanted[found].append(at)
    if not wanted:
        return
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at, key in enumerate(old):
        if (found := form(key)) in wanted:
            places[found].append(at)
    around = _Around(old, new, anchors) if places else None
    for found, row in wanted.items():
        if around is None or found not in places:
            continue
        left = set(row)
        there = {at for at in places[found] if at in free_old}
        for place, at in around.pairs(sorted(there), row):
            if at in left and place in there:
                left.discard(at)
                there.discard(place)
                yield Again(place, at, copied=False)
        full = [at for at in places[found] if at not in empty][:_MANY]
        for at in sorted(left) if full else ():
            yield Again(around.pairs(full, [at])[0][0], at, copied=True)


class _Around:
    """Which old and new places have the same neighbours."""

    def __init__(self, old: Sequence[Key], new: Sequence[Key], anchors: Mapping[int, int]) -> None:
        self._old, self._new = old, new
        self._places = Places(len(old), len(new), anchors)

    def pairs(self, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
        """Old and new places, those first that have most neighbours in common."""
        if len(old) > _MANY and len(new) > _MANY:
            return list(zip(old, new, strict=False))
        rank_old = {place: rank for rank, place in enumerate(old)}
        rank_new = {place: rank for rank, place in enumerate(new)}

        def order(pair: tuple[int, int]) -> tuple[int, int, tuple[int, int]]:
            return -self._common(*pair), abs(rank_old[pair[0]] - rank_new[pair[1]]), pair

        return sorted(((there, at) for there in old for at in new), key=order)

    def _common(self, there: int, at: int) -> int:
        """Neighbours in common: two for the same text next to it, one for the same nearest anchor."""
        before = there > 0 and at > 0 and self._old[there - 1].text == self._new[at - 1].text
        after = self._old[there + 1 : there + 2], self._new[at + 1 : at + 2]
        is_after = bool(after[0] and after[1]) and after[0][0].text == after[1][0].text
        return 2 * before + 2 * is_after + self._places.near((there,), (at,))
