"""The sentences of a text as they are compared with those of its translation: how long, what must survive."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

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
_BREAK = re.compile(r"(?<!\d)[,;:()\[\]—–،؛、；，：（）]|[,;:](?=\s)|\s-\s|·")
_COPIED = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,@/-]*[A-Za-z0-9]|[0-9]")
_INNER = b".,@/-"
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

    @once
    def breaks(self) -> int:
        """How many signs stand between its clauses."""
        return len(_BREAK.findall(self.told))

    @once
    def places(self) -> tuple[int, ...]:
        """Where they stand, as if nothing were a note."""
        return tuple(match.start() for match in _BREAK.finditer(self.text))


def size_of(parts: Sequence[Part]) -> float:
    """How long sentences are together."""
    return parts[0].size if len(parts) == 1 else sum(part.size for part in parts)


def stops(text: str) -> int:
    """How many signs that may end a sentence a text has."""
    return sum(map(text.count, _STOPS_OF_ASCII if text.isascii() else _STOPS))


def cut(text: str, language: str) -> list[Span]:
    """Where the sentences of a text stand."""
    if stops(text) < 2:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return [(start, end)] if start < end else []
    return split_sentences(text, language)


def parts(
    source: str, target: str, ours: Sequence[Span], theirs: Sequence[Span], languages: tuple[str, str], rate: float
) -> tuple[list[Part], list[Part]]:
    """The sentences of both sides, which stand at `ours` and `theirs`. `languages` are those of source and target;
    `rate`: how many characters the target has for one of English."""
    is_signed = _has_percent(source) or _has_percent(target)
    same = alike(source, target)
    return (
        [_part(source, span, languages[0], 1.0, same, is_signed) for span in ours],
        [_part(target, span, languages[1], rate, same, is_signed) for span in theirs],
    )


def alike(source: str, target: str) -> frozenset[str]:
    """The numbers and Latin words that stand in both: as long in every language."""
    return frozenset(word.decode() for word in _copied(source) & _copied(target) if len(word) > 1 or word.isdigit())


def _copied(text: str) -> set[bytes]:
    """What _COPIED finds in a text, in bytes, and single letters, in half the time: no two of its finds stand between
    the same two characters that it does not know, and none begins or ends with a sign."""
    runs = text.encode(errors="surrogatepass").translate(_RUNS).split()
    return {run.strip(_INNER) for run in runs}


def _has_percent(text: str) -> bool:
    return "%" in text or "٪" in text or "％" in text


def _part(text: str, span: Span, language: str, rate: float, same: frozenset[str], is_signed: bool) -> Part:
    """A sentence; `is_signed`: measure words for percent as signs, as the other side has them."""
    start, end = span
    piece = text[start:end]
    told = piece
    if same and ("(" in piece or "（" in piece):
        told = _NOTE.sub(lambda note: "" if _is_copied(note.group(1), same) else note.group(), piece)
    if is_signed:
        told = signed(told, language)
    return Part(start, end, _length(told, rate, same), piece, told, language)


def _is_copied(note: str, same: frozenset[str]) -> bool:
    """True for a note in brackets that only has what the other side has, too: a name as its own language spells it."""
    words = _COPIED.findall(note)
    return bool(words) and same.issuperset(words) and 2 * sum(map(len, words)) > len(note)


def _length(piece: str, rate: float, same: frozenset[str]) -> float:
    """How long a sentence would be in English; blanks in place of addresses count for nothing."""
    copied = 0
    for word in same:
        if word in piece:
            copied = sum(map(len, filter(same.__contains__, _COPIED.findall(piece))))
            break
    size = len(" ".join(piece.split())) if "  " in piece else len(piece)
    return max((size - copied) / rate + copied, 1.0)
