"""The tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.segmentation.measuring import Result, Worst
from benchmarks.segmentation.sets import Rule, Treebank
from benchmarks.timing import table

_SAME = 0.005  # F1 that is printed alike


def by_set(results: Sequence[Result], treebanks: Sequence[Treebank]) -> str:
    """F1 of every tool on every set, the best of the others, and how far dragoman stands above it."""
    rows = []
    for treebank in treebanks:
        scores = {result.name: _f1(result, treebank.name) for result in results}
        rows.append((treebank.name, treebank.language, str(treebank.borders), *_cells(scores)))
    means = {result.name: macro(result, [one.name for one in treebanks]) for result in results}
    rows.append(("mean of its sets", "", "", *_cells(means, compare=False)))
    return table(("set", "lang", "borders", *(result.name for result in results), "best rival", "dragoman"), rows)


def by_language(results: Sequence[Result], treebanks: Sequence[Treebank]) -> str:
    rows = []
    for language in sorted({treebank.language for treebank in treebanks}):
        names = [treebank.name for treebank in treebanks if treebank.language == language]
        scores = {result.name: macro(result, names) for result in results}
        rows.append((language, str(len(names)), *_cells(scores)))
    return table(("lang", "sets", *(result.name for result in results), "best rival", "dragoman"), rows)


def summary(results: Sequence[Result], treebanks: Sequence[Treebank], rules: Sequence[Rule], limit: float) -> str:
    ours = results[0]
    head = ["tool", "version"]
    columns: list[Callable[[Result], str]] = [lambda result: result.name, lambda result: result.version]
    if treebanks:
        head += [
            "macro F1",
            "sets",
            "dragoman there",
            "ahead / same / behind",
            "exact spans",
            "stable: first / last gone",
        ]
        head += ["MB/s", "speed beside dragoman"]
        columns += [
            lambda result: _percent(macro(result, [one.name for one in treebanks])),
            lambda result: str(sum(1 for found in result.scores.values() if found and found.right)),
            lambda result: _percent(
                macro(ours, [name for name, found in result.scores.items() if found and found.right])
            ),
            lambda result: _standing(ours, result),
            lambda result: "yes" if not result.inexact else f"not in {result.inexact} of {result.texts}",
            lambda result: " / ".join(f"{100 * count / max(1, result.asked):.1f} %" for count in result.stable),
            lambda result: _short(_speed(result)),
            lambda result: f"{_short(_speed(result) / _speed(ours))}×" if _speed(ours) else "–",
        ]
    if rules:
        head += ["golden rules", "of them without cleaning"]
        columns += [
            lambda result: f"{result.golden[0]} of {result.golden[1]}",
            lambda result: f"{result.golden[2]} of {result.golden[3]}",
        ]
    if any(result.worst for result in results):
        head += ["worst 100 kB", "twice as long", "largest factor"]
        columns += [
            lambda result: _worst(result.worst, limit),
            lambda result: f"{result.worst.doubled:.2f} s" if result.worst and result.worst.doubled else "–",
            lambda result: f"{result.worst.growth:.1f}×" if result.worst and result.worst.growth else "–",
        ]
    return table(head, [[column(result) for column in columns] for result in results])


def macro(result: Result, names: Sequence[str]) -> float | None:
    """The mean F1 over the sets in which the tool finds a border; one that finds none has no rules for the script."""
    scores = [found.f1 for name in names if name in _its_sets(result) and (found := result.scores[name])]
    return sum(scores) / len(scores) if scores else None


def _its_sets(result: Result) -> list[str]:
    return [name for name, found in result.scores.items() if found and found.right]


def _f1(result: Result, name: str) -> float | None:
    return macro(result, [name])


def _cells(scores: dict[str, float | None], compare: bool = True) -> list[str]:
    (_, ours), *others = scores.items()
    rivals = [(found, name) for name, found in others if found is not None]
    cells = [_percent(found) for found in scores.values()]
    if not compare or not rivals or ours is None:
        return [*cells, "", ""]
    best, name = max(rivals)
    difference = ours - best
    return [*cells, f"{best:.2f} {name}", f"{difference:+.2f}" if abs(difference) >= _SAME else "same"]


def _standing(ours: Result, result: Result) -> str:
    if ours is result:
        return "–"
    differences = [
        mine.f1 - theirs.f1
        for name in _its_sets(result)
        if (mine := ours.scores.get(name)) and (theirs := result.scores[name])
    ]
    ahead = sum(difference >= _SAME for difference in differences)
    behind = sum(difference <= -_SAME for difference in differences)
    return f"{ahead} / {len(differences) - ahead - behind} / {behind}"


def _worst(worst: Worst | None, limit: float) -> str:
    if worst is None:
        return "–"
    if worst.seconds is None:
        return f">{limit:.0f} s ({', '.join(worst.over)})"
    return f"{worst.seconds:.2f} s ({worst.kind})"


def _speed(result: Result) -> float:
    return result.size / 1e6 / result.seconds if result.seconds else 0.0


def _percent(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}"


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.2f}" if number < 10 else f"{number:.1f}"
