"""Whether the small words between two names make one name of them: University of Lisbon, Trade and Industry."""

from __future__ import annotations

from dataclasses import replace

from dragoman.glossary.suggesting.parts import Piece, Seen, head_of, is_common
from dragoman.glossary.suggesting.tokens import Token


def connected(left: Piece, joiners: tuple[Token, ...], right: Piece, seen: Seen) -> list[Piece] | None:
    """Two pieces as one, with the small words between them, and what the second has besides, such as a person behind
    an office; None when they are two."""
    facts = seen.book.facts
    lows = [word.low for word in joiners]
    small = [low for low in lows if low not in facts.articles]
    if right.sort == "title" or not small or right.behind:
        return None
    words = (*left.words, *joiners, *right.words)
    whole = replace(left, words=words, joined=True, after=right.after, weak=False)
    if lows == ["&"]:
        return [replace(whole, head=right.head)]
    if small[0] in facts.ands:
        if len(lows) > 1:
            return None
        if _is_enumerated(left, right, seen):
            return [replace(whole, head=right.head)]
        return [whole] if _is_portfolio(left, right, seen) else None
    if left.sort == "title":
        if left.head.low not in facts.portfolio or small[0] not in facts.joins:
            return None
        return _in_charge(left, joiners, right, seen)
    if len(left.words) > 1 and left.key in seen.known and right.key in seen.known:
        return None  # the City Council of Port Almera: both are names by themselves
    if small[0] in facts.joins and _takes_of(left, seen):
        return [whole]
    if all(low in facts.particles for low in small) and right.head.low not in facts.heads:
        return [replace(whole, head=right.head)]
    return None


def _takes_of(left: Piece, seen: Seen) -> bool:
    """True for a name that goes on behind “of”: its head takes it, or is an ordinary word that is capitalised here."""
    facts = seen.book.facts
    kind = facts.heads.get(left.head.low, "")
    if left.head.low in facts.of:
        return True
    if left.weak:
        return False
    if kind:
        return kind != "place"
    return seen.book.is_ordinary(left.head.low) and left.head.low not in facts.roles


def _in_charge(left: Piece, joiners: tuple[Token, ...], right: Piece, seen: Seen) -> list[Piece] | None:
    """An office with what it is in charge of, and the person behind it."""
    facts = seen.book.facts
    if seen.is_place(right.words):
        return None
    size = 0
    while size < len(right.words) and (
        right.words[size].low in facts.modifiers or is_common(right.words[size], seen.book)
    ):
        size += 1
    if len(right.words) - size < 2 or right.head.low in facts.modifiers or right.head.low in facts.heads:
        size = len(right.words)
    office = replace(left, words=(*left.words, *joiners, *right.words[:size]), joined=True, weak=False)
    rest = right.words[size:]
    if not rest:
        return [replace(office, after=right.after)]
    said = " ".join(word.text for word in office.words)
    return [office, replace(right, words=rest, head=head_of(rest), behind=said)]


def _is_portfolio(left: Piece, right: Piece, seen: Seen) -> bool:
    """True for the second part of what an office is in charge of: Ministry of Trade and Industry."""
    facts = seen.book.facts
    if not left.joined or (left.sort == "name" and facts.heads.get(left.head.low) not in ("organisation", "law")):
        return False
    if right.key in seen.known or seen.is_place(right.words) or right.words[-1].low in facts.heads:
        return False
    last = left.words[-1]
    return last.text not in seen.places and (
        len(right.words) == 1 or any(is_common(word, seen.book) for word in right.words)
    )


def _is_enumerated(left: Piece, right: Piece, seen: Seen) -> bool:
    """True for a name whose head counts for both parts: the Food and Agriculture Organization."""
    facts = seen.book.facts
    if left.sort == "title" or left.joined or left.before not in facts.articles or left.key in seen.known:
        return False
    if left.head.low in facts.heads or left.words[-1].text in seen.places or len(left.words) > 2:
        return False
    return facts.heads.get(right.head.low) in ("organisation", "event", "law")
