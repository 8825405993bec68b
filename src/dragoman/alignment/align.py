"""Old segments ↔ new segments, by content, neighbours and likeness."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.alignment.again import find_again
from dragoman.alignment.candidates import Candidates
from dragoman.alignment.changes import ChangeClass, as_one, bare, classify
from dragoman.alignment.copies import find_copies
from dragoman.alignment.likeness import Spelled, Speller, fit, held, likeness
from dragoman.alignment.places import Places
from dragoman.model import Key

_SURE = 0.65  # like enough to be an anchor for the others
_LIKE = 0.45  # below, two sentences share little more than articles and prepositions
_LIKE_IN_PLACE = 0.35  # enough when both stand alone between the same two neighbours
_HINT = 0.2  # a part of a split or join is like the whole at least so much
_LIKE_TOGETHER = 0.7  # a whole and its parts
_GAIN = 0.02  # how much better a whole must fit its parts than one of them alone
_PART = 0.6  # of a part stands in its whole
_NEIGHBOUR = 0.05  # the worth of the same neighbour on one side
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
    empty: Collection[int] = (),
    settled: Collection[Key] = (),
    names: Collection[str] = (),
    language: str = "",
) -> list[Link]:
    """Where the new segments come from that were not there before, in their order.

    Keys standing on both sides are settled, and serve as anchors; so are the new keys in `settled`. An old index comes
    in one link at most that is not copied, a new one in one at most. Contexts are equal, except for one text that
    only changed its role. `past` are keys that left earlier; their indices go on after those of `old`. Nothing is
    copied from an index in `empty`. Time grows with the number of segments, and with their square in no case. `names`
    and `language` are for `classify`.
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

    for form, change in ((_in_context, None), (_text, ChangeClass.ROLE)):
        for same in list(
            find_again(
                known,
                new,
                form,
                free_old=sides.free_old,
                free_new=sides.free_new,
                empty=empty,
                anchors=sides.anchors,
            )
        ):
            take((same.old,), (same.new,), change, copied=same.copied)
    copies: dict[_Proposal, ChangeClass] = {}
    for copy in find_copies(known, new, {*sides.free_old, *empty}, sides.free_new, sides.speller):
        if (change := classify(copy.before, copy.after, names, language)) in _TRIFLES:
            copies[_Proposal(copy.score, 0, (copy.old,), copy.new)] = change
    for least in (_SURE, _LIKE, _LIKE_IN_PLACE):
        proposals = {*sides.proposals(least), *copies}
        for proposal in sorted(proposals, key=lambda p: (-p.score, p.distance, p.new, p.old)):
            take(proposal.old, proposal.new, copies.get(proposal), copied=proposal in copies)
    return sorted(links, key=lambda link: (link.new, link.old))


# What may differ between a text that is still there and one that starts from it: not what it says of the world.
_TRIFLES = frozenset(ChangeClass) - {ChangeClass.NUMBER, ChangeClass.NAME, ChangeClass.NEGATION, ChangeClass.ROLE}


def _in_context(key: Key) -> Hashable:
    words = bare(key.text)
    return (words, key.context) if words else ""


def _text(key: Key) -> Hashable:
    return key.text


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
        self.spelled_old = {at: self.speller.spell(old[at].text) for at in sorted(self.free_old)}
        self.spelled_new = {at: self.speller.spell(new[at].text) for at in sorted(self.free_new)}
        self.candidates = Candidates(self.spelled_old, self.spelled_new)
        self.compared: dict[tuple[int, int], float] = {}

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
        for there, at in self.candidates.pairs(places, self.free_old, self.free_new):
            if self.old[there].context == self.new[at].context:
                if (found := self.compared.get((there, at), -1.0)) < 0:
                    found = likeness(self.spelled_old[there], self.spelled_new[at])
                    self.compared[there, at] = found
                like[there, at] = found
                if found >= least and (found >= _LIKE or alone.get(at) == there):
                    near = places.near((there,), (at,))
                    yield _Proposal(found + _NEIGHBOUR * near, abs(there - at), (there,), (at,))
        yield from self._splits(like, places)
        yield from self._joins(like, places)

    def _splits(self, like: Mapping[tuple[int, int], float], places: Places) -> Iterator[_Proposal]:
        parts = _Parts(self.spelled_new, self.free_new, self.new)
        for (there, at), score in like.items():
            if score >= _HINT:
                for run, found in parts.together(self.spelled_old[there], there, at):
                    near = places.near((there,), run)
                    yield _Proposal(found + _NEIGHBOUR * near, abs(there - at), (there,), run)

    def _joins(self, like: Mapping[tuple[int, int], float], places: Places) -> Iterator[_Proposal]:
        parts = _Parts(self.spelled_old, self.free_old, self.old)
        for (there, at), score in like.items():
            if score >= _HINT:
                for run, found in parts.together(self.spelled_new[at], at, there):
                    near = places.near(run, (at,))
                    yield _Proposal(found + _NEIGHBOUR * near, abs(there - at), run, (at,))


class _Parts:
    """Rows of free neighbours that together spell a text of the other side."""

    def __init__(self, spelled: Mapping[int, Spelled], free: Collection[int], keys: Sequence[Key]) -> None:
        self._spelled, self._free, self._keys = spelled, free, keys
        self._seen: set[tuple[int, tuple[int, ...]]] = set()

    def together(self, whole: Spelled, number: int, at: int) -> Iterator[tuple[tuple[int, ...], float]]:
        """Rows that hold `at`, each with how well it spells `whole`, whose place is `number`; each row once."""
        if len(self._spelled[at].words) >= len(whole.words) or not self._is_part(at, at, whole):
            return
        first = last = at
        while at - first < _LONGEST - 1 and self._is_part(first - 1, at, whole):
            first -= 1
        while last - at < _LONGEST - 1 and self._is_part(last + 1, at, whole):
            last += 1
        for start in range(first, at + 1):
            for end in range(max(at, start + 1), min(last, start + _LONGEST - 1) + 1):
                run = tuple(range(start, end + 1))
                if (number, run) not in self._seen:
                    self._seen.add((number, run))
                    if found := _fit_together(whole, [self._spelled[place] for place in run]):
                        yield run, found

    def _is_part(self, place: int, at: int, whole: Spelled) -> bool:
        if place not in self._free or self._keys[place].context != self._keys[at].context:
            return False
        part = self._spelled[place]
        return bool(part.words) and held(part, whole) >= _PART


def _fit_together(whole: Spelled, parts: Sequence[Spelled]) -> float:
    """How well the parts spell the whole; 0 when they do it no better without one of them."""
    found = fit(whole, parts, _LIKE_TOGETHER)
    if not found:
        return 0.0
    less = max(fit(whole, [*parts[:at], *parts[at + 1 :]]) for at in range(len(parts)))
    return found if found >= less + _GAIN else 0.0
