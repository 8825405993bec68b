"""The addresses in an article, as slices of it that can be put anew while every other byte stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""text[start:end] and what stands there afterwards."""


@dataclass(frozen=True, slots=True)
class Destination:
    """An address that stands at text[start:end] and says `href`; `spell` writes another one in its place."""

    start: int
    end: int
    href: str
    spell: Callable[[str], str]


def relinked(text: str, find: Callable[[str], Sequence[Destination]], links: Callable[[str], str]) -> str:
    """`text` with each address as `links` has it; as it was when an address would not be read back as it was put."""
    found = find(text)
    wanted = [links(one.href) for one in found]
    edits = [(one.start, one.end, one.spell(to)) for one, to in zip(found, wanted, strict=True) if to != one.href]
    if not edits:
        return text
    out = spliced(text, edits)
    return out if [one.href for one in find(out)] == wanted else text


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """`text` with edits that do not overlap; of two at one place the first given comes first."""
    out: list[str] = []
    done = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        out += (text[done:start], new)
        done = end
    return "".join([*out, text[done:]])
