"""The sentences of a text as they are compared with those of its translation: how long, what must survive."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from string import ascii_letters, digits

from dragoman.language.amounts import amounts
from dragoman.language.dated import dates
from dragoman.language.lengths import signed
from dragoman.model.marks import Span
from dragoman.model.once import once
from dragoman.segmentation.sentences import split_sentences

_ORDINARY, _SHORT, _LONG = 80, 2.0, 0.5  # characters whose spread is 1, and the bounds of the others'
_LONGEST = 9  # digits of a number

_STOPS_OF_ASCII = ".!?"
_STOPS = f"{_STOPS_OF_ASCII}。！？؟۔।"
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[\w,;:’'\"»”] )[A-ZÀ-ÖØ-Þ][\w’'-]{2,}")
# A sign between clauses: a dot; another, not behind a digit, or before a blank; a hyphen between blanks. Each pattern
# begins with one set of characters, for which `re` looks several times faster than for alternatives; blanks, of which
# there are many, are no part of the first.
_SIGN = re.compile(r"[,;:()\[\]—–،؛、；，：（）·](?:(?<!\d.)|(?<=·)|(?<=[,;:])(?=\s))")
_HYPHEN = re.compile(r"\s-\s")
_INNER = b".,@/-"  # signs inside a number or a Latin word
_GOES_ON = frozenset(f"{ascii_letters}{digits}{_INNER.decode()}")  # behind one of these it may go on
_RUNS = bytes(code if chr(code).isalnum() or code in _INNER else 32 for code in range(128)) + b" " * 128
_NOTE = re.compile(r"\s?[(（]([^()（）]{1,80})[)）]")


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a translation is for a source, and how far single ones lie from that."""

    rate: float
    spread: float

    def far(self, given: float, made: float, least: float = 0.0) -> float:
        """How far the length of a translation lies from the expected, in spreads of at least `least`; below 0 it is
        too short. Both as English would have them."""
        scale = min(_SHORT, max(_LONG, math.sqrt(_ORDINARY / given)))
        return math.log(made / given) / max(self.spread * scale, least)


class Part:
    """A sentence: its place, its length as English would have it, and its text; `told` is that without notes that only
    say again what the other side has."""

    def __init__(self, start: int, end: int, size: float, text: str, told: str, language: str) -> None:
        self.start, self.end, self.size = start, end, size
        self.text, self.told, self.language = text, told, language

    @once
    def anchors(self) -> frozenset[str]:
        """What must survive a translation: numbers, and the beginnings of names."""
        anchors = {str(int(number)) for number in _NUMBER.findall(self.text) if len(number) < _LONGEST}
        return frozenset(anchors | {name[:4].lower() for name in _NAME.findall(self.text)})

    @once
    def worded(self) -> frozenset[str]:
        """The anchors, with the amounts, weekdays and months that are named in words."""
        dated = dates(self.text, self.language)
        found = {f"weekday {day.number}" for day in dated.weekdays if day.is_sure}
        found |= {f"month {month.number}" for month in dated.months if month.is_sure}
        counted = amounts(self.text, self.language).items
        return self.anchors | found | {str(one.value) for one in counted if one.is_sure and one.value is not None}

    @property
    def asks(self) -> bool:
        return self.text.rstrip("\"”»' )").endswith(("?", "؟", "？"))

    @property
    def breaks(self) -> int:
        """How many signs stand between its clauses."""
        told = self.told
        return len(_SIGN.findall(told)) + (len(_HYPHEN.findall(told)) if "-" in told else 0)

    @once
    def places(self) -> tuple[int, ...]:
        """Where they stand, as if nothing were a note."""
        return tuple(match.start() for signs in (_SIGN, _HYPHEN) for match in signs.finditer(self.text))


def size_of(parts: Sequence[Part]) -> float:
    """How long sentences are together."""
    return parts[0].size if len(parts) == 1 else sum(part.size for part in parts)


def stops(text: str) -> int:
    """How many signs that may end a sentence a text has."""
    return sum(map(text.count, _STOPS_OF_ASCII if text.isascii() else _STOPS))


