"""The sentences of a text as they are compared with those of its translation: how long, what must survive."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
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
    our_words, their_words = _words_of(source, ours), _words_of(target, theirs)
    # The numbers and Latin words that stand in both: as long in every language.
    same = {word for word in _all(source, ours, our_words) & _all(target, theirs, their_words) if _is_word(word)}
    return (
        [_part(source, *at, languages[0], 1.0, same, is_signed) for at in zip(ours, our_words, strict=True)],
        [_part(target, *at, languages[1], rate, same, is_signed) for at in zip(theirs, their_words, strict=True)],
    )


def _has_percent(text: str) -> bool:
    return "%" in text or "٪" in text or "％" in text


def _words_of(text: str, spans: Sequence[Span]) -> list[list[bytes]]:
    return [_copied(text[start:end]) for start, end in spans]


def _copied(text: str) -> list[bytes]:
    """The numbers and Latin words of a text, which may have signs inside, and single letters."""
    runs = text.encode(errors="surrogatepass").translate(_RUNS).split()
    return [run.strip(_INNER) for run in runs]


def _all(text: str, spans: Sequence[Span], words: Sequence[Sequence[bytes]]) -> set[bytes]:
    """Those of the whole text: those of its sentences, but where one may go over a border without a blank."""
    if any(end == start and text[end - 1] in _GOES_ON for (_, end), (start, _) in pairwise(spans)):
        return set(_copied(text))
    return set().union(*words)


def _is_word(word: bytes) -> bool:
    return len(word) > 1 or word.isdigit()


def _part(
    text: str, span: Span, words: Sequence[bytes], language: str, rate: float, same: set[bytes], is_signed: bool
) -> Part:
    """A sentence; `is_signed`: measure words for percent as signs, as the other side has them."""
    start, end = span
    piece = text[start:end]
    told = piece
    if same and ("(" in piece or "（" in piece):
        told = _NOTE.sub(lambda note: "" if _is_copied(note.group(1), same) else note.group(), piece)
    if is_signed:
        told = signed(told, language)
    if told != piece:
        words = _copied(told)
    return Part(start, end, _length(told, words, rate, same), piece, told, language)


def _is_copied(note: str, same: set[bytes]) -> bool:
    """True for a note in brackets that only has what the other side has, too: a name as its own language spells it."""
    words = list(filter(_is_word, _copied(note)))
    return bool(words) and same.issuperset(words) and 2 * sum(map(len, words)) > len(note)


def _length(piece: str, words: Sequence[bytes], rate: float, same: set[bytes]) -> float:
    """How long a sentence would be in English; blanks in place of addresses count for nothing."""
    copied = sum(map(len, filter(same.__contains__, words))) if same else 0
    size = len(" ".join(piece.split())) if "  " in piece else len(piece)
    return max((size - copied) / rate + copied, 1.0)
