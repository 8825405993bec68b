"""Emphasis that stays emphasis: delimiters and their neighbours, by CommonMark's rules of flanking (6.2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import Content, Mark, join

_SPACES = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Delimiters:
    """How a content's emphasis is to be written.

    `written`: for each mark of emphasis (by its place) what is written for it. `first` and `last`: places of texts
    whose first or last character must be a numeric entity, or the emphasis beside it would fall apart.
    """

    written: dict[int, str]
    first: frozenset[int]
    last: frozenset[int]


def is_delimiter(part: str | Mark) -> bool:
    """True for a mark spelled with asterisks, underscores or tildes."""
    return isinstance(part, Mark) and part.kind != "point" and bool(raw := part.raw) and not raw.strip("*_~")


def hoist(content: Content) -> Content:
    """`content` with the spaces at the inner edges of its emphasis moved outside, where they do no harm."""
    return join(_hoisted(_hoisted(content, "open"), "close"))


def delimiters(content: Content, before: str, after: str, *, cautious: bool) -> Delimiters:
    """What to write for each mark of emphasis in `content`, standing between the characters `before` and `after`.

    `cautious`: mistrust every neighbour that is no plain letter.
    """
    written: dict[int, str] = {}
    first: set[int] = set()
    last: set[int] = set()
    left, right = _neighbours(content, before, 1, -1), _neighbours(content, after, -1, 0)
    for opening, closing in _pairs(content):
        raw, end = content[opening], content[closing]
        assert isinstance(raw, Mark) and isinstance(end, Mark)  # noqa: S101 - delimiters are marks
        outer_left, inner_left = left[opening], right[opening]
        inner_right, outer_right = left[closing], right[closing]
        sign, end_sign = raw.raw, end.raw
        is_nested = _is_delimited(content, opening + 1), _is_delimited(content, closing - 1)
        touches = _touches(content, opening - 1, outer_left) or _touches(content, closing + 1, outer_right)
        if sign[0] == "_" and touches and not any(is_nested):  # nested stars would be one run, which no one can part
            sign, end_sign = "*" * len(sign), "*" * len(end_sign)
        written[opening], written[closing] = sign, end_sign
        # A delimiter of another sign is punctuation to this one, as a bracket is.
        parted = [
            nested and written[at][0] != sign[0]
            for nested, at in zip(is_nested, (opening + 1, closing - 1), strict=True)
        ]
        if is_letter(outer_left) and (sign[0] == "_" or parted[0] or not _is_safe(inner_left, cautious)) and opening:
            last.add(opening - 1)
        if is_letter(outer_right) and (sign[0] == "_" or parted[1] or not _is_safe(inner_right, cautious)):
            first.add(closing + 1)
    return Delimiters(written, frozenset(first), frozenset(last))


def is_letter(character: str) -> bool:
    """True for what is neither blank nor punctuation to CommonMark; "" (nothing there) counts as blank."""
    return character != "" and not character.isspace() and unicodedata.category(character)[0] not in "PSZ"


def _is_delimited(content: Content, at: int) -> bool:
    return 0 <= at < len(content) and is_delimiter(content[at])


def _touches(content: Content, at: int, character: str) -> bool:
    """True for a letter right beside a delimiter; another delimiter between them is punctuation to this one."""
    return is_letter(character) and not _is_delimited(content, at)


def _is_safe(character: str, cautious: bool) -> bool:
    return character.isalnum() if cautious else is_letter(character)


def _hoisted(content: Sequence[str | Mark], kind: str) -> list[str | Mark]:
    """Spaces moved out through the opening (or closing) delimiters that they stand at."""
    step = 1 if kind == "open" else -1
    out: list[str | Mark] = []
    for part in content[::step]:
        if isinstance(part, str) and out and is_delimiter(out[-1]) and getattr(out[-1], "kind", "") == kind:
            bare = part.lstrip(_SPACES) if kind == "open" else part.rstrip(_SPACES)
            if len(bare) < len(part):
                at = len(out)
                while at and is_delimiter(out[at - 1]) and getattr(out[at - 1], "kind", "") == kind:
                    at -= 1
                out.insert(at, " ")
            out.append(bare)
        else:
            out.append(part)
    return out[::step]


def _pairs(content: Sequence[str | Mark]) -> list[tuple[int, int]]:
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for place, part in enumerate(content):
        if isinstance(part, Mark) and part.kind == "open":
            opened.append(place)
        elif isinstance(part, Mark) and part.kind == "close":
            opening = opened.pop()
            if is_delimiter(part) and is_delimiter(content[opening]):
                found.append((opening, place))
    return found


def _neighbours(content: Sequence[str | Mark], edge: str, step: int, end: int) -> list[str]:
    """For each place the character beside it, other delimiters not counted: before it (step 1) or after it (-1).

    `edge` is the text beyond the content on that side, `end` the index of a text's character that is nearest.
    """
    out: list[str] = []
    nearest = edge[end:][:1] if edge else ""
    for part in content[::step]:
        out.append(nearest)
        text = "" if is_delimiter(part) else part if isinstance(part, str) else part.raw
        if text:
            nearest = text[end]
    return out[::step]
