"""What a name is probably the name of, and what says so."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from dragoman.glossary.entries import Kind
from dragoman.glossary.suggesting.parts import Piece
from dragoman.glossary.suggesting.runs import Runs


class Sign(NamedTuple):
    """One thing that speaks for a kind. `weight` is how much; signs add up over the mentions of a name."""

    kind: Kind
    weight: float
    reason: str


def signs(piece: Piece, book: Runs, places: Set[str]) -> Iterator[Sign]:
    """What a mention says of its kind. `places` are names of the base layer."""
    facts = book.facts
    if piece.sort == "title":
        yield Sign("title", 9, f"“{piece.head.text}” is a title")
        return
    text = " ".join(word.text for word in piece.words)
    if piece.behind:
        yield Sign("person", 3 if piece.behind in facts.roles else 6, f"stands behind “{piece.behind}”")
    elif piece.before in facts.roles or (piece.before,) in facts.titles:
        yield Sign("person", 3, f"stands behind “{piece.before}”")
    elif sort := facts.before.get(piece.before):
        yield Sign(sort, 4.5, f"stands behind “{piece.before}”")
    if text in places:
        yield Sign("place", 5, "is a place in CLDR")
    if all(word.low in facts.holidays for word in piece.words):
        yield Sign("event", 6, "is a feast")
    yield from _of_words(piece, book)
    if piece.quoted:
        yield Sign("work", 5, "fills quotation marks")
    if piece.after in facts.said:
        yield Sign("person", 2, f"stands before “{piece.after}”")
    if piece.before in facts.where:
        yield Sign("place", 1.5, f"stands behind “{piece.before}”")
    elif piece.before in facts.joins and len(piece.words) == 1:
        yield Sign("place", 0.6, f"stands behind “{piece.before}”")
    elif piece.before in facts.indefinite and len(piece.words) == 1:
        yield Sign("product", 1.5, f"stands behind “{piece.before}”")


def _of_words(piece: Piece, book: Runs) -> Iterator[Sign]:
    facts = book.facts
    first, last = piece.words[0], piece.words[-1]
    if last.shape == "number" or (len(piece.words) > 1 and any(map(str.isdigit, last.text))) or (
        not first.is_acronym and any(map(str.isdigit, first.text))
    ):  # fmt: skip
        yield Sign("product", 4, "ends with a number")
        return
    single = len(piece.words) == 1
    head = facts.heads.get(piece.head.low, "") if not single else ""
    if head:
        yield Sign(head, 4, f"“{piece.head.text}” says so")
    elif first.low.rstrip(".") in facts.first and not single and not piece.joined:
        yield Sign("place", 3, f"“{first.text}” says so")
    elif single and first.text in facts.countries:
        yield Sign("place", 5, "is a country")
    elif single and first.is_acronym:
        yield Sign("organisation", 3, "is an acronym")
    elif piece.joined and any(word.low in facts.joins - facts.particles for word in piece.words):
        yield Sign("organisation", 1, "has parts that a small word joins")
    elif any(word.is_initial for word in piece.words):
        yield Sign("person", 3, "has initials")
    elif any(word.low in facts.particles for word in piece.words if word.shape == "small"):
        yield Sign("person", 2, "has a particle of names")
    elif 1 < len(piece.words) < 4 and piece.before not in facts.articles and not _has_ordinary(piece, book):
        yield Sign("person", 1, "has only words that are nothing but names")


def _has_ordinary(piece: Piece, book: Runs) -> bool:
    facts = book.facts
    return any(
        book.is_ordinary(word.low)
        or word.is_acronym
        or word.low in facts.function
        or word.low in facts.heads
        or word.low in facts.nationalities
        for word in piece.words
    )
