"""Text to sentences: where each begins and ends, in characters."""

from __future__ import annotations

import re

from dragoman.language.stops import doubled_stops, full_stops
from dragoman.model import Span
from dragoman.segmentation.brackets import Brackets
from dragoman.segmentation.following import Following, following, has_case, is_capital
from dragoman.segmentation.preceding import dot_ends, is_list_marker, is_plain_word, preceding
from dragoman.segmentation.rules import Rules, rules_of

_LETTER = re.compile(r"[^\W_]")
_REPORTER = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?,?[ \u00a0]?")
_BACK = 40  # characters looked at before a stop without a blank behind it
_REPORTERS = 6  # words from a closing quote to its verb: "…?" the Rev. Ana Maria Silva asked
_WEB = frozenset("./@=&\\")


def split_sentences(text: str, language: str) -> list[Span]:
    """Offsets of the sentences of `text`, in characters and in order.

    Laws: no span is empty, begins or ends with blank space, or overlaps another; between two spans stands blank
    space or nothing, so that spans and gaps joined are the text. A border depends on the text near it alone: adding
    sentences behind it does not move it. Time is linear. `language` is a BCP 47 tag; an unknown one gets general rules.
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return []
    spans: list[Span] = []
    for border, next_start in _borders(text, start, end, rules_of(language)):
        spans.append((start, border))
        start = next_start
    spans.append((start, end))
    return spans


def _borders(text: str, start: int, end: int, rules: Rules) -> list[Span]:
    """The gaps between the sentences of text[start:end]: where one ends, and where the next begins."""
    scan = _Scan(text, start, rules)
    found: list[Span] = []
    for stop in rules.stop.finditer(text, start, end):
        if stop.start() < scan.start:
            continue
        after = following(text, stop.end(), scan.quotes_open(stop.start()))
        if after.start < end and scan.ends(stop, after):
            found.append((after.closed, after.start))
            scan.begin(after.start)
    return found


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

    def ends(self, stop: re.Match[str], after: Following) -> bool:
        """Whether the sentence ends with `stop`."""
        text, rules, run, position = self._text, self._rules, stop.group(), stop.start()
        if after.start >= self._last or after.kind in ("pause", "end"):
            return False
        if position <= self._letter:
            return False  # nothing said yet: … And then
        is_dot = run == "."
        is_full = run[-1] in self._full
        is_ellipsis = not is_dot and run[-1] in ".…"
        if after.kind == "small" and not is_full and not (is_dot and self._is_clear(stop, after)):
            return False
        if is_ellipsis and self._is_pause(position, after):
            return False
        if not after.has_gap and not is_full and not self._ends_without_gap(position, after):
            return False
        if is_dot and is_list_marker(text, self.start, position):
            return False
        if is_dot and not dot_ends(preceding(text, self.start, position), after, rules):
            return False
        return not self._goes_on(after, is_dot) and not self._in_brackets(position)

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

    def _goes_on(self, after: Following, is_dot: bool) -> bool:
        """Whether a closed quotation is followed by the rest of its sentence: 「…。」と, "…?" Ms. Diaz asked."""
        text, rules = self._text, self._rules
        if not after.is_quoted:
            return False
        if not after.has_gap and self._continues(after.closed):
            return True
        if rules.reporting_inside is not None:
            return rules.reporting_inside.match(text, after.start) is not None
        return not is_dot and after.at == after.start and _reports(text, after.start, rules)

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
