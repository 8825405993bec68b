"""How a language names days, months and times of day; read from data/dates.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.language.facts import table
from dragoman.language.han import is_han_written
from dragoman.language.number_words import Vocabulary, heard, plain, vocabulary


@dataclass(frozen=True, slots=True)
class DateWords:
    """What the check of dates knows of a language: its names of days and months, and what stands at an hour."""

    words: Mapping[str, tuple[str, int, bool]]
    phrases: Mapping[str, tuple[tuple[str, str, int, bool], ...]]
    signs: tuple[tuple[str, int], ...]
    orders: tuple[str, ...]
    dash: frozenset[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    kinds: Mapping[str, str]
    hour: re.Pattern[str]
    at: re.Pattern[str]
    is_hour_alone: bool
    is_at_alone: bool
    has_hour_letter: bool
    lead: Mapping[str, int]
    is_lead_alone: bool
    is_month_small: bool
    like_names: frozenset[str]
    before_month: frozenset[str]
    others: frozenset[str]
    calendars: tuple[str, ...]
    keys: frozenset[str]
    # What a time of day has beside it, in the spelling of `heard`: one of the words of `clock`, or the word of a row of
    # `clock_rows` and its phrase as it is written.
    clock: frozenset[str]
    clock_rows: tuple[tuple[str, str], ...]
    tells: frozenset[str]  # every word that a date or time needs
    numbers: Vocabulary
    is_han: bool


@cache
def date_words(code: str) -> DateWords | None:
    """The words of a primary subtag; None for languages that data/dates.toml has nothing of."""
    row = table("dates").get(code)
    if row is None:
        return None
    words: dict[str, tuple[str, int, bool]] = {}
    phrases: dict[str, list[tuple[str, str, int, bool]]] = {}
    signs: list[tuple[str, int]] = []
    clitics = str(table("numbers").get(code, {}).get("clitics", "")).split()
    endings = str(row.get("ending", "")).split()
    for kind, first in (("weekdays", 0), ("months", 1)):
        for number, forms in enumerate(row.get(kind, ()), first):
            for form in forms.split():
                is_sure, form = not form.startswith("/"), form.lstrip("/")
                if is_han_written(code):
                    signs.append((form, number))
                elif "_" in form:
                    head, _, rest = form.partition("_")
                    for clitic in ("", *clitics):
                        phrases.setdefault(plain(clitic + head), []).append(
                            (rest.replace("_", " "), kind, number, is_sure)
                        )
                else:
                    for clitic in ("", *clitics):
                        for ending in ("", *endings):
                            words.setdefault(plain(clitic + form + ending), (kind, number, is_sure))
    kinds = {word: kind for kind in ("am", "pm", "night") for word in row.get(kind, ())}
    listed = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True)) or "(?!)"
    hours = "|".join(sorted(map(re.escape, row.get("hour", ())), key=len, reverse=True)) or "(?!)"
    places = "|".join(sorted(map(re.escape, row.get("at", ())), key=len, reverse=True)) or "(?!)"
    gap = "[\\s\u00a0\u202f]*"
    other = frozenset(plain(word.replace("_", " ")) for word in str(row.get("other", "")).split())
    beside = [*kinds, *row.get("hour", ()), *row.get("lead", ())]
    if not row.get("hour"):  # elsewhere a word before an hour is not enough
        beside += row.get("at", ())
    clock = frozenset([word for each in beside if len(said := heard(each)) == 1 for word in said])
    # Of a phrase only the longest word is looked for: "in the" stands in every text.
    rows = {
        (max(said, key=lambda word: (len(word), word)), each.lower()) for each in beside if len(said := heard(each)) > 1
    }
    keys = frozenset([*words, *phrases, *other])
    return DateWords(
        words,
        {head: tuple(rows) for head, rows in phrases.items()},
        tuple(signs),
        tuple(row.get("order", ("dmy",))),
        frozenset(str(row.get("dash", "")).split()),
        re.compile(f"{gap}(?:(?:{hours}){gap})?({listed})(?!\\w)", re.IGNORECASE),
        re.compile(
            f"(?<!\\w)({listed}){gap}(?:(?:{places}){gap})?$" if not is_han_written(code) else f"({listed}){gap}$"
        ),
        {word.lower(): kind for word, kind in kinds.items()},
        re.compile(f"{gap}(?:{hours})(?!\\w)", re.IGNORECASE),
        re.compile(f"(?<!\\w)(?:{places}){gap}$", re.IGNORECASE),
        code in ("de", "hi", "en"),
        not row.get("hour"),
        code in ("es", "fr", "pt"),
        row.get("lead", {}),
        bool(row.get("lead_alone", False)),
        code in table("dates")["small_months"]["languages"],
        frozenset(str(row.get("like_names", "")).split()),
        frozenset(str(row.get("before_month", "")).split()),
        other,
        tuple(name for names in table("dates")["calendars"].get(code, {}).values() for name in names)
        + tuple(row.get("eras", ())),
        keys,
        clock,
        tuple(sorted(rows)),
        keys | clock | {word for word, _ in rows},
        vocabulary(code),
        is_han_written(code),
    )
