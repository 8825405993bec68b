"""Text to sentences: where each begins and ends, in characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.language.stops import doubled_stops, full_stops
from dragoman.model import Span
from dragoman.segmentation.brackets import Brackets
from dragoman.segmentation.following import Following, following, has_case, is_capital
from dragoman.segmentation.preceding import dot_reason, is_list_marker, is_plain_word, preceding
from dragoman.segmentation.reasons import (
    ELLIPSIS,
    FORGOTTEN_BLANK,
    FULL_STOP,
    IN_BRACKETS,
    LIST_MARKER,
    NO_BLANK,
    NO_WORDS_BEFORE,
    NO_WORDS_BEHIND,
    OWN_STOP,
    PAUSE,
    PLAIN_WORD,
    QUOTE_GOES_ON,
    REPORTING_VERB,
    SMALL_LETTER,
    Reason,
)
from dragoman.segmentation.rules import Rules, rules_of

_LETTER = re.compile(r"[^\W_]")
_REPORTER = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?,?[ \u00a0]?")
_BACK = 40  # characters looked at before a stop without a blank behind it
_REPORTERS = 6  # words from a closing quote to its verb: "…?" the Rev. Ana Maria Silva asked
_WEB = frozenset("./@=&\\")


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
    for _, after, reason in _decide(text, start, end, rules or rules_of(language)):
        if reason.is_border:
            spans.append((start, after.closed))
            start = after.start
    spans.append((start, end))
    return spans


def explain_sentences(text: str, language: str, rules: Rules | None = None) -> list[Decision]:
    """Why `split_sentences` cuts `text` as it does: a decision for each stop in order, but for the last of the text.

    Law: the borders are exactly the decisions with `is_border`.
    """
    rules = rules or rules_of(language)
    start, end = _edges(text)
    found: list[Decision] = []
    for stop, after, reason in _decide(text, start, end, rules):
        word = ""
        if reason.deciding == "before":
            word = preceding(text, start, stop[0]).word
        elif reason.deciding == "behind":
            word = after.word
        found.append(Decision(stop, after.start, reason.is_border, reason.name, word))
        if reason.is_border:
            start = after.start
    return found


def _edges(text: str) -> Span:
    """Where the text begins and ends without the blanks around it; for a blank text the first is the greater."""
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _decide(text: str, start: int, end: int, rules: Rules) -> Iterator[tuple[Span, Following, Reason]]:
    """Each stop of text[start:end] behind which text stands, what follows it, and what decides about it."""
    scan = _Scan(text, start, rules)
    for stop in rules.stop.finditer(text, start, end):
        if stop.start() < scan.start:
            continue
        after = following(text, stop.end(), scan.quotes_open(stop.start()))
        if after.start >= end:
            continue
        reason = scan.reason(stop, after)
        yield stop.span(), after, reason
        if reason.is_border:
            scan.begin(after.start)


class _Scan:
    """What must be remembered on the way through one text."""

    def __init__(self, text: str, start: int, rules: Rules) -> None:
        self._text = text
        self._rules = rules
        self._brackets = Brackets(text)
        self._full = full_stops() + doubled_stops()
        self._quotes = self._counted = 0
        self._last = len(text)  # behind it stand no letters or figures
        while self._last and not text[self._last - 1].isalnum():
            self._last -= 1
        self.begin(start)

    def begin(self, start: int) -> None:
        """A sentence begins at `start`."""
        self.start = start
        letter = _LETTER.search(self._text, start)
        self._letter = letter.start() if letter else len(self._text)

    def quotes_open(self, position: int) -> bool:
        """Whether an odd number of straight double quotes stands before `position`."""
        self._quotes += self._text.count('"', self._counted, position)
        self._counted = position
        return self._quotes % 2 == 1

    def reason(self, stop: re.Match[str], after: Following) -> Reason:
        """What decides whether the sentence ends with `stop`."""
        text, rules, run, position = self._text, self._rules, stop.group(), stop.start()
        if after.start >= self._last:
            return NO_WORDS_BEHIND
        if after.kind == "pause":
            return PAUSE
        if position <= self._letter:
            return NO_WORDS_BEFORE
        is_dot = run == "."
        is_full = run[-1] in self._full
        is_ellipsis = not is_dot and run[-1] in ".…"
        reason = OWN_STOP if is_full else FULL_STOP
        if after.kind == "small" and not is_full:
            if not (is_dot and self._is_clear(stop, after)):
                return SMALL_LETTER if after.has_gap else NO_BLANK
            reason = PLAIN_WORD
        if is_ellipsis and self._is_pause(position, after):
            return ELLIPSIS
        if not after.has_gap and not is_full:
            if not self._ends_without_gap(position, after):
                return NO_BLANK
            reason = FORGOTTEN_BLANK
        if is_dot:
            if is_list_marker(text, self.start, position):
                return LIST_MARKER
            said = dot_reason(preceding(text, self.start, position), after, rules)
            if not said.is_border:
                return said
            if reason is FULL_STOP:
                reason = said
        if after.is_quoted:
            if not after.has_gap and self._continues(after.closed):
                return QUOTE_GOES_ON
            if self._reports(after, is_dot):
                return REPORTING_VERB
        return IN_BRACKETS if self._in_brackets(position) else reason

    def _is_pause(self, position: int, after: Following) -> bool:
        """Whether an ellipsis is a hesitation or an "and so on" rather than an end: `about … 30`, `well … I`."""
        rules = self._rules
        if after.kind == "digit" or (not after.has_gap and not after.is_quoted):
            return True
        if after.word in rules.words and after.kind == "capital":
            return True
        return preceding(self._text, self.start, position).word in rules.unfinished

    def _is_clear(self, stop: re.Match[str], after: Following) -> bool:
        """Whether a dot ends the sentence although a small letter follows: `… the treaty. von der Leyen …`"""
        if not after.has_gap or after.closed != stop.end() or self._text[after.start] in "–—―":
            return False
        return is_plain_word(preceding(self._text, self.start, stop.start()), self._rules)

    def _ends_without_gap(self, position: int, after: Following) -> bool:
        """A stop with no blank behind it ends a sentence between two plain words, the second a known beginning."""
        text, rules = self._text, self._rules
        if after.has_reference or text[after.start] in "¿¡":
            return after.kind in ("capital", "letter")
        chunk = text[max(self.start, position - _BACK) : position].rsplit(maxsplit=1)[-1:]
        word = chunk[0] if chunk else ""
        if len(word) < 3 or not word[-3:].isalpha() or not _WEB.isdisjoint(word):
            return False
        if after.kind == "letter":
            return not has_case(word[-1]) and len(after.word) > 2 and rules.dot_needs <= 1
        return after.kind == "capital" and word[-2:].islower() and rules.is_starter(after.word, after.tail)

    def _reports(self, after: Following, is_dot: bool) -> bool:
        """Whether a closed quotation is followed by who said it: "…?" Ms. Diaz asked."""
        rules = self._rules
        if rules.reporting_inside is not None:
            return rules.reporting_inside.match(self._text, after.start) is not None
        return not is_dot and after.at == after.start and _reports(self._text, after.start, rules)

    def _continues(self, position: int) -> bool:
        """Whether a particle stands at `position` that goes on with the sentence, and no word that begins one."""
        rules, text = self._rules, self._text
        return text.startswith(rules.continues, position) and not text.startswith(rules.openings, position)

    def _in_brackets(self, position: int) -> bool:
        """Whether `position` stands in brackets that are part of a longer sentence."""
        pair = self._brackets.around(position)
        if pair is None:
            return False
        opened, closed = pair
        if opened > self._letter:
            return True
        after = following(self._text, closed, False)
        return after.kind in ("small", "pause") or (not after.has_gap and self._continues(closed))


def _reports(text: str, position: int, rules: Rules) -> bool:
    """Whether a reporting verb follows within a few words, names and titles only between: `Ms. Diaz asked`."""
    for _ in range(_REPORTERS if rules.reporting else 0):
        found = _REPORTER.match(text, position)
        if found is None:
            return False
        word = found.group().rstrip(" \u00a0,.")
        if word.lower() in rules.reporting:
            return True
        if not is_capital(word[:1]) and len(word) > 3:
            return False
        position = found.end()
    return False
