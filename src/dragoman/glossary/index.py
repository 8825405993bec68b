"""The source forms of a glossary, filed so that one look-up a word finds where they may stand.

A form in a script with blanks is filed under its skeleton (see `canonical`), and its first word tells how many words
long such forms are. A form that begins in a script without blanks is filed under its first two characters, with the
lengths of such forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.glossary.canonical import canonical_all, is_unspaced, skeleton
from dragoman.glossary.entries import Term


class Entry(NamedTuple):
    """What stands behind a form: its term, the form as the glossary spells it, its canonical text, how many signs of it
    stand before the first letter, and the letters that a plural has instead of `cut` letters at its end."""

    term: Term
    form: str
    text: str
    lead: int = 0
    plural: str = ""
    cut: int = 0


@dataclass(slots=True)
class Index:
    """`sole` files entries under skeletons, `shared` those of several terms or that count only beside certain words;
    `heads` has the numbers of words under first words, longest first. `characters` and `pairs` do so for forms that
    begin in a script without blanks (one character: under it alone)."""

    sole: dict[str, Entry] = field(default_factory=dict)
    shared: dict[str, list[Entry]] = field(default_factory=dict)
    heads: dict[str, tuple[int, ...]] = field(default_factory=dict)
    characters: dict[str, list[Entry]] = field(default_factory=dict)
    pairs: dict[str, tuple[int, ...]] = field(default_factory=dict)
    is_turkic: bool = False
    longest: int = 0  # characters of the longest form
    has_single: bool = False  # a form of one character
    has_sign: bool = False  # a form of signs alone

    @property
    def is_empty(self) -> bool:
        return not self.heads and not self.characters

    def entries(self, key: str) -> Sequence[Entry]:
        """Those whose form is `key`, in the order of their terms."""
        if key in self.sole:
            return (self.sole[key],)
        return self.shared.get(key, ())

    def plurals(self, key: str) -> Iterator[Entry]:
        """The entries that `key` is a plain plural of."""
        for ending, singular in _singulars(key):
            for entry in self.entries(singular):
                if "a" <= entry.text[-1] <= "z" and len(singular) > 1 and singular[-2] != " ":
                    cut = 1 if ending == "ies" else 0
                    text = entry.text[: len(entry.text) - cut] + ending
                    yield Entry(entry.term, entry.form, text, entry.lead, ending, cut)


def plant(terms: Iterable[Term], *, turkic: bool = False) -> Index:
    """The index of every source form; a form that is itself a term's goes before the plural of another.

    A person's form that is a title and a form of the same person, both of them entries, is left out: title and name are
    two terms.
    """
    terms = tuple(terms)
    index = Index(is_turkic=turkic)
    titles = {form.casefold() for term in terms if term.kind == "title" for form in term.forms}
    forms = [(term, form) for term in terms for form in term.forms if not _is_title_and_name(form, term, titles)]
    sole, shared, heads, pairs = index.sole, index.shared, index.heads, index.pairs
    for (term, form), text in zip(forms, canonical_all([form for _, form in forms], turkic=turkic), strict=True):
        bones = text if text.isalnum() and text.isascii() else skeleton(text)
        key = bones.strip(" ")
        if not text:
            continue
        index.longest = max(index.longest, len(text))
        if not key or is_unspaced(text[0]):
            index.characters.setdefault(text, []).append(Entry(term, form, text))
            _note(pairs, text[:2], len(text))
            index.has_single |= len(text) == 1
            index.has_sign |= not is_unspaced(text[0])
            continue
        entry = Entry(term, form, text, bones.index(key[0]))
        if key in shared:
            shared[key].append(entry)
            continue
        if key in sole:
            shared[key] = [sole.pop(key), entry]
            continue
        if term.is_conditional:
            shared[key] = [entry]
        else:
            sole[key] = entry
        head = key.partition(" ")[0]
        _note(heads, head, key.count(" ") + 1)
        if len(head) == len(key) and "a" <= text[-1] <= "z" and len(key) > 1:
            for plural in _plural_words(key):
                _note(heads, plural, 1)
    return index


def _note(lengths: dict[str, tuple[int, ...]], head: str, length: int) -> None:
    known = lengths.get(head)
    if known is None:
        lengths[head] = (length,)
    elif length not in known:
        lengths[head] = tuple(sorted((*known, length), reverse=True))


def _is_title_and_name(form: str, term: Term, titles: set[str]) -> bool:
    if term.kind != "person" or not titles:
        return False
    words = form.split(" ")
    return any(
        " ".join(words[:cut]).casefold() in titles and " ".join(words[cut:]) in term.forms
        for cut in range(1, len(words))
    )


_SIBILANTS = ("s", "x", "z", "ch", "sh")


def _plural_words(word: str) -> tuple[str, ...]:
    if word.endswith("y"):
        return f"{word}s", f"{word[:-1]}ies"
    return (f"{word}s", f"{word}es") if word.endswith(_SIBILANTS) else (f"{word}s",)


def _singulars(key: str) -> Iterator[tuple[str, str]]:
    """The endings that make `key` a plural, and what it is then the plural of."""
    if key.endswith("s"):
        yield "s", key[:-1]
        if key.endswith("es") and key[:-2].endswith(_SIBILANTS):
            yield "es", key[:-2]
        if key.endswith("ies"):
            yield "ies", f"{key[:-3]}y"
