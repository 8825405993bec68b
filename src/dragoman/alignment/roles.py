"""One text under another context: a headline that became a caption, a repeated text that got contexts of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.alignment.places import Places
from dragoman.model import Key

_MANY = 12  # places of one text on both sides; of more, the first becomes the first


@dataclass(frozen=True, slots=True)
class Role:
    """A new place with the text of an old one. `copied` when the old one is still there, or became another already."""

    old: int
    new: int
    copied: bool


def same_texts(
    old: Sequence[Key],
    new: Sequence[Key],
    free_old: Collection[int],
    free_new: Collection[int],
    anchors: Mapping[int, int],
) -> Iterator[Role]:
    """For each free new place whose text stands in `old` under another context, the old place it comes from.

    Each free old place becomes one new one, the one with the same neighbours; other new places start from the old
    place whose neighbours are most like theirs, be it free or not.
    """
    texts = {new[at].text for at in free_new}
    places: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(old):
        if key.text in texts:
            places[key.text].append(at)
    if not places:
        return
    around = _Around(old, new, anchors)
    wanted: dict[str, list[int]] = defaultdict(list)
    for at in sorted(free_new):
        if new[at].text in places:
            wanted[new[at].text].append(at)
    for text, row in wanted.items():
        left = set(row)
        there = {at for at in places[text] if at in free_old}
        for found, at in around.pairs(sorted(there), row):
            if at in left and found in there:
                left.discard(at)
                there.discard(found)
                yield Role(found, at, copied=False)
        for at in sorted(left):
            found = next(found for found, _ in around.pairs(places[text][:_MANY], [at]))
            yield Role(found, at, copied=True)


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
        before = _text(self._old, there - 1) == _text(self._new, at - 1)
        after = _text(self._old, there + 1) == _text(self._new, at + 1)
        return 2 * before + 2 * after + self._places.near((there,), (at,))


def _text(keys: Sequence[Key], at: int) -> str:
    """The text there, "" beyond both ends."""
    return keys[at].text if 0 <= at < len(keys) else ""
