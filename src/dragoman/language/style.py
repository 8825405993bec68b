"""How a newsroom writes one language, where it settles more than the language does: its house style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dragoman.language.facts import table

ADVICE = ""  # instead of the name of a check: nobody but a reader can judge it


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words that the house does not write, and what it writes `instead`. The other fields are those of a rule of style
    in the glossary; `line` is where it stands in the file, from 1."""

    words: tuple[str, ...]
    instead: str = ""
    note: str = ""
    allowed: tuple[str, ...] = ()
    quotes: bool = False  # whether they may stand in quotations
    exact: bool = False
    line: int | None = None


class Told(NamedTuple):
    """One rule for people and engines: the setting, what it says, and the check that finds breaches, or ADVICE."""

    setting: str
    words: str
    check: str


@dataclass(frozen=True, slots=True)
class Style:
    """The house style of a language. What is empty the language settles.

    `quotes` are pairs of marks, the outer first, `inside` the blank inside them, `before` the blanks before signs;
    `digits` are names of Unicode's systems (latn, arab …). `formality` is formal or informal, `headlines` sentence or
    title. `as_source` are habits of the source that a translation keeps (see AS_SOURCE). `dash`, `date`, `time` and
    `advice` are words for people and engines.
    """

    quotes: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict)
    digits: tuple[str, ...] = ()
    group: str = ""
    decimal: str = ""
    percent: str = ""
    currency: str = ""
    dash: str = ""
    date: str = ""
    time: str = ""
    formality: str = ""
    headlines: str = ""
    as_source: tuple[str, ...] = ()
    avoided: tuple[Avoided, ...] = ()
    advice: tuple[str, ...] = ()

    @property
    def punctuation(self) -> dict[str, Any]:
        """The facts of language.punctuation that the house settles."""
        found: dict[str, Any] = {}
        if self.quotes:
            found["quotes"] = self.quotes
            if any('"' in pair for pair in self.quotes):
                found["straight"] = "right"
        if self.inside:
            found["inside"] = self.inside
        if self.before:
            found["before"] = self.before
            found["optional"] = False
        if self.before or self.inside:
            found["strict"] = True
        return found

    def told(self) -> Iterator[Told]:
        """Every rule but the avoided words, in the order of the fields."""
        for setting, said, check in _RULES:
            value = getattr(self, setting)
            if value:
                yield Told(setting, said.format(_shown(setting, value)), check)
        for name in self.as_source:
            yield Told("as_source", *AS_SOURCE[name])
        yield from (Told("advice", line, ADVICE) for line in self.advice)


# What a house may want as in the source, though languages differ in it: in words, and by which check.
AS_SOURCE = {
    "quotes": ("as many quotations as the source has, in single and in double marks", "quotes"),
    "sentences": ("as many sentences as the source has", "sentence-count"),
    "spaces": ("two blanks behind a sentence where the source has two", "double-space"),
}
_RULES = (
    ("quotes", "quotation marks, the outer first: {}", "quotes"),
    ("inside", "inside quotation marks: {}", "punctuation-spacing"),
    ("before", "before signs: {}", "punctuation-spacing"),
    ("digits", "numbers in figures: {}", "digit-style"),
    ("group", "digits are grouped with {}", "number-format"),
    ("decimal", "decimals stand behind {}", "number-format"),
    ("percent", "the percent sign stands {}", "number-format"),
    ("currency", "signs of currencies stand {} the amount", "currency"),
    ("dash", "dashes: {}", ADVICE),
    ("date", "dates: {}", ADVICE),
    ("time", "times: {}", ADVICE),
    ("formality", "readers are addressed in the {} way", ADVICE),
    ("headlines", "capitals of headlines: as in a {}", ADVICE),
)
_BLANKS = {
    "": "nothing",
    " ": "a space",
    "\u00a0": "a no-break space (U+00A0)",
    "\u202f": "a narrow no-break space (U+202F)",
    "\u2009": "a thin space (U+2009)",
}


_PERCENT = {
    "before": "before the number",
    "space": "behind the number, with a space",
    "close": "right behind the number",
}


def _shown(setting: str, value: object) -> str:
    """A value in words; of several the best stands first."""
    if isinstance(value, Mapping):
        return "; ".join(f"{sign} {_shown('inside', tuple(blanks) or ('',))}" for sign, blanks in value.items())
    if isinstance(value, tuple):
        return (", " if setting == "quotes" else " or ").join(_shown(setting, each) for each in value)
    match setting:
        case "digits":
            return str(table("number_style")["called"].get(value, value))
        case "percent":
            return _PERCENT[str(value)]
    return _BLANKS.get(str(value), str(value))
