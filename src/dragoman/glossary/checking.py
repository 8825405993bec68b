"""One entry of a glossary file checked: a table of plain values in; a term, and what is wrong, out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias, cast

from dragoman.glossary.entries import (
    CASES,
    GENDERS,
    KINDS,
    NUMBERS,
    QUOTES,
    STATUSES,
    Case,
    Form,
    Gender,
    Kind,
    Number,
    Quotes,
    Rendering,
    Status,
    StyleRule,
    Term,
)
from dragoman.glossary.faults import Fault
from dragoman.glossary.words import spelling
from dragoman.language.tags import normalise
from dragoman.model.errors import ConfigError, Where
from dragoman.model.visible import visible

TERM_KEYS = (
    "source", "aliases", "kind", "case", "only", "unless", "ambiguous", "keep", "note", "decision", "status",
)  # fmt: skip
RENDERING_KEYS = ("approved", "admitted", "forbidden", "forms", "gender", "number", "exact", "keep", "gloss")
STYLE_KEYS = ("language", "forbidden", "instead", "note", "allowed", "quotes", "exact", "decision")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
# Line breaks and terminal controls would break a PO comment; embeddings and isolates would reorder what follows.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff\ufffe\uffff]")

_SIGN = re.compile(r"[{}|\\]")

Place: TypeAlias = Callable[[str], Where]
Row: TypeAlias = tuple[Mapping[str, object], Place]
"""The values of one entry, and the place of each of them."""


class StyleRow(NamedTuple):
    """The same of one [[style]] table."""

    table: Mapping[str, object]
    place: Place


def term_of(table: Mapping[str, object], place: Place, domain: str) -> tuple[Term | None, list[Fault]]:
    """The term that a table of values describes, and every fault in it.

    `place` gives the place of a key of the table, for "" that of the table. A rendering with a fault is left out; with
    any other fault there is no term, since half of what it says could match where it should not. A table may name a
    `domain` other than its file's.
    """
    values = _Values(table, place)
    source = values.text("source", 'add source = "…"')
    term = Term(
        source,
        values.texts("aliases"),
        cast(Kind, values.choice("kind", KINDS)),
        values.line("note"),
        case=cast(Case, values.choice("case", CASES) or "smart"),
        only=values.texts("only"),
        unless=values.texts("unless"),
        ambiguous=values.truth("ambiguous"),
        keep=values.truth("keep"),
        decision=values.line("decision"),
        status=cast(Status, values.choice("status", STATUSES)),
        domain=values.line("domain") or domain,
        where=place(""),
    )
    if term.ambiguous and not (term.kind or term.only or term.case == "exact"):
        hint = 'add a kind, only = ["…"] with words that stand beside it, or case = "exact"'
        values.fault("'ambiguous' without anything to tell it by", "ambiguous", hint)
    spoiled: list[Fault] = []
    renderings = _renderings(values, source, spoiled)
    faults = [*values.faults, *spoiled]
    if values.faults:
        return None, faults
    return replace(term, renderings=renderings), faults


def rule_of(row: StyleRow, domain: str) -> tuple[StyleRule | None, list[Fault]]:
    """The rule that a table of values describes, and every fault in it; with a fault there is no rule."""
    values = _Values(*row)
    for key in row.table:
        if key not in (*STYLE_KEYS, "domain"):
            values.fault(unknown(key, STYLE_KEYS), key, f"use one of: {', '.join(STYLE_KEYS)}")
    tag = values.text("language", 'add language = "es"', "[[style]]")
    try:
        tag = normalise(tag) if tag else tag
    except ConfigError as error:
        values.fault(error.message, "language", error.hint)
    rule = StyleRule(
        tag,
        values.texts("forbidden"),
        values.text("instead") if "instead" in row.table else "",
        values.line("note"),
        values.texts("allowed"),
        cast(Quotes, values.choice("quotes", QUOTES)),
        values.truth("exact"),
        values.line("decision"),
        values.line("domain") or domain,
        row.place(""),
    )
    if not rule.forbidden and not values.faults:
        values.fault("a [[style]] without 'forbidden'", "forbidden", 'add forbidden = ["…"]')
    allowed = {spelling(text) for text in (*rule.allowed, rule.instead)}
    for text in rule.forbidden:
        if spelling(text) and spelling(text) in allowed:
            hint = "take it out of one of them; letter case and kinds of apostrophe or hyphen do not tell two apart"
            values.fault(f"a [[style]] both allows and forbids '{text}'", "forbidden", hint)
    return (None if values.faults else rule), values.faults


def _renderings(values: _Values, source: str, spoiled: list[Fault]) -> dict[str, Rendering]:
    found: dict[str, Rendering] = {}
    for key, value in values.table.items():
        if key in TERM_KEYS or key == "domain":
            continue
        if not _TAG.fullmatch(key) or (not isinstance(value, dict) and get_close_matches(key, TERM_KEYS)):
            values.fault(unknown(key, TERM_KEYS), key, "a language is a BCP 47 tag, such as es or zh-Hans")
            continue
        if not isinstance(value, dict):
            values.fault(f"'{key}' must be a table", key, f'write {key} = {{ approved = "…" }}')
            continue
        try:
            tag = normalise(key)
        except ConfigError as error:
            values.fault(error.message, key, error.hint)
            continue
        if tag in found:
            values.fault(f"language '{tag}' stands twice in one term", key)
            continue
        rendering, faults = _rendering(value, key, values.place(key), source)
        spoiled += faults
        if not faults:
            found[tag] = rendering
    return found


def _rendering(table: Mapping[str, object], language: str, where: Where, source: str) -> tuple[Rendering, list[Fault]]:
    values = _Values(table, lambda _: where, f"{language}.")
    for key in table:
        if key not in RENDERING_KEYS:
            hint = f"use one of: {', '.join(RENDERING_KEYS)}"
            values.fault(unknown(key, RENDERING_KEYS, place=f" in '{language}'"), key, hint)
    keep = values.truth("keep")
    rendering = Rendering(
        values.text("approved") if "approved" in table else source if keep else "",
        values.texts("admitted"),
        values.texts("forbidden"),
        values.forms("forms"),
        cast(Gender, values.choice("gender", GENDERS)),
        cast(Number, values.choice("number", NUMBERS)),
        values.truth("exact"),
        keep,
        values.text("gloss") if "gloss" in table else "",
    )
    if not (rendering.approved or rendering.admitted or rendering.forbidden or values.faults):
        values.fault(f"'{language}' has no 'approved'", "approved", 'add approved = "…", or admitted or forbidden ones')
    if rendering.forms and not rendering.approved:
        values.fault(f"'{language}' has 'forms', but no 'approved' whose forms they are", "forms", 'add approved = "…"')
    if keep and rendering.approved != source:
        values.fault(f"'{language}' keeps '{source}' and approves '{rendering.approved}'", "keep", "take one out")
    allowed = {spelling(text) for text in (rendering.approved, *rendering.form_texts, *rendering.admitted)}
    for text in rendering.forbidden:
        if spelling(text) in allowed:
            values.fault(
                f"'{language}' both allows and forbids '{text}'",
                "forbidden",
                "take it out of one list; letter case and kinds of apostrophe or hyphen do not tell two apart",
            )
    return rendering, values.faults


def unknown(key: str, known: tuple[str, ...], what: str = "key", place: str = "") -> str:
    """The message for a word that is not one of `known`, with the nearest that is."""
    close = get_close_matches(key, known, 1)
    return f"unknown {what} '{visible(key, 60)}'{place}" + (f"; did you mean '{close[0]}'?" if close else "")


@dataclass
class _Values:
    """A table while it is read: each method gives a value, or records what is wrong and gives an empty one."""

    table: Mapping[str, object]
    place: Place
    prefix: str = ""  # before a key in messages
    faults: list[Fault] = field(default_factory=list)

    def fault(self, message: str, key: str, hint: str = "") -> None:
        self.faults.append(Fault(message, self.place(key if key in self.table else ""), hint))

    def text(self, key: str, missing: str = "", entry: str = "[[term]]") -> str:
        """A string that matching can find: it has a letter, a digit or a sign."""
        if key not in self.table:
            self.fault(f"a {entry} without '{key}'", key, missing)
            return ""
        return self._text(self.table[key], key)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list):
            name = self.prefix + key
            self.fault(f"'{name}' must be a list of strings", key, f'write {name} = ["…"]')
            return ()
        return tuple(self._text(item, key) for item in value)

    def forms(self, key: str) -> tuple[Form, ...]:
        """`["x"]`, or `{ genitive = "x", "dative plural" = ["y", "z"] }`; from other files, forms."""
        value = self.table.get(key, [])
        if isinstance(value, list) and value and all(isinstance(item, Form) for item in value):
            return tuple(Form(self._text(form.text, key), form.features) for form in value)
        if not isinstance(value, dict):
            return tuple(Form(text) for text in self.texts(key))
        found: list[Form] = []
        for features, texts in value.items():
            tags = frozenset(self._string(features, key).split())
            if _SIGN.search(features):
                self.fault(
                    f"the features '{visible(features, 60)}' hold a sign", key, "write them as words: genitive plural"
                )
            found += (Form(self._text(text, key), tags) for text in (texts if isinstance(texts, list) else [texts]))
        return tuple(found)

    def line(self, key: str) -> str:
        """A string on one line; "" when the key is not there."""
        return self._string(self.table[key], key).strip() if key in self.table else ""

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        if key not in self.table:
            return ""
        value = self._string(self.table[key], key)
        if value in choices or not value:
            return value
        self.fault(unknown(value, choices, key), key, f"use one of: {', '.join(choices)}")
        return ""

    def truth(self, key: str) -> bool:
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            self.fault(f"'{self.prefix}{key}' must be true or false", key)
            return False
        return value

    def _text(self, value: object, key: str) -> str:
        before = len(self.faults)
        text = self._string(value, key).strip()
        if not spelling(text) and len(self.faults) == before:
            self.fault(f"'{self.prefix}{key}' is empty", key, "fill it in, or take the key out")
        return text

    def _string(self, value: object, key: str) -> str:
        name = self.prefix + key
        if not isinstance(value, str):
            self.fault(f"'{name}' must be a string", key)
            return ""
        if control := _CONTROL.search(value):
            message = f"'{name}' holds a line break or control character: {visible(control[0])}"
            self.fault(message, key, "write it on one line, without control characters")
            return ""
        return value
