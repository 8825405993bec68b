"""Which place in the target renders which mention of a term: each place once, as many mentions as can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from math import prod

from dragoman.glossary.verdicts import RANK, Standing, Verdict
from dragoman.model.marks import Span

_LARGEST = 4096  # states of the exact search; beyond, terms are served one after the other
_WORTH = 1000  # of one more mention rendered, against the quality of any


def weakest(standings: Sequence[Standing], count: int) -> Verdict:
    """The weakest verdict among the best `count` disjoint standings; MISSING when there are fewer."""
    for verdict in (Verdict.EXACT, Verdict.FORM, Verdict.PLAUSIBLE):
        if _disjoint([each.span for each in standings if RANK[each.verdict] <= RANK[verdict]]) >= count:
            return verdict
    return Verdict.MISSING


def _disjoint(spans: Sequence[Span]) -> int:
    """How many of `spans` can be taken without two that overlap: the one that ends first is always right."""
    end = taken = 0
    for first, last in sorted(spans, key=lambda span: span[1]):
        if first >= end:
            end = last
            taken += 1
    return taken


def assign(demands: Sequence[int], standings: Sequence[Sequence[Standing]]) -> list[list[Standing]]:
    """For each term with its demand (mentions in the source) and standings: those taken, in order of the text.

    No two overlap, also of different terms. As many as can be are taken, then the best: a maximum assignment, exact
    unless dozens of terms contend for the same words.
    """
    taken: list[list[Standing]] = [[] for _ in demands]
    for group in _contending(standings):
        if len(group) == 1 and demands[group[0]] == 1:
            (term,) = group
            taken[term] = [min(standings[term], key=lambda each: (each.cost, each.span))]
            continue
        for term, each in _best([demands[term] for term in group], [standings[term] for term in group]):
            taken[group[term]].append(each)
    return [sorted(each, key=lambda standing: standing.span) for each in taken]


def _contending(standings: Sequence[Sequence[Standing]]) -> list[list[int]]:
    """The terms that have standings, in groups that overlap with no other group."""
    spans = sorted((each.span, term) for term, found in enumerate(standings) for each in found)
    leader = list(range(len(standings)))

    def lead(term: int) -> int:
        while leader[term] != term:
            term = leader[term]
        return term

    reach, holder = 0, -1
    for (first, last), term in spans:
        if first < reach:
            leader[lead(term)] = lead(holder)
        if last > reach:
            reach, holder = last, term
    groups: dict[int, list[int]] = {}
    for term, found in enumerate(standings):
        if found:
            groups.setdefault(lead(term), []).append(term)
    return list(groups.values())


def _best(demands: list[int], standings: list[Sequence[Standing]]) -> list[tuple[int, Standing]]:
    if prod(demand + 1 for demand in demands) > _LARGEST:
        return _one_by_one(demands, standings)
    row = sorted(
        ((term, each) for term, found in enumerate(standings) for each in found),
        key=lambda pair: (pair[1].span, pair[1].cost, pair[0]),
    )
    starts = [each.span[0] for _, each in row]

    # Worth and choice from place `index` of the row on, when `wanted` are still to be served.
    best: dict[tuple[int, tuple[int, ...]], tuple[int, bool]] = {}
    stack: list[tuple[int, tuple[int, ...]]] = [(0, tuple(demands))]
    while stack:
        state = index, wanted = stack[-1]
        if state in best or index == len(row):
            stack.pop()
            continue
        term, each = row[index]
        skip = index + 1, wanted
        take = (bisect_left(starts, each.span[1]), _less(wanted, term)) if wanted[term] else None
        missing = [other for other in (skip, take) if other is not None and other[0] < len(row) and other not in best]
        if missing:
            stack.extend(missing)
            continue
        worth = best[skip][0] if skip in best else 0
        best[state] = worth, False
        if take is not None:
            taking = _WORTH - each.cost + (best[take][0] if take in best else 0)
            if taking > worth:
                best[state] = taking, True
        stack.pop()
    chosen: list[tuple[int, Standing]] = []
    index, wanted = 0, tuple(demands)
    while index < len(row):
        term, each = row[index]
        if best[index, wanted][1]:
            chosen.append((term, each))
            index, wanted = bisect_left(starts, each.span[1]), _less(wanted, term)
        else:
            index += 1
    return chosen


@lru_cache(maxsize=4096)
def _less(wanted: tuple[int, ...], term: int) -> tuple[int, ...]:
    return (*wanted[:term], wanted[term] - 1, *wanted[term + 1 :])


def _one_by_one(demands: list[int], standings: list[Sequence[Standing]]) -> list[tuple[int, Standing]]:
    chosen: list[tuple[int, Standing]] = []
    for term in sorted(range(len(demands)), key=lambda term: len(standings[term])):
        for each in sorted(standings[term], key=lambda each: (each.cost, each.span[1])):
            served = sum(other == term for other, _ in chosen)
            if served < demands[term] and all(
                each.span[1] <= other.span[0] or other.span[1] <= each.span[0] for _, other in chosen
            ):
                chosen.append((term, each))
    return chosen
