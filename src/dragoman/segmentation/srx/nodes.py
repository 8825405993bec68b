"""The tree of a regular expression, and the error that tells what is wrong with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dragoman.segmentation.srx.charset import CharSet


class PatternError(Exception):
    """A pattern that cannot be used: what is wrong, at which character of it (from 1), and the way out."""

    def __init__(self, message: str, at: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.at, self.hint = message, at, hint


@dataclass(frozen=True)
class One:
    """One character of a set."""

    chars: CharSet


@dataclass(frozen=True)
class Row:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Choice:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Repeat:
    """`most` None is without limit. `lazy` tells which of several matches is taken, not whether there is one."""

    part: Node
    least: int
    most: int | None
    lazy: bool = False


@dataclass(frozen=True)
class Atomic:
    """What has matched is not given back: a possessive quantifier is one too."""

    part: Node


@dataclass(frozen=True)
class Look:
    part: Node
    ahead: bool
    negative: bool


EdgeKind: TypeAlias = Literal["word", "inside", "begin", "end", "end-or-last-line", "line-begin", "line-end"]


@dataclass(frozen=True)
class Edge:
    """A place: a word's edge, none, the beginning or the end of the text, or of a line."""

    kind: EdgeKind


Node: TypeAlias = One | Row | Choice | Repeat | Atomic | Look | Edge
EMPTY = Row(())


def in_row(parts: list[Node]) -> Node:
    """The parts in a row; a row in a row is the same row."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Row) else (part,))]
    return flat[0] if len(flat) == 1 else Row(tuple(flat))


def repeated(part: Node, least: int, most: int | None, at: int) -> Node:
    """`part` so many times. What may be empty is repeated without its emptiness: else every turn has two ways."""
    if (least, most) == (1, 1):
        return part
    if not is_nullable(part) or (least, most) == (0, 1):
        return Repeat(part, least, most)
    if isinstance(part, Repeat) and not is_nullable(part.part):
        if part.most is None:
            return Repeat(part.part, 0, None)
        return Repeat(Repeat(part.part, 1, part.most) if part.most != 1 else part.part, 0, most)
    if isinstance(part, Choice):
        full = tuple(one for one in part.parts if one != EMPTY)
        if full and not any(map(is_nullable, full)):
            return Repeat(full[0] if len(full) == 1 else Choice(full), 0, most)
    raise PatternError("a repeated group that may be empty", at + 1, "let the group hold at least one character")


def is_nullable(node: Node) -> bool:
    """Whether it may match no character at all."""
    match node:
        case One():
            return False
        case Row(parts):
            return all(map(is_nullable, parts))
        case Choice(parts):
            return any(map(is_nullable, parts))
        case Repeat(part, least):
            return least == 0 or is_nullable(part)
        case Atomic(part):
            return is_nullable(part)
        case _:
            return True
