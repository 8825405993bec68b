"""Old segments ↔ new segments, by content, neighbours and likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.alignment.changes import ChangeClass, as_one, classify
from dragoman.alignment.copies import find_copies
from dragoman.alignment.likeness import Spelled, Speller, fit, held, likeness
from dragoman.alignment.places import Places
from dragoman.alignment.roles import same_texts
from dragoman.model import Key

_SURE = 0.65  # like enough to be an anchor for the others
_LIKE = 0.45  # below, two sentences share little more than articles and prepositions
_LIKE_IN_PLACE = 0.35  # enough when both stand alone between the same two neighbours
_HINT = 0.2  # a part of a split or join is like the whole at least so much
_LIKE_TOGETHER = 0.7  # a whole and its parts
_GAIN = 0.02  # how much better a whole must fit its parts than one of them alone
_PART = 0.6  # of a part stands in its whole
_NEIGHBOUR = 0.05  # the worth of the same neighbour on one side
_NEAR = 3  # how far from its place a segment is looked for among changed neighbours
_RARE = 40  # a word that stands in more free segments tells little
_SOUGHT = 8  # candidates for one segment found by its rare words
_LONGEST = 4  # parts of a split, at most


@dataclass(frozen=True, slots=True)
class Link:
    """Old segments that became new ones: one to one, one to several (split) or several to one (join).

    With `copied` the old one is still there, or left earlier, and the new ones start from it: a repeated sentence of
    which one was edited, or got a context of its own.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    change: ChangeClass
    copied: bool = False


def align(
    old: Sequence[Key],
    new: Sequence[Key],
    *,
    past: Sequence[Key] = (),
    settled: Collection[Key] = (),
    names: Collection[str] = (),
    language: str = "",
) -> list[Link]:
    """Where the new segments come from that were not there before, in their order.

    Keys standing on both sides are settled, and serve as anchors; so are the new keys in `settled`. An old index comes
    in one link at most that is not copied, a new one in one at most. Contexts are equal, except for one text that
    only changed its role. `past` are keys that left earlier; their indices go on after those of `old`. Time grows
    with the number of segments, and with their square in no case. `names` and `language` are for `classify`.
    """
    sides = _Sides(old, new, settled)
    known = [*old, *past]
    links: list[Link] = []

    def take(there: tuple[int, ...], at: tuple[int, ...], change: ChangeClass | None, *, copied: bool = False) -> None:
        if sides.take(there, at, copied=copied):
            if change is None:
                before, after = [known[place].text for place in there], [new[place].text for place in at]
                change = classify(as_one(before, after[0]), as_one(after, before[0]), names, language)
            links.append(Link(there, at, change, copied))

    for role in same_texts(known, new, sides.free_old, sides.free_new, sides.anchors):
        take((role.old,), (role.new,), ChangeClass.ROLE, copied=role.copied)
    copies: dict[_Proposal, ChangeClass] = {}
    for copy in find_copies(known, new, sides.free_old, sides.free_new, sides.speller):
        if (change := classify(copy.before, copy.after, names, language)) in _TRIFLES:
            copies[_Proposal(copy.score, 0, (copy.old,), copy.new)] = change
    for least in (_SURE, _LIKE, _LIKE_IN_PLACE):
        proposals = {*sides.proposals(least), *copies}
        for proposal in sorted(proposals, key=lambda p: (-p.score, p.distance, p.new, p.old)):
            take(proposal.old, proposal.new, copies.get(proposal), copied=proposal in copies)
    return sorted(links, key=lambda link: (link.new, link.old))


# What may differ between a text that is still there and one that starts from it: not what it says of the world.
_TRIFLES = frozenset(ChangeClass) - {ChangeClass.NUMBER, ChangeClass.NAME, ChangeClass.NEGATION, ChangeClass.ROLE}


class _Proposal(NamedTuple):
    score: float
    distance: int
    old: tuple[int, ...]
    new: tuple[int, ...]


