"""Compares a text with its translation sentence by sentence: which of one has nothing in the other.

Sentences are aligned by length and by what must survive a translation (Gale and Church 1993, with anchors): numbers,
names in the same script, question marks. Inside aligned sentences the length and what was lost tell of a missing part.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Sides, sides
from dragoman.language.lengths import growth
from dragoman.language.tags import primary
from dragoman.model.translation import Pair
from dragoman.segmentation.sentences import split_sentences

_SPREAD = 0.2  # of the logarithm of a translation's length beside what is expected of it
_SKIPPED, _MERGED = 2.8, 3.2  # costs of a sentence without a partner, and of two that are one
_STEPS = [(1, 1, 0.0), (2, 1, _MERGED), (1, 2, _MERGED), (2, 2, 4.8), (3, 1, 6.4), (1, 3, 6.4)]
_ANCHOR, _NUMBERS = 1.3, 0.7  # what shared anchors weigh, and a number that is lost
_JOINED = 0.8  # what a sign between clauses says for two sentences that were joined
_ASIDE = min(_SKIPPED, _MERGED - _JOINED)  # the least cost of a step that is not straight, for each sentence more
_ROUNDED = 1e-6
_SURE = 0.3  # by how much cheaper a sentence without a partner must be than any other way
_ALONE, _WITH, _LIMIT = 2.5, 1.0, 1.6  # spreads of length that tell of a missing part: alone, with evidence, with both
_ORDINARY = 90  # characters from which a length says as much as it can
_APART = 1.5  # by how much the cheapest sentence to leave out must be cheaper than the next, to be named
_TERSE = ("zh", "ja", "ko")  # a character more or less weighs more
_STOPLESS = ("th", "lo", "km", "my")  # no sign tells where a sentence ends
_MOST = 40  # sentences: a longer text is no segment
_SENTENCE = 11  # characters of a sentence whose loss is told, as English would have them
_CLAUSE, _BRIEF = 55, 30  # the same of a sentence in which a part may be missing, and of a source
_LONG, _ENOUGH, _FARTHEST = 40, 8, 0.25  # characters, pairs and the most for an article's own length
_KEPT = 4096

_STOPS = ".!?。！？؟۔।"
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[\w,;:’'\"»”] )[A-ZÀ-ÖØ-Þ][\w’'-]{2,}")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]{4,}")
_BREAK = re.compile(r"(?<!\d)[,;:()\[\]—–،؛、；，：（）]|[,;:](?=\s)|\s-\s|·")
_COPIED = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,@/-]*[A-Za-z0-9]|[0-9]")
_QUOTE = re.compile('["“”„«»「」『』‹›]')
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something of one side without a partner. `start`..`end` is its place there, `at` the place in the other side
    where it would stand. `is_sentence`: a whole sentence, else a part of one that is not told apart. `is_sure`: no
    other sentence could be meant nearly as well."""

    start: int
    end: int
    at: int
    is_sentence: bool
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the source has and the translation lacks, and the other way round."""

    lacking: tuple[Gap, ...] = ()
    added: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence: its place, its length as English would have it, and its anchors."""

    start: int
    end: int
    size: float
    anchors: frozenset[str]
    asks: bool
    breaks: int  # between clauses


@dataclass(frozen=True, slots=True)
class _Bead:
    """Sentences of both sides that belong together; one row is empty where there is no partner."""

    ours: tuple[int, int]
    theirs: tuple[int, int]


NONE = Gaps()


