"""Text to sentences: where each begins and ends, in characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.model import Span
from dragoman.segmentation.deciding import Scan
from dragoman.segmentation.following import following
from dragoman.segmentation.items import items
from dragoman.segmentation.plainly import decide_plainly
from dragoman.segmentation.preceding import preceding
from dragoman.segmentation.reasons import LIST_ITEM, Reason
from dragoman.segmentation.rules import Rules, rules_of

# A stop: where it begins and ends, where its closers end, where the next sentence would begin, and what decides.
_Decided = tuple[int, int, int, int, Reason]


class Decision(NamedTuple):
    """What was decided about one stop, or one run of stops: `?!`."""

    stop: Span
    next: int  # where the next sentence begins, or would begin
    is_border: bool
    rule: str  # the name of a Reason
    word: str  # the word that the rule looked at, "" for none


def split_sentences(text: str, language: str, rules: Rules | None = None) -> list[Span]:
    """Offsets of the sentences of `text`, in characters and in order.

    Laws: no span is empty, begins or ends with blank space, or overlaps another; between two spans stands blank
    space or nothing, so that spans and gaps joined are the text. A border depends on the text near it alone: adding
    sentences behind it does not move it. Time is linear. `language` is a BCP 47 tag; an unknown one gets general rules.
    `rules` stand in place of the rules of the language.
    """
    start, end = _edges(text)
    if start >= end:
        return []
    spans: list[Span] = []
    for _, _, closed, next_, reason in _decide(text, start, end, rules or rules_of(language)):
        if reason.is_border:
            spans.append((start, closed))
            start = next_
    spans.append((start, end))
    return spans


def explain_sentences(text: str, language: str, rules: Rules | None = None) -> list[Decision]:
    """Why `split_sentences` cuts `text` as it does: a decision for each stop in order, but for the last of the text.

    Law: the borders are exactly the decisions with `is_border`.
    """
    rules = rules or rules_of(language)
    start, end = _edges(text)
    found: list[Decision] = []
    for position, behind, _, next_, reason in _decide(text, start, end, rules):
        word = ""
        if reason.deciding == "before":
            word = preceding(text, start, position).word
        elif reason.deciding == "behind":
            word = following(text, behind).word
        found.append(Decision((position, behind), next_, reason.is_border, reason.name, word))
        if reason.is_border:
            start = next_
    return found


def _edges(text: str) -> Span:
    """Where the text begins and ends without the blanks around it; for a blank text the first is the greater."""
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _decide(text: str, start: int, end: int, rules: Rules) -> Iterator[_Decided]:
    """What is decided about each stop of text[start:end] behind which text stands, and about each list item."""
    scan = Scan(text, start, rules)
    listed = list(items(text, start, end, rules.ordinals))
    return _decide_items(text, end, listed, scan, rules) if listed else _decide_stops(text, end, scan, rules)


def _decide_items(text: str, end: int, listed: Sequence[Span], scan: Scan, rules: Rules) -> Iterator[_Decided]:
    for closed, begin in listed:
        yield from _decide_stops(text, closed, scan, rules)
        yield closed - 1, closed, closed, begin, LIST_ITEM
        scan.start = begin
    yield from _decide_stops(text, end, scan, rules)


def _decide_stops(text: str, end: int, scan: Scan, rules: Rules) -> Iterator[_Decided]:
    """From the beginning of the sentence that `scan` is in, to `end`."""
    start = scan.start
    for stop in rules.stop.finditer(text, start, end):
        position, behind = stop.span()
        if behind >= end:
            return
        if position < start:
            continue
        plainly = decide_plainly(text, position, behind, scan, rules)
        if plainly is None:
            after = following(text, behind)
            closed, next_ = after.closed, after.start
            if next_ >= end:
                continue
            reason = scan.reason(position, behind, after)
        else:
            closed, next_, reason = plainly
        yield position, behind, closed, next_, reason
        if reason.is_border:
            start = scan.start = next_
