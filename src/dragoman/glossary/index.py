"""The source forms of a glossary, filed so that one look-up a word finds where they may stand.

A form in a script with blanks is filed under its skeleton (see `canonical`), and its first word tells how many words
long such forms are. A form that begins in a script without blanks is filed under its first two characters, with the
lengths of such forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.glossary.canonical import canonical, is_unspaced, skeleton
from dragoman.glossary.entries import Term


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands behind a form: its term, the form as the glossary spells it, its canonical text with what signs of it
    stand before the first letter, and the letters that a plural has in the text instead of `cut` letters at its end."""

    term: Term
    form: str
    text: str
    lead: int = 0
    plural: str = ""
    cut: int = 0


@dataclass(slots=True)
class Index:
    """`words` files entries under skeletons, `heads` the numbers of words under first words, longest first;
    `characters` and `pairs` do so for forms that begin in a script without blanks (one character: under it alone)."""

    words: dict[str, list[Entry]] = field(default_factory=dict)
    heads: dict[str, tuple[int, ...]] = field(default_factory=dict)
    characters: dict[str, list[Entry]] = field(default_factory=dict)
    pairs: dict[str, tuple[int, ...]] = field(default_factory=dict)
    is_turkic: bool = False
    has_single: bool = False  # a form of one character
    has_sign: bool = False  # a form of signs alone

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.characters


def plant(terms: Iterable[Term], *, turkic: bool = False) -> Index:
    """The index of every source form, plain plurals included; a form that is itself a term's goes before a plural.

    A person's form that is a title and a form of the same person, both of them entries, is left out: title and name are
    two terms.
    """
    terms = tuple(terms)
    index = Index(is_turkic=turkic)
    titles = {form.casefold() for term in terms if term.kind == "title" for form in term.forms}
    plurals: list[tuple[str, Entry]] = []
    lengths: dict[str, set[int]] = {}
    pairs: dict[str, set[int]] = {}
    for term in terms:
        for form in term.forms:
            text = canonical(form.strip(), turkic=turkic).text
            if not text or (term.kind == "person" and titles and _is_title_and_name(form, term, titles)):
                continue
            bones = skeleton(text)
            key = bones.strip(" ")
            if not key or is_unspaced(text[0]):
                index.characters.setdefault(text, []).append(Entry(term, form, text))
                index.has_single |= len(text) == 1
                index.has_sign |= not is_unspaced(text[0])
                pairs.setdefault(text[:2], set()).add(len(text))
                continue
            entry = Entry(term, form, text, len(bones) - len(bones.lstrip(" ")))
            index.words.setdefault(key, []).append(entry)
            lengths.setdefault(key.partition(" ")[0], set()).add(key.count(" ") + 1)
            if "a" <= text[-1] <= "z":
                plurals.extend(_plurals(text, key, entry))
    for key, entry in plurals:
        index.words.setdefault(key, []).append(entry)
        lengths.setdefault(key.partition(" ")[0], set()).add(key.count(" ") + 1)
    index.heads = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
    index.pairs = {head: tuple(sorted(found, reverse=True)) for head, found in pairs.items()}
    return index


def _is_title_and_name(form: str, term: Term, titles: set[str]) -> bool:
    words = form.split(" ")
    return any(
        " ".join(words[:cut]).casefold() in titles and " ".join(words[cut:]) in term.forms
        for cut in range(1, len(words))
    )


def _plurals(text: str, key: str, entry: Entry) -> Iterator[tuple[str, Entry]]:
    if len(key) < 2 or key[-2] == " ":
        return
    yield f"{key}s", Entry(entry.term, entry.form, f"{text}s", entry.lead, "s")
    if text.endswith(("s", "x", "z", "ch", "sh")):
        yield f"{key}es", Entry(entry.term, entry.form, f"{text}es", entry.lead, "es")
    elif text.endswith("y"):
        yield f"{key[:-1]}ies", Entry(entry.term, entry.form, f"{text[:-1]}ies", entry.lead, "ies", 1)
