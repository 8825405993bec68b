"""How well a translation keeps terms, as the shared tasks of WMT measure it; over tokens, so that any tokeniser serves.

Exact match, window overlap and TERm follow Alam et al. 2021 (arXiv:2106.11891), exclusive match and consistency the
terminology tasks of WMT 2025 and 2026. Where their programs and their descriptions differ, the descriptions hold: a
term that is missing counts as missing whether or not lemmas are given, and special characters in a term are literal.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dragoman.glossary.assigning import assign
from dragoman.glossary.verdicts import Standing, Verdict
from dragoman.model.marks import Span

Tokens: TypeAlias = Sequence[str]


@dataclass(frozen=True, slots=True)
class Use:
    """One occurrence of a term: every rendering that counts, as tokens; and where the reference has it, in tokens."""

    choices: tuple[tuple[str, ...], ...]
    span: Span = (0, 0)


def exact_match(uses: Sequence[Use], output: Tokens, lemmas: Tokens = ()) -> int:
    """How many of `uses` have a rendering in `output` that begins where no other one does; in order, what does not
    stand there is looked for in `lemmas`, the output's lemmas (the choices should hold lemmas too then)."""
    taken: set[int] = set()
    matched = 0
    for use in uses:
        starts = (
            start
            for tokens in (output, lemmas)
            for choice in use.choices
            for start, _ in _places(choice, tokens)
            if start not in taken
        )
        start = next(starts, None)
        if start is not None:
            taken.add(start)
            matched += 1
    return matched


def exclusive_match(uses: Sequence[Use], output: Tokens, lemmas: Tokens = ()) -> int:
    """How many of `uses` can be rendered in `output` at once, each by tokens of its own: a maximum assignment.

    A span found among `lemmas`, which must be as many as the tokens, takes the same place.
    """
    demands = Counter(use.choices for use in uses)
    standings = [
        [
            Standing(span, Verdict.EXACT)
            for span in sorted(
                {span for choice in choices for row in (output, lemmas) for span in _places(choice, row)}
            )
        ]
        for choices in demands
    ]
    return sum(len(taken) for taken in assign(list(demands.values()), standings))


def window_overlap(uses: Sequence[Use], reference: Tokens, output: Tokens, window: int) -> float | None:
    """The mean share of the `window` words on either side of a term in `reference` that stand beside it in `output`
    too, punctuation aside. Only terms that the output has count; None when it has none.

    Occurrences are paired so that the best share goes first, each with one.
    """
    shares: list[float] = []
    by_choices: dict[tuple[tuple[str, ...], ...], list[Use]] = {}
    for use in uses:
        by_choices.setdefault(use.choices, []).append(use)
    for choices, alike in by_choices.items():
        places = sorted({span for choice in choices for span in _places(choice, output)})
        pairs = sorted(
            (
                (_overlap(_around(reference, use.span, window), _around(output, place, window)), index, place)
                for index, use in enumerate(alike)
                for place in places
            ),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        used: set[int] = set()
        taken: set[Span] = set()
        for share, index, place in pairs:
            if index not in used and place not in taken:
                used.add(index)
                taken.add(place)
                shares.append(share)
    return sum(shares) / len(shares) if shares else None


def term_error_rate(output: Tokens, reference: Tokens, uses: Iterable[Use], weight: float = 2.0) -> float:
    """TERm: translation error rate in which an error on a token of a term weighs `weight` instead of 1.

    Edits of tokens and shifts of runs of tokens, over the tokens of the reference; shifts are searched greedily, the
    one that saves most first. 0 is perfect; what is reported is 1 - TERm. For no reference 0 when there is no output.
    """
    if not reference:
        return float(len(output))
    terms = {index for use in uses for index in range(*use.span)}
    costs = [weight if index in terms else 1.0 for index in range(len(reference))]
    row = list(output)
    shifts = 0
    distance = _distance(row, reference, costs)
    while distance:
        best = min(((_distance(each, reference, costs), each) for each in _shifted(row, reference)), default=None)
        if best is None or best[0] + 1 >= distance:
            break
        distance, row = best
        shifts += 1
    return (shifts + distance) / len(reference)


def consistency(
    renderings: Mapping[str, Sequence[str]],
    against: Literal["first", "most frequent"] | Mapping[str, str] = "most frequent",
) -> float | None:
    """The share of renderings that are the one to be used for their term: the first, the most frequent (the earlier of
    two as frequent), or what `against` prescribes. Terms by name, renderings in order of the text; None without any."""
    alike = total = 0
    for term, found in renderings.items():
        if not found:
            continue
        if isinstance(against, str):
            chosen = found[0] if against == "first" else Counter(found).most_common(1)[0][0]
        else:
            chosen = against[term]
        alike += sum(each == chosen for each in found)
        total += len(found)
    return alike / total if total else None


def _places(choice: Tokens, tokens: Tokens) -> Iterator[Span]:
    size = len(choice)
    if not size:
        return
    for start in range(len(tokens) - size + 1):
        if tuple(tokens[start : start + size]) == tuple(choice):
            yield start, start + size


def _around(tokens: Tokens, span: Span, window: int) -> list[str]:
    before = [token for token in tokens[: span[0]] if not _is_punctuation(token)]
    after = [token for token in tokens[span[1] :] if not _is_punctuation(token)]
    return before[max(0, len(before) - window) :] + after[:window]


def _is_punctuation(token: str) -> bool:
    return all(unicodedata.category(character)[0] in "PS" for character in token)


def _overlap(wanted: Sequence[str], found: Sequence[str]) -> float:
    """The share of `wanted` that is in `found`, each token once."""
    return sum((Counter(wanted) & Counter(found)).values()) / len(wanted) if wanted else 0.0


def _distance(output: Tokens, reference: Tokens, costs: Sequence[float]) -> float:
    """Edit distance where leaving out or replacing a reference token costs what `costs` says, adding a token 1."""
    above = [0.0]
    for cost in costs:
        above.append(above[-1] + cost)
    for token in output:
        row = [above[0] + 1]
        for index, cost in enumerate(costs):
            replaced = above[index] + (0.0 if token == reference[index] else cost)
            row.append(min(above[index + 1] + 1, row[index] + cost, replaced))
        above = row
    return above[-1]


def _shifted(row: list[str], reference: Tokens) -> Iterator[list[str]]:
    """The row with a run of tokens moved to where the reference has the same run."""
    for at in range(len(row)):
        for to in range(len(reference)):
            if at == to or row[at] != reference[to]:
                continue
            size = 1
            while at + size < len(row) and to + size < len(reference) and row[at + size] == reference[to + size]:
                size += 1
            rest = row[:at] + row[at + size :]
            yield rest[:to] + row[at : at + size] + rest[to:]