@lru_cache(maxsize=_KEPT)
def gaps(source: str, target: str, source_language: str, language: str, shift: float = 0.0) -> Gaps:
    """What is missing on either side. `shift` is how much longer than usual the other translations of the article are
    (a logarithm)."""
    if not source.strip() or not target.strip() or primary(language) in _STOPLESS:
        return NONE
    rate = growth(source_language, language) * math.exp(shift)
    if _is_plain(source, target, rate) and _stops(source) == _stops(target):
        return NONE
    same = _alike(source, target)
    ours, theirs = _parts(source, source_language, 1.0, same), _parts(target, language, rate, same)
    if not ours or not theirs or max(len(ours), len(theirs)) > _MOST:
        return NONE
    fit = _Fit(ours, theirs)
    beads, cost = _align(fit, can_skip=True)
    lacking = [bead for bead in beads if bead.theirs[0] == bead.theirs[1]]
    added = [bead for bead in beads if bead.ours[0] == bead.ours[1]]
    if lacking or added:
        paired, forced = _align(fit, can_skip=False)
        if forced - cost < _SURE or (lacking and added):
            beads, lacking, added = paired, [], []
    found = [_whole(ours, bead.ours, theirs, bead.theirs) for bead in lacking]
    more = [_whole(theirs, bead.theirs, ours, bead.ours) for bead in added]
    if len(lacking) == 1 and not added and len(ours) == len(theirs) + 1 and not _is_told_apart(fit):
        found = [replace(gap, is_sure=False) for gap in found if gap is not None]
    found = [gap for gap in found if gap is not None]
    more = [gap for gap in more if gap is not None]
    for bead in beads:
        if bead in lacking or bead in added:
            continue
        part = _part_of(source, target, ours[slice(*bead.ours)], theirs[slice(*bead.theirs)], language)
        if part == "lacking":
            found.append(_span(ours, bead.ours, theirs, bead.theirs))
        elif part == "added":
            more.append(_span(theirs, bead.theirs, ours, bead.ours))
    return Gaps(tuple(gap for gap in found if gap), tuple(gap for gap in more if gap))


def compared(pairs: Iterable[Pair], rules: Rules) -> Iterator[tuple[Sides, Gaps]]:
    """The pairs of an article in which something is missing or more than in the source, or may be."""
    row = list(sides(pairs, rules))
    shift = _shift(row, rules)
    for each in row:
        found = gaps(each.source.plain, each.target.plain, rules.source, rules.language, shift)
        yield each, found


def _shift(row: Sequence[Sides], rules: Rules) -> float:
    """How much longer than usual the translations of an article are; 0 when they are too few to tell."""
    rate = growth(rules.source, rules.language)
    found = [
        math.log(max(len(each.target.running), 1) / (len(each.source.running) * rate))
        for each in row
        if len(each.source.running) >= _LONG
    ]
    return round(max(-_FARTHEST, min(median(found), _FARTHEST)), 2) if len(found) >= _ENOUGH else 0.0


def _stops(text: str) -> int:
    return sum(map(text.count, _STOPS))


def _is_plain(source: str, target: str, rate: float) -> bool:
    """True for a pair of about the expected length, of which nothing more need be asked."""
    ratio = len(target) / max(len(source) * rate, 1)
    return 0.84 <= ratio <= 1.19 or len(source) < _SENTENCE


def _alike(source: str, target: str) -> frozenset[str]:
    """The numbers and Latin words that stand in both: as long in every language."""
    return frozenset(_COPIED.findall(source)) & frozenset(_COPIED.findall(target))


def _length(piece: str, rate: float, same: frozenset[str]) -> float:
    """How long a sentence would be in English; blanks in place of addresses count for nothing."""
    copied = sum(len(word) for word in _COPIED.findall(piece) if word in same) if same else 0
    return max((len(" ".join(piece.split())) - copied) / rate + copied, 1.0)


def _parts(text: str, language: str, rate: float, same: frozenset[str]) -> list[_Part]:
    found = []
    for start, end in split_sentences(text, language):
        piece = text[start:end]
        anchors = {str(int(number)) for number in _NUMBER.findall(piece) if len(number) < 9}
        anchors |= {name[:4].lower() for name in _NAME.findall(piece)}
        asks = piece.rstrip("\"”»' )").endswith(("?", "؟", "？"))
        found.append(
            _Part(start, end, _length(piece, rate, same), frozenset(anchors), asks, len(_BREAK.findall(piece)))
        )
    return found


class _Stretch(NamedTuple):
    """Sentences of one side in a row, taken as one."""

    size: float
    anchors: frozenset[str]
    digits: frozenset[str]
    breaks: int
    asks: bool


