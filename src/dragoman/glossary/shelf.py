"""Source forms filed under keys, and an automaton that finds where the keys begin.

In scripts with blanks a form's key is its skeleton (see `canonical`), in others its canonical text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from dragoman.glossary.automaton import Automaton
from dragoman.glossary.canonical import skeleton
from dragoman.glossary.entries import Case, Term


class Entry(NamedTuple):
    """What stands behind a form: its term, the form as the glossary spells it, its canonical text, how many signs of it
    stand before the first letter, and the letters that a plural has instead of `cut` letters at its end."""

    term: Term
    form: str
    text: str
    lead: int = 0
    plural: str = ""
    cut: int = 0


Sight: TypeAlias = tuple[str, int, str, str, Term]
"""How a form is known at sight: its key and the key's length; `form` and `small`; its term. A plain tuple: one is taken
apart for every find.

`form` is what the glossary writes where that is as long as the key and counts wherever it stands (in scripts without
blanks: of Han characters alone), else empty. `small` is the same without capitals where that tells something – a form
without counts with any, one with some not without – else empty.
"""

_HAN = re.compile("[\u4e00-\u9fff]+(?: [\u4e00-\u9fff]+)*")
_BEGINNING, _BEGINNING_UNSPACED = 7, 3  # characters
_CROWD = 8  # keys


class Shelf:
    """The forms of one kind by number, and the numbers by key."""

    def __init__(
        self, terms: Sequence[Term], forms: Sequence[str], texts: Sequence[str], keys: Sequence[str], *, is_spaced: bool
    ) -> None:
        """`texts` are the canonical texts of `forms`."""
        self._terms, self._forms, self._texts = terms, forms, texts
        self._is_spaced = is_spaced
        self._numbers = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))  # of each key's first form
        self._entries: dict[str, list[Entry]] = {}  # what was asked for
        self._plurals: dict[str, list[Entry]] = {}
        self._shared: dict[str, list[int]] = {}
        if len(self._numbers) < len(keys):
            for number, key in enumerate(keys):
                if (first := self._numbers[key]) != number:
                    self._shared.setdefault(key, [first]).append(number)

    @property
    def keys(self) -> Iterable[str]:
        return self._numbers.keys()

    def __contains__(self, key: str) -> bool:
        return key in self._numbers

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def entries(self, key: str) -> list[Entry]:
        """Those whose key is `key`, in the order of their terms."""
        if (number := self._numbers.get(key)) is None:
            return []
        if (known := self._entries.get(key)) is None:
            known = self._entries[key] = [self._entry(each) for each in self._shared.get(key, (number,))]
        return known

    def plurals(self, key: str) -> list[Entry]:
        """The entries that `key` is a plain plural of."""
        if (known := self._plurals.get(key)) is None:
            known = self._plurals[key] = list(self._made_plurals(key))
        return known

    def _made_plurals(self, key: str) -> Iterator[Entry]:
        for ending, singular in _singulars(key):
            for entry in self.entries(singular):
                if entry.term.is_conditional and " " not in singular:
                    continue  # Jordan the country has no plural
                if "a" <= entry.text[-1] <= "z" and len(singular) > 1 and singular[-2] != " ":
                    cut = 1 if ending == "ies" else 0
                    text = entry.text[: len(entry.text) - cut] + ending
                    yield Entry(entry.term, entry.form, text, entry.lead, ending, cut)

    def _entry(self, number: int) -> Entry:
        text = self._texts[number]
        bones = skeleton(text) if self._is_spaced else text
        return Entry(self._terms[number], self._forms[number], text, len(bones) - len(bones.lstrip(" ")))

    @cached_property
    def automaton(self) -> Automaton:
        """Finds where keys begin, a blank before those in scripts with blanks. `sights` has its numbers."""
        blank = " " if self._is_spaced else ""
        return Automaton([f"{blank}{beginning}" for beginning in self._rows])

    @cached_property
    def sights(self) -> list[tuple[Sight, ...]]:
        """The forms that may stand where the beginning with a number is found, the longest first; empty until `sight`
        makes them, for most never are found."""
        return [()] * len(self._rows)

    def sight(self, number: int) -> tuple[Sight, ...]:
        """Makes one of `sights`."""
        row = self._keys[number]
        keys = [row] if isinstance(row, str) else sorted(row, key=len, reverse=True)
        made = self.sights[number] = tuple(map(self._sight, keys))
        return made

    @cached_property
    def _keys(self) -> list[Row]:
        return list(self._rows.values())

    @cached_property
    def _rows(self) -> dict[str, Row]:
        size = _BEGINNING if self._is_spaced else _BEGINNING_UNSPACED
        return _by_beginnings(self._numbers, size, self._is_spaced)

    def _sight(self, key: str) -> Sight:
        number = self._numbers[key]
        term, form, text = self._terms[number], self._forms[number], self._texts[number]
        numbers = self._shared.get(key, (number,))
        if not self._is_spaced and not _HAN.fullmatch(form):
            return key, len(key), "", "", term
        if len(form) != len(key) or len(text) != len(key) or any(self._terms[each].is_conditional for each in numbers):
            return key, len(key), "", "", term
        return key, len(key), form, _small(form, text, term.case) if len(numbers) == 1 else "", term


Row: TypeAlias = str | list[str]
"""The only key that begins so, or each of them: one object less in most."""


def _by_beginnings(keys: Iterable[str], size: int, is_spaced: bool) -> dict[str, Row]:
    """Keys by their first `size` characters, and more of them where many begin alike. Law: of two beginnings that stand
    at one place, the longer one's keys are the longer.

    Whole keys would make the automaton slow to build and so large that it leaves the processor's memory.
    """
    rows: dict[str, Row] = {}
    crowds: set[str] = set()
    for key in keys:
        beginnings = (key[:size],) if len(key) > size or not is_spaced else _whole_beginnings(key, size)
        for beginning in beginnings:
            row = rows.setdefault(beginning, key)
            if row is key:
                continue
            if isinstance(row, str):
                rows[beginning] = [row, key]
                continue
            row.append(key)
            if len(row) > _CROWD:
                crowds.add(beginning)
    for beginning in crowds:
        longer = _by_beginnings(rows.pop(beginning), 2 * size, is_spaced)
        rows.update((each, row) for each, row in longer.items() if each.startswith(beginning))
    return rows


def _whole_beginnings(key: str, size: int) -> Iterable[str]:
    """Those of a short key and its plurals, with the blank behind them: no other word begins so."""
    shapes = [key, f"{key}s"]
    if key.endswith(_SIBILANTS):
        shapes.append(f"{key}es")
    if key.endswith("y"):
        shapes.append(f"{key[:-1]}ies")
    return dict.fromkeys(f"{shape} "[:size] for shape in shapes)


def _small(form: str, text: str, case: Case) -> str:
    if form == text or form == form.lower():
        return "" if case == "exact" else form
    return "" if case == "any" else text


_SIBILANTS = ("s", "x", "z", "ch", "sh")


def _singulars(key: str) -> Iterator[tuple[str, str]]:
    """The endings that make `key` a plural, and what it is then the plural of."""
    if key.endswith("s"):
        yield "s", key[:-1]
        if key.endswith("es") and key[:-2].endswith(_SIBILANTS):
            yield "es", key[:-2]
        if key.endswith("ies"):
            yield "ies", f"{key[:-3]}y"