def cut(text: str, language: str, count: int) -> list[Span]:
    """Where the sentences of a text that has `count` stops stand."""
    if count < 2:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return [(start, end)] if start < end else []
    return split_sentences(text, language)


def parts(
    source: str, target: str, ours: Sequence[Span], theirs: Sequence[Span], languages: tuple[str, str], rate: float
) -> tuple[list[Part], list[Part]]:
    """The sentences of both sides, which stand at `ours` and `theirs`. `languages` are those of source and target;
    `rate`: how many characters the target has for one of English."""
    is_signed = _has_percent(source) or _has_percent(target)
    our_runs, their_runs = _runs(source), _runs(target)
    our_words: list[list[bytes]] = []
    their_words = [_words(their_runs[start:end]) for start, end in theirs]
    same = set(filter(_is_word, _all(their_runs, target, theirs, their_words)))
    # The numbers and Latin words that stand in both: as long in every language. In other scripts there are few.
    if any(word in our_runs for word in same):
        our_words = [_words(our_runs[start:end]) for start, end in ours]
        same &= _all(our_runs, source, ours, our_words)
    else:
        same = set()
    return (
        _measured(source, ours, our_words, languages[0], 1.0, same, is_signed),
        _measured(target, theirs, their_words, languages[1], rate, same, is_signed),
    )


def _has_percent(text: str) -> bool:
    return "%" in text or "٪" in text or "％" in text


def _runs(text: str) -> bytes:
    """The numbers and Latin words of a text, with blanks for all other characters: each as long as it was."""
    return text.encode("ascii", "replace").translate(_RUNS)


def _words(runs: bytes) -> list[bytes]:
    """The numbers and Latin words, which may have signs inside, and single letters."""
    return list(map(bytes.strip, runs.split(), repeat(_INNER)))


def _all(runs: bytes, text: str, spans: Sequence[Span], words: Sequence[Sequence[bytes]]) -> set[bytes]:
    """Those of the whole text: those of its sentences, but where one may go over a border without a blank."""
    for (_, end), (start, _) in pairwise(spans):
        if end == start and text[end - 1] in _GOES_ON:
            return set(_words(runs))
    return set().union(*words)


def _is_word(word: bytes) -> bool:
    return len(word) > 1 or word.isdigit()


def _measured(
    text: str,
    spans: Sequence[Span],
    words: Sequence[Sequence[bytes]],
    language: str,
    rate: float,
    same: set[bytes],
    is_signed: bool,
) -> list[Part]:
    """The sentences; their `words` are looked at where some are the `same` in both texts. `is_signed`: measure words
    for percent as signs, as the other side has them."""
    may_have_notes = bool(same) and ("(" in text or "（" in text)
    is_even = not may_have_notes and "  " not in text  # blanks in place of addresses count for nothing
    found: list[Part] = []
    for at, (start, end) in enumerate(spans):
        piece = told = text[start:end]
        copied = 0
        if may_have_notes or is_signed:
            told = _told(piece, language, same, is_signed)
        if same:
            row = words[at] if told == piece else _words(_runs(told))
            copied = sum(map(len, filter(same.__contains__, row)))
        size = len(told) if is_even or "  " not in told else len(" ".join(told.split()))
        found.append(Part(start, end, max((size - copied) / rate + copied, 1.0), piece, told, language))
    return found


def _told(piece: str, language: str, same: set[bytes], is_signed: bool) -> str:
    """A sentence without the notes that only say what the other side has, too."""
    if same and ("(" in piece or "（" in piece):
        piece = _NOTE.sub(lambda note: "" if _is_copied(note.group(1), same) else note.group(), piece)
    return signed(piece, language) if is_signed else piece


def _is_copied(note: str, same: set[bytes]) -> bool:
    """True for a note in brackets that only has what the other side has, too: a name as its own language spells it."""
    words = list(filter(_is_word, _words(_runs(note))))
    return bool(words) and same.issuperset(words) and 2 * sum(map(len, words)) > len(note)
