"""Text to sentences: where each begins and ends, in characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.language.stops import doubled_stops, full_stops
from dragoman.model import Span
from dragoman.segmentation.deciding import Scan
from dragoman.segmentation.following import following, is_capital
from dragoman.segmentation.preceding import is_sure, preceding
from dragoman.segmentation.reasons import FULL_STOP, NO_BLANK, OWN_STOP, Reason
from dragoman.segmentation.rules import Rules, rules_of

_WORD = 28  # characters looked at before a dot
_WORDS = 50_000  # words remembered for a language
_FULL = frozenset(full_stops() + doubled_stops())

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
    """What is decided about each stop of text[start:end] behind which text stands."""
    scan = Scan(text, start, rules)
    for stop in rules.stop.finditer(text, start, end):
        position, behind = stop.span()
        if behind >= end:
            return
        if position < start:
            continue
        closed = behind
        next_ = behind + 1 if text[behind] == " " else behind
        reason = _plainly(text, position, behind, next_, scan, rules) if behind - position == 1 else None
        if reason is None:
            after = following(text, behind)
            closed, next_ = after.closed, after.start
            if next_ >= end:
                continue
            reason = scan.reason(position, behind, after)
        yield position, behind, closed, next_, reason
        if reason.is_border:
            start = scan.start = next_


def _plainly(text: str, position: int, behind: int, next_: int, scan: Scan, rules: Rules) -> Reason | None:
    """What decides about a single stop with nothing special around it; None when that has to be looked at.

    Never another border than `Scan.reason` finds, but most stops are decided here, in a tenth of the time.
    """
    first = text[next_]
    stop = text[position]
    if stop in _FULL:
        if not first.isalnum():
            return None
        reason = OWN_STOP
    elif next_ == behind:
        if stop == "." and (first.isdigit() or (first.islower() and not is_capital(text[next_ + 1 : next_ + 2]))):
            return NO_BLANK
        return None
    elif not first.isalpha() or first.islower():
        return None
    elif stop == ".":
        begin = max(scan.start, position - _WORD)
        word = text[max(begin, text.rfind(" ", begin, position) + 1) : position]
        is_sure = rules.sure.get(word)
        if is_sure is None:
            is_sure = _remember(word, rules)
        if not is_sure:
            return None
        reason = FULL_STOP
    elif stop == "…":
        return None
    else:
        reason = FULL_STOP
    if scan.has_shelters and scan.is_sheltered(position):
        return None
    return reason if stop == "." or scan.has_words(position) else None


def _remember(word: str, rules: Rules) -> bool:
    if len(rules.sure) >= _WORDS:
        rules.sure.clear()
    rules.sure[word] = is_sure(word, rules)
    return rules.sure[word]
