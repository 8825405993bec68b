"""What a block's inline content is made of while it is being read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dragoman.formats.inline import Piece
from dragoman.model import Mark


@dataclass(frozen=True, slots=True)
class Flow:
    """Text that people read inside a mark: an alt text or a title, at start..end of the article.

    `tail` is markup at its end that a translation must replace: `][` of a collapsed reference, whose label is the
    alt text itself.
    """

    start: int
    end: int
    role: str
    items: tuple[Item, ...]
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A mark that holds flows, spelled at start..end of the article. It becomes a Mark once its flows have blocks."""

    kind: Literal["close", "point"]
    name: str
    start: int
    end: int
    flows: tuple[Flow, ...]


Item: TypeAlias = Piece | Mark | Holder


def is_code(item: Item) -> bool:
    """True for the mark that opens a code span; what follows it, up to its closing mark, is literal."""
    return isinstance(item, Mark) and item.kind == "open" and item.name == "code" and item.raw.startswith("`")


def texts(items: Iterable[Item]) -> Iterator[Piece]:
    """The pieces outside code spans and outside flows."""
    code = False
    for item in items:
        if isinstance(item, Piece):
            if not code:
                yield item
        else:
            code = is_code(item)


def spelling(items: Iterable[Item], text: str) -> str:
    """The article's own spelling of `items`; `text` is the article."""
    return "".join(text[item.start : item.end] if isinstance(item, Holder) else item.raw for item in items)
