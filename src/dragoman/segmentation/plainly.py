"""Stops with nothing special about them: decided at a glance, as most stops of a text are."""

from __future__ import annotations

from dragoman.segmentation.deciding import FULL, Scan
from dragoman.segmentation.following import has_case, is_capital
from dragoman.segmentation.preceding import is_sure
from dragoman.segmentation.reasons import FULL_STOP, NO_BLANK, OWN_STOP, SMALL_LETTER, Reason
from dragoman.segmentation.rules import Rules

_WORD = 28  # characters looked at before a dot
_WORDS = 50_000  # words remembered for a language
_OPENERS = frozenset('"“„«‘([')
_DASHES = frozenset("-–—")
_CLOSERS = frozenset('"”»')


def decide_plainly(text: str, position: int, behind: int, scan: Scan, rules: Rules) -> tuple[int, int, Reason] | None:
    """Where the closers of a stop end, where the next sentence would begin, and what decides about it.

    None when that has to be looked at. The stop stands from `position` to `behind`, with text behind it.

    Law: never another border than `following` and `Scan.reason` find, in a tenth of the time.
    """
    stop = text[position]
    if behind - position > 1:
        if stop not in "!?" or text[position:behind].strip("!?"):
            return None
        stop = "!?"
    gap = text[behind]
    if gap == " ":
        closed, next_ = behind, behind + 1
        first = text[next_]
        if first.islower():
            if stop == "." or stop in FULL or is_capital(text[next_ + 1 : next_ + 2]) or not has_case(first):
                return None
            return closed, next_, SMALL_LETTER
        if first in _OPENERS:
            first = text[next_ + 1 : next_ + 2]
            if first.isdigit():
                return None  # a footnote reference: [3]
        elif first in _DASHES and text[next_ + 1 : next_ + 2] == " ":
            first = text[next_ + 2 : next_ + 3]
        if not first.isalnum() or first.islower():
            return None
        if first.isdigit() and text[position - 1].isdigit():
            return None  # 2026. 10. 3.
    elif stop in FULL:
        closed = next_ = behind
        if not gap.isalnum():
            return None
    elif stop != ".":
        return None
    elif gap in _CLOSERS and text[behind + 1 : behind + 2] == " ":
        closed, next_ = behind + 1, behind + 2
        if not is_capital(text[next_ : next_ + 1]) or rules.reporting_inside is not None:
            return None
    elif gap.isdigit() or (gap.islower() and not is_capital(text[behind + 1 : behind + 2])):
        return behind, behind, NO_BLANK
    else:
        return None
    if scan.has_shelters and scan.is_sheltered(position):
        return None
    if stop == ".":
        return (closed, next_, FULL_STOP) if _is_sure(text, position, scan, rules) else None
    if stop == "…" or not scan.has_words(position) or text.endswith(rules.exclaiming, scan.start, position):
        return None
    return closed, next_, OWN_STOP if stop in FULL else FULL_STOP


def _is_sure(text: str, position: int, scan: Scan, rules: Rules) -> bool:
    begin = text.rfind(" ", scan.start, position) + 1 or scan.start  # not far: a blank stands behind each such stop
    if position - begin > _WORD:
        begin = position - _WORD
    word = text[begin:position]
    found = rules.sure.get(word)
    if found is None:
        if len(rules.sure) >= _WORDS:
            rules.sure.clear()
        found = rules.sure[word] = is_sure(word, rules)
    return found and (begin > scan.start or not word[0].isdigit())
