"""What stands before an article's body: a byte order mark and front matter, as parts."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.formats import front_matter
from dragoman.formats.inline import has_word
from dragoman.model import Block, Segment

_BOM = "\ufeff"


def head(
    text: str, wanted: Sequence[str] | None, chosen: frozenset[int] | None
) -> tuple[list[str | Segment], list[str]]:
    """The parts of the head, and the roles of its values, of which each is a block, counted from 0.

    `wanted` are the paths of the values that people read, None where there is no front matter; `chosen` is as for
    Assembly.
    """
    matter = front_matter.find(text) if wanted is not None else None
    if matter is None or wanted is None:
        return ([_BOM], []) if text.startswith(_BOM) else ([], [])
    parts: list[str | Segment] = []
    roles: list[str] = []
    position = 0
    for index, value in enumerate(front_matter.values(text, matter, wanted, wordless=True)):
        role = f"meta:{value.path}"
        line = text.count("\n", 0, value.start) + 1
        roles.append(role)
        if index not in chosen if chosen is not None else not has_word(value.text):
            continue
        block = Block(index, role, value.kind)
        parts.append(text[position : value.start])
        parts.append(Segment((value.text,), (text[value.start : value.end],), block, role, line=line))
        position = value.end
    parts.append(text[position : matter.end])
    return parts, roles
