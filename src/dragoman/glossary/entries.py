"""One entry of the glossary: a term, where it counts, how each language renders it; and what no text may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, get_args

from dragoman.glossary.folding import fold
from dragoman.model.errors import Where

Kind: TypeAlias = Literal[
    "", "person", "place", "organisation", "title", "event", "work", "law", "product", "language", "currency", "style"
]
Case: TypeAlias = Literal["smart", "exact", "any"]
Status: TypeAlias = Literal["", "unreviewed"]
Gender: TypeAlias = Literal["", "masculine", "feminine", "neuter", "common"]
Number: TypeAlias = Literal["", "singular", "plural"]
Quotes: TypeAlias = Literal["", "allow"]

KINDS: tuple[str, ...] = tuple(kind for kind in get_args(Kind) if kind)
CASES: tuple[str, ...] = get_args(Case)
STATUSES: tuple[str, ...] = tuple(status for status in get_args(Status) if status)
GENDERS: tuple[str, ...] = tuple(gender for gender in get_args(Gender) if gender)
QUOTES: tuple[str, ...] = tuple(quotes for quotes in get_args(Quotes) if quotes)
NUMBERS: tuple[str, ...] = tuple(number for number in get_args(Number) if number)


@dataclass(frozen=True, slots=True)
class Form:
    """A listed form of a rendering: another case, number or gender, a short form.

    `features` say which one, in free words: `genitive`, `plural`, `feminine`; `after:de` for the form that follows that
    word. They may be empty.
    """

    text: str
    features: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rendering:
    """How one language writes a term.

    `approved` is the house's choice ("" when the house has none and only admits or forbids), `forms` its other correct
    shapes, `admitted` what may stand but is not preferred, `forbidden` what must not. `exact`: no form is made up, only
    what is listed counts. `keep`: not translated, `approved` is the source form. `gloss` stands at the first mention of
    an article instead of `approved`: “Intifada (Uprising)”.
    """

    approved: str = ""
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    gender: Gender = ""
    number: Number = ""
    exact: bool = False
    keep: bool = False
    gloss: str = ""

    @property
    def form_texts(self) -> tuple[str, ...]:
        """The listed forms without their features."""
        return tuple(form.text for form in self.forms)


@dataclass(frozen=True, slots=True)
class Term:
    """One concept. `aliases` are its other source forms; `renderings` are filed under normalised BCP 47 tags.

    `case` says which capitals a text needs: `smart`, those of the form (an acronym all, a headline in capitals matches
    everything); `exact`, letter for letter; `any`, none. A name that means several things counts only where words
    near it say so: one of `only` (five words on either side), none of `unless` (two); `ambiguous` adds the usual
    neighbours of its kind to `only`. `keep`: no language translates it, unless it has a rendering of its own.
    `decision` tells who settled it, when and where. `domain` is the file's name without suffix. `where` is for messages
    and makes no two terms differ.
    An `unreviewed` term is shown to people and never enforced.
    """

    source: str
    aliases: tuple[str, ...] = ()
    kind: Kind = ""
    note: str = ""
    renderings: Mapping[str, Rendering] = field(default_factory=dict, hash=False)
    case: Case = "smart"
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    ambiguous: bool = False
    keep: bool = False
    decision: str = ""
    status: Status = ""
    domain: str = ""
    where: Where | None = field(default=None, compare=False, repr=False)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every source form, the main one first."""
        return (self.source, *self.aliases)

    def is_called(self, name: str) -> bool:
        """True when `name` is a source form, in whatever case."""
        return fold(name).text in {fold(form).text for form in self.forms}

    @property
    def name(self) -> str:
        """What people call it."""
        return self.source

    @property
    def is_conditional(self) -> bool:
        """True when the words beside it decide whether it counts."""
        return self.ambiguous or bool(self.only or self.unless)

    def rendering(self, language: str) -> Rendering | None:
        """How `language` (a normalised tag) writes it; `es-MX` falls back to `es` (RFC 4647 lookup). None: no entry.

        What is kept has the source forms: the main one approved, the others as its forms.
        """
        tag = language
        found = None
        while tag and found is None:
            found = self.renderings.get(tag)
            tag = tag.rpartition("-")[0]
        if found is None and self.keep:
            found = Rendering(self.source, keep=True)
        if found is None or not found.keep:
            return found
        more = tuple(Form(alias) for alias in self.aliases if alias not in found.form_texts)
        return replace(found, approved=found.approved or self.source, forms=(*found.forms, *more))


@dataclass(frozen=True, slots=True)
class StyleRule:
    """Words that must not stand in a language's texts, whatever the source says, and what to write `instead`.

    Within an `allowed` phrase they may stand; with `quotes` "allow" also in quotations, which are others' words.
    `exact`: only as they are listed, no form of them. `note` tells why. `where` makes no two rules differ.
    """

    language: str
    forbidden: tuple[str, ...]
    instead: str = ""
    note: str = ""
    allowed: tuple[str, ...] = ()
    quotes: Quotes = ""
    exact: bool = False
    decision: str = ""
    domain: str = ""
    where: Where | None = field(default=None, compare=False, repr=False)

    def counts_in(self, language: str) -> bool:
        """True for its language and the variants of that: a rule of `es` counts in `es-MX`."""
        return language == self.language or language.startswith(f"{self.language}-")

    @property
    def name(self) -> str:
        """What people call it: the first word that it forbids."""
        return self.forbidden[0]

    @property
    def wants(self) -> StyleRule:
        """The rule without what changes nothing for a text."""
        return replace(self, note="", decision="", domain="")

    def is_called(self, word: str) -> bool:
        """True when `word` is one of those that it forbids, in whatever case."""
        return fold(word).text in {fold(text).text for text in self.forbidden}
