"""Old segments ↔ new segments, by content, neighbours and likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from dragoman.alignment.changes import ChangeClass, classify
from dragoman.alignment.words import words
from dragoman.model import Key

_LIKE = 0.45  # below, two sentences share little more than articles and prepositions
_LIKE_IN_PLACE = 0.3  # enough when both stand alone between the same two unchanged neighbours
_HINT = 0.2  # a part of a split or join is like the whole at least so much
_LIKE_TOGETHER = 0.7  # a whole and its parts
_GAIN = 0.06  # how much better a whole must fit its parts than the best part alone
_NEIGHBOUR = 0.05  # the worth of an unchanged neighbour on one side
_NEAR = 3  # how far from its place a segment is looked for among changed neighbours
_RARE = 40  # a word that stands in more free segments tells little
_SOUGHT = 8  # candidates for one segment found by its rare words
_LONGEST = 4  # parts of a split, at most


@dataclass(frozen=True, slots=True)
class Link:
    """Old segments that became new ones: one to one, one to several (split) or several to one (join)."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    change: ChangeClass


def align(
    old: Sequence[Key],
    new: Sequence[Key],
    *,
    settled: Collection[Key] = (),
    names: Collection[str] = (),
    language: str = "",
) -> list[Link]:
    """What became of the old segments that are no longer there, in the order of the new ones.

    Keys standing on both sides are settled, and serve as anchors; so are the new keys in `settled`. Each index comes
    in one link at most. Contexts are equal, except for one text that only changed its role. Time grows with the
    number of segments, and with their square in no case. `names` and `language` are for `classify`.
    """
    sides = _Sides(old, new, settled)
    links = sides.roles()
    for proposal in sorted(sides.proposals(), key=lambda p: (-p.score, p.distance, p.new, p.old)):
        if sides.take(proposal.old, proposal.new):
            before = " ".join(old[at].text for at in proposal.old)
            after = " ".join(new[at].text for at in proposal.new)
            links.append(Link(proposal.old, proposal.new, classify(before, after, names, language)))
    return sorted(links, key=lambda link: (link.new, link.old))


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
        there = set(new)
        self.anchors_old = [at if key in there else None for at, key in enumerate(old)]
        self.anchors_new = [place.get(key) for key in new]
        first = {key: at for at, key in reversed(list(enumerate(new)))}
        held = set(settled)
        self.free_old = {at for at, key in enumerate(old) if key not in there and place[key] == at}
        self.free_new = {at for at, key in enumerate(new) if key not in place and key not in held and first[key] == at}
        self.words_old = {at: words(old[at].text) for at in self.free_old}
        self.words_new = {at: words(new[at].text) for at in self.free_new}

    def take(self, old: Sequence[int], new: Sequence[int]) -> bool:
        """Takes both sides out of what is free; False, and nothing, when one is taken already."""
        if not self.free_old.issuperset(old) or not self.free_new.issuperset(new):
            return False
        self.free_old.difference_update(old)
        self.free_new.difference_update(new)
        return True

    def roles(self) -> list[Link]:
        """The same text in another role."""
        texts: dict[str, int] = {}
        for at in sorted(self.free_old):
            texts.setdefault(self.old[at].text, at)
        links = []
        for at in sorted(self.free_new):
            there = texts.get(self.new[at].text)
            if there is not None and self.take((there,), (at,)):
                links.append(Link((there,), (at,), ChangeClass.ROLE))
        return links

    def proposals(self) -> Iterator[_Proposal]:
        before_old, after_old = _nearest(self.anchors_old), _nearest(self.anchors_old, backwards=True)
        before_new, after_new = _nearest(self.anchors_new), _nearest(self.anchors_new, backwards=True)
        gaps: dict[tuple[int, int], list[int]] = defaultdict(list)
        for at in sorted(self.free_new):
            gaps[before_new[at], after_new[at]].append(at)
        alone = {row[0] for row in gaps.values() if len(row) == 1}
        best: dict[tuple[int, int], float] = {}
        for there, at in self._candidates(before_old, after_old, before_new, after_new):
            if self.old[there].context != self.new[at].context:
                continue
            near = (before_old[there] == before_new[at]) + (after_old[there] == after_new[at])
            score = self._likeness(there, at) + _NEIGHBOUR * near
            best[there, at] = score
            in_place = near == 2 and at in alone
            if score - _NEIGHBOUR * near >= (_LIKE_IN_PLACE if in_place else _LIKE):
                yield _Proposal(score, abs(there - at), (there,), (at,))
        yield from self._splits(best)
        yield from self._joins(best)

    def _candidates(
        self, before_old: list[int], after_old: list[int], before_new: list[int], after_new: list[int]
    ) -> Iterator[tuple[int, int]]:
        """Pairs worth a look: near one another between the same anchors, or sharing rare words."""
        following: dict[int, list[int]] = defaultdict(list)
        preceding: dict[int, list[int]] = defaultdict(list)
        holders: dict[str, list[int]] = defaultdict(list)
        for there in sorted(self.free_old):
            following[before_old[there]].append(there)
            preceding[after_old[there]].append(there)
            for word in set(self.words_old[there]):
                holders[word].append(there)
        ranks: Counter[int] = Counter()
        for at in sorted(self.free_new):
            before, after = before_new[at], after_new[at]
            rank = ranks[before]
            ranks[before] += 1
            found = set(following[before][max(0, rank - _NEAR) : rank + _NEAR + 1])
            row = preceding[after]
            found.update(row[max(0, min(rank, len(row)) - _NEAR) : rank + _NEAR + 1])
            votes: Counter[int] = Counter()
            for word in set(self.words_new[at]):
                if 0 < len(row := holders.get(word, [])) <= _RARE:
                    votes.update(row)
            found.update(there for there, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_SOUGHT])
            for there in sorted(found):
                yield there, at

    def _likeness(self, there: int, at: int) -> float:
        """By words in order; by letters for texts of few words, where a typo changes half of them."""
        by_words = Indel.normalized_similarity(self.words_old[there], self.words_new[at])
        by_letters = 2 * Indel.normalized_similarity(self.old[there].text, self.new[at].text, score_cutoff=0.5) - 1
        return max(by_words, by_letters)

    def _splits(self, best: dict[tuple[int, int], float]) -> Iterator[_Proposal]:
        for (there, at), score in best.items():
            if _HINT <= score <= 1 - _GAIN:
                for run in _runs(at, self.free_new, self.new):
                    fit = _fit(self.words_old[there], [self.words_new[part] for part in run], score + _GAIN)
                    if fit:
                        yield _Proposal(fit + _NEIGHBOUR, abs(there - at), (there,), run)

    def _joins(self, best: dict[tuple[int, int], float]) -> Iterator[_Proposal]:
        for (there, at), score in best.items():
            if _HINT <= score <= 1 - _GAIN:
                for run in _runs(there, self.free_old, self.old):
                    fit = _fit(self.words_new[at], [self.words_old[part] for part in run], score + _GAIN)
                    if fit:
                        yield _Proposal(fit + _NEIGHBOUR, abs(there - at), run, (at,))