class _Sides:
    """Both sequences with what is still free in each."""

    def __init__(self, old: Sequence[Key], new: Sequence[Key], settled: Collection[Key]) -> None:
        self.old, self.new = old, new
        place = {key: at for at, key in reversed(list(enumerate(old)))}
        first = {key: at for at, key in reversed(list(enumerate(new)))}
        held = set(settled)
        self.anchors = {at: place[key] for at, key in enumerate(new) if key in place}
        self.free_old = {at for at, key in enumerate(old) if key not in first and place[key] == at}
        self.free_new = {at for at, key in enumerate(new) if key not in place and key not in held and first[key] == at}
        self.speller = Speller()

    def take(self, old: Sequence[int], new: Sequence[int], *, copied: bool) -> bool:
        """Takes both sides out of what is free; False, and nothing, when one is taken already."""
        if not self.free_new.issuperset(new) or not (copied or self.free_old.issuperset(old)):
            return False
        self.free_new.difference_update(new)
        if not copied:
            self.free_old.difference_update(old)
            self.anchors[new[0]] = old[0]
        return True

    def proposals(self, least: float) -> Iterator[_Proposal]:
        """Links worth considering, like `least` at least; below _LIKE only where both stand alone in their place."""
        places = Places(len(self.old), len(self.new), self.anchors)
        alone = places.alone(self.free_old, self.free_new) if least < _LIKE else {}
        like: dict[tuple[int, int], float] = {}
        for there, at in self._candidates(places):
            if self.old[there].context == self.new[at].context:
                found = likeness(self.spelled_old(there), self.spelled_new(at))
                like[there, at] = found
                if found >= least and (found >= _LIKE or alone.get(at) == there):
                    near = places.near((there,), (at,))
                    yield _Proposal(found + _NEIGHBOUR * near, abs(there - at), (there,), (at,))
        yield from self._splits(like, places)
        yield from self._joins(like, places)

    def spelled_old(self, at: int) -> Spelled:
        return self.speller.spell(self.old[at].text)

    def spelled_new(self, at: int) -> Spelled:
        return self.speller.spell(self.new[at].text)

    def _candidates(self, places: Places) -> Iterator[tuple[int, int]]:
        """Pairs worth a look: near one another between the same anchors, or sharing rare words."""
        following: dict[int, list[int]] = defaultdict(list)
        preceding: dict[int, list[int]] = defaultdict(list)
        holders: dict[str, list[int]] = defaultdict(list)
        for there in sorted(self.free_old):
            before, after = places.old[there]
            following[before].append(there)
            preceding[after].append(there)
            for word in set(self.spelled_old(there).words):
                holders[word].append(there)
        ranks: Counter[int] = Counter()
        for at in sorted(self.free_new):
            before, after = places.new[at]
            rank = ranks[before]
            ranks[before] += 1
            found = set(following[before][max(0, rank - _NEAR) : rank + _NEAR + 1])
            row = preceding[after]
            found.update(row[max(0, min(rank, len(row)) - _NEAR) : rank + _NEAR + 1])
            votes: Counter[int] = Counter()
            for word in set(self.spelled_new(at).words):
                if 0 < len(row := holders.get(word, [])) <= _RARE:
                    votes.update(row)
            found.update(there for there, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_SOUGHT])
            for there in sorted(found):
                yield there, at

    def _splits(self, like: Mapping[tuple[int, int], float], places: Places) -> Iterator[_Proposal]:
        for (there, at), score in like.items():
            whole, part = self.spelled_old(there), self.spelled_new(at)
            if score >= _HINT and len(part.words) < len(whole.words) and held(part, whole) >= _PART:
                for run in _runs(at, self.free_new, self.new):
                    if found := _together(whole, [self.spelled_new(place) for place in run]):
                        near = places.near((there,), run)
                        yield _Proposal(found + _NEIGHBOUR * near, abs(there - at), (there,), run)

    def _joins(self, like: Mapping[tuple[int, int], float], places: Places) -> Iterator[_Proposal]:
        for (there, at), score in like.items():
            whole, part = self.spelled_new(at), self.spelled_old(there)
            if score >= _HINT and len(part.words) < len(whole.words) and held(part, whole) >= _PART:
                for run in _runs(there, self.free_old, self.old):
                    if found := _together(whole, [self.spelled_old(place) for place in run]):
                        near = places.near(run, (at,))
                        yield _Proposal(found + _NEIGHBOUR * near, abs(there - at), run, (at,))


def _runs(at: int, free: Collection[int], keys: Sequence[Key]) -> Iterator[tuple[int, ...]]:
    """Rows of two to _LONGEST free neighbours of one context that hold `at`."""
    for size in range(2, _LONGEST + 1):
        for start in range(at - size + 1, at + 1):
            run = tuple(range(start, start + size))
            if all(place in free and keys[place].context == keys[at].context for place in run):
                yield run


def _together(whole: Spelled, parts: Sequence[Spelled]) -> float:
    """How well the parts together spell the whole; 0 when one of them has little to do with it."""
    found = fit(whole, parts, _LIKE_TOGETHER)
    if not found or any(not part.words or held(part, whole) < _PART for part in parts):
        return 0.0
    less = max(fit(whole, [*parts[:at], *parts[at + 1 :]]) for at in range(len(parts)))
    return found if found >= less + _GAIN else 0.0