class _Fit:
    """How ill stretches of both sides fit together: by length, anchors and questions. Each is looked at once."""

    def __init__(self, ours: Sequence[_Part], theirs: Sequence[_Part]) -> None:
        self.ours, self.theirs = ours, theirs
        self._our: dict[tuple[int, int], _Stretch] = {}
        self._their: dict[tuple[int, int], _Stretch] = {}
        self._costs: dict[tuple[int, int, int, int], float] = {}

    def cost(self, at: int, end: int, there: int, until: int) -> float:
        """For ours[at:end] and theirs[there:until]."""
        key = at, end, there, until
        found = self._costs.get(key)
        if found is None:
            one = self._our.get((at, end)) or self._our.setdefault((at, end), _stretch(self.ours[at:end]))
            other = self._their.get((there, until)) or self._their.setdefault(
                (there, until), _stretch(self.theirs[there:until])
            )
            found = self._costs[key] = _match(one, other, (end - at) - (until - there))
        return found

    def straight(self) -> float:
        """What a plain way costs, so that the cheapest costs no more: one by one, or one by one but for two that are
        joined. Infinite where the numbers of sentences differ by more."""
        ours, theirs = len(self.ours), len(self.theirs)
        few = min(ours, theirs)
        if abs(ours - theirs) > 1:
            return math.inf
        more, there = ours > theirs, theirs > ours
        cost = sum((self.cost(at + more, at + more + 1, at + there, at + there + 1) for at in range(few)), 0.0)
        if ours == theirs:
            return cost
        found = math.inf
        for at in range(few):  # `cost` is that of all before `at` one by one, and of all from `at` on beside their like
            cost -= self.cost(at + more, at + more + 1, at + there, at + there + 1)
            found = min(found, cost + _MERGED + self.cost(at, at + 1 + more, at, at + 1 + there))
            cost += self.cost(at, at + 1, at, at + 1)
        return found

    def gains(self) -> list[float]:
        """By how much shared anchors can lower the cost of our sentences from each on, at most."""
        there = frozenset().union(*(part.anchors for part in self.theirs))
        found = [0.0]
        for part in reversed(self.ours):
            found.append(found[-1] + (0.0 if part.anchors.isdisjoint(there) else _ANCHOR * 0.6))
        return found[::-1]


def _stretch(parts: Sequence[_Part]) -> _Stretch:
    anchors = parts[0].anchors if len(parts) == 1 else frozenset().union(*(part.anchors for part in parts))
    return _Stretch(
        sum(part.size for part in parts),
        anchors,
        frozenset(filter(str.isdigit, anchors)),
        sum(part.breaks for part in parts),
        any(part.asks for part in parts),
    )


def _align(fit: _Fit, *, can_skip: bool) -> tuple[list[_Bead], float]:
    """The cheapest way to pair the sentences in order, and its cost. What is surely dearer than a plain way is not
    looked at."""
    many, others = len(fit.ours), len(fit.theirs)
    most, gains = fit.straight() + _ROUNDED, fit.gains()
    if many == others and most + gains[0] < 2 * _ASIDE:
        return [_Bead((at, at + 1), (at, at + 1)) for at in range(many)], most - _ROUNDED
    steps = [*_STEPS, (1, 0, _SKIPPED), (0, 1, _SKIPPED)] if can_skip else _STEPS
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(many + 1):
        for j in range(others + 1):
            here = best.get((i, j))
            if here is None:
                continue
            for di, dj, price in steps:
                to = (i + di, j + dj)
                if to[0] > many or to[1] > others:
                    continue
                cost = here[0] + price
                least = cost - gains[i] + _ASIDE * abs(many - to[0] - others + to[1])
                if least - (_JOINED if di != dj else 0.0) > most:
                    continue
                cost += fit.cost(i, to[0], j, to[1]) if di and dj else 0.0
                if to not in best or cost < best[to][0]:
                    best[to] = (cost, (i, j))
    end = (many, others)
    if end not in best:
        return [], math.inf
    beads = []
    while end != (0, 0):
        before = best[end][1]
        beads.append(_Bead((before[0], end[0]), (before[1], end[1])))
        end = before
    return beads[::-1], best[many, others][0]