def _nearest(anchors: Sequence[int | None], *, backwards: bool = False) -> list[int]:
    """For each place, the old index of the nearest anchor before it (after it); -1 when there is none."""
    out: list[int] = []
    last = -1
    for anchor in reversed(anchors) if backwards else anchors:
        if anchor is not None:
            last = anchor
        out.append(last)
    return out[::-1] if backwards else out


def _runs(at: int, free: Collection[int], keys: Sequence[Key]) -> Iterator[tuple[int, ...]]:
    """Rows of two to _LONGEST free neighbours of one context that hold `at`."""
    for size in range(2, _LONGEST + 1):
        for start in range(at - size + 1, at + 1):
            run = tuple(range(start, start + size))
            if all(place in free and keys[place].context == keys[at].context for place in run):
                yield run


def _fit(whole: list[str], parts: list[list[str]], wanted: float) -> float:
    """How well the parts together spell the whole; 0 when less than wanted, or when one has little to do with it."""
    wanted = max(wanted, _LIKE_TOGETHER)
    sizes = [len(part) for part in parts]
    if not all(sizes) or 2 * min(len(whole), sum(sizes)) < wanted * (len(whole) + sum(sizes)):
        return 0.0
    joined = [word for part in parts for word in part]
    fit = Indel.normalized_similarity(whole, joined, score_cutoff=wanted)
    if not fit:
        return 0.0
    store = Counter(whole)
    return fit if all(2 * sum((Counter(part) & store).values()) >= len(part) for part in parts) else 0.0
