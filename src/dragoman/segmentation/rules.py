"""What a language knows about the ends of its sentences, read from data/<language>.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dragoman.language.stops import doubled_stops, full_stops, marks_of
from dragoman.language.tags import primary

RULES = "2"
"""Version of the rules, named in the header of a catalog for people. Counts up when sentences may fall differently."""

# The classes of abbreviations; data/README.md says what each means.
CLASSES = ("title", "number", "month", "inside", "general", "unit", "final")

_NONE: frozenset[str] = frozenset()
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLCDM]+|[A-Z])$")


@dataclass(frozen=True)
class Rules:
    """One language's rules. Words of `abbreviations` stand without their last dot and without blanks: `z.B`, `e.g`."""

    stop: re.Pattern[str]
    abbreviations: Mapping[str, frozenset[str]]
    starters: frozenset[str]
    months: frozenset[str]
    numbered: frozenset[str]  # words before a number that is no ordinal: Kapitel 3
    words: frozenset[str]  # one-letter words that may end a sentence
    reporting: frozenset[str]
    reporting_inside: re.Pattern[str] | None  # the same for languages written without blanks
    continues: tuple[str, ...]  # particles that go on with the sentence after a closing quote
    openings: tuple[str, ...]  # what begins like one of these, but begins a sentence
    unfinished: frozenset[str]  # words after which an ellipsis means "and so on"
    exclaiming: tuple[str, ...]  # names that end with an exclamation mark
    ordinals: bool  # a number with a dot is an ordinal
    year_first: bool  # dates begin with the year, in figures with dots: 2026. 10. 3.
    dot_needs: int  # letters a word must have for a dot to end a sentence after it
    parts: frozenset[str] = field(init=False, repr=False)  # of abbreviations with inner dots, in small letters
    sure: dict[str, bool] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Words met so far: whether a dot behind them ends a sentence, whatever words stand around. A cache."""

    def __post_init__(self) -> None:
        dotted = (word.lower() for word in self.abbreviations if "." in word)
        object.__setattr__(self, "parts", frozenset(part for word in dotted for part in word.split(".")))

    def classes(self, word: str, among_capitals: bool = False) -> frozenset[str]:
        """The classes of abbreviation that `word` (without its dot) belongs to; empty for an ordinary word.

        An entry in small letters fits a capitalised word too, one with capitals only its own spelling (`Sun`, not
        `sun`). `among_capitals`: the words around are in capitals, so that case tells nothing.
        """
        found = self.abbreviations.get(word)
        if found is None and (among_capitals or "." in word or not word.isupper()):
            found = self.abbreviations.get(word.lower())
        if found is None and among_capitals:
            found = self.abbreviations.get(word.title())
        return found or _NONE

    def is_starter(self, word: str, tail: str) -> bool:
        """Whether a sentence is likely to begin with `word`; `tail` is the character behind it.

        A single capital with a dot is an initial (`A. A. Milne`); a word with an apostrophe may be an elided one.
        """
        if tail == "." and len(word) == 1 and word.isupper():
            return False
        small = word.lower()
        return small in self.starters or (tail in ("'", "’") and f"{small}'" in self.starters)


def rules_of(language: str) -> Rules:
    """The rules for a BCP 47 tag, by its primary subtag; general rules for a language without data of its own."""
    return _load(primary(language))


def number_follows(word: str) -> bool:
    """True when `word` counts as a number after `vol.` or `No.`: digits, a Roman numeral, a single capital."""
    return word[:1].isdigit() or bool(_ROMAN_OR_LETTER.match(word))


@cache
def _load(code: str) -> Rules:
    common, own = _read("common"), _own(code)
    abbreviations: dict[str, set[str]] = {}
    for source in (common, own):
        for name in CLASSES:
            for word in _words(source, name):
                abbreviations.setdefault(word, set()).add(name)
    reporting = _words(own, "reporting")
    return Rules(
        stop=_stop_pattern(code),
        abbreviations={word: frozenset(classes) for word, classes in abbreviations.items()},
        starters=frozenset(_words(own, "starters")),
        months=frozenset(_words(own, "months")),
        numbered=frozenset(word.lower() for word in _words(own, "numbered")),
        words=frozenset(_words(own, "words")),
        reporting=frozenset(reporting),
        reporting_inside=_inside(reporting, _words(own, "denied")) if reporting and own.get("solid") else None,
        continues=tuple(_words(own, "continues")),
        openings=tuple(_words(own, "openings")),
        unfinished=frozenset(_words(own, "unfinished")),
        exclaiming=tuple(_words(common, "exclaiming") + _words(own, "exclaiming")),
        ordinals=bool(own.get("ordinals")),
        year_first=bool(own.get("year_first")),
        dot_needs=int(str(own.get("dot_needs", 1))),
    )


def _inside(verbs: list[str], denied: list[str]) -> re.Pattern[str]:
    """One of `verbs` within a few letters, where no blanks part the words; with none of `denied` right before it."""
    unless = "".join(f"(?<!{re.escape(word)})" for word in denied)
    return re.compile(rf"[^\W\d_]{{0,8}}?{unless}(?:{'|'.join(map(re.escape, verbs))})")


def _own(code: str) -> Mapping[str, object]:
    """The table of a language; that of the language it is `like`, with its own entries added."""
    table = _read(code)
    model = table.get("like")
    if not isinstance(model, str):
        return table
    merged = dict(_own(model))
    for name, value in table.items():
        old = merged.get(name)
        merged[name] = f"{old} {value}" if isinstance(old, str) and isinstance(value, str) else value
    return merged


def _read(code: str) -> Mapping[str, object]:
    file = files("dragoman.segmentation") / "data" / f"{code}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _words(table: Mapping[str, object], name: str) -> list[str]:
    return str(table.get(name, "")).split()


def _stop_pattern(code: str) -> re.Pattern[str]:
    """A run of stops. Dots with blanks between them are one run: an ellipsis.

    It begins with one set of characters, for which `re` looks several times faster than for alternatives.
    """
    single = re.escape(marks_of(code) + full_stops())
    doubled = re.escape(doubled_stops())
    return re.compile(
        rf"[{single}{doubled}](?:(?<=\.)(?:[ \u00a0]\.(?!\.))+|(?<=[{single}])[{single}]*|(?<=[{doubled}])[{doubled}])"
    )
