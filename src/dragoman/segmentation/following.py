"""What stands behind a stop: the closers that belong to it, and the beginning of what comes next."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from dragoman.model import POINT
from dragoman.segmentation.quotes import low_quote_is_open, quote_is_open

# Quotes that open in one language close in another; which it is, is seen from what stands beside them.
QUOTES = "\"'“”„‟«»‹›‘’‚‛"
_FULL_CLOSERS = ")]}）］｝」』】〉》〕〗〙〛｣”»›"
_CONTROLS = "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # direction marks and joiners, invisible

# A footnote reference: [3], superscript figures, or a point mark without a blank before it.
_REFERENCE = rf"\[\d{{1,3}}\]|[¹²³⁰⁴-⁹]|{POINT}"
_EMOJI = "\U0001f300-\U0001faff☺☹❤♥"
_CLOSERS = re.compile(
    rf"(?:[{re.escape(_FULL_CLOSERS)}{_CONTROLS}\u0300-\u036f\ufe0f]|''|{_REFERENCE}"
    rf"|\s\[\d{{1,3}}\](?=\s|$)|[ ]?[{_EMOJI}][{_EMOJI}\ufe0f\u200d]*"
    rf"|[\"'“’«‘‹](?![^\W_])"  # not the opening quote of the next word
    r"|[ \u00a0\u202f\u2009][»›”](?![^\W_]))*"  # French sets a narrow blank before »
)
_DETACHED = re.compile(r"\s+(?:''|[\"“”»’)\]}])+(?=\s|$|[,;:.!?])")
_GAP = re.compile(r"\s*")
_OPENERS = re.compile(
    rf"(?:,,|[¿¡\"'“”„‟«»‘’‚‹›(\[{{<（［「『《〈【‐‑‒–—―−\-•·‣◦▪●■►*#@§{POINT}…‥`{_CONTROLS}]|\.{{2,4}}"
    r"|(?<=[«‹–—―\-•·‣◦▪●■►*])[ \u00a0\u202f\u2009]){0,12}"
)
_WORD = re.compile(r"[^\W_]{1,40}(?:\.[^\W_]{1,2}(?![^\W_])){0,6}")
_PAUSES = frozenset(",;:.!?)]}%،؛，、；：）」』】》〉”»/=&+")
_REFERENCES = re.compile(_REFERENCE)

Kind = Literal["end", "small", "capital", "letter", "digit", "pause", "sign"]


class Following(NamedTuple):
    """What stands behind a stop.

    `closed` is where its closers end, `start` where the text behind the blanks begins (equal when there is no
    blank), `at` where its first word begins, behind opening quotes, dashes and bullets. `kind` is the nature of that
    word: "letter" is a letter of a script without capitals, "pause" a sign that cannot begin a sentence.
    """

    closed: int
    start: int
    at: int
    word: str
    kind: Kind
    tail: str  # the character behind the word, "" for none
    is_quoted: bool  # a quote was closed
    has_reference: bool  # a footnote reference or a point mark was taken in

    @property
    def has_gap(self) -> bool:
        return self.start > self.closed


def following(text: str, end: int) -> Following:
    """What stands behind a stop that ends at `end`."""
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isalpha():  # nearly always
        closed, start, at, closers = end, end + 1, end + 1, ""
    else:
        closed = _closed(text, end)
        start = _end_of(_GAP, text, closed)
        at = _end_of(_OPENERS, text, start)
        closers = text[end:closed]
    found = _WORD.match(text, at)
    word = found.group() if found else ""
    after = at + len(word)
    return Following(
        closed,
        start,
        at,
        word,
        _kind(text, start, at, word),
        text[after : after + 1],
        bool(closers) and not QUOTE_SET.isdisjoint(closers),
        bool(closers) and _REFERENCES.search(closers) is not None,
    )


QUOTE_SET = frozenset(QUOTES + "」』")


def is_capital(char: str) -> bool:
    return char.isupper() or char.istitle()


def has_case(char: str) -> bool:
    """True for a letter of a script with capitals. Georgian has them on paper only: nobody writes with them."""
    return char.lower() != char.upper() and not "\u10d0" <= char <= "\u10ff"


def _closed(text: str, end: int) -> int:
    closed = _end_of(_CLOSERS, text, end)
    if text.startswith('"', closed) and '"' not in text[end:closed] and quote_is_open(text, end):
        closed = _end_of(_CLOSERS, text, closed + 1)  # 。"他 : the quote closes, although a letter follows
    detached = _DETACHED.match(text, closed)
    if detached and _closes(text, end, closed, detached.group()):
        closed = detached.end()
    return closed


def _closes(text: str, end: int, closed: int, signs: str) -> bool:
    """Whether quotes and brackets with blanks around them close what stands before: „… . “ but not “ … ”"""
    if '"' in signs and ('"' in text[end:closed] or not quote_is_open(text, end, unless_seen=True)):
        return False
    return "“" not in signs or low_quote_is_open(text, end)


def _kind(text: str, start: int, at: int, word: str) -> Kind:
    if start >= len(text):
        return "end"
    if not word:
        rest = text[at : at + 1] or text[start]
        return "pause" if (rest in _PAUSES and at == start) or rest == "№" else "sign"
    first = word[0]
    if text[at - 1] == "@" and at > start:
        return "capital"  # @name
    if first.isdigit():
        return "digit"
    if not has_case(first):
        return "letter" if first.isalpha() else "sign"
    if is_capital(first) or is_capital(word[1:2]):  # iPhone, eBay
        return "capital"
    if len(word) == 1 and text[at - 1] in "'’" and is_capital(text[at + 2 : at + 3]):
        return "capital"  # Dutch ’t Is, ’s Avonds
    return "small"


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position
