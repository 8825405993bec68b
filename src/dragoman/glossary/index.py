"""The source forms of a glossary, made ready so that one pass over a text finds where they may stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, TypeVar

from dragoman.glossary.canonical import comparables, is_unspaced
from dragoman.glossary.entries import Term
from dragoman.glossary.shelf import Shelf

_Any = TypeVar("_Any")
Sizes: TypeAlias = tuple[int, ...]
"""Numbers of words, the largest first."""


@dataclass(frozen=True)
class Index:
    """`spaced` has the forms in scripts with blanks between words; `unspaced` those that begin in another, or are of
    signs alone. `longest` is the characters of the longest form; `has_lead` says that signs stand before the first
    letter of a spaced one."""

    spaced: Shelf
    unspaced: Shelf
    longest: int
    has_lead: bool
    has_sign: bool  # an unspaced form that begins with a sign
    is_turkic: bool

    @property
    def is_empty(self) -> bool:
        return not self.spaced and not self.unspaced

    @cached_property
    def heads(self) -> dict[str, Sizes]:
        """The first words of the spaced forms, with the numbers of words of the forms that begin so."""
        heads: dict[str, set[int]] = {}
        for key in set(self.spaced.keys):
            heads.setdefault(key.partition(" ")[0], set()).add(key.count(" ") + 1)
        return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in heads.items()}

    @cached_property
    def openings(self) -> frozenset[str]:
        """The first words of the spaced forms, and the plurals of those of one word."""
        found = {key.partition(" ")[0] for key in self.spaced.keys}
        for key in self.spaced.keys:
            if " " not in key:
                found.update((f"{key}s", f"{key}es", f"{key[:-1]}ies"))
        return frozenset(found)


def plant(terms: Iterable[Term], *, turkic: bool = False) -> Index:
    """The index of every source form; a form that is itself a term's goes before the plural of another.

    A person's form that is a title and a form of the same person, both of them entries, is left out: title and name are
    two terms.
    """
    terms = tuple(terms)
    titles = {form.casefold() for term in terms if term.kind == "title" for form in term.forms}
    owners: list[Term] = []
    forms: list[str] = []
    for term in terms:
        for form in (term.source, *term.aliases) if term.aliases else (term.source,):
            if not titles or not _is_title_and_name(form, term, titles):
                owners.append(term)
                forms.append(form)
    texts, bones = comparables(forms, turkic=turkic)
    keys = [each.strip(" ") for each in bones]
    apart = {
        number
        for number, (text, key) in enumerate(zip(texts, keys, strict=True))
        if not key or (text[0] >= "\u0e00" and is_unspaced(text[0]))
    }
    spaced = [number for number in range(len(forms)) if number not in apart] if apart else range(len(forms))
    unspaced = [number for number in sorted(apart) if texts[number]]
    return Index(
        Shelf(*(_picked(row, spaced) for row in (owners, forms, texts, keys)), is_spaced=True),
        Shelf(*(_picked(row, unspaced) for row in (owners, forms, texts, texts)), is_spaced=False),
        longest=max(map(len, texts), default=0),
        has_lead="\n " in "\n".join(["", *_picked(bones, spaced)]),
        has_sign=any(not is_unspaced(texts[number][0]) for number in unspaced),
        is_turkic=turkic,
    )


def _picked(row: list[_Any], numbers: Sequence[int]) -> list[_Any]:
    return row if len(numbers) == len(row) else [row[number] for number in numbers]


def _is_title_and_name(form: str, term: Term, titles: set[str]) -> bool:
    if term.kind != "person" or not titles:
        return False
    words = form.split(" ")
    return any(
        " ".join(words[:cut]).casefold() in titles and " ".join(words[cut:]) in term.forms
        for cut in range(1, len(words))
    )
