"""Everything that is asked of one tool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.segmentation.processes import Answer, Splitter, TooSlowError
from benchmarks.segmentation.scores import Score, cropped, is_exact, is_stable, score
from benchmarks.segmentation.sets import Rule, Treebank
from benchmarks.segmentation.worst import WORST

_SIZE = 100_000  # characters of a worst paragraph, and then twice as many
_CROPPED = 150  # paragraphs of a set, evenly taken, whose stability is looked at
_TOO_SLOW = 2  # worst paragraphs over the limit, after which no more are tried
_SURE = 0.01  # seconds from which a ratio of two times says something


@dataclass(frozen=True, slots=True)
class Worst:
    """The paragraph that takes longest: seconds at 100,000 characters and at twice as many; None over the limit.

    `growth` is the largest factor by which the double takes longer, of the paragraphs that take 10 ms and more.
    """

    kind: str
    seconds: float | None
    doubled: float | None
    growth: float | None
    over: tuple[str, ...]  # the kinds over the limit


@dataclass(slots=True)
class Result:
    """What one tool did. `scores`: None for a set it was too slow for, nothing for a language it has no rules for."""

    name: str
    version: str
    scores: dict[str, Score | None] = field(default_factory=dict)
    size: int = 0  # bytes
    seconds: float = 0.0
    inexact: int = 0
    texts: int = 0
    stable: list[int] = field(default_factory=lambda: [0, 0])  # without the first sentence, without the last
    asked: int = 0
    golden: list[int] = field(default_factory=lambda: [0, 0, 0, 0])  # exact and asked: all, and those that count
    worst: Worst | None = None


def measure_tool(
    splitter: Splitter, treebanks: Sequence[Treebank], rules: Sequence[Rule], limit: float, worst: bool
) -> Result:
    result = Result(splitter.name, splitter.version)
    for treebank in treebanks:
        try:
            _measure_set(splitter, treebank, limit, result)
        except (TooSlowError, EOFError):
            result.scores[treebank.name] = None
    for language in dict.fromkeys(rule.language for rule in rules):
        _measure_rules(splitter, [rule for rule in rules if rule.language == language], limit, result)
    if worst:
        result.worst = _measure_worst(splitter, limit)
    return result


def _measure_set(splitter: Splitter, treebank: Treebank, limit: float, result: Result) -> None:
    texts = [paragraph.text for paragraph in treebank.paragraphs]
    answer = splitter.ask(treebank.language, texts, 20 * limit)
    if answer is None:
        return
    result.scores[treebank.name] = score(treebank.paragraphs, answer.spans)
    result.size += sum(len(text.encode()) for text in texts)
    result.seconds += answer.seconds
    result.inexact += len(answer.inexact)
    result.texts += len(texts)
    long = [at for at, paragraph in enumerate(treebank.paragraphs) if len(paragraph.ends) > 2]
    long = long[:: -(-len(long) // _CROPPED) or 1]
    crops = [cropped(treebank.paragraphs[at]) for at in long]
    first, last = (
        _asked(splitter, treebank.language, [crop[which] for crop in crops], 20 * limit).spans for which in (0, 1)
    )
    for at, without_first, without_last in zip(long, first, last, strict=True):
        kept = is_stable(treebank.paragraphs[at], answer.spans[at], without_first, without_last)
        result.stable = [count + ok for count, ok in zip(result.stable, kept, strict=True)]
        result.asked += 1


def _measure_rules(splitter: Splitter, rules: Sequence[Rule], limit: float, result: Result) -> None:
    try:
        answer = splitter.ask(rules[0].language, [rule.text for rule in rules], 20 * limit)
    except (TooSlowError, EOFError):
        return
    if answer is None:
        return
    for rule, spans in zip(rules, answer.spans, strict=True):
        right = is_exact(rule.text, spans, rule.sentences)
        counted = [right, 1, right and rule.counts, rule.counts]
        result.golden = [count + more for count, more in zip(result.golden, counted, strict=True)]


def _measure_worst(splitter: Splitter, limit: float) -> Worst:
    slowest: tuple[str, float, float | None] = ("", 0.0, None)
    over: list[str] = []
    growth = None
    for kind, make in WORST.items():
        seconds = _seconds(splitter, make(_SIZE), limit)
        if seconds is None:
            over.append(kind)
            if len(over) == _TOO_SLOW:
                break
            continue
        if seconds < _SURE and seconds <= slowest[1]:
            continue
        doubled = _seconds(splitter, make(2 * _SIZE), 5 * limit)
        if doubled is not None and seconds >= _SURE:
            growth = max(growth or 0, doubled / seconds)
        if seconds > slowest[1]:
            slowest = (kind, seconds, doubled)
    if over:
        return Worst(over[0], None, None, growth, tuple(over))
    return Worst(*slowest, growth, ())


def _seconds(splitter: Splitter, text: str, limit: float) -> float | None:
    """The best of up to three, None over the limit."""
    best = None
    for _ in range(3):
        try:
            answer = splitter.ask("en", [text], limit)
        except (TooSlowError, EOFError):
            return None
        if answer is None:
            return None
        best = answer.seconds if best is None else min(best, answer.seconds)
        if best > _SURE:
            break
    return best


def _asked(splitter: Splitter, language: str, texts: Sequence[str], limit: float) -> Answer:
    answer = splitter.ask(language, texts, limit)
    assert answer is not None  # it knew the language before
    return answer
