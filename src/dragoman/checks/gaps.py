"""Compares a text with its translation sentence by sentence: which of one has nothing in the other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from dragoman.checks.aligning import Bead, Fit, align, in_step, is_told_apart
from dragoman.checks.clauses import part_of, strayed
from dragoman.checks.measuring import Measure, Part, cut, parts, size_of, stops
from dragoman.checks.rules import Rules
from dragoman.checks.sides import Row, Side, Sides, sides
from dragoman.language.lengths import growth, spread
from dragoman.language.tags import primary
from dragoman.model.marks import Span
from dragoman.model.translation import Pair

_SURE = 0.5  # by how much cheaper a sentence without a partner must be than any other way
_PLAIN = 1.0  # spreads within which a length is not worth a look
_STOPLESS = ("th", "lo", "km", "my")  # no sign tells where a sentence ends
_MOST, _LONGEST = 40, 20_000  # sentences and characters: a longer text is no segment
_SENTENCE = 11  # characters of a sentence whose loss is told, as English would have them
_LONG, _ENOUGH, _FARTHEST = 40, 8, 0.25  # characters, pairs and the most for an article's own length


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


NONE = Gaps()


def gaps(source: str, target: str, source_language: str, language: str, shift: float = 0.0) -> Gaps:
    """What is missing on either side. `shift` is how much longer than usual the other translations of the article are
    (a logarithm)."""
    if not source or not target or primary(language) in _STOPLESS:
        return NONE
    measure = _measure(source_language, language, shift)
    counts = stops(source), stops(target)
    if _is_plain(len(source), len(target), counts, measure):
        return NONE
    if max(len(source), len(target)) > _LONGEST:
        return NONE
    here, there = cut(source, source_language, counts[0]), cut(target, language, counts[1])
    return _read(source, target, here, there, (source_language, language), measure)


def _read(
    source: str,
    target: str,
    here: Sequence[Span],
    there: Sequence[Span],
    languages: tuple[str, str],
    measure: Measure,
) -> Gaps:
    """What is missing on either side of a pair that a glance does not tell. Their sentences stand `here` in the source
    and `there` in the target."""
    if not here or not there or max(len(here), len(there)) > _MOST:
        return NONE
    ours, theirs = parts(source, target, here, there, languages, measure.rate)
    found: list[Gap | None] = []
    more: list[Gap | None] = []
    beads: Sequence[Bead] = in_step(ours, theirs, measure)
    if not beads:
        fit = Fit(ours, theirs, measure)
        beads, cost = align(fit, can_skip=True)
        lacking = [bead for bead in beads if bead.theirs[0] == bead.theirs[1]]
        added = [bead for bead in beads if bead.ours[0] == bead.ours[1]]
        if lacking or added:
            paired, forced = align(fit, can_skip=False)
            if forced - cost < _SURE or (lacking and added):
                beads, lacking, added = paired, [], []
        is_sure = abs(len(ours) - len(theirs)) != 1 or len(lacking) + len(added) != 1
        is_sure = is_sure or is_told_apart(fit)
        found += [_whole(ours, bead.ours, theirs, bead.theirs, is_sure=is_sure) for bead in lacking]
        more += [_whole(theirs, bead.theirs, ours, bead.ours, is_sure=is_sure) for bead in added]
        beads = [bead for bead in beads if bead not in lacking and bead not in added]
    whole = _whole_length(ours, theirs, beads, measure) if len(beads) > 1 else 0.0
    for bead in beads:
        (start, end), (first, last) = bead
        these, those = ours[start:end], theirs[first:last]
        far = strayed(size_of(these), size_of(those), measure, whole)
        if not far:
            continue
        side = part_of(source, target, these, those, languages, far)
        if side == "lacking":
            found.append(_span(ours, bead.ours, theirs, bead.theirs))
        elif side == "added":
            more.append(_span(theirs, bead.theirs, ours, bead.ours))
    return Gaps(tuple(filter(None, found)), tuple(filter(None, more))) if found or more else NONE


def compared(pairs: Iterable[Pair], rules: Rules) -> Iterable[tuple[Sides, Gaps]]:
    """The pairs of an article in which something is missing or more than in the source, or may be."""
    if isinstance(pairs, Row):
        return pairs.found_by(_compared, rules)
    return _compared(list(sides(pairs, rules)), rules)


def _compared(row: Sequence[Sides], rules: Rules) -> list[tuple[Sides, Gaps]]:
    if primary(rules.language) in _STOPLESS:
        return [(each, NONE) for each in row]
    measure = _measure(rules.source, rules.language, _shift(row, rules))
    languages = rules.source, rules.language
    found: list[tuple[Sides, Gaps]] = []
    for each in row:
        source, target = each.source, each.target
        counts = source.stops, target.stops
        given, made = len(source.running), len(target.running)
        if max(given, made) > _LONGEST or _is_plain(given, made, counts, measure):
            found.append((each, NONE))
            continue
        here, there = _sentences(source), _sentences(target)
        found.append((each, _read(source.plain, target.plain, here, there, languages, measure)))
    return found


def _sentences(side: Side) -> Sequence[Span]:
    return side.sentences if side.stops > 1 else cut(side.plain, side.language, side.stops)


def _shift(row: Sequence[Sides], rules: Rules) -> float:
    """How much longer than usual the translations of an article are; 0 when they are too few to tell."""
    rate = growth(rules.source, rules.language)
    sizes = [(len(each.source.running), len(each.target.running)) for each in row]
    found = [math.log(max(made, 1) / (given * rate)) for given, made in sizes if given >= _LONG]
    return round(max(-_FARTHEST, min(median(found), _FARTHEST)), 2) if len(found) >= _ENOUGH else 0.0


def _measure(source_language: str, language: str, shift: float) -> Measure:
    return Measure(growth(source_language, language) * math.exp(shift), spread(source_language, language))


def _is_plain(given: int, made: int, counts: tuple[int, int], measure: Measure) -> bool:
    """True for a text of about the expected length, of which nothing more need be asked. The sides are told by their
    characters, and by how many signs they have that may end a sentence."""
    if not given or not made or (given < _SENTENCE and made < _SENTENCE * measure.rate):
        return True
    if abs(measure.far(given, made / measure.rate)) >= _PLAIN:
        return False
    return counts[0] == counts[1] or max(counts) < 2


def _whole_length(ours: Sequence[Part], theirs: Sequence[Part], beads: Sequence[Bead], measure: Measure) -> float:
    """How far the length of all paired sentences lies."""
    given = sum([ours[at].size for bead in beads for at in range(*bead.ours)])
    return measure.far(given, sum([theirs[at].size for bead in beads for at in range(*bead.theirs)]))


def _whole(
    these: Sequence[Part], own: tuple[int, int], those: Sequence[Part], other: tuple[int, int], *, is_sure: bool
) -> Gap | None:
    """A sentence without a partner, where it is long enough to be one."""
    if these[own[0]].size < _SENTENCE:
        return None
    return replace(_span(these, own, those, other), is_sentence=True, is_sure=is_sure)


def _span(these: Sequence[Part], own: tuple[int, int], those: Sequence[Part], other: tuple[int, int]) -> Gap:
    at = those[other[0]].start if other[0] < len(those) else those[-1].end
    return Gap(these[own[0]].start, these[own[1] - 1].end, at, is_sentence=False)
