"""A title or a name in the text, and what is known when it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dragoman.glossary.suggesting.runs import Runs
from dragoman.glossary.suggesting.tokens import Token

Key: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A title or a name. `head` is the word that says what it is, `joined`: a small word joins its parts. `behind` is
    the title, courtesy or role right before it, `before` and `after` the words beside it. `weak`: a capital that
    begins a sentence is all that tells it."""

    sort: Literal["title", "name"]
    words: tuple[Token, ...]
    head: Token
    behind: str = ""
    before: str = ""
    after: str = ""
    joined: bool = False
    quoted: bool = False
    weak: bool = False

    @property
    def key(self) -> Key:
        """What makes two mentions one name: the words, whatever their capitals unless they are an acronym."""
        return key_of(self.words)


def key_of(words: Iterable[Token]) -> Key:
    return tuple(word.text if word.is_acronym else word.low for word in words)


@dataclass(frozen=True, slots=True)
class Seen:
    """What all articles tell: how words are written, which names stand where a capital tells something, and the places
    of the base layer."""

    book: Runs
    known: Set[Key] = frozenset()
    places: Set[str] = frozenset()

    def is_place(self, words: Sequence[Token]) -> bool:
        return " ".join(word.text for word in words) in self.places


def head_of(group: Sequence[Token]) -> Token:
    """The last capitalised word of a group, which as a rule says what it is."""
    return next((word for word in reversed(group) if word.shape == "capital"), group[-1])


def is_common(word: Token, book: Runs) -> bool:
    """True for a capitalised word that the articles write small as a rule, and that is no nationality."""
    return not word.is_acronym and book.is_ordinary(word.low) and word.low not in book.facts.nationalities
