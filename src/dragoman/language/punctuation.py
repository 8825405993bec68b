"""How a language punctuates: its signs, the blanks beside them, its quotation marks and brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from dragoman.language.facts import table

NO_BREAK = "\u00a0\u202f"
_MARKUP = re.compile(r"&#?\w{1,10};|</?[A-Za-z][^<>]{0,200}>")
BLANKS = " \t\u00a0\u202f\u2009\u2007\u3000"


@dataclass(frozen=True, eq=False)
class Punctuation:
    """`signs` and `admitted` are the right signs of each kind (stop, question …), the best first; `lacks` the kinds a
    sentence may do without. `before` are the blanks right before a sign, `inside` those inside « », the best first;
    with `is_optional`, none is right too.

    `quotes` are pairs of marks: outer, inner, admitted; `straight` what " is: right, note or wrong. `speech` are
    dashes that may begin speech, `brackets` pairs, `inverted` what opens a question and an exclamation. `is_loose`:
    blanks beside signs are not settled; `is_tight`: no blank stands beside full-width signs;
    `is_strict`: other no-break spaces than those named are wrong, as a house says that settles its blanks. `instead`
    are words that stand in for quotation marks: so-called.
    """

    signs: Mapping[str, str]
    admitted: Mapping[str, str]
    lacks: frozenset[str]
    before: Mapping[str, str]
    is_optional: bool
    quotes: tuple[str, ...]
    inside: tuple[str, ...]
    straight: str
    speech: str
    brackets: tuple[str, ...]
    inverted: str
    is_loose: bool
    is_tight: bool
    is_strict: bool
    instead: frozenset[str]

    @cached_property
    def kind_of(self) -> Mapping[str, str]:
        """The kind of every sign: in this language first, then in any other."""
        found = dict(_kinds())
        for of in (self.admitted, self.signs):
            for kind, signs in reversed(list(of.items())):  # a sign of two kinds (hy :) is of the one named first
                found.update(dict.fromkeys(signs, kind))
        return found

    @cached_property
    def misplaced(self) -> Mapping[str, str]:
        """Signs of other languages, and what this one writes for them."""
        own = "".join((*self.signs.values(), *self.admitted.values())) + table("punctuation")["everywhere"]
        return {sign: self.signs[kind][0] for sign, kind in _kinds().items() if sign not in own and kind in self.signs}


def masked(text: str) -> str:
    """A text of the same length with no-break spaces for character references and tags that are no marks."""
    if "<" not in text and "&" not in text:
        return text
    return _MARKUP.sub(lambda match: "\u00a0" * len(match.group()), text)


def punctuation_of(tag: str, style: Mapping[str, Any] | None = None) -> Punctuation:
    """How the language of a BCP 47 tag punctuates. `style` replaces facts of the table, by the table's keys; of `signs`
    and `before` only those it names."""
    return _facts(tag) if not style else _made(_merged(_row(tag), style))


@cache
def _facts(tag: str) -> Punctuation:
    return _made(_row(tag))


def _made(row: Mapping[str, Any]) -> Punctuation:
    return Punctuation(
        row["signs"],
        row.get("admitted", {}),
        frozenset(row["lacks"]),
        row["before"],
        bool(row.get("optional", False)),
        tuple(row["quotes"]),
        tuple(row["inside"]),
        row["straight"],
        row["speech"],
        tuple(row["brackets"]),
        row["inverted"],
        row["loose"],
        row["tight"],
        bool(row.get("strict", False)),
        frozenset(row.get("instead", ())),
    )


def _row(tag: str) -> dict[str, Any]:
    facts = table("punctuation")
    parts = tag.replace("_", "-").split("-")
    names = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    names.insert(-1, f"{parts[0]}-{parts[-1]}")  # a tag that says more between them: de-Latn-CH
    name = next((found for found in names if found in facts and found not in ("kinds", "everywhere")), "default")
    if name == "default":
        return dict(facts["default"])
    row = facts[name]
    return {**(_row(row["like"]) if "like" in row else facts["default"]), **row}


def _merged(row: dict[str, Any], style: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**row, **style}
    for name in ("signs", "before"):
        merged[name] = {**row[name], **style.get(name, {})}
    return merged


@cache
def _kinds() -> dict[str, str]:
    """The kind of every sign, where it has several the first of the table."""
    kinds: dict[str, str] = {}
    for kind, signs in table("punctuation")["kinds"].items():
        for sign in signs:
            kinds.setdefault(sign, kind)
    return kinds
