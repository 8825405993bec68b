"""The source forms of a glossary, made ready so that one pass over a text finds where they may stand.

A form in a script with blanks is filed under its skeleton (see `canonical`), and the skeletons, a blank before each,
are the patterns of an automaton. A form that begins in a script without blanks is filed under its first two
characters, with the lengths of such forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from dragoman.glossary.automaton import Automaton
from dragoman.glossary.canonical import comparables, is_unspaced
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


Sizes: TypeAlias = tuple[int, ...]
"""Numbers of words or characters, the largest first."""


@dataclass
class Index:
    """`keys` numbers the skeletons. `terms`, `forms`, `texts` and `bones` give the form that stands behind a number;
    `shared` has the forms of skeletons that several terms have, or one that counts only beside certain words. `plain`
    is the form itself where nothing but letters, with blanks and signs between them, makes it up, and it counts
    wherever it stands; else empty, and for the patterns that stand behind the skeletons. `lower` is the same without
    capitals where that tells something: a form without capitals counts with any, a form with some not without.

    `characters` and `pairs` have the forms that begin in a script without blanks, by all and by their first two
    characters (one character: by it alone).
    """

    keys: dict[str, int] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    bones: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    shared: dict[str, list[Entry]] = field(default_factory=dict)
    characters: dict[str, list[Entry]] = field(default_factory=dict)
    pairs: dict[str, Sizes] = field(default_factory=dict)
    is_turkic: bool = False
    longest: int = 0  # characters of the longest form
    has_single: bool = False  # a form of one character
    has_sign: bool = False  # a form of signs alone

    @property
    def is_empty(self) -> bool:
        return not self.keys and not self.characters

    @cached_property
    def automaton(self) -> Automaton:
        """Finds each skeleton, a blank before it, by its number; then, by higher numbers, plurals that are not the
        skeleton and more letters."""
        patterns = "\n ".join((*self.keys, *(f"{key[:-1]}ies" for key in self.keys if key[-1] == "y")))
        return Automaton(f" {patterns}".encode().split(b"\n") if patterns else ())

    @cached_property
    def heads(self) -> dict[str, Sizes]:
        """The first words of the forms, with the numbers of words of the forms that begin so."""
        heads: dict[str, Sizes] = {}
        for key in self.keys:
            head = key.partition(" ")[0]
            heads[head] = _with(heads.get(head), key.count(" ") + 1)
        return heads

    def entries(self, key: str) -> Sequence[Entry]:
        """Those whose skeleton is `key`, in the order of their terms."""
        if key in self.shared:
            return self.shared[key]
        number = self.keys.get(key)
        return () if number is None else (self.entry(number),)

    def plurals(self, key: str) -> Iterator[Entry]:
        """The entries that `key` is a plain plural of."""
        for ending, singular in _singulars(key):
            for entry in self.entries(singular):
                if entry.term.is_conditional and " " not in singular:
                    continue  # Jordan the country has no plural
                if "a" <= entry.text[-1] <= "z" and len(singular) > 1 and singular[-2] != " ":
                    cut = 1 if ending == "ies" else 0
                    text = entry.text[: len(entry.text) - cut] + ending
                    yield Entry(entry.term, entry.form, text, entry.lead, ending, cut)

    def entry(self, number: int) -> Entry:
        """The only one behind a number."""
        return _entry(self.terms[number], self.forms[number], self.texts[number], self.bones[number])


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
    index = Index(is_turkic=turkic, longest=max(map(len, texts), default=0))
    apart = [
        number
        for number, (text, key) in enumerate(zip(texts, keys, strict=True))
        if not key or (text[0] >= "\u0e00" and is_unspaced(text[0]))
    ]
    for number in apart:
        if texts[number]:
            _plant_apart(index, Entry(owners[number], forms[number], texts[number]))
    left = set(apart)
    numbers: Iterable[int] = range(len(keys))
    index.keys = dict(zip(keys, numbers, strict=True))
    if apart or len(index.keys) < len(keys):  # some are filed elsewhere, or a skeleton is that of several forms
        firsts: dict[str, int] = {}
        for number, key in enumerate(keys):
            if number not in left and firsts.setdefault(key, number) != number:
                first = firsts[key]
                row = index.shared.setdefault(key, [])
                row += [
                    _entry(owners[each], forms[each], texts[each], bones[each]) for each in (first, number)[bool(row) :]
                ]
        numbers = firsts.values()
        owners, forms, texts, bones = (
            [owners[number] for number in numbers],
            [forms[number] for number in numbers],
            [texts[number] for number in numbers],
            [bones[number] for number in numbers],
        )
        index.keys = dict(zip(firsts, range(len(firsts)), strict=True))
    index.terms, index.forms, index.texts, index.bones = owners, forms, texts, bones
    index.plain = [
        form if len(form) == len(key) == len(text) else ""
        for form, key, text in zip(forms, index.keys, texts, strict=True)
    ]
    index.lower = [
        text if term.case == "smart" and (form == text or form.isascii()) else _small(form, text, term.case)
        for term, form, text in zip(owners, forms, texts, strict=True)
    ]
    conditional = {number for number, term in enumerate(owners) if term.only or term.unless or term.ambiguous}
    for key, number in zip(index.keys, range(len(owners)), strict=True) if conditional else ():
        if number in conditional and key not in index.shared:
            index.shared[key] = [_entry(owners[number], forms[number], texts[number], bones[number])]
    for key, row in index.shared.items():
        number = index.keys[key]
        index.lower[number] = ""
        if any(entry.term.is_conditional for entry in row):
            index.plain[number] = ""
    index.plain += [""] * sum(key[-1] == "y" for key in index.keys)
    return index


def _small(form: str, text: str, case: Case) -> str:
    if form == text or form == form.lower():
        return "" if case == "exact" else form
    return "" if case == "any" else text


def _plant_apart(index: Index, entry: Entry) -> None:
    text = entry.text
    index.characters.setdefault(text, []).append(entry)
    index.pairs[text[:2]] = _with(index.pairs.get(text[:2]), len(text))
    index.has_single |= len(text) == 1
    index.has_sign |= not is_unspaced(text[0])


def _entry(term: Term, form: str, text: str, bones: str) -> Entry:
    return Entry(term, form, text, len(bones) - len(bones.lstrip(" ")))


_SIZES: dict[Sizes, Sizes] = {}  # one object for each, so that they stay near the processor


def _with(known: Sizes | None, size: int) -> Sizes:
    sizes: Sizes = (size,)
    if known is not None:
        sizes = known if size in known else tuple(sorted((*known, size), reverse=True))
    return _SIZES.setdefault(sizes, sizes)


def _is_title_and_name(form: str, term: Term, titles: set[str]) -> bool:
    if term.kind != "person" or not titles:
        return False
    words = form.split(" ")
    return any(
        " ".join(words[:cut]).casefold() in titles and " ".join(words[cut:]) in term.forms
        for cut in range(1, len(words))
    )


_SIBILANTS = ("s", "x", "z", "ch", "sh")


def _singulars(key: str) -> Iterator[tuple[str, str]]:
    """The endings that make `key` a plural, and what it is then the plural of."""
    if key.endswith("s"):
        yield "s", key[:-1]
        if key.endswith("es") and key[:-2].endswith(_SIBILANTS):
            yield "es", key[:-2]
        if key.endswith("ies"):
            yield "ies", f"{key[:-3]}y"