def _match(one: _Stretch, other: _Stretch, more: int) -> float:
    """How ill two stretches fit together; ours has `more` sentences."""
    z = math.log(other.size / one.size) / _SPREAD
    cost = min(z * z / 2, 12.0)
    if one.anchors:
        shared = len(one.anchors & other.anchors) / len(one.anchors)
        cost += _ANCHOR * (0.4 - shared)
    cost += min(_NUMBERS * len(one.digits - other.anchors), _NUMBERS * 3)
    if more:  # where sentences were joined, a comma or colon mostly stands for the stop
        joined = other.breaks - one.breaks if more > 0 else one.breaks - other.breaks
        cost += -_JOINED if joined > 0 else _JOINED / 2
    if one.asks != other.asks:
        cost += _ANCHOR
    return cost


def _is_told_apart(fit: _Fit) -> bool:
    """Whether leaving one sentence out, and no other, lets the rest be paired well. Linear: before the one left out
    sentences pair with their like, behind it with the one before."""
    count = len(fit.theirs)
    before = [fit.cost(at, at + 1, at, at + 1) for at in range(count)]
    behind = [fit.cost(at + 1, at + 2, at, at + 1) for at in range(count)]
    cost = sum(behind)
    costs = [cost]
    for left, right in zip(before, behind, strict=True):
        cost += left - right
        costs.append(cost)
    costs.sort()
    return len(costs) < 2 or costs[1] - costs[0] >= _APART


def _whole(these: Sequence[_Part], own: tuple[int, int], those: Sequence[_Part], other: tuple[int, int]) -> Gap | None:
    """A sentence without a partner, where it is long enough to be one."""
    part = these[own[0]]
    return _span(these, own, those, other, is_sentence=True) if part.size >= _SENTENCE else None


def _span(
    these: Sequence[_Part],
    own: tuple[int, int],
    those: Sequence[_Part],
    other: tuple[int, int],
    *,
    is_sentence: bool = False,
) -> Gap:
    at = those[other[0]].start if other[0] < len(those) else those[-1].end
    return Gap(these[own[0]].start, these[own[1] - 1].end, at, is_sentence)


def _part_of(source: str, target: str, ours: Sequence[_Part], theirs: Sequence[_Part], language: str) -> str:
    """Whether sentences that belong together have parts without a partner: "lacking", "added", or ""."""
    given, made = sum(part.size for part in ours), sum(part.size for part in theirs)
    if max(given, made) < _CLAUSE or given < _BRIEF:
        return ""
    spread = _SPREAD * max(1.0, math.sqrt(_ORDINARY / max(given, 1)))
    spread *= 1.5 if primary(language) in _TERSE else 1.0
    z = math.log(made / given) / spread
    one, other = source[ours[0].start : ours[-1].end], target[theirs[0].start : theirs[-1].end]
    lost, new = _evidence(one, other, ours, theirs)
    if _is_told(-z, lost):
        return "lacking"
    return "added" if _is_told(z, new) else ""


def _is_told(z: float, evidence: float) -> bool:
    """True for a length that is far off, or one that is rather far off where something else speaks, too."""
    return z >= _ALONE or (z >= _WITH and evidence >= 0.5 and z + evidence >= _LIMIT)


def _evidence(one: str, other: str, ours: Sequence[_Part], theirs: Sequence[_Part]) -> tuple[float, float]:
    """What else speaks for a part that one side lacks: anchors, quotation marks, breaks between clauses."""
    our = frozenset().union(*(part.anchors for part in ours))
    their = frozenset().union(*(part.anchors for part in theirs))
    lost = 0.6 * len({name for name in our - their if name.isdigit() and len(name) > 1})
    new = 0.6 * len({name for name in their - our if name.isdigit() and len(name) > 1})
    if _LATIN.search(other) and our:
        lost += min(0.25 * len({name for name in our - their if not name.isdigit()}), 0.5)
    breaks, there = len(_BREAK.findall(one)), len(_BREAK.findall(other))
    lost += 0.5 * min(max(breaks - there, 0), 2)
    new += 0.5 * min(max(there - breaks, 0), 2)
    quotes, quoted = len(_QUOTE.findall(one)), len(_QUOTE.findall(other))
    lost += 0.5 * (quotes >= 2 > quoted)
    new += 0.5 * (quoted >= 2 > quotes)
    return lost, new
