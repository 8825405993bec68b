"""Source forms filed under keys, and an automaton that finds where the keys begin.

In scripts with blanks a form's key is its skeleton (see `canonical`), in others its canonical text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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


_HAN = re.compile("[\u4e00-\u9fff]+(?: [\u4e00-\u9fff]+)*")
_BEGINNING, _BEGINNING_UNSPACED = 7, 3  # characters
_CROWD = 8  # keys


class Shelf:
    """The forms of one kind by number, and their numbers by key.

    `automaton` finds where keys begin, a blank before those in scripts with blanks; `rows` has the numbers of the keys
    that may stand where a beginning with its number is found, the longest first.

    What a form is known by at sight: `plain` is the form itself where it is as long as the key and counts wherever it
    stands (in scripts without blanks: of Han characters alone), else empty; `small` the same without capitals where
    that tells something – a form without capitals counts with any, one with some not without – else empty.
    """

    def __init__(
        self, terms: Sequence[Term], forms: Sequence[str], texts: Sequence[str], keys: Sequence[str], *, is_spaced: bool
    ) -> None:
        """`texts` are the canonical texts of `forms`."""
        self.terms, self.keys = terms, keys
        self._forms, self._texts = forms, texts
        self._is_spaced = is_spaced
        self._numbers = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))  # of each key's first form
        self._shared: dict[str, list[int]] = {}  # of all, where there are several
        if len(self._numbers) < len(keys):
            for number, key in enumerate(keys):
                if (first := self._numbers[key]) != number:
                    self._shared.setdefault(key, [first]).append(number)
        self._entries: dict[str, list[Entry]] = {}  # what was asked for
        self._plurals: dict[str, list[Entry]] = {}
        size = _BEGINNING if is_spaced else _BEGINNING_UNSPACED
        rows = _by_beginnings(keys, self._numbers.values(), size, is_spaced)
        self.automaton = Automaton([f" {beginning}" for beginning in rows] if is_spaced else list(rows))
        self.rows = list(rows.values())
        self.plain = [
            form if len(form) == len(key) == len(text) else ""
            for form, text, key in zip(forms, texts, keys, strict=True)
        ]
        if not is_spaced:
            self.plain = [form if _HAN.fullmatch(form) else "" for form in self.plain]
        self.small = [
            text if term.case == "smart" and form.isascii() else _small(form, text, term.case)
            for form, text, term in zip(self.plain, texts, terms, strict=True)
        ]
        for number, term in enumerate(terms):
            if term.only or term.unless or term.ambiguous:
                self.plain[self._numbers[keys[number]]] = ""
        for numbers in self._shared.values():
            self.small[numbers[0]] = ""

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
        return Entry(self.terms[number], self._forms[number], text, len(bones) - len(bones.lstrip(" ")))


def _by_beginnings(
    keys: Sequence[str], numbers: Iterable[int], size: int, is_spaced: bool
) -> dict[str, tuple[int, ...]]:
    """Keys by their first `size` characters, and more of them where many begin alike. Law: of two beginnings that stand
    at one place, the longer one's keys are the longer.

    Whole keys would make the automaton slow to build and so large that it leaves the processor's memory.
    """
    firsts: dict[str, int] = {}
    several: dict[str, list[int]] = {}
    for number in numbers:
        key = keys[number]
        beginnings = (key[:size],) if len(key) > size or not is_spaced else _whole_beginnings(key, size)
        for beginning in beginnings:
            if (first := firsts.setdefault(beginning, number)) != number:
                several.setdefault(beginning, [first]).append(number)
    rows: dict[str, tuple[int, ...]] = {beginning: (number,) for beginning, number in firsts.items()}
    for beginning, row in several.items():
        if len(row) <= _CROWD:
            rows[beginning] = tuple(sorted(row, key=lambda number: len(keys[number]), reverse=True))
        else:
            del rows[beginning]
            longer = _by_beginnings(keys, row, 2 * size, is_spaced)
            rows.update((each, found) for each, found in longer.items() if each.startswith(beginning))
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
