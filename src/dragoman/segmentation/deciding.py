"""What decides about one stop of a text."""

from __future__ import annotations

import re

from dragoman.language.stops import doubled_stops, full_stops
from dragoman.model.once import once
from dragoman.segmentation.brackets import brackets
from dragoman.segmentation.following import Following, following, has_case, is_capital
from dragoman.segmentation.preceding import dot_reason, is_list_marker, is_plain_word, is_sure, preceding
from dragoman.segmentation.reasons import (
    ADDRESS,
    ELLIPSIS,
    FORGOTTEN_BLANK,
    FULL_STOP,
    IN_BRACKETS,
    IN_CODE,
    LIST_MARKER,
    NAME,
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
from dragoman.segmentation.rules import Rules
from dragoman.segmentation.stretches import Stretches, addresses, code

_LETTER = re.compile(r"[^\W_]")
_REPORTER = re.compile(r"[^\W\d_](?:\w|[.'’\u200c-](?=\w)|[\u0900-\u0963\u0966-\u0dff])*\.?,?[ \u00a0]?")
_BACK = 40  # characters looked at before a stop without a blank behind it
_REPORTERS = 6  # words from a closing quote to its verb: "…?" the Rev. Ana Maria Silva asked
_UNCASED_REPORTERS = 3  # the same where no capitals tell names from other words
_CENTURY = re.compile(r"[IVX]{2,}$")
_OPENING_QUOTES = frozenset('"“„«')
_WEB = frozenset("./@=&\\")
FULL = frozenset(full_stops() + doubled_stops())


class Scan:
    """What must be remembered on the way through one text. To be asked for stops in rising order."""

    def __init__(self, text: str, start: int, rules: Rules) -> None:
        self._text = text
        self._rules = rules
        self._brackets = brackets(text, corners=rules.reporting_inside is None)
        self._code = code(text)
        self.start = start  # of the sentence
        self.has_shelters = bool(self._brackets or self._code)
        self._letter = (-1, 0)  # the first letter or figure of the sentence, and where that sentence begins

    def is_sheltered(self, position: int) -> bool:
        """Whether `position` stands in brackets or code, so that a stop there may be none."""
        return self._brackets.around(position) is not None or self._code.around(position) is not None

    def has_words(self, position: int) -> bool:
        """Whether the sentence has a letter or figure before `position`."""
        return self._first_letter() < position

    def reason(self, position: int, behind: int, after: Following) -> Reason:
        """What decides whether the sentence ends with the stop from `position` to `behind`."""
        text, rules = self._text, self._rules
        if after.start >= self._last_letter:
            return NO_WORDS_BEHIND
        if after.kind == "pause":
            return PAUSE
        if not self.has_words(position):
            return NO_WORDS_BEFORE
        last = text[behind - 1]
        is_dot = last == "." and behind - position == 1
        is_full = last in FULL
        is_ellipsis = not is_dot and last in ".…"
        reason = OWN_STOP if is_full else FULL_STOP
        if not after.has_gap and self._addresses.around(position):
            return ADDRESS
        if self._code.around(position):
            return IN_CODE
        if after.kind == "small" and not is_full and not self._resumes(after):
            if not after.has_gap:
                return NO_BLANK
            if not self._is_clear(position, after, is_dot, is_ellipsis):
                return SMALL_LETTER
            reason = PLAIN_WORD
        if after.kind == "capital" and text[position:behind] == "!" and self._is_name(position, after):
            return NAME
        if is_ellipsis and self._is_pause(position, after):
            return ELLIPSIS
        if not after.has_gap and not is_full:
            if not self._ends_without_gap(position, after):
                return NO_BLANK
            reason = FORGOTTEN_BLANK
        if is_dot and not self._addresses.ends_at(position):
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
        return IN_BRACKETS if self._in_brackets(position, after, is_dot) else reason

    @once
    def _addresses(self) -> Stretches:
        return addresses(self._text)

    @once
    def _last_letter(self) -> int:
        """Behind it stand no letters or figures."""
        last = len(self._text)
        while last and not self._text[last - 1].isalnum():
            last -= 1
        return last

    def _first_letter(self) -> int:
        first, start = self._letter
        if first < 0 or start != self.start:
            letter = _LETTER.search(self._text, self.start)
            first = letter.start() if letter else len(self._text)
            self._letter = first, self.start
        return first

    def _is_name(self, position: int, after: Following) -> bool:
        """Whether an exclamation mark belongs to a name, and no word follows that begins sentences: `Yahoo! Mail`."""
        if after.is_quoted or not self._text.endswith(self._rules.exclaiming, self.start, position):
            return False
        return not self._rules.is_starter(after.word, after.tail)

    def _is_pause(self, position: int, after: Following) -> bool:
        """Whether an ellipsis is a hesitation or an "and so on" rather than an end: `about … 30`, `well … I`."""
        rules = self._rules
        if after.kind == "digit" or (not after.has_gap and not after.is_quoted):
            return True
        if after.word in rules.words and after.kind == "capital":
            return True
        if (
            after.kind == "letter"
            and self._text[position - 1].isspace()
            and not rules.is_starter(after.word, after.tail)
        ):
            return True
        return preceding(self._text, self.start, position).word in rules.unfinished

    def _is_clear(self, position: int, after: Following, is_dot: bool, is_ellipsis: bool) -> bool:
        """Whether a sentence ends although a small letter follows: `… the treaty. von der Leyen …`, `Why? "no".`"""
        rules, text = self._rules, self._text
        found = preceding(text, self.start, position)
        if text[after.start] in _OPENING_QUOTES and not is_ellipsis:
            return not is_dot or is_sure(found.word, rules)
        if not is_dot or after.closed != position + 1 or (after.at > after.start and _reports(text, after.at, rules)):
            return False
        return is_plain_word(found, rules)

    def _resumes(self, after: Following) -> bool:
        """Whether a sentence begins with an ellipsis and a small letter: `It was full. …and then it broke.`"""
        return (
            after.has_gap
            and self._text.startswith(("...", "…"), after.start)
            and not self._text[after.at - 1].isspace()
        )

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
        return (
            after.kind == "capital"
            and word[-2:].islower()
            and (rules.is_starter(after.word, after.tail) or _CENTURY.match(after.word) is not None)
        )

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

    def _in_brackets(self, position: int, after: Following, is_dot: bool) -> bool:
        """Whether `position` stands in brackets that are part of a longer sentence.

        That ends with them when a stop is their last sign, and what follows is no name: … (he said in jest.) The …
        """
        pair = self._brackets.around(position)
        if pair is None:
            return False
        opened, closed = pair
        if self._text[opened] in "《〈":
            return True  # a title
        if opened > self._first_letter():
            if after.closed < closed or not after.has_gap:
                return True
            is_likely = (is_dot and after.kind == "capital") or self._rules.is_starter(after.word, after.tail)
            return after.kind == "digit" or not is_likely
        behind = following(self._text, closed)
        return behind.kind in ("small", "pause") or (not behind.has_gap and self._continues(closed))


def _reports(text: str, position: int, rules: Rules) -> bool:
    """Whether a reporting verb follows within a few words, names and titles only between: `Ms. Diaz asked`."""
    for words in range(_REPORTERS if rules.reporting else 0):
        found = _REPORTER.match(text, position)
        if found is None:
            return False
        word = found.group().rstrip(" \u00a0,.")
        if word.lower() in rules.reporting:
            return True
        if has_case(word[:1]):
            if len(word) > 3 and not is_capital(word[:1]):
                return False
        elif words >= _UNCASED_REPORTERS:
            return False
        position = found.end()
    return False
