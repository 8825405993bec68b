"""The source forms of a glossary, filed so that one look-up a word finds where they may stand.

A form in a script with blanks is filed under its skeleton (see `canonical`), and its first word tells how many words
long such forms are. A form that begins in a script without blanks is filed under its first two characters, with the
lengths of such forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from dragoman.glossary.canonical import comparable, is_unspaced, skeleton
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


Sizes: TypeAlias = tuple[int, ...]
"""Numbers of words or characters, the largest first."""


@dataclass(slots=True)
class Index:
    """`sole` files entries under skeletons, `shared` those of several terms or that count only beside certain words.

    `heads` has the numbers of words of the forms that begin with a word, or the one entry that does, when it is sole
    and nothing but letters, blanks and signs between them. `characters` and `pairs` do so for forms that begin in a
    script without blanks, by their first two characters (one character: by it alone).
    """

    sole: dict[str, Entry] = field(default_factory=dict)
    shared: dict[str, list[Entry]] = field(default_factory=dict)
    heads: dict[str, Entry | Sizes] = field(default_factory=dict)
    characters: dict[str, list[Entry]] = field(default_factory=dict)
    pairs: dict[str, Sizes] = field(default_factory=dict)
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
    for term, form in forms:
        text, bones = comparable(form, turkic=turkic)
        key = bones.strip(" ")
        if not text:
            continue
        index.longest = max(index.longest, len(text))
        if not key or is_unspaced(text[0]):
            index.characters.setdefault(text, []).append(Entry(term, form, text))
            pairs[text[:2]] = _with(pairs.get(text[:2]), len(text))
            index.has_single |= len(text) == 1
            index.has_sign |= not is_unspaced(text[0])
            continue
        entry = Entry(term, form, text, 0 if key == bones else bones.index(key[0]))
        head = key.partition(" ")[0]
        if key in shared:
            shared[key].append(entry)
        elif key in sole:
            shared[key] = [sole.pop(key), entry]
            heads[head] = _with(heads.get(head), key.count(" ") + 1)
        elif term.is_conditional:
            shared[key] = [entry]
            heads[head] = _with(heads.get(head), key.count(" ") + 1)
        else:
            sole[key] = entry
            known = heads.get(head)
            is_plain = key == bones and len(form) == len(text)
            heads[head] = entry if known is None and is_plain else _with(known, key.count(" ") + 1)
            if len(head) == len(key) and "a" <= text[-1] <= "z" and len(key) > 1:
                for plural in _plural_words(key):
                    heads[plural] = _with(heads.get(plural), 1)
    return index


def words_of(entry: Entry) -> int:
    """How many words the form of an entry has."""
    return skeleton(entry.text).strip(" ").count(" ") + 1


_SIZES: dict[Sizes, Sizes] = {}  # one object for each, so that they stay near the processor


def _with(known: Entry | Sizes | None, size: int) -> Sizes:
    sizes: Sizes = (size,)
    if isinstance(known, Entry):
        sizes = tuple(sorted({words_of(known), size}, reverse=True))
    elif known is not None:
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
