"""Which old segments a new one is compared with: those near its place, and those that share rare words with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from dragoman.alignment.likeness import Spelled
from dragoman.alignment.places import Places

_NEAR = 3  # how far from its place a segment is looked for among changed neighbours
_RARE = 40  # a word that stands in more free segments tells little
_READ = 200  # places of rare words looked at for one segment, those of the rarest first
_SOUGHT = 8  # candidates for one segment found by its rare words


class Candidates:
    """Pairs worth a look, few for each segment: so time grows with the segments, not with their square."""

    def __init__(self, old: Mapping[int, Spelled], new: Mapping[int, Spelled]) -> None:
        """`old` and `new` are the free segments by their places."""
        holders: dict[str, list[int]] = defaultdict(list)
        for there, spelled in old.items():
            for word in set(spelled.words):
                holders[word].append(there)
        rare = {word: row for word, row in holders.items() if len(row) <= _RARE}
        self._sharing = {at: _sharing(spelled, rare) for at, spelled in new.items()}

    def pairs(self, places: Places, free_old: Collection[int], free_new: Collection[int]) -> Iterator[tuple[int, int]]:
        """Old and new places, both free, in the order of the new ones."""
        following: dict[int, list[int]] = defaultdict(list)
        preceding: dict[int, list[int]] = defaultdict(list)
        for there in sorted(free_old):
            before, after = places.old[there]
            following[before].append(there)
            preceding[after].append(there)
        ranks: Counter[int] = Counter()
        for at in sorted(free_new):
            before, after = places.new[at]
            rank = ranks[before]
            ranks[before] += 1
            found = set(following[before][max(0, rank - _NEAR) : rank + _NEAR + 1])
            row = preceding[after]
            found.update(row[max(0, min(rank, len(row)) - _NEAR) : rank + _NEAR + 1])
            found.update(there for there in self._sharing[at] if there in free_old)
            for there in sorted(found):
                yield there, at


def _sharing(spelled: Spelled, rare: Mapping[str, list[int]]) -> list[int]:
    """The old places that share most rare words with `spelled`."""
    rows = sorted((rare[word] for word in set(spelled.words) if word in rare), key=lambda row: (len(row), row))
    votes: Counter[int] = Counter()
    read = 0
    for row in rows:
        votes.update(row)
        read += len(row)
        if read >= _READ:
            break
    return sorted(votes, key=lambda there: (-votes[there], there))[:_SOUGHT]
